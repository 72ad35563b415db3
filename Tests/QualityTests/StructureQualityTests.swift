import Foundation
import Shuli
import ShuliTestSupport
import Testing

/// Floors on pages of other kinds than news, of our own writing: threads, lists, code, tables, text in scripts, placeholders.
@Suite struct StructureQualityTests {
    private struct Page: Decodable {
        struct Entry: Decodable {
            let author: String?
            let published: String?
            let text: String
        }
        let file: String
        let kind: String
        let title: String?
        let text: String
        let posts: [Entry]
        let markdown: String?
    }

    private let pages: [Page]
    private let articles: [Article]

    init() throws {
        pages = try Repository.text("Corpora/structure/gold.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(Page.self, from: Data($0.utf8))
        }
        articles = try pages.map { ArticleCleaner().clean(html: try Repository.bytes("Corpora/structure/\($0.file)")) }
    }

    @Test func kinds() {
        #expect(pages.count >= 40)
        let wrong = zip(pages, articles).filter { $0.kind != $1.kind.rawValue }.map { "\($0.file): \($1.kind)" }
        #expect(wrong.count <= 1, "\(wrong)")
    }

    @Test func texts() {
        var total = 0.0
        for (page, article) in zip(pages, articles) {
            let score = page.text.isEmpty ? (article.text.isEmpty ? 1 : 0) : overlap(article.text, page.text)
            #expect(score > 0.93, "\(page.file): \(score)")
            total += score
        }
        #expect(total / Double(pages.count) > 0.985, "\(total / Double(pages.count))")
    }

    @Test func posts() {
        var (texts, authors, times, all) = (0, 0, 0, 0)
        for (page, article) in zip(pages, articles) {
            all += page.posts.count
            for (gold, post) in zip(page.posts, article.posts) {
                texts += overlap(gold.text, post.text) > 0.9 ? 1 : 0
                authors += gold.author == post.author ? 1 : 0
                times += gold.published == post.published ? 1 : 0
            }
        }
        #expect(texts * 100 >= all * 95, "\(texts) of \(all)")
        #expect(authors * 100 >= all * 95, "\(authors) of \(all)")
        #expect(times * 100 >= all * 95, "\(times) of \(all)")
    }

    @Test func markdown() {
        var (right, found, gold) = (0, 0, 0)
        for (page, article) in zip(pages, articles) {
            guard let markdown = page.markdown else { continue }
            var wanted = Dictionary(blocks(markdown).map { ($0, 1) }, uniquingKeysWith: +)
            gold += blocks(markdown).count
            for block in blocks(article.markdown()) {
                found += 1
                guard let count = wanted[block], count > 0 else { continue }
                wanted[block] = count - 1
                right += 1
            }
        }
        #expect(Double(2 * right) / Double(found + gold) > 0.97, "\(right) of \(found), \(gold)")
    }

    private func blocks(_ markdown: String) -> [String] {
        markdown.components(separatedBy: "\n\n").filter { !$0.isEmpty }
    }

    /// F1 of character 4-grams, white space dropped.
    private func overlap(_ left: String, _ right: String) -> Double {
        func grams(_ text: String) -> [String: Int] {
            let characters = text.filter { !$0.isWhitespace }.map(String.init)
            guard characters.count >= 4 else { return [characters.joined(): 1] }
            return (0...(characters.count - 4)).reduce(into: [:]) {
                $0[characters[$1..<($1 + 4)].joined(), default: 0] += 1
            }
        }
        let (own, gold) = (grams(left), grams(right))
        let shared = own.reduce(0) { $0 + min($1.value, gold[$1.key] ?? 0) }
        return 2 * Double(shared) / Double(max(1, own.values.reduce(0, +) + gold.values.reduce(0, +)))
    }
}
