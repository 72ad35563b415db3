import ShuliKeywords
import ShuliText
import Testing

/// The samples of the documentation comments, as they are written there.
@Suite struct KeywordSampleTests {
    private let documents = ["地铁五号线开通了。", "地铁很长。", "天气很好。"]

    @Test func extractor() {
        let text = "地铁五号线开通了。地铁五号线很长，沿途有三十座车站。"
        let keywords = KeywordExtractor().keywords(in: text, title: "地铁五号线开通", limit: 3)
        for keyword in keywords {
            print(keyword.word, keyword.score, keyword.ranges.map { text[$0] })
        }
        #expect(keywords.count == 3)
        #expect(keywords.contains { $0.word.contains("地铁") })
    }

    @Test func frequencies() throws {
        let frequencies = try DocumentFrequencies(parsing: "# documents 1000\n地铁\t900\n天气\t2\n")
        let extractor = KeywordExtractor(frequencies: frequencies)
        print(frequencies.rarity(of: "天气"))  // 6.2
        #expect(abs(frequencies.rarity(of: "天气") - 6.2146) < 1e-4)
        #expect(!extractor.keywords(in: "天气很好。").isEmpty)
    }

    @Test func counter() throws {
        var counter = DocumentFrequencyCounter()
        for document in documents { counter.add(document) }
        let frequencies = try DocumentFrequencies(parsing: counter.table())
        #expect(frequencies.documents == 3)
    }

    @Test func finder() {
        var finder = NewWordFinder()
        for document in documents { finder.add(document) }
        let words = finder.words(limit: 100).map(\.word)
        #expect(words.isEmpty)
    }
}
