/// One piece of a text. The tokens of a text follow each other without gaps: their texts joined are the text.
public struct Token: Hashable, Sendable, Codable {
    /// Where it stands in the text, in UTF-8 bytes; `text[token.range]` is its text.
    public let range: TextRange
    /// What it is.
    public let kind: TokenKind
    /// What it does in its sentence; nil unless the segmenter was asked to tag.
    public let partOfSpeech: PartOfSpeech?
    /// Shorter words in it: in the mode `search` those of at least two characters inside of it, in the mode `full` all
    /// listed words that begin in it, which may end behind it; else none. Ascending by start, then by length.
    public let parts: [TextRange]

    public init(range: TextRange, kind: TokenKind, partOfSpeech: PartOfSpeech? = nil, parts: [TextRange] = []) {
        self.range = range
        self.kind = kind
        self.partOfSpeech = partOfSpeech
        self.parts = parts
    }
}

/// A token without its tag and parts.
package struct TokenPlace {
    package let range: TextRange
    package let kind: TokenKind
}

/// What a token is.
public enum TokenKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A word of Han, kana or another script without spaces.
    case word
    /// A word of Latin or another script with spaces between words.
    case latin
    /// A number.
    case number
    /// An address of the web.
    case url
    /// An address of mail.
    case email
    /// @ and a name.
    case mention
    /// #a topic#
    case topic
    /// Punctuation.
    case punctuation
    /// Symbols, and whatever is nothing else.
    case symbol
    /// An emoji, with its modifiers and joiners.
    case emoji
    /// White space and line breaks.
    case space

    /// Whether it can carry content: words, numbers and addresses of any kind.
    @inlinable
    public var isContent: Bool {
        switch self {
        case .word, .latin, .number, .url, .email, .mention, .topic: true
        case .punctuation, .symbol, .emoji, .space: false
        }
    }
}
