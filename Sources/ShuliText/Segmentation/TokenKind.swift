/// What a token is.
public enum TokenKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A word with a Han or kana character.
    case word
    /// A word of Latin or another alphabetic script, or a name of letters and digits.
    case latin
    /// A number, with its punctuation, percent sign, 万 or 亿.
    case number
    /// An address of the web.
    case url
    /// An address of mail.
    case email
    /// `@` and a name.
    case mention
    /// A topic between two `#`.
    case topic
    /// Punctuation.
    case punctuation
    /// A symbol or any other character.
    case symbol
    /// An emoji, with its modifiers and joiners.
    case emoji
    /// White space and line breaks.
    case space

    /// Whether it is a word, a number, a name or an address.
    @inlinable
    public var isContent: Bool {
        switch self {
        case .word, .latin, .number, .url, .email, .mention, .topic: true
        case .punctuation, .symbol, .emoji, .space: false
        }
    }
}

extension TokenKind {
    /// The kind of a token by its characters: a word if one of them is Han or kana, then a Latin word, then a number;
    /// of marks and symbols alone the first decides. So -5℃ is a number, .NET a Latin word, 《红楼梦》 a word. A magnitude
    /// behind digits makes no word of a number.
    @inline(__always)
    init(of buffer: UTF8Buffer, _ range: TextRange) {
        // U+4E00 to U+9FFF, with which most tokens begin.
        let first = buffer[range.lowerBound]
        let isHan = first &- 0xE5 < 5 || first == 0xE4 && range.count > 2 && buffer[range.lowerBound + 1] >= 0xB8
        self = isHan ? .word : TokenKind(ofAny: buffer, range)
    }

    /// Bytes that are no valid UTF-8 are symbols.
    @inline(never)
    private init(ofAny buffer: UTF8Buffer, _ range: TextRange) {
        var kind: TokenKind?
        guard let bytes = buffer.baseAddress else { self = .symbol; return }
        UTF8Decoding.forEachScalar(bytes, range.lowerBound..<range.upperBound) { scalar in
            switch CharacterClass(scalar) {
            case .han where kind == .number && Self.isMagnitude(scalar): break
            case .han, .kana: kind = .word
            case .letter: kind = kind == .word ? .word : .latin
            case .digit: kind = kind == .word || kind == .latin ? kind : .number
            case .space: kind = kind ?? .space
            case .punctuation: kind = kind ?? .punctuation
            case .other: kind = kind ?? .symbol
            }
        }
        self = kind ?? .symbol
    }

    /// 千, 百, 万, 亿 behind digits: still a number.
    private static func isMagnitude(_ scalar: UInt32) -> Bool {
        switch Unicode.Scalar(scalar) {
        case "千", "百", "万", "萬", "亿", "億": true
        default: false
        }
    }
}
