#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Room for decoding, lent to one call at a time and kept for the next: a call on a short text would else spend more on
/// allocating than on cutting.
///
/// Unsafe code. Invariant: `free` is touched only while `lock` is held, and a room by nobody but the call that took it
/// out of `free`. The lock is the C library's because the thread sanitizer knows that one: on Linux it can't see into
/// `Synchronization.Mutex` and reports every access under it as a race.
final class ScratchPool: @unchecked Sendable {
    /// What one call needs.
    final class Room {
        var scratch = SegmentationScratch()
        var ends: [Int] = []
    }

    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    // As many as calls ran at once, at most.
    private var free: [Room] = []

    init() {
        lock.initialize(to: pthread_mutex_t())
        pthread_mutex_init(lock, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// Calls `body` with room that nobody else uses.
    func withRoom<Result>(_ body: (Room) -> Result) -> Result {
        pthread_mutex_lock(lock)
        let taken = free.popLast()
        pthread_mutex_unlock(lock)
        let room = taken ?? Room()
        let result = body(room)
        room.ends.removeAll(keepingCapacity: room.ends.capacity < 1 << 16)
        pthread_mutex_lock(lock)
        free.append(room)
        pthread_mutex_unlock(lock)
        return result
    }
}
