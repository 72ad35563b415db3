/// A page or text as blocks, with the metadata that it claims for itself.
struct BlockDocument: Sendable {
    /// The text that all ranges refer to: for HTML the blocks, one a line; for plain text the text itself.
    var text: String
    /// In order; none is empty.
    var blocks: [Block]
    /// The parent of each container, by container number; a parent's number is smaller. Plain text has the root alone.
    var parents: [Int] = [0]
    /// A hash of each container's tag and class, by container number.
    var kinds: [UInt32] = [0]
    /// Whether the blocks come from HTML, so that links, elements and their names are known.
    var isPage = false
    /// Metadata from the page's head and marked elements; empty for plain text.
    var claims = PageClaims()
}

/// Metadata that a page states outside its visible text, each kind in the order of the page.
struct PageClaims: Sendable {
    /// The text of `<title>`.
    var title: String?
    /// `og:title` and the like.
    var metaTitle: String?
    var author: String?
    var source: String?
    /// Publication times from meta tags and `<time datetime>`.
    var published: [String] = []
    /// Modification times, used only where no publication time is found.
    var changed: [String] = []
    /// The sources of JSON-LD scripts.
    var linkedData: [String] = []
}
