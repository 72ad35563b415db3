import ShuliText

/// What the pages of a site (or of any corpus) repeat around different articles, line by line, readable and to be
/// edited by hand.
///
/// Learnt by `SiteTemplateLearner`; used by `ArticleCleaner(template:)` as evidence beside the model's.
public struct SiteTemplate: Sendable, Hashable {
    /// A line of furniture.
    public struct Entry: Sendable, Hashable {
        /// On how many pages it was found.
        public let pages: Int
        /// Around how many different articles, of those pages that were compared.
        public let articles: Int
        /// As one page writes it.
        public let text: String
    }

    /// What can be wrong with a template's text.
    public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
        /// From 1.
        public let line: Int
        public let reason: String

        public var description: String { "line \(line): \(reason)" }
    }

    /// The most frequent first, equal ones by their text.
    public let entries: [Entry]
    private let articlesByKey: [UInt64: Int]

    /// A template of these entries.
    public init(entries: [Entry]) {
        self.entries = entries.sorted { ($1.articles, $1.pages, $0.text) < ($0.articles, $0.pages, $1.text) }
        var articlesByKey: [UInt64: Int] = [:]
        for entry in entries {
            let key = entry.text.withUTF8Buffer { LineKey($0, TextRange(0, $0.count), Lexicon.standard.alphabet) }
            if let key { articlesByKey[key.hash] = max(articlesByKey[key.hash] ?? 0, entry.articles) }
        }
        self.articlesByKey = articlesByKey
    }

    /// Reads what `text` wrote: an entry a line, articles, pages and text parted by tabs; lines that begin with # are
    /// comments.
    public init(parsing source: String) throws(FormatError) {
        var entries: [Entry] = []
        for entry in TextList(source).entries {
            let cells = entry.text.split(separator: "\t", maxSplits: 2)
            guard cells.count == 3, let articles = Int(cells[0]), let pages = Int(cells[1]), articles > 0, pages > 0
            else {
                throw FormatError(line: entry.line, reason: "expected articles, pages and text, parted by tabs")
            }
            entries.append(Entry(pages: pages, articles: articles, text: String(cells[2])))
        }
        self.init(entries: entries)
    }

    /// The template as a file.
    public var text: String {
        let head =
            "# Furniture that stands around different articles: articles, pages, text. Lines may be taken out or added.\n"
        return entries.reduce(into: head) { $0 += "\($1.articles)\t\($1.pages)\t\($1.text)\n" }
    }

    /// Around how many different articles a line stands, and by how much that lowers its odds to belong to a body; zeros
    /// for a line that is not listed.
    func evidence(for line: LineKey) -> (logOdds: Float, articles: Int) {
        guard let articles = articlesByKey[line.hash] else { return (0, 0) }
        // Each doubling of the articles around it makes furniture more than twice as likely.
        return (1.3 * Logarithms.of(articles - 1), articles)
    }
}
