/// A coarse class of a scalar, by comparisons alone, without a table.
///
/// The classes follow the properties Script and General_Category of Unicode 15 for the scalars that occur in Chinese
/// text; any other scalar is `other`. (`SymbolKind` in ShuliText is another classification: the one of the segmentation
/// model.)
///
/// Without `@usableFromInline` on the type the compiler inlines none of its members into other modules, whatever they say.
@usableFromInline package enum CharacterClass: UInt8, Sendable {
    /// Han ideographs of all blocks, 〇 and 々.
    case han
    /// Hiragana and katakana.
    case kana
    /// Letters of any other script, with their marks.
    case letter
    /// Decimal digits, ASCII or full-width.
    case digit
    /// White space and line breaks, the ideographic space included.
    case space
    /// Punctuation, Chinese or not.
    case punctuation
    /// Everything else: symbols, emoji, controls, format characters, private use.
    case other

    /// The class of a scalar value.
    @inlinable
    package init(_ scalar: UInt32) {
        // Nine of ten scalars of Chinese text are in the first block of Han.
        if scalar &- 0x4E00 < 0x5200 {
            self = .han
        } else {
            self = scalar < 0x80 ? CharacterClass.ascii(scalar) : CharacterClass.beyondASCII(scalar)
        }
    }

    @inlinable
    static func ascii(_ scalar: UInt32) -> CharacterClass {
        switch scalar {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A: .letter
        case 0x20, 0x09...0x0D: .space
        case 0x24, 0x2B, 0x3C...0x3E, 0x5E, 0x60, 0x7C, 0x7E: .other
        case 0x21...0x7E: .punctuation
        default: .other
        }
    }

    @inlinable
    static func beyondASCII(_ scalar: UInt32) -> CharacterClass {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005, 0x3007: .han
        case 0x2E80...0x2FDF: .han
        case 0x3041...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0xFF66...0xFF9F: .kana
        case 0xFF10...0xFF19: .digit
        case 0xFF21...0xFF3A, 0xFF41...0xFF5A: .letter
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .space
        case 0xA1, 0xA7, 0xAB, 0xB6, 0xB7, 0xBB, 0xBF: .punctuation
        case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF: .letter
        case 0x300...0x1FFF: .letter
        case 0x2010...0x2027, 0x2030...0x205E: .punctuation
        case 0x2100...0x2139: .other
        case 0x2C00...0x2DFF, 0xA000...0xABFF, 0xAC00...0xD7FF: .letter
        case 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0x3030, 0x303D, 0x30A0, 0x30FB: .punctuation
        case 0xFE10...0xFE19, 0xFE30...0xFE52, 0xFE54...0xFE61, 0xFE63, 0xFE68, 0xFE6A, 0xFE6B: .punctuation
        case 0xFF01...0xFF03, 0xFF05...0xFF0A, 0xFF0C...0xFF0F, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF20: .punctuation
        case 0xFF3B...0xFF3D, 0xFF3F, 0xFF5B, 0xFF5D, 0xFF5F...0xFF65: .punctuation
        case 0x10000...0x1FFFF: scalar < 0x1D000 ? .letter : .other
        default: .other
        }
    }

    // The synthesized comparison is not inlined into other modules, whose loops compare a class a scalar.
    @inlinable
    package static func == (left: CharacterClass, right: CharacterClass) -> Bool { left.rawValue == right.rawValue }

    /// Han, kana, letters and digits.
    @inlinable
    package var isContent: Bool { rawValue <= CharacterClass.digit.rawValue }
}
