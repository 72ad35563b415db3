@testable import ShuliKeywords
import ShuliTestSupport
import ShuliText
import Testing

/// Texts of which only a sample is scored, with a small sample.
@Suite struct LongTextTests {
    private static let text: String = {
        var random = SeededRandom(seed: 43)
        let things = ["隧道", "车站", "列车", "乘客", "站台", "司机", "桥梁", "信号"]
        let acts = ["正在检修", "已经完工", "很受欢迎", "增加了一倍", "需要改造"]
        return (0..<2_000).map { number in
            let thing = things[Int.random(in: things.indices, using: &random)]
            let act = acts[Int.random(in: acts.indices, using: &random)]
            return "地铁五号线的\(thing)\(act)，第\(number)天的报道说。"
        }.joined(separator: "\n")
    }()

    private func extractor(_ sampleSize: Int) -> KeywordExtractor {
        var extractor = KeywordExtractor()
        extractor.sampleSize = sampleSize
        return extractor
    }

    @Test func occurrencesAreThoseInTheWholeText() throws {
        let keywords = extractor(16 << 10).keywords(in: Self.text, title: "地铁五号线", limit: 30)
        #expect(keywords.count >= 8)
        for keyword in keywords {
            #expect(keyword.count == keyword.ranges.count)
            #expect(zip(keyword.ranges, keyword.ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
            #expect(keyword.ranges.allSatisfy { Self.text[$0] == keyword.word })
        }
        let line = try #require(keywords.first { $0.word.contains("五号线") })
        #expect(line.count == 2_000)
        let tunnel = try #require(keywords.first { $0.word == "隧道" })
        #expect(tunnel.count == Self.text.ranges(of: "隧道").count)
    }

    @Test func theBestKeywordsAreThoseOfTheWholeText() {
        let whole = extractor(.max).keywords(in: Self.text, limit: 3).map(\.word)
        let sampled = extractor(64 << 10).keywords(in: Self.text, limit: 10).map(\.word)
        #expect(whole.allSatisfy(sampled.contains), "\(whole) \(sampled)")
    }

    @Test func randomTexts() {
        var random = SeededRandom(seed: 47)
        for _ in 0..<100 {
            let text = random.text(upTo: 400)
            let keywords = extractor(512).keywords(in: text, title: random.text(upTo: 10), limit: 20)
            for keyword in keywords {
                #expect(keyword.count == keyword.ranges.count)
                #expect(keyword.ranges.allSatisfy { !$0.isEmpty && $0.upperBound <= text.utf8.count })
                if let first = keyword.ranges.first { #expect(text[first] == keyword.word) }
            }
        }
    }

    @Test func onlyTheHeadOfALongTitleIsRead() {
        let title = String(repeating: "今天天气很好。", count: 1_000) + "地铁"
        let keywords = KeywordExtractor().keywords(in: "地铁开通了，地铁很长。", title: title, limit: 5)
        #expect(keywords.contains { $0.word == "地铁" })
        #expect(keywords.allSatisfy { $0.word != "地铁" || $0.components.title < 0.5 })
    }
}
