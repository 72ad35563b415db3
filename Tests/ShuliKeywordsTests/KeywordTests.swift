import Foundation
import ShuliKeywords
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct KeywordTests {
    private func words(_ text: String, title: String? = nil, limit: Int = 10) -> [String] {
        KeywordExtractor().keywords(in: text, title: title, limit: limit).map(\.word)
    }

    @Test(arguments: ContractSample.all)
    func contract(_ sample: ContractSample) {
        expectSound(KeywordExtractor().keywords(in: sample.text, title: sample.text, limit: 20), sample.text, limit: 20)
    }

    @Test func randomTexts() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<300 {
            let text = random.text(upTo: 200)
            let title = random.text(upTo: 20)
            let keywords = KeywordExtractor().keywords(in: text, title: title, limit: 20)
            expectSound(keywords, text, limit: 20)
            #expect(keywords == KeywordExtractor().keywords(in: text, title: title, limit: 20))
            #expect(Array(keywords.prefix(3)) == KeywordExtractor().keywords(in: text, title: title, limit: 3))
        }
    }

    private func expectSound(_ keywords: [Keyword], _ text: String, limit: Int) {
        #expect(keywords.count <= limit)
        #expect(zip(keywords, keywords.dropFirst()).allSatisfy { $0.score >= $1.score })
        #expect(Set(keywords.map(\.word)).count == keywords.count)
        let length = text.utf8.count
        for keyword in keywords {
            #expect((0...1).contains(keyword.score))
            #expect(keyword.count == keyword.ranges.count)
            #expect(zip(keyword.ranges, keyword.ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
            #expect(keyword.ranges.allSatisfy { !$0.isEmpty && $0.upperBound <= length })
            // The first range is the word itself; others may differ in width, case and script.
            if let first = keyword.ranges.first { #expect(text[first] == keyword.word) }
            let parts = keyword.components
            let sum =
                parts.base + parts.title + parts.position + parts.frequency + parts.rarity + parts.cohesion
                + parts.surroundings + parts.form + parts.marks + parts.damping
            #expect(abs(1 / (1 + Exponential.natural(-sum)) - keyword.score) < 1e-9)
        }
    }

    @Test func topicsComeFirstAndStopWordsDoNot() {
        let text = "地铁五号线开通了。地铁五号线很长，我们都坐过地铁。这个城市的地铁还会更多，天气很好。"
        let found = words(text, title: "地铁五号线开通")
        #expect(found.prefix(3).contains { $0.contains("地铁") })
        #expect(!found.contains("我们"))
        #expect(!found.contains("这个"))
    }

    @Test func theTitleCounts() throws {
        let text = "这家公司今天发布了新手机，也发布了新耳机。耳机很轻，手机很薄。手机和耳机下个月上市。"
        func score(_ title: String) throws -> Double {
            try #require(
                KeywordExtractor().keywords(in: text, title: title, limit: 20).first { $0.word == "耳机" }
            ).score
        }
        let (named, unnamed) = (try score("新耳机上市"), try score("新手机上市"))
        #expect(named > unnamed)
    }

    @Test func namesBetweenTitleMarksAreNotCut() throws {
        let text = "电影《我不是药神》上映三天。很多观众看完《我不是药神》以后哭了，我不是药神的票房也很高。"
        let keyword = try #require(
            KeywordExtractor().keywords(in: text, title: "《我不是药神》上映").first { $0.word == "我不是药神" })
        #expect(keyword.count == 3)
        #expect(keyword.components.marks > 0)
    }

    @Test func mixedAndForeignNamesAreNotCut() {
        let found = words("盖尔·加朵主演的《神奇女侠2》开机了。盖尔·加朵说，神奇女侠2会更好看。", title: "《神奇女侠2》开机")
        #expect(found.contains("神奇女侠2"))
        #expect(found.contains("盖尔·加朵"))
        #expect(words("IL-6水平升高。IL-6水平与预后有关。").contains { $0.hasPrefix("IL-6") })
    }

    @Test func numbersAndDatesAreNoKeywords() {
        let found = words("2025年3月5日，3人用时8小时走完120公里，温度是5%和30，耗资3000万元。人人都说好。", limit: 50)
        for word in found {
            #expect(word.unicodeScalars.count >= 2, "\(word)")
            #expect(word.contains { !$0.isNumber }, "\(word)")
        }
        #expect(!found.isEmpty)
        for date in ["2025年", "3月", "5日", "8小时", "120", "30"] { #expect(!found.contains(date)) }
    }

    @Test func everyOccurrenceHasARange() throws {
        let text = "疫苗到了。护士说，疫苗不够。Vaccine和ＶＡＣＣＩＮＥ，疫苗。"
        let keywords = KeywordExtractor().keywords(in: text, limit: 20)
        let vaccine = try #require(keywords.first { $0.word == "疫苗" })
        #expect(vaccine.count == 3)
        let latin = try #require(keywords.first { $0.word == "Vaccine" })
        #expect(latin.count == 2)
    }

    @Test func substringsCountFromTheirStart() throws {
        let text = "前言。地铁五号线开通了，地铁很长。"
        let part = text.dropFirst(3)
        let keywords = KeywordExtractor().keywords(in: part)
        #expect(keywords == KeywordExtractor().keywords(in: String(part)))
        let first = try #require(keywords.first?.ranges.first)
        #expect(part[first] == keywords[0].word)
    }

    @Test func codedAsTheCommandLineWritesThem() throws {
        let keywords = KeywordExtractor().keywords(in: "地铁五号线开通了，地铁很长。", limit: 3)
        let data = try JSONEncoder().encode(keywords)
        #expect(try JSONDecoder().decode([Keyword].self, from: data) == keywords)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]]).first
        #expect(Set(try #require(object).keys) == ["word", "score", "count", "spans", "parts"])
    }

    /// Every pair is taken in turn: some 4,000 keywords of a pool of a quarter of the candidates.
    @Test func aLargeLimitReturnsAPrefixOfALargerOne() {
        let text = (0..<4_000).map { "甲\($0 % 2_000)号线乙\($0 % 1_999)段开工。" }.joined()
        let extractor = KeywordExtractor(selection: .all)
        let all = extractor.keywords(in: text, limit: .max)
        #expect(all.count > 1_000)
        #expect(Array(all.prefix(900)) == extractor.keywords(in: text, limit: 900))
        expectSound(all, text, limit: .max)
    }

    @Test func aLimitBelowOneReturnsNothing() {
        #expect(KeywordExtractor().keywords(in: "地铁开通", limit: 0).isEmpty)
        #expect(KeywordExtractor().keywords(in: "地铁开通", limit: .min).isEmpty)
    }

    @Test func moreStopWords() {
        let text = "地铁开通，地铁很长，隧道很长。"
        let found = KeywordExtractor(stopWords: .standard.adding(["地鐵"])).keywords(in: text, limit: 20).map(\.word)
        #expect(!found.contains { $0.contains("地铁") } && !found.contains("很") && found.contains("隧道"))
    }

    @Test func customStopWords() {
        let found = KeywordExtractor(stopWords: StopWords(["地铁"])).keywords(in: "地铁开通，地铁很长，隧道很长。", limit: 20).map(
            \.word)
        #expect(!found.contains { $0.contains("地铁") })
        #expect(found.contains("隧道"))
    }

    @Test func thousandsOfMarkedNames() {
        let names = (0..<2_000).map { "《甲\($0)是乙》" }.joined()
        #expect(!KeywordExtractor().keywords(in: names).isEmpty)
    }
}
