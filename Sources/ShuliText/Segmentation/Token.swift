/// One piece of a text. The tokens of a text follow each other without gaps: their texts joined are the text.
public struct Token: Hashable, Sendable, Codable {
    /// Where it stands in the text, in UTF-8 bytes; `text[token.range]` is its text.
    public let range: TextRange
    /// What it is.
    public let kind: TokenKind

    public init(range: TextRange, kind: TokenKind) {
        self.range = range
        self.kind = kind
    }
}

/// What a token is.
public enum TokenKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A word of Han, kana or another script without spaces.
    case word
    /// A word of Latin or another script with spaces between words.
    case latin
    /// A number.
    case number
    /// Punctuation.
    case punctuation
    /// Symbols, and whatever is nothing else.
    case symbol
    /// An emoji, with its modifiers and joiners.
    case emoji
    /// White space and line breaks.
    case space

    /// Whether it can carry content: words and numbers of any kind.
    @inlinable
    public var isContent: Bool {
        switch self {
        case .word, .latin, .number: true
        case .punctuation, .symbol, .emoji, .space: false
        }
    }
}
