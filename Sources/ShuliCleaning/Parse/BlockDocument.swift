import ShuliText

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
    /// The elements around and inside the blocks; plain text has none.
    var elements = PageElements()
    /// Whether the blocks come from HTML, so that links, elements and their names are known.
    var isPage = false
    /// The places in the text of a page where an inline element begins or ends, in order: 来源：新华网 and 编辑：某 in two spans have no
    /// white space between them.
    var seams: [Int] = []
    /// The contents of the scripts of a page, as ranges of its source.
    var scripts: [Range<Int>] = []
    /// Metadata from the page's head and marked elements; empty for plain text.
    var claims = PageClaims()
}
