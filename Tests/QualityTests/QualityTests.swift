import Foundation
import Shuli
import ShuliTestSupport
import Testing

/// Floors on data of our own writing: what was reached may not be lost in silence. Raise them with what gets better.
@Suite struct QualityTests {
    private struct Page: Decodable {
        let file: String
        let encoding: String
        let title: String
        let published: String
        let text: String
    }

    private struct Flattened: Decodable {
        let file: String
        let title: String
        let keep: [Int]
        let neutral: [Int]
    }

    private func gold<Line: Decodable>(_ type: Line.Type, _ path: String) throws -> [Line] {
        try Repository.text(path).split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test func bodiesOfPages() throws {
        let pages = try gold(Page.self, "Corpora/pages/gold.jsonl")
        var total = 0.0
        for page in pages {
            let article = ArticleCleaner().clean(html: try Repository.bytes("Corpora/pages/\(page.file)"))
            let score = overlap(article.text, page.text)
            #expect(score > 0.8, "\(page.file): \(score)")
            #expect(article.title == page.title)
            total += score
        }
        #expect(total / Double(pages.count) > 0.95)
    }

    @Test func encodingsOfPages() throws {
        for page in try gold(Page.self, "Corpora/pages/gold.jsonl") {
            let bytes = try Repository.bytes("Corpora/pages/\(page.file)")
            let decoded = TextDecoder().decode(bytes, declared: TextEncoding(declaredInHTML: bytes))
            #expect(decoded.encoding.name == page.encoding, "\(page.file)")
            #expect(decoded.undecodable.isEmpty)
        }
    }

    @Test func timesOfPages() throws {
        let pages = try gold(Page.self, "Corpora/pages/gold.jsonl")
        let right = try pages.count {
            ArticleCleaner().clean(html: try Repository.bytes("Corpora/pages/\($0.file)")).published == $0.published
        }
        #expect(right == pages.count)
    }

    @Test func linesOfFlattenedTexts() throws {
        var (right, kept, gold) = (0, 0, 0)
        for sample in try self.gold(Flattened.self, "Corpora/flattened/gold.jsonl") {
            let article = ArticleCleaner().clean(try Repository.text("Corpora/flattened/\(sample.file)"))
            let removed = Set(article.removals.filter(\.isWhole).map(\.line))
            let count = try Repository.text("Corpora/flattened/\(sample.file)").split(
                separator: "\n", omittingEmptySubsequences: false
            ).count
            let scored = (1...count).filter { !sample.neutral.contains($0) }
            let lines = article.input.split(separator: "\n", omittingEmptySubsequences: false)
            let own = Set(scored.filter { $0 <= lines.count && !lines[$0 - 1].isEmpty && !removed.contains($0) })
            right += own.intersection(sample.keep).count
            kept += own.count
            gold += sample.keep.count
            #expect(article.title == sample.title, "\(sample.file)")
        }
        let precision = Double(right) / Double(kept)
        let recall = Double(right) / Double(gold)
        #expect(precision > 0.95 && recall > 0.95, "precision \(precision), recall \(recall)")
    }

    @Test func personalDataOfOurOwnSentences() throws {
        var (right, found, gold) = (0, 0, 0)
        for line in try Repository.text("Corpora/personal-data/sentences.txt").split(separator: "\n")
        where !line.hasPrefix("#") {
            let parts = line.split(separator: "\t").map(String.init)
            let own = PersonalDataMasker().masked(parts[0]).findings.map { "\($0.kind.rawValue):\(parts[0][$0.range])" }
            let wanted = Set(parts.dropFirst())
            right += own.count { wanted.contains($0) }
            found += own.count
            gold += wanted.count
        }
        let precision = Double(right) / Double(found)
        let recall = Double(right) / Double(gold)
        #expect(precision > 0.97 && recall > 0.97, "precision \(precision), recall \(recall)")
    }

    @Test func bodiesPassTheFilterAndBoilerplateDoesNot() throws {
        for page in try gold(Page.self, "Corpora/pages/gold.jsonl") {
            #expect(CorpusFilter().verdict(of: page.text).isKept, "\(page.file)")
        }
        let boilerplate = try Repository.text("Corpora/boilerplate/lines.txt").split(separator: "\n").filter {
            !$0.hasPrefix("#")
        }
        #expect(boilerplate.count > 80)
        for start in stride(from: 0, to: boilerplate.count - 40, by: 40) {
            let text = boilerplate[start..<start + 40].joined(separator: "\n")
            #expect(!CorpusFilter().verdict(of: text).isKept, "\(start)")
        }
    }

    @Test func wordsOfOurOwnSentences() throws {
        var score = WordScore()
        for line in try Repository.text("Corpora/segmentation/samples.txt").split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            score.add(gold: words, found: Segmenter().words(in: words.joined()))
        }
        #expect(score.f1 > 91, "\(score.f1)")
    }

    /// The half that is never looked at is not told apart here: only the sum is.
    @Test func ambiguousSentences() throws {
        var (right, all) = (0, 0)
        for line in try Repository.text("Corpora/segmentation/ambiguity.txt").split(separator: "\n")
        where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t")
            let words = Segmenter().words(in: cells[0]).joined(separator: " ")
            right += " \(words) ".contains(" \(cells[1]) ") ? 1 : 0
            all += 1
        }
        #expect(all == 171 && right >= 135, "\(right) of \(all)")
    }

    /// F1 of character 4-grams, white space dropped.
    private func overlap(_ left: String, _ right: String) -> Double {
        func grams(_ text: String) -> [String: Int] {
            let characters = text.filter { !$0.isWhitespace }.map(String.init)
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
