import Foundation
import Shuli
import ShuliTestSupport
import Testing

/// Floors on sixty pages of our own in twenty kinds (`Corpora/kinds`): each kind by itself, so that none is lost for another one's gain.
@Suite struct KindQualityTests {
    /// One page of a file of `Corpora/kinds`, in the format that `Corpora/README.md` describes.
    struct Page {
        var isText = false
        var fields: [Substring: Substring] = [:]
        var lines: [Substring] = []
        var body: [String] = []

        /// Whether a field is as the page has it; true where the file says nothing of it.
        func agrees(_ field: Substring, _ found: String?) -> Bool {
            guard let wanted = fields[field] else { return true }
            return KindQualityTests.bare(found ?? "None") == KindQualityTests.bare(String(wanted))
        }
    }

    private static let kinds = (try? Repository.files(in: "Corpora/kinds", ending: ".txt")) ?? []

    @Test(arguments: kinds) func bodiesAndFields(_ kind: String) throws {
        let pages = try Self.pages(of: kind)
        #expect(pages.count == 3)
        var total = 0.0
        for page in pages {
            let text = page.lines.joined(separator: "\n")
            let article = page.isText ? ArticleCleaner().clean(text) : ArticleCleaner().clean(html: text)
            total += Self.overlap(article.text, page.body.joined(separator: "\n"))
            let name = "\(kind): \(page.fields["title"] ?? "")"
            #expect(page.agrees("title", article.title), "\(name): title \(article.title ?? "nil")")
            #expect(page.agrees("published", article.published), "\(name): published \(article.published ?? "nil")")
            #expect(page.agrees("source", article.source), "\(name): source \(article.source ?? "nil")")
            let authors = article.authors.isEmpty ? nil : article.authors.joined(separator: " ")
            #expect(page.agrees("author", authors), "\(name): author \(authors ?? "nil")")
        }
        #expect(total / Double(pages.count) > 0.95, "\(kind): \(total / Double(pages.count))")
    }

    // MARK: The format

    private static func pages(of kind: String) throws -> [Page] {
        var pages: [Page] = []
        for line in try Repository.text("Corpora/kinds/\(kind)").split(separator: "\n") {
            var line = line
            if line.hasPrefix("=== ") {
                line = line.dropFirst(4)
                pages.append(Page(isText: line.hasPrefix("text ")))
                if line.hasPrefix("text ") { line = line.dropFirst(5) }
            }
            guard let number = pages.indices.last else { continue }
            guard let mark = line.first, " +*".contains(mark), line.dropFirst().first == " " else {
                if let colon = line.firstIndex(of: ":") {
                    pages[number].fields[line[..<colon]] = line[line.index(colon, offsetBy: 2)...]
                }
                continue
            }
            let content = line.dropFirst(2)
            if mark != "*" { pages[number].lines.append(content) }
            if mark != " " { pages[number].body.append(visible(content)) }
        }
        return pages
    }

    // A line without its tags.
    private static func visible(_ line: Substring) -> String {
        var text = ""
        var isTag = false
        for character in line {
            if character == "<" { isTag = true }
            if !isTag { text.append(character) }
            if character == ">" { isTag = false }
        }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    }

    private static func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    /// F1 of character 4-grams, white space dropped.
    private static func overlap(_ left: String, _ right: String) -> Double {
        func grams(_ text: String) -> [String: Int] {
            let characters = bare(text).map(String.init)
            guard characters.count >= 4 else { return [:] }
            return (0...(characters.count - 4)).reduce(into: [:]) {
                $0[characters[$1..<($1 + 4)].joined(), default: 0] += 1
            }
        }
        let (own, gold) = (grams(left), grams(right))
        let shared = own.reduce(0) { $0 + min($1.value, gold[$1.key] ?? 0) }
        return 2 * Double(shared) / Double(max(1, own.values.reduce(0, +) + gold.values.reduce(0, +)))
    }
}
