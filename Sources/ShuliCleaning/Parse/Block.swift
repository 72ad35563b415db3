import ShuliText

/// One line of the block text: what lies between two breaks of a page, or a line of plain text.
struct Block: Sendable {
    /// The kind of element that a block comes from.
    enum Role: Hashable, Sendable {
        case paragraph
        case heading(Int)
        case listItem
        case tableRow
        case preformatted
        case caption
    }

    /// The bytes of the block in the block text, without the line break.
    var range: TextRange
    /// The line of the input where the block begins, from 1.
    var line: Int
    var role = Role.paragraph
    /// The number of content characters inside links, forms and buttons.
    var linkedCharacters = 0
    /// The number of bold content characters.
    var boldCharacters = 0
    /// The number of links that begin in the block.
    var links = 0
    /// What the names of all elements around the block indicate.
    var surroundings: Surroundings = []
    /// What the innermost element around the block with an indicative name indicates.
    var nearest: Surroundings = []
    /// The number of the innermost grouping element around the block; blocks with the same number are siblings. 0 is the page.
    var container = 0
    /// The number of the innermost node of `PageElements` around the start of the block.
    var node: Int32 = 0
    /// The number of open elements around the block.
    var depth = 0
    /// Whether there is a picture between the block and the one before.
    var followsPicture = false

    /// Whether the block is a heading or bold as a whole, as subheads are.
    var isHeading: Bool {
        if case .heading = role { return true }
        return boldCharacters > 0
    }
}

/// What the names, classes and identifiers of the elements around a block indicate.
struct Surroundings: OptionSet, Hashable, Sendable {
    let rawValue: UInt16
    /// Named article, content, detail, main or the like.
    static let content = Surroundings(rawValue: 1 << 0)
    /// A menu, a breadcrumb, a header or footer.
    static let navigation = Surroundings(rawValue: 1 << 1)
    /// A side column, a list of related or popular articles, an advertisement.
    static let aside = Surroundings(rawValue: 1 << 2)
    /// Comments.
    static let comments = Surroundings(rawValue: 1 << 3)
    /// Share buttons and other tools.
    static let tools = Surroundings(rawValue: 1 << 4)
    /// A form.
    static let form = Surroundings(rawValue: 1 << 5)
    /// Not displayed: `display:none`, `hidden`. Some sites reveal the body by script, so this alone removes nothing.
    static let hidden = Surroundings(rawValue: 1 << 6)

    /// Named as the place of the author, of the source or of the time: `author`, `laiyuan`, `pubdate`. They are no surroundings of
    /// what is inside, and are read from the element itself (`PageClaims.named`).
    static let author = Surroundings(rawValue: 1 << 7)
    static let source = Surroundings(rawValue: 1 << 8)
    static let time = Surroundings(rawValue: 1 << 9)
    /// Beside `source`: named as the name of the account on pages of WeChat.
    static let account = Surroundings(rawValue: 1 << 10)
    static let naming: Surroundings = [.author, .source, .time, .account]

    static let boilerplate: Surroundings = [.navigation, .aside, .comments, .tools, .form]
}
