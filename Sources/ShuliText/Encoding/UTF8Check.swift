/// Finds what is not UTF-8 in a run of bytes (Unicode 15, table 3-7; one error a maximal subpart, as the standard
/// library replaces them).
struct UTF8Check {
    /// Where each ill-formed sequence begins.
    private(set) var errors: [Int] = []
    /// How many well-formed sequences of more than one byte there are.
    private(set) var multibyte = 0
    /// How many of them have more than two bytes.
    private(set) var longSequences = 0
    /// Whether the only errors are a character cut off at the start and one at the end.
    let isValidUpToCuts: Bool

    init(_ buffer: UTF8Buffer) {
        var offset = 0
        var cutAtEnd = false
        while offset < buffer.count {
            let first = buffer[offset]
            if first < 0x80 {
                offset += 1
                // Eight bytes of ASCII at once.
                while offset + 8 <= buffer.count,
                    UnsafeRawPointer(buffer.baseAddress.unsafelyUnwrapped + offset).loadUnaligned(as: UInt64.self)
                        & 0x8080_8080_8080_8080 == 0
                { offset += 8 }
                continue
            }
            let (length, low, high) = Self.shape(first)
            var have = 1
            if length > 1 {
                while have < length && offset + have < buffer.count {
                    let byte = buffer[offset + have]
                    let valid = have == 1 ? (low...high).contains(byte) : byte & 0xC0 == 0x80
                    guard valid else { break }
                    have += 1
                }
            }
            if have == length && length > 1 {
                multibyte += 1
                if length > 2 { longSequences += 1 }
            } else {
                errors.append(offset)
                if length > 1 && offset + have == buffer.count { cutAtEnd = true }
            }
            offset += have
        }
        // The rest of a character at the start: at most three bytes that only continue.
        let cutAtStart = errors.prefix { $0 < 3 && buffer[$0] & 0xC0 == 0x80 }.count
        isValidUpToCuts = errors.count - cutAtStart - (cutAtEnd ? 1 : 0) <= 0 && (errors.isEmpty || multibyte > 0)
    }

    // Length of the sequence that a byte begins and the range of its second byte; length 1 for one that begins none.
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
