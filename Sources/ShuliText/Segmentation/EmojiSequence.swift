/// Emoji as a reader counts them: with variation selectors, skin tones, joiners, flags and tags (UTS #51).
enum EmojiSequence {
    /// The end of the emoji that begins at `offset` with `scalar`, in bytes; nil where none begins there.
    static func end(in buffer: UTF8Buffer, at offset: Int, _ scalar: UInt32) -> Int? {
        guard scalar >= 0x203C, isBase(scalar) || isTextBase(scalar) || isRegionalIndicator(scalar),
            var end = element(in: buffer, at: offset, scalar)
        else { return nil }
        // A joiner connects the next one.
        while end < buffer.count, case let (joiner, length) = buffer.scalar(at: end), joiner == 0x200D,
            end + length < buffer.count
        {
            guard let next = element(in: buffer, at: end + length, buffer.scalar(at: end + length).value) else { break }
            end = next
        }
        return end
    }

    private static func element(in buffer: UTF8Buffer, at offset: Int, _ scalar: UInt32) -> Int? {
        var end = offset + buffer.scalar(at: offset).length
        if isRegionalIndicator(scalar) {
            // Two of them are a flag.
            guard end < buffer.count, case let (second, length) = buffer.scalar(at: end), isRegionalIndicator(second)
            else { return end }
            return end + length
        }
        let isText = isTextBase(scalar) && end < buffer.count && buffer.scalar(at: end).value == 0xFE0F
        guard isBase(scalar) || isText else { return nil }
        while end < buffer.count, case let (mark, length) = buffer.scalar(at: end), isModifier(mark) { end += length }
        return end
    }

    private static func isRegionalIndicator(_ scalar: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar) }

    // Displayed as a picture by default.
    private static func isBase(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x1F000...0x1FAFF: !(0x1F100...0x1F18D).contains(scalar) || scalar == 0x1F18E
        case 0x231A, 0x231B, 0x23E9...0x23EC, 0x23F0, 0x23F3, 0x25FD, 0x25FE, 0x2600...0x27BF, 0x2B1B, 0x2B1C, 0x2B50,
            0x2B55:
            true
        default: false
        }
    }

    // Displayed as a picture if U+FE0F follows.
    private static func isTextBase(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x203C, 0x2049, 0x2122, 0x2139, 0x2190...0x21FF, 0x2300...0x23FF, 0x24C2, 0x25A0...0x25FF, 0x2900...0x297F,
            0x2B00...0x2BFF, 0x3030, 0x303D, 0x3297, 0x3299, 0x1F100...0x1F1FF:
            true
        default: false
        }
    }

    // Variation selectors, skin tones, the keycap and tags.
    private static func isModifier(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xFE0E, 0xFE0F, 0x20E3, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: true
        default: false
        }
    }
}
