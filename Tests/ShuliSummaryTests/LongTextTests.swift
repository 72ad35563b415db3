@testable import ShuliSummary
import ShuliTestSupport
import ShuliText
import Testing

/// Texts that are summarized by section, with small sections.
@Suite struct LongTextTests {
    /// A leading sentence, and others of random characters, which repeat each other rarely.
    private static let sentences: [String] = {
        var random = SeededRandom(seed: 59)
        func characters(_ count: Int) -> String {
            String(
                String.UnicodeScalarView(
                    (0..<count).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0x4E00..<0x5000, using: &random)) }))
        }
        return ["地铁五号线今天全线开通，首日客流超过五十万人次。"]
            + (1..<600).map { "地铁五号线第\($0)天\(characters(8))，\(characters(9))。" }
    }()

    private func summarizer(cutsClauses: Bool = false, query: String? = nil) -> Summarizer {
        var summarizer = Summarizer(cutsClauses: cutsClauses, query: query)
        summarizer.sectionSize = 4_096
        return summarizer
    }

    private func expectSound(_ summary: Summary, _ texts: [String]) {
        for sentence in summary.sentences { #expect(texts[sentence.document][sentence.range] == sentence.text) }
        let places = summary.sentences.map { ($0.document, $0.range.lowerBound) }
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
        #expect(summary.sentences.map(\.rank).sorted() == Array(1..<summary.sentences.count + 1))
    }

    @Test(arguments: [false, true])
    func lengthsAreKept(_ cutsClauses: Bool) {
        let text = Self.sentences.joined()
        let summarizer = summarizer(cutsClauses: cutsClauses)
        for count in [-1, 0, 1, 3, 200] {
            let summary = summarizer.summary(of: text, length: .sentences(count))
            #expect(summary.sentences.count == max(0, count))
            expectSound(summary, [text])
        }
        for count in [Int.min, 0, 30, 1_000] {
            let summary = summarizer.summary(of: text, length: .characters(count))
            #expect(summary.characters <= max(0, count))
            #expect(count <= 0 || !summary.sentences.isEmpty)
            expectSound(summary, [text])
        }
        for share in [0, 0.1, 0.5] {
            let summary = summarizer.summary(of: text, length: .ratio(share))
            #expect(Double(summary.characters) <= share * Double(Summary.length(of: text)))
            #expect(Double(summary.characters) >= share * Double(Summary.length(of: text)) * 0.7)
            expectSound(summary, [text])
        }
        let headline = summarizer.summary(of: text, length: .headline)
        #expect(headline.sentences.count == 1 && headline.characters <= 30)
        expectSound(headline, [text])
        for length in [SummaryLength.sentences(.max), .characters(.max)] {
            let all = summarizer.summary(of: text, length: length)
            #expect(all.sentences.count > 500)
            expectSound(all, [text])
        }
    }

    @Test func theHeadOfTheTextLeads() {
        let text = Self.sentences.joined(separator: "\n")
        let summary = summarizer().summary(of: text, title: "地铁五号线开通", length: .sentences(1))
        #expect(summary.sentences.map(\.range.lowerBound) == [0])
    }

    @Test func theQueryFindsASentenceInTheLastSection() {
        let text = Self.sentences.joined(separator: "\n") + "\n夜班车的票价是三元，老人免费。"
        let summary = summarizer(query: "票价 多少").summary(of: text, length: .sentences(1))
        #expect(summary.text.contains("票价是三元"))
    }

    @Test func severalTexts() {
        let texts = stride(from: 0, to: Self.sentences.count, by: 100).map {
            Self.sentences[$0..<$0 + 100].joined(separator: "\n")
        }
        for length in [SummaryLength.sentences(20), .characters(300), .ratio(0.2), .headline] {
            let summary = summarizer().summary(of: texts, titles: ["地铁"], length: length)
            #expect(!summary.sentences.isEmpty)
            expectSound(summary, texts)
        }
    }

    @Test func randomTexts() {
        var random = SeededRandom(seed: 53)
        var summarizer = Summarizer()
        summarizer.sectionSize = 64
        for round in 0..<100 {
            let texts = (0..<3).map { _ in random.text(upTo: 120) }
            let length: SummaryLength = round.isMultiple(of: 2) ? .characters(60) : .ratio(0.3)
            let summary = summarizer.summary(of: texts, length: length)
            if case .characters(let count) = length { #expect(summary.characters <= count) }
            expectSound(summary, texts)
        }
    }
}
