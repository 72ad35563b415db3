/// Finds the ill-formed sequences in UTF-8 (Unicode 15, table 3-7): one error for each maximal subpart, as the standard
/// library replaces them.
///
/// Eight bytes of ASCII and four characters of three bytes, as Han has, are checked at a time.
struct UTF8Check {
    /// The offset of each ill-formed sequence, rising.
    private(set) var errors: [Int] = []
    /// The number of well-formed sequences of more than one byte.
    private(set) var multibyte = 0
    /// The number of well-formed sequences of more than two bytes.
    private(set) var longSequences = 0
    /// Whether the only errors are one character that is cut off at the start and one at the end.
    private(set) var isValidUpToCuts = true

    init(_ buffer: UTF8Buffer) {
        guard let bytes = buffer.baseAddress else { return }
        let count = buffer.count
        var offset = 0
        var cutAtEnd = false
        while offset < count {
            let first = bytes[offset]
            if first < 0x80 {
                offset &+= 1
                while offset &+ 8 <= count, Self.word(bytes + offset) & 0x8080_8080_8080_8080 == 0 { offset &+= 8 }
                continue
            }
            if first >= 0xE0 {
                let start = offset
                while offset &+ 12 <= count, Self.isFourOfThreeBytes(bytes + offset) { offset &+= 12 }
                if offset > start {
                    multibyte &+= (offset &- start) / 3
                    longSequences &+= (offset &- start) / 3
                    continue
                }
            }
            let (length, low, high) = Self.shape(first)
            var have = 1
            while have < length, offset &+ have < count {
                let byte = bytes[offset &+ have]
                guard have == 1 ? byte >= low && byte <= high : byte & 0xC0 == 0x80 else { break }
                have &+= 1
            }
            if have == length && length > 1 {
                multibyte &+= 1
                if length > 2 { longSequences &+= 1 }
            } else {
                errors.append(offset)
                if length > 1 && offset &+ have == count { cutAtEnd = true }
            }
            offset &+= have
        }
        guard !errors.isEmpty else { return }
        // The rest of a character at the start has at most three bytes, all of which continue one.
        let cutAtStart = errors.prefix { $0 < 3 && bytes[$0] & 0xC0 == 0x80 }.count
        isValidUpToCuts = errors.count - cutAtStart - (cutAtEnd ? 1 : 0) <= 0 && multibyte > 0
    }

    /// Whether the first character beyond ASCII, if there is any, and the following bytes up to the next ASCII are valid UTF-8: a hint that
    /// costs little. What is no UTF-8 fails at once; one run of another encoding that happens to be valid is no harm, since the rest is
    /// looked at then.
    static func isValidAtStart(_ buffer: UTF8Buffer) -> Bool {
        guard var start = buffer.firstIndex(where: { $0 >= 0x80 }) else { return true }
        // The rest of a character that is cut off at the start.
        while start < min(3, buffer.count), buffer[start] & 0xC0 == 0x80 { start += 1 }
        var end = start
        while end < buffer.count, buffer[end] >= 0x80 { end += 1 }
        return UTF8Check(UTF8Buffer(rebasing: buffer[start..<end])).errors.isEmpty
    }

    // Unsafe code. Invariant: eight bytes follow. The first byte is the lowest one of the result.
    @inline(__always)
    private static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    }

    // Whether twelve bytes are four sequences of three bytes with lead bytes E1…EC, EE and EF, whose second byte has no
    // further restriction. Invariant: twelve bytes follow.
    @inline(__always)
    private static func isFourOfThreeBytes(_ bytes: UnsafePointer<UInt8>) -> Bool {
        // Bytes 0 to 7 and, overlapping, 4 to 11.
        let (left, right) = (word(bytes), word(bytes + 4))
        let wrong =
            ((left & 0xC0F0_C0C0_F0C0_C0F0) ^ 0x80E0_8080_E080_80E0)
            | ((right & 0xC0C0_F0C0_C0F0_C0C0) ^ 0x8080_E080_80E0_8080)
        // A bit for each lower half of a lead byte: all but E0 and ED.
        let leads: UInt64 = 0b1101_1111_1111_1110
        let isLead =
            leads >> (left & 15) & leads >> (left >> 24 & 15) & leads >> (left >> 48 & 15) & leads >> (right >> 40 & 15)
        return wrong == 0 && isLead & 1 == 1
    }

    // The length of the sequence that a byte begins, and the range of its second byte. Length 1: it begins none.
    private static func shape(_ first: UInt8) -> (length: Int, low: UInt8, high: UInt8) {
        switch first {
        case 0xC2...0xDF: (2, 0x80, 0xBF)
        case 0xE0: (3, 0xA0, 0xBF)
        case 0xED: (3, 0x80, 0x9F)
        case 0xE1...0xEF: (3, 0x80, 0xBF)
        case 0xF0: (4, 0x90, 0xBF)
        case 0xF4: (4, 0x80, 0x8F)
        case 0xF1...0xF3: (4, 0x80, 0xBF)
        default: (1, 0x80, 0xBF)
        }
    }
}

extension UTF8Buffer {
    /// Whether the bytes are well-formed UTF-8. Faster than to make a string of them.
    package var isValidUTF8: Bool { UTF8Check(self).errors.isEmpty }
}
