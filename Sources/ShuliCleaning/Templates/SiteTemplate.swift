import ShuliText

/// Lines that the pages of a site share around different articles, as evidence for `ArticleCleaner(template:)`.
///
/// `SiteTemplateLearner` learns a template from pages. A template is stored as text, a line for each entry, and can be edited by
/// hand:
///
/// ```swift
/// let template = try SiteTemplate(parsing: "12\t40\t关注我们的公众号，每天都有新鲜事\n")
/// let cleaner = ArticleCleaner(template: template)
/// ```
public struct SiteTemplate: Sendable, Hashable {
    /// A line of boilerplate.
    package struct Entry: Sendable, Hashable {
        /// The number of pages that contain the line.
        package let pages: Int
        /// The number of different articles among those pages that were compared.
        package let articles: Int
        /// The line as one of the pages spells it.
        package let text: String
    }

    /// In descending order of articles and pages, then by text.
    package let entries: [Entry]
    private let articlesByKey: [UInt64: Int]

    /// A template of these entries.
    init(entries: [Entry]) {
        self.entries = entries.sorted { ($1.articles, $1.pages, $0.text) < ($0.articles, $0.pages, $1.text) }
        var articlesByKey: [UInt64: Int] = [:]
        for entry in entries {
            let key = entry.text.withUTF8Buffer { LineKey($0, TextRange(0, $0.count)) }
            if let key { articlesByKey[key.hash] = max(articlesByKey[key.hash] ?? 0, entry.articles) }
        }
        self.articlesByKey = articlesByKey
    }

    /// Reads a template from its text.
    ///
    /// - Parameters:
    ///   - source: One entry a line: the number of different articles, the number of pages and the line itself, separated by tabs. Empty
    ///     lines and lines that begin with # are ignored.
    ///   - file: The name of the file for the description of an error.
    /// - Throws: An error that names the first line of another form.
    public init(parsing source: some StringProtocol, file: String? = nil) throws(ParseError) {
        var entries: [Entry] = []
        for entry in TextList((source as? String) ?? String(source)).entries {
            let cells = entry.text.split(separator: "\t", maxSplits: 2)
            guard cells.count == 3, let articles = Int(cells[0]), let pages = Int(cells[1]), articles > 0, pages > 0
            else {
                throw ParseError(file: file, line: entry.line, .noTemplateLine)
            }
            entries.append(Entry(pages: pages, articles: articles, text: String(cells[2])))
        }
        self.init(entries: entries)
    }

    /// Reads a template from a file, in whatever encoding it is.
    ///
    /// - Throws: An error that names the file and the first line of another form, or says why the file cannot be read.
    public init(contentsOf path: String) throws(ParseError) {
        try self.init(parsing: try TextFile.text(at: path), file: path)
    }

    /// The template as text, which `init(parsing:)` reads.
    public var text: String {
        let head =
            "# Boilerplate that occurs around different articles: articles, pages, text. Lines may be removed or added.\n"
        return entries.reduce(into: head) { $0 += "\($1.articles)\t\($1.pages)\t\($1.text)\n" }
    }

    /// The number of different articles around which a line occurs, and by how much that lowers its log-odds to belong to a body; zeros
    /// for a line that is not listed.
    func evidence(for line: LineKey) -> (logOdds: Float, articles: Int) {
        guard let articles = articlesByKey[line.hash] else { return (0, 0) }
        // Each doubling of the articles makes boilerplate e^1.3, 3.7 times as likely. Chosen by hand; no other value is recorded.
        return (1.3 * Logarithms.of(articles - 1), articles)
    }
}
