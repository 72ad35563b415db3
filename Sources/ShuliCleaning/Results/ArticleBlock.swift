import ShuliText

/// A part of an article with what it is on the page: a heading, a paragraph, an item of a list, code, a table, a picture.
///
/// Ranges are in UTF-8 bytes of the article's `input`.
public struct ArticleBlock: Hashable, Sendable, Codable {
    /// What a block is.
    public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
        /// A heading, with its level.
        case heading
        /// A paragraph of prose.
        case paragraph
        /// An item of a list.
        case item
        /// Code, with its white space.
        case code
        /// A table, with its cells.
        case table
        /// A picture.
        case image
        /// What is said of a picture or a table.
        case caption
    }

    /// A part of a block's text that is marked.
    public struct Span: Hashable, Sendable, Codable {
        /// How a part of the text is marked.
        public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
            /// A link.
            case link
            /// Strong, usually bold.
            case strong
            /// Emphasis, usually italic.
            case emphasis
            /// Code in a line.
            case code
            /// A picture in a line.
            case image
        }

        /// How the part is marked.
        public let kind: Kind
        /// The part; empty for a picture, which is where the range begins.
        public let range: TextRange
        /// The address of a link or picture as the page writes it.
        public let address: String?
        /// What is said of a picture that cannot be shown.
        public let alternative: String?
    }

    /// What the block is.
    public let role: Role
    /// The part of the input; of a picture the empty range where it occurs.
    public let range: TextRange
    /// The plain text. Of code with its white space, of a table a row a line, of a picture what is said of it where it cannot be shown.
    public let text: String
    /// The level of a heading, 1 to 6; of an item and of a paragraph in it the number of lists around it; otherwise 0.
    public let level: Int
    /// The number of an item in an ordered list.
    public let number: Int?
    /// How many quotations there are around the block.
    public let quotes: Int
    /// The language of code as the page names it.
    public let language: String?
    /// The cells of a table, row by row, each row with equally many.
    public let cells: [[String]]
    /// Whether the first row of a table is its head.
    public let hasHead: Bool
    /// The address of a picture as the page writes it.
    public let address: String?
    /// Links, emphasis and pictures in the text, by their starts.
    public let spans: [Span]

    package init(
        role: Role, range: TextRange, text: String, level: Int = 0, number: Int? = nil, quotes: Int = 0,
        language: String? = nil, cells: [[String]] = [], hasHead: Bool = false, address: String? = nil,
        spans: [Span] = []
    ) {
        (self.role, self.range, self.text, self.level, self.number) = (role, range, text, level, number)
        (self.quotes, self.language, self.cells, self.hasHead) = (quotes, language, cells, hasHead)
        (self.address, self.spans) = (address, spans)
    }
}
