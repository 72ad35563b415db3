/// One piece of a text. The tokens of a text follow each other without gaps: joined, they are the text.
public struct Token: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Its range in the text; `text[token.range]` is its text.
    public let range: TextRange
    /// What it is.
    public let kind: TokenKind
    /// Its part of speech; nil unless the segmenter tags.
    public let partOfSpeech: PartOfSpeech?
    /// Shorter words. In the mode `search` the listed words of at least two characters inside of the token, in the mode
    /// `full` all listed words that begin in it, which may end behind it; otherwise none. Ascending by start, then by
    /// length.
    public let subwords: [TextRange]

    package init(
        range: TextRange, kind: TokenKind, partOfSpeech: PartOfSpeech? = nil, subwords: [TextRange] = []
    ) {
        self.range = range
        self.kind = kind
        self.partOfSpeech = partOfSpeech
        self.subwords = subwords
    }

    /// For instance `6..<12 word NOUN`.
    public var description: String {
        "\(range) \(kind)" + (partOfSpeech.map { " \($0.rawValue)" } ?? "")
    }
}

/// A token without its subwords.
package struct TokenSpan {
    package let range: TextRange
    package let kind: TokenKind
    package var partOfSpeech: PartOfSpeech?
}
