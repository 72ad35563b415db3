import ShuliText

/// Splits a text into sentences, and those at semicolons: the parts between semicolons can be understood alone.
enum SentenceParts {
    /// In bytes, eight Han characters: a shorter part stays with its neighbour. Chosen by hand.
    private static let minimumLength = 24

    static func ranges(in buffer: UTF8Buffer) -> [TextRange] {
        var parts: [TextRange] = []
        for whole in SentenceSplitter().ranges(in: buffer) {
            let sentence = buffer.trimmed(whole)
            if !sentence.isEmpty { append(sentence, buffer, &parts) }
        }
        return parts
    }

    private static func append(_ sentence: TextRange, _ buffer: UTF8Buffer, _ parts: inout [TextRange]) {
        var start = sentence.lowerBound
        var offset = start
        var depth = 0
        while offset < sentence.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            switch scalar {
            case 0xFF08, 0x28, 0x201C, 0x300C, 0x300A: depth += 1
            case 0xFF09, 0x29, 0x201D, 0x300D, 0x300B: depth = max(0, depth - 1)
            case 0xFF1B, 0x3B:
                guard depth == 0, offset - start >= minimumLength, sentence.upperBound - offset >= minimumLength,
                    !endsEntity(buffer, offset)
                else { break }
                parts.append(buffer.trimmed(TextRange(start, offset)))
                start = offset
            default: break
            }
        }
        let last = buffer.trimmed(TextRange(start, sentence.upperBound))
        if !last.isEmpty { parts.append(last) }
    }

    /// Whether a semicolon ends an entity (&lt;) that was left over from a page.
    static func endsEntity(_ buffer: UTF8Buffer, _ end: Int) -> Bool {
        for offset in stride(from: end - 2, through: max(0, end - 9), by: -1) {
            switch buffer[offset] {
            case UInt8(ascii: "&"): return true
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "#"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                continue
            default: return false
            }
        }
        return false
    }
}
