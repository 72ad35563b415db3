#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// UTF-8 bytes that the caller owns. Inner loops read these, never `String` or `Character`.
@usableFromInline package typealias UTF8Buffer = UnsafeBufferPointer<UInt8>

extension StringProtocol {
    /// Calls `body` with the bytes of the text in one piece: a native string is not copied.
    ///
    /// The buffer must not outlive the call. It always has a base address, so that it may be passed to C functions.
    @inlinable
    package func withUTF8Buffer<Result>(_ body: (UTF8Buffer) throws -> Result) rethrows -> Result {
        let direct = try utf8.withContiguousStorageIfAvailable { buffer in
            try buffer.baseAddress == nil ? withEmptyBuffer(body) : body(buffer)
        }
        if let direct { return direct }
        var copy = String(self)
        return try copy.withUTF8 { try $0.baseAddress == nil ? withEmptyBuffer(body) : body($0) }
    }
}

extension String {
    /// A copy of bytes that are known to be valid UTF-8, without validating them again.
    ///
    /// Unsafe code. Invariant: the bytes are valid UTF-8: pieces of strings, cut at boundaries of scalars.
    package init(valid bytes: UTF8Buffer) {
        if #available(macOS 26, *) {
            self = String(copying: UTF8Span(unchecked: bytes.span))
        } else {
            self = String(decoding: bytes, as: UTF8.self)
        }
    }
}

@usableFromInline
func withEmptyBuffer<Result>(_ body: (UTF8Buffer) throws -> Result) rethrows -> Result {
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { memory in
        memory.initialize(repeating: 0)
        return try body(UTF8Buffer(start: memory.baseAddress, count: 0))
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The scalar that begins at `offset`, and its length in bytes.
    ///
    /// Invariant: the buffer is valid UTF-8 (it comes from a `String`) and `offset` is a scalar boundary inside it.
    @inlinable @inline(__always)
    package func scalar(at offset: Int) -> (value: UInt32, length: Int) {
        let first = UInt32(self[offset])
        if first < 0x80 { return (first, 1) }
        if first < 0xE0 { return ((first & 0x1F) << 6 | UInt32(self[offset + 1] & 0x3F), 2) }
        if first < 0xF0 {
            let second = UInt32(self[offset + 1] & 0x3F)
            return ((first & 0x0F) << 12 | second << 6 | UInt32(self[offset + 2] & 0x3F), 3)
        }
        let second = UInt32(self[offset + 1] & 0x3F)
        let third = UInt32(self[offset + 2] & 0x3F)
        return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(self[offset + 3] & 0x3F), 4)
    }

    /// The length in bytes of a scalar whose first byte is `first`; 1 for a byte that begins none.
    @inline(__always)
    package static func length(ofScalarBeginningWith first: UInt8) -> Int {
        first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    }

    /// The scalar that ends at `offset` (exclusive) and its length in bytes. The same invariant; `offset` > 0.
    @inlinable @inline(__always)
    package func scalar(before offset: Int) -> (value: UInt32, length: Int) {
        var start = offset - 1
        while start > 0 && self[start] & 0xC0 == 0x80 { start -= 1 }
        return scalar(at: start)
    }

    /// The text of a range of bytes; the range lies inside the buffer, on scalar boundaries.
    @inlinable
    package func text(_ range: Range<Int>) -> String {
        String(decoding: self[range], as: UTF8.self)
    }

    /// The text of a range of bytes; the range lies inside the buffer, on scalar boundaries.
    @inlinable
    package func text(_ range: TextRange) -> String { text(range.bytes) }

    /// The first occurrence of `part` inside a range of bytes, or nil. An empty part does not occur.
    package func firstPlace(of part: [UInt8], in range: Range<Int>) -> Int? {
        // The last byte of a Han character is more selective than the first, which many characters of a text share.
        guard let last = part.last, let start = baseAddress else { return nil }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        var end = range.lowerBound + part.count - 1
        while end < range.upperBound, let found = memchr(start + end, Int32(last), range.upperBound - end) {
            end = start.distance(to: found.assumingMemoryBound(to: UInt8.self))
            if holds(part, at: end - part.count + 1) { return end - part.count + 1 }
            end += 1
        }
        return nil
    }

    /// The first occurrence of a byte inside a range of bytes, or nil.
    package func firstPlace(of byte: UInt8, in range: Range<Int>) -> Int? {
        guard let start = baseAddress else { return nil }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return memchr(start + range.lowerBound, Int32(byte), range.count).map {
            start.distance(to: $0.assumingMemoryBound(to: UInt8.self))
        }
    }

    /// The last occurrence of `part` inside a range of bytes, or nil. An empty part does not occur.
    package func lastPlace(of part: [UInt8], in range: Range<Int>) -> Int? {
        var place = range.upperBound - part.count
        while !part.isEmpty, place >= range.lowerBound {
            if holds(part, at: place) { return place }
            place -= 1
        }
        return nil
    }

    @inline(__always)
    private func holds(_ part: [UInt8], at place: Int) -> Bool {
        for index in part.indices where self[place + index] != part[index] { return false }
        return true
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// `range` without white space at its ends.
    package func trimmed(_ range: TextRange) -> TextRange {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end {
            let (scalar, length) = scalar(at: start)
            guard CharacterClass(scalar) == .space else { break }
            start += length
        }
        while end > start {
            let (scalar, length) = scalar(before: end)
            guard CharacterClass(scalar) == .space else { break }
            end -= length
        }
        return TextRange(start, end)
    }
}
