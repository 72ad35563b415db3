import ShuliText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension UTF8Buffer {
    /// The first line feed at or behind a place.
    package func firstLineBreak(from start: Int) -> Int? { first(0x0A, from: start) }

    /// The first place at or behind another that holds a byte.
    ///
    /// Unsafe code. Invariant: `memchr` is given memory of this buffer alone.
    package func first(_ byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count else { return nil }
        return memchr(base + start, Int32(byte), count - start).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
    }

    /// Whether `text` begins at a place.
    package func has(_ text: StaticString, at place: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard place >= 0, place + length <= count, let base = baseAddress else { return false }
        return memcmp(base + place, text.utf8Start, length) == 0
    }

    /// Whether all bytes of a range are white space or control characters.
    package func isBlank(_ range: Range<Int>) -> Bool { !self[range].contains { $0 > 0x20 } }
}
