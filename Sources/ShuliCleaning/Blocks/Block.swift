import ShuliText

/// One line of a flattened article: what stands between two breaks of a page, or a line of plain text.
struct Block: Sendable {
    /// What kind of element a block is.
    enum Role: Hashable, Sendable {
        case paragraph
        case heading(Int)
        case listItem
        case tableRow
        case preformatted
        case caption
    }

    /// Where it stands in the block text, in bytes, without its line break.
    var range: TextRange
    /// The line of the input where it begins, from 1.
    var line: Int
    var role = Role.paragraph
    /// How many of its content characters stand in links, forms and buttons.
    var linkedCharacters = 0
    /// How many of its content characters are set bold.
    var boldCharacters = 0
    /// How many links begin in it.
    var links = 0
    /// Signs in the names of all elements around it.
    var surroundings: Surroundings = []
    /// Signs in the names of the innermost element around it that has any.
    var nearest: Surroundings = []
    /// The innermost element that groups blocks; blocks with the same number are siblings. 0 is the page.
    var container = 0
    /// How many elements are open around it.
    var depth = 0
    /// Whether a picture stands between it and the block before.
    var followsPicture = false
}

/// What the names, classes and identifiers of the elements around a block say of it.
struct Surroundings: OptionSet, Hashable, Sendable {
    let rawValue: UInt16
    /// Called article, content, detail, main or the like.
    static let content = Surroundings(rawValue: 1 << 0)
    /// A menu, a breadcrumb, a header or footer.
    static let navigation = Surroundings(rawValue: 1 << 1)
    /// A side column, a list of related or hot articles, an advertisement.
    static let aside = Surroundings(rawValue: 1 << 2)
    /// Comments.
    static let comments = Surroundings(rawValue: 1 << 3)
    /// Share buttons and other tools.
    static let tools = Surroundings(rawValue: 1 << 4)
    /// A form.
    static let form = Surroundings(rawValue: 1 << 5)
    /// Not shown: `display:none`, `hidden`. Some sites show the body by script, so this alone removes nothing.
    static let hidden = Surroundings(rawValue: 1 << 6)

    static let furniture: Surroundings = [.navigation, .aside, .comments, .tools, .form]
}

/// A page or text as blocks, with what it says of itself.
struct BlockDocument: Sendable {
    /// The text that all offsets refer to: for HTML its blocks, a line each; for plain text the text itself.
    var text: String
    /// In order, without empty ones.
    var blocks: [Block]
    /// The container around each container, by its number; for plain text the page alone.
    var parents: [Int] = [0]
    /// Whether the blocks come from HTML, so that links, elements and their names are known.
    var isPage = false
    /// What the page's head and marked elements say; empty for plain text.
    var claims = PageClaims()
}

/// Metadata that a page states outside its visible text, each in the order of the page.
struct PageClaims: Sendable {
    /// The text of `<title>`.
    var title: String?
    /// `og:title` and the like.
    var metaTitle: String?
    var author: String?
    var source: String?
    /// Times from meta tags, `<time datetime>` and JSON-LD.
    var published: [String] = []
    /// Times of later changes, of use where nothing else is said.
    var changed: [String] = []
    /// The sources of JSON-LD scripts.
    var linkedData: [String] = []
}
