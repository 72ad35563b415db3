import ShuliText

/// Bytes that wait to be cut into records. To take bytes from its front is linear in all bytes that were ever added.
struct ReadBuffer {
    private var bytes: [UInt8] = []
    private var start = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ piece: [UInt8]) { bytes += piece }

    mutating func removeAll() { (bytes, start) = ([], 0) }

    /// Drops bytes, at most those there are.
    mutating func removeFirst(_ count: Int) {
        start += min(count, self.count)
        guard start > bytes.count / 2 else { return }
        bytes.removeFirst(start)
        start = 0
    }

    /// Takes bytes.
    mutating func take(_ count: Int) -> [UInt8] {
        let taken = Array(bytes[start..<(start + min(count, self.count))])
        removeFirst(taken.count)
        return taken
    }

    func withBytes<Result>(_ body: (UTF8Buffer) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body(UTF8Buffer(rebasing: $0[start...])) }
    }
}
