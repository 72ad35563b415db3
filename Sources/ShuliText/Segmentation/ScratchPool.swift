import Synchronization

/// Room for decoding, lent to one call at a time and kept for the next: a call on a short text would else spend more on
/// allocating than on cutting.
final class ScratchPool: Sendable {
    /// A scratch with an owner's identity, so that it can stand in an array.
    ///
    /// Unchecked: it is reached through the pool alone, which lends it to one call at a time.
    final class Room: @unchecked Sendable {
        var scratch = SegmentationScratch()
        var ends: [Int] = []
    }

    // As many as calls ran at once, at most.
    private let free = Mutex<[Room]>([])

    /// Calls `body` with room that nobody else uses.
    func withRoom<Result>(_ body: (Room) -> Result) -> Result {
        let room = free.withLock { $0.popLast() } ?? Room()
        defer {
            room.ends.removeAll(keepingCapacity: room.ends.capacity < 1 << 16)
            free.withLock { $0.append(room) }
        }
        return body(room)
    }
}
