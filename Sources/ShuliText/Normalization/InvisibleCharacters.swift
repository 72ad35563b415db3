/// Removes characters without a shape, which break comparisons and searches.
enum InvisibleCharacters {
    static func stripped(_ text: String) -> MappedText {
        text.rewritten { isInvisible($0) ? [] : nil }
    }

    /// Controls, soft hyphen, zero-width space, word joiner, bidi marks and isolates, byte order mark, interlinear
    /// annotation and tags. Not the joiners U+200C and U+200D (emoji, Indic scripts), not variation selectors.
    @inline(__always)
    static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D: false
        case 0...0x1F, 0x7F...0x84, 0x86...0x9F: true
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0001: true
        default: false
        }
    }
}
