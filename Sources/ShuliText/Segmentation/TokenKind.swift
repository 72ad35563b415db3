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
    /// The kind of a token by its characters.
    init(of buffer: UTF8Buffer, _ range: TextRange) {
        // U+5000 to U+9FFF, with which most tokens begin.
        if buffer[range.lowerBound] &- 0xE5 < 5 {
            self = .word
            return
        }
        let first = buffer.scalar(at: range.lowerBound).value
        switch CharacterClass(first) {
        case .han, .kana: self = .word
        case .letter, .digit:
            var offset = range.lowerBound
            var isNumber = true
            while offset < range.upperBound {
                let (scalar, length) = buffer.scalar(at: offset)
                offset += length
                let kind = CharacterClass(scalar)
                if kind == .han || kind == .kana {
                    self = .word
                    return
                }
                if kind == .letter { isNumber = false }
            }
            self = isNumber ? .number : .latin
        case .space: self = .space
        case .punctuation: self = .punctuation
        case .other: self = .symbol
        }
    }
}
