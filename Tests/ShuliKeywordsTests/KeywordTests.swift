import ShuliKeywords
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct KeywordTests {
    @Test(arguments: ContractSample.all)
    func contract(_ sample: ContractSample) {
        let keywords = KeywordExtractor().keywords(in: sample.text, title: sample.text, limit: 20)
        #expect(keywords.count <= 20)
        #expect(zip(keywords, keywords.dropFirst()).allSatisfy { $0.score >= $1.score })
        #expect(Set(keywords.map(\.word)).count == keywords.count)
        for keyword in keywords {
            #expect(keyword.count == keyword.spans.count)
            #expect(keyword.spans.allSatisfy { sample.text[$0].lowercased() == keyword.word.lowercased() })
        }
    }

    @Test func topicsComeFirstAndStopWordsDoNot() {
        let text = "地铁五号线开通了。地铁五号线很长，我们都坐过地铁。这个城市的地铁还会更多，天气很好。"
        let words = KeywordExtractor().keywords(in: text, limit: 5).map(\.word)
        #expect(words.prefix(2) == ["地铁五号线", "地铁"])
        #expect(!words.contains("我们"))
        #expect(!words.contains("这个"))
    }

    @Test func theTitleCounts() throws {
        let text = "甲方公司今天发布新手机。甲方公司的手机很轻。乙方公司也发布了手机。"
        let keywords = KeywordExtractor().keywords(in: text, title: "乙方发布会", limit: 20)
        let first = try #require(keywords.first { $0.parts.titleCount > 0 })
        #expect(first.score >= keywords.last?.score ?? 0)
    }

    @Test func limits() {
        #expect(KeywordExtractor().keywords(in: "地铁开通", limit: 0).isEmpty)
        #expect(KeywordExtractor().keywords(in: "地铁开通", limit: -1).isEmpty)
    }

    @Test func frequenciesOfOnesOwn() throws {
        let table = try DocumentFrequencies(parsing: "# documents 1000\n地铁\t900\n天气\t2\n", file: "idf.txt")
        #expect(table.rarity(of: "天气") > table.rarity(of: "地铁"))
        let words = KeywordExtractor(frequencies: table).keywords(in: "地铁地铁和天气", limit: 2).map(\.word)
        #expect(words == ["天气", "地铁"])
    }

    @Test(arguments: [
        ("# documents 10\n地铁 9\n", "idf.txt:2: a word, a tab and a count expected"),
        ("# documents 10\n地铁\tx\n", "idf.txt:2: a word, a tab and a count expected"),
        ("地铁\t9\n", "idf.txt:1: the line \"# documents N\" is missing"),
    ])
    func brokenTables(_ source: String, _ message: String) {
        #expect {
            _ = try DocumentFrequencies(parsing: source, file: "idf.txt")
        } throws: { "\($0)" == message }
    }
}
