import Foundation
import Shuli
import ShuliTestSupport
import Testing

/// Floors for republished pages made of our own samples: each article in many copies, every one between boilerplate of
/// `Corpora/boilerplate` that other articles stand in as well.
@Suite struct DuplicateQualityTests {
    private struct Gold: Decodable {
        let title: String
        let text: String
    }

    private struct Page {
        let id: String
        let article: Int
        let text: String
    }

    private func lines(_ path: String) throws -> [String] {
        try Repository.text(path).split(separator: "\n").map(String.init).filter {
            !$0.hasPrefix("#") && !$0.hasPrefix("[") && !$0.contains("{")
        }
    }

    private func pages() throws -> [Page] {
        let decoder = JSONDecoder()
        let articles = try Repository.text("Corpora/pages/gold.jsonl").split(separator: "\n").map {
            try decoder.decode(Gold.self, from: Data($0.utf8))
        }
        let notes = try lines("Corpora/boilerplate/notes.txt")
        let short = try lines("Corpora/boilerplate/lines.txt")
        let converter = ScriptConverter(to: .traditional)
        var random = SeededRandom(seed: 5)
        // Nine sites, each with boilerplate of its own.
        let sites = (0..<9).map { _ in
            let head = Array(short.shuffled(using: &random).prefix(4))
            return (head: head, tail: Array(notes.shuffled(using: &random).prefix(6)))
        }
        var pages: [Page] = []
        for (number, article) in articles.enumerated() {
            let paragraphs = article.text.split(separator: "\n").map(String.init)
            let half = paragraphs.prefix((paragraphs.count + 1) / 2)
            let fewer = paragraphs.enumerated().filter { $0.offset % 4 != 2 }.map(\.element)
            let copies: [[String]] = [
                paragraphs, paragraphs, Array(half), fewer, paragraphs.map { converter.convert($0).text },
                paragraphs.map { $0.replacing("，", with: ",").replacing("。", with: ". ") },
            ]
            for (copy, body) in copies.enumerated() {
                let site = sites[(number + copy * 2) % sites.count]
                let lines = site.head + [article.title] + body + site.tail
                pages.append(Page(id: "\(number)-\(copy)", article: number, text: lines.joined(separator: "\n")))
            }
        }
        return pages
    }

    @Test func republishedPages() throws {
        let pages = try pages()
        var index = DuplicateIndex()
        let refused = try index.add(
            pages.map {
                let article = ArticleCleaner().clean($0.text)
                return IndexedDocument(id: $0.id, text: article.text, title: article.title)
            })
        #expect(refused.isEmpty)
        let verdicts = try index.verdicts()
        #expect(pages.count > 30 && pages.allSatisfy { verdicts[$0.id] != nil })
        var (found, right, gold) = (0, 0, 0)
        for (place, left) in pages.enumerated() {
            for other in pages[(place + 1)...] {
                let isFound = verdicts[left.id]?.cluster == verdicts[other.id]?.cluster
                let isGold = left.article == other.article
                found += isFound ? 1 : 0
                gold += isGold ? 1 : 0
                right += isFound && isGold ? 1 : 0
            }
        }
        let precision = Double(right) / Double(max(1, found))
        let recall = Double(right) / Double(gold)
        #expect(precision == 1 && recall > 0.95, "precision \(precision), recall \(recall)")
    }
}
