/// The lines of a buffer, without their line breaks (LF, CR or CR LF). A break at the very end begins no further line.
package struct Lines: Sequence, IteratorProtocol {
    private let buffer: UTF8Buffer
    private var offset = 0

    /// The lines of a buffer, which must outlive the sequence.
    package init(_ buffer: UTF8Buffer) { self.buffer = buffer }

    package mutating func next() -> TextRange? {
        guard offset < buffer.count else { return nil }
        let start = offset
        while offset < buffer.count, buffer[offset] != 0x0A, buffer[offset] != 0x0D { offset += 1 }
        let end = offset
        if offset < buffer.count {
            offset += buffer[offset] == 0x0D && offset + 1 < buffer.count && buffer[offset + 1] == 0x0A ? 2 : 1
        }
        return TextRange(start, end)
    }
}
