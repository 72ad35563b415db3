import ShuliDuplicates
import ShuliTestSupport
import Testing

/// The samples of the documentation.
@Suite struct SampleTests {
    private let article: String
    private let copy: String
    private let excerpt: String

    init() {
        var invented = InventedArticles(seed: 51)
        article = invented.article().joined(separator: "\n")
        copy = article.replacing("，", with: ", ") + "（完）"
        excerpt = String(article.prefix(200))
    }

    @Test func duplicateIndex() throws {
        var found: [String] = []
        var index = DuplicateIndex()
        _ = try index.add([
            IndexedDocument(id: "1", text: article), IndexedDocument(id: "2", text: copy),
        ])
        for verdict in try index.verdicts(keeping: .longest).all where !verdict.isKept {
            found.append("\(verdict.id) \(verdict.relation) \(verdict.original ?? "")")
        }
        #expect(found == ["2 near 1"])
    }

    @Test func duplicateComparison() {
        let comparison = DuplicateComparison(article, excerpt)
        #expect(comparison.relation == .contains && comparison.rightShare > 0.95)
        var shared = ""
        for case .shared(let left, _) in comparison.parts { shared += article[left] }
        #expect(shared.hasPrefix(excerpt.dropLast(10)))
        #expect(DuplicateComparison(article.dropLast(5), article[...]).relation == .near)
    }

    @Test func indexInAFile() throws {
        let scratch = try Scratch()
        var index = try DuplicateIndex(at: scratch.path("articles.idx"))
        #expect(try index.insert(.init(id: "41", text: article)) == .unique)
        if case .near(let other, let similarity) = try index.insert(.init(id: "42", text: copy)) {
            #expect(other == "41" && similarity > 0.9)
        } else {
            Issue.record("no copy was found")
        }
    }
}
