import ShuliText

/// A cleaned article: the body, its metadata, and everything that was removed.
///
/// All ranges are in UTF-8 bytes of `input`. Every character of `input` that is not white space lies in exactly one range of
/// `kept` or of `removals`.
public struct Article: Hashable, Sendable, Codable {
    /// What the page mainly is.
    public let kind: PageKind
    /// How sure it is that `text` is whole and clean, from 0 to 1. Fitted so that of pages with .9 or more nine in ten are;
    /// not checked on other sites.
    public let confidence: Double
    /// The body: the kept ranges of `input`, one a line, separated by LF. Empty where no article was found. Of a thread all posts.
    public let text: String
    /// The headline, without the name of the site; nil where none was found.
    public let title: String?
    /// The names of the authors, in the order of the page. Editors and sources are not authors.
    public let authors: [String]
    /// The name of the editor as the page gives it.
    public let editor: String?
    /// Where the article was taken from, as the page says.
    public let source: String?
    /// When it was published, in the local time of the page: "2025-02-13 19:25", or "2025-02-13" where only the day is known. A time that
    /// is stated with its zone alone is given in that of China (UTC+8).
    public let published: String?
    /// The posts of a thread, the opening one first, as far as they are part of `text`; empty for any other kind.
    public let posts: [Post]
    /// The body with its structure, in order; pictures and their captions, which `text` lacks, are part of it.
    public let blocks: [ArticleBlock]
    /// The text that all ranges refer to: for HTML the visible text of the page, one block a line; for plain text the text itself. Where a
    /// page shows no article but states one for programs (JSON-LD, a script), it is the stated one.
    public let input: String
    /// The ranges of `input` that make up `text`, in order.
    public let kept: [TextRange]
    /// The ranges of `input` that were removed, in order.
    public let removals: [Removal]

    /// The components of `published`.
    public var publicationTime: PublicationTime? { published.flatMap { PublicationTime($0) } }
}

/// A part of a page or text that was removed, and the reason.
public struct Removal: Hashable, Sendable, Codable {
    /// The removed bytes of the article's `input`.
    public let range: TextRange
    /// The line where the removed part begins, from 1: of the HTML source for a page, of the text otherwise.
    public let line: Int
    /// Whether a whole block was removed; false where only the end of a block was.
    public let isWhole: Bool
    /// The name of the rule, for instance "editor"; "model" or "outside" where no word of the part gives a reason.
    public let rule: String
    /// The reason as an English phrase whose subject is the removed part: "names the page's editors".
    public let reason: String
}
