import Foundation
import Shuli
import ShuliTestSupport
import Testing

/// Floors of keywords and summaries on the articles of our own writing.
@Suite struct TopicQualityTests {
    private struct Topic: Decodable {
        let file: String
        let keywords: [String]
        let abstract: String
    }

    private struct Sample {
        let topic: Topic
        let article: Article
    }

    private let samples: [Sample]

    init() throws {
        samples = try Repository.text("Corpora/topics/gold.jsonl").split(separator: "\n").map { line in
            let topic = try JSONDecoder().decode(Topic.self, from: Data(line.utf8))
            let path = "Corpora/\(topic.file)"
            let article =
                path.hasSuffix(".html")
                ? ArticleCleaner().clean(html: try Repository.bytes(path))
                : ArticleCleaner().clean(try Repository.text(path))
            return Sample(topic: topic, article: article)
        }
    }

    /// Two lists of five words each: F1 is the share of one that is in the other.
    @Test func keywordsThatAReaderNamed() {
        let hits = samples.map { sample in
            let found = KeywordExtractor().keywords(in: sample.article.text, title: sample.article.title, limit: 5)
            return found.count { sample.topic.keywords.contains($0.word) }
        }
        let share = Double(hits.reduce(0, +)) / Double(5 * samples.count)
        #expect(share > 0.45, "\(share) \(hits)")
    }

    @Test func whatIsNeverAKeyword() {
        #expect(!samples.isEmpty)
        for sample in samples {
            for keyword in KeywordExtractor().keywords(in: sample.article.text, title: sample.article.title, limit: 10)
            {
                #expect(keyword.word.contains { $0.isLetter && !"〇零一二三四五六七八九十百千万".contains($0) })
                #expect(!TextList.stopwords.entries.contains { $0.text == keyword.word })
            }
        }
    }

    /// The share of the abstract's pairs of letters that the summary has.
    @Test func summariesThatSayWhatAnAbstractSays() {
        let shares = samples.map { sample in
            let summary = Summarizer().summary(
                of: sample.article.text, title: sample.article.title, length: .characters(160))
            return share(of: sample.topic.abstract, in: summary.text)
        }
        let mean = shares.reduce(0, +) / Double(shares.count)
        #expect(mean > 0.35, "\(mean) \(shares)")
    }

    @Test func headlinesAreOfTheMatter() {
        let shares = samples.map { sample in
            let headline = Summarizer().summary(of: sample.article.text, length: .headline)
            return share(of: headline.text, in: sample.topic.abstract + (sample.article.title ?? ""))
        }
        let mean = shares.reduce(0, +) / Double(shares.count)
        #expect(mean > 0.25, "\(mean) \(shares)")
    }

    private func share(of text: String, in other: String) -> Double {
        func pairs(_ text: String) -> Set<String> {
            let letters = text.filter { $0.isLetter || $0.isNumber }.map(String.init)
            return Set(zip(letters, letters.dropFirst()).map(+))
        }
        let (own, others) = (pairs(text), pairs(other))
        return Double(own.intersection(others).count) / Double(max(1, own.count))
    }
}
