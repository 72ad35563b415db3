/// Decodes code points of bytes that may not be valid UTF-8.
package enum UTF8Decoding {
    /// The code point that begins at `at`, and its length in bytes, at least 1 and never beyond `end`.
    ///
    /// A byte that begins no valid sequence counts as one character U+FFFD of one byte, so that the lengths add up to
    /// the length of the text, whatever it is. Invariant: `0 <= at < end <= text.count`, checked by the caller.
    @inline(__always)
    package static func scalar(in text: UnsafeBufferPointer<UInt8>, at: Int, end: Int) -> (UInt32, Int) {
        guard let base = text.baseAddress else { return (0xfffd, 1) }
        return scalar(base, at: at, end: end)
    }

    @inline(__always)
    package static func scalar(_ text: UnsafePointer<UInt8>, at: Int, end: Int) -> (UInt32, Int) {
        let first = UInt32(text[at])
        if first < 0x80 { return (first, 1) }
        if first >= 0xe0, first < 0xf0, at &+ 2 < end {
            let second = UInt32(text[at &+ 1])
            let third = UInt32(text[at &+ 2])
            let value = (first & 0xf) << 12 | (second & 0x3f) << 6 | third & 0x3f
            if second & 0xc0 == 0x80, third & 0xc0 == 0x80, value >= 0x800, value & 0xf800 != 0xd800 {
                return (value, 3)
            }
            return (0xfffd, 1)
        }
        if first >= 0xc2, first < 0xe0, at &+ 1 < end {
            let second = UInt32(text[at &+ 1])
            if second & 0xc0 == 0x80 { return ((first & 0x1f) << 6 | second & 0x3f, 2) }
        }
        if first >= 0xf0, first < 0xf5, at &+ 3 < end {
            let second = UInt32(text[at &+ 1])
            let third = UInt32(text[at &+ 2])
            let fourth = UInt32(text[at &+ 3])
            let value = (first & 7) << 18 | (second & 0x3f) << 12 | (third & 0x3f) << 6 | fourth & 0x3f
            if second & 0xc0 == 0x80, third & 0xc0 == 0x80, fourth & 0xc0 == 0x80, value >= 0x10000, value < 0x110000 {
                return (value, 4)
            }
        }
        return (0xfffd, 1)
    }

    /// Calls `body` with each code point of a range of a text. Invariant: the text is good for the range, checked by the
    /// caller.
    @inline(__always)
    package static func forEachScalar(
        _ text: UnsafePointer<UInt8>, _ range: Range<Int>, _ body: (UInt32) -> Void
    ) {
        var at = range.lowerBound
        while at < range.upperBound {
            let (scalar, length) = scalar(text, at: at, end: range.upperBound)
            body(scalar)
            at &+= length
        }
    }
}
