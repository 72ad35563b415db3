import ShuliText

/// What a page or text mainly is.
public enum PageKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// One article, or several one after the other.
    case article
    /// A discussion: an opening post or question, and replies.
    case thread
    /// A list of links to other pages, without an article of its own.
    case listing
    /// Nothing to read: an error, a placeholder, an empty page.
    case none
}

/// What becomes of the replies of a discussion.
public enum ReplyPolicy: String, Hashable, Sendable, Codable, CaseIterable {
    /// They are part of the text.
    case keep
    /// They are removed; only the opening post is text.
    case drop
}

/// A contribution to a discussion.
public struct Post: Hashable, Sendable, Codable {
    /// The name of who wrote it, as the page shows it; nil where none was found.
    public let author: String?
    /// When it was written, in the local time of the page: "2025-02-13 19:25" or "2025-02-13"; nil where the page gives no full date.
    public let published: String?
    /// The range of the article's `input` from the first to the last kept part of the post.
    public let range: TextRange
    /// What it says: the kept parts, one a line.
    public let text: String

    package init(author: String?, published: String?, range: TextRange, text: String) {
        (self.author, self.published, self.range, self.text) = (author, published, range, text)
    }
}
