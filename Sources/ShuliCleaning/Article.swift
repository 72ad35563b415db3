import ShuliText

/// A cleaned article: the body, what is known of it, and everything that was taken away.
public struct Article: Hashable, Sendable, Codable {
    /// The body: the kept blocks, a line each.
    public let text: String
    /// The headline, without the site's name.
    public let title: String?
    /// Who wrote it; editors and mere sources are no authors.
    public let authors: [String]
    /// Who edited it.
    public let editor: String?
    /// Where it was taken from, as the page says.
    public let source: String?
    /// When it was published, "2025-02-13 19:25" or as much of that as is known.
    public let published: String?
    /// The text that all ranges refer to: for HTML the page flattened to a block a line, for text the text itself.
    public let input: String
    /// The parts of `input` that make up `text`, in order.
    public let kept: [TextRange]
    /// The parts of `input` that were removed, in order.
    public let removals: [Removal]
}

/// A part of an article that was removed, and why.
public struct Removal: Hashable, Sendable, Codable {
    /// Where it stood in the article's input text.
    public let range: TextRange
    /// The line of the input (for HTML: of the page's source) where it begins, from 1.
    public let line: Int
    /// Whether a whole line or block went, not only its end.
    public let isWhole: Bool
    /// The name of the rule, for instance "editor".
    public let rule: String
    /// The reason, in words.
    public let reason: String

    public init(range: TextRange, line: Int, isWhole: Bool, rule: String, reason: String) {
        self.range = range
        self.line = line
        self.isWhole = isWhole
        self.rule = rule
        self.reason = reason
    }
}
