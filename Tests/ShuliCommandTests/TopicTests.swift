import Foundation
import ShuliTestSupport
import Testing

/// `shuli keywords`, `shuli summarize`, `shuli dict idf` and `shuli dict discover`, as a user runs them.
@Suite struct TopicTests {
    private let shuli: Program
    private let page = "Corpora/pages/portal-news.html"

    init() throws { shuli = try Program.shuli() }

    private func lines(_ arguments: [String], _ input: String = "") throws -> [String] {
        let outcome = try shuli.run(arguments, input: Array(input.utf8))
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.messages == "")
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private func file(_ contents: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "shuli-topic-\(UUID().uuidString)")
        try Data(contents.utf8).write(to: file)
        return file.path()
    }

    private struct Record: Decodable {
        struct Keyword: Decodable {
            let word: String
            let score: Double
            let count: Int
            let spans: [[Int]]
            let parts: [String: Double]?
        }
        struct Sentence: Decodable {
            let text: String
            let s: Int
            let e: Int
            let rank: Int
            let score: Double
        }
        let id: String?
        let ids: [String]?
        let keywords: [Keyword]?
        let summary: String?
        let characters: Int?
        let sentences: [Sentence]?
    }

    private func record(_ arguments: [String], _ input: String = "") throws -> Record {
        try JSONDecoder().decode(
            Record.self, from: Data(try #require(try lines(arguments + ["--json"], input).first).utf8))
    }

    @Test func keywordsBestFirst() throws {
        let words = try lines(["keywords", "-n", "5", page])
        #expect(words.count == 5)
        #expect(words.contains("夜间定制公交"))
        #expect(try lines(["keywords", "-n", "0", page]) == [])
        #expect(try lines(["keywords", page]).prefix(5) == words[...])
    }

    @Test func recordsOfKeywordsPointIntoTheInput() throws {
        let text = "地铁五号线开通了。市民说，地铁五号线很快。"
        let keywords = try #require(try record(["keywords", "--no-clean"], text).keywords)
        #expect(!keywords.isEmpty)
        for keyword in keywords {
            #expect(keyword.count == keyword.spans.count)
            #expect(keyword.parts == nil)
            for span in keyword.spans {
                #expect(String(decoding: Array(text.utf8)[span[0]..<span[1]], as: UTF8.self) == keyword.word)
            }
        }
    }

    @Test func explanationsAddUp() throws {
        for keyword in try #require(try record(["keywords", "--explain", page]).keywords) {
            let odds = try #require(keyword.parts).values.reduce(0, +)
            #expect(abs(1 / (1 + exp(-odds)) - keyword.score) < 1e-6)
        }
        let line = try #require(try lines(["keywords", "--explain", "-n", "1", page]).first)
        #expect(line.contains("\tcount ") && line.contains("\ttitle "))
    }

    @Test func keywordsByTitleStopWordsAndFrequencies() throws {
        let text = "耳机很轻，手机很薄。手机和耳机下个月上市。"
        let titled = try lines(["keywords", "-n", "1", "--title", "新耳机"], text)
        #expect(titled.first?.contains("耳机") == true)
        let stopwords = try file("耳机\n")
        #expect(try lines(["keywords", "--stopwords", stopwords], text).contains { $0.contains("耳机") } == false)
        let table = try file("# documents 100\n手机\t100\n耳机\t1\n")
        #expect(try lines(["keywords", "--idf", table], text) == lines(["keywords", "--idf", table], text))
        #expect(try shuli.run(["keywords", "--idf", stopwords], input: Array(text.utf8)).status == 64)
    }

    @Test func phrasesSwallowTheirParts() throws {
        let words = try lines(["keywords", "--phrases", "-n", "10", page])
        for (place, word) in words.enumerated() {
            #expect(!words[..<place].contains { $0.contains(word) }, "\(word)")
        }
    }

    @Test func frequenciesOfACorpus() throws {
        let records = ["地铁开通了，市民都很高兴。", "地铁很长，市民坐了很久。", "公交很慢，没有人坐。"].map { "{\"text\":\"\($0)\"}" }.joined(
            separator: "\n")
        let table = try lines(["dict", "idf", "--input-format", "jsonl"], records)
        #expect(table.contains("# documents 3"))
        #expect(table.contains("地铁\t2"))
    }

    @Test func lengthsOfSummaries() throws {
        #expect(try lines(["summarize", page]).count == 3)
        #expect(try lines(["summarize", "-n", "1", page]).count == 1)
        let none = try shuli.run(["summarize", "-n", "0", page])
        #expect(none.status == 0 && none.output.isEmpty && none.messages.contains("no sentence or clause fits"))
        let whole = try lines(["clean", page]).joined().count { !$0.isWhitespace }
        let share = try lines(["summarize", "-r", "0.2", page]).joined().count { !$0.isWhitespace }
        #expect(share > 0 && Double(share) <= 0.2 * Double(whole))
        let headline = try lines(["summarize", "--headline", page])
        #expect(headline.count == 1 && headline[0].count <= 30)
        #expect(try lines(["summarize", "--headline", "-c", "16", page]).joined().count <= 16)
    }

    @Test func sentencesStandInTheTextInOrder() throws {
        let text = "台风今晚登陆东海岸，三十万人转移。渡轮停航，学校停课。超市的水卖光了。天文台说，明天还有大雨。"
        let result = try record(["summarize", "--no-clean", "-n", "2"], text)
        let sentences = try #require(result.sentences)
        #expect(sentences.count == 2)
        #expect(sentences[0].e <= sentences[1].s)
        for sentence in sentences {
            #expect(String(decoding: Array(text.utf8)[sentence.s..<sentence.e], as: UTF8.self) == sentence.text)
        }
        #expect(sentences.map(\.rank).sorted() == [1, 2])
        #expect(result.characters == result.summary?.count { !$0.isWhitespace })
    }

    @Test func queriesAndClauses() throws {
        let text = "市里新开了三条夜间公交线，首晚客流超过预期，司机们都很忙。夜班车的票价是三元，老人免费。公司说以后还会加开班次。"
        #expect(try lines(["summarize", "--no-clean", "-n", "1", "--query", "票价"], text)[0].contains("票价"))
        let cut = try lines(["summarize", "--no-clean", "-n", "1", "--clauses"], text)[0]
        #expect(!cut.isEmpty && text.contains(cut.dropLast()))
    }

    @Test func highlightsKeepEveryLetter() throws {
        let marked = try lines(["summarize", "--highlight", page]).joined(separator: "\n")
        let body = try lines(["clean", page]).joined(separator: "\n")
        #expect(marked.filter { !"【】".contains($0) } == body.filter { !"【】".contains($0) })
        #expect(marked.count { $0 == "【" } == 3 && marked.count { $0 == "】" } == 3)
    }

    @Test func severalDocumentsMakeOneSummary() throws {
        let records =
            #"{"id":"a","text":"台风今晚登陆东海岸，三十万人转移。渡轮停航，学校停课。"}"# + "\n"
            + #"{"id":"b","text":"台风今晚登陆东海岸，三十万人转移！超市的水卖光了。"}"#
        let result = try record(["summarize", "--multi", "--no-clean", "-n", "3", "--input-format", "jsonl"], records)
        #expect(result.ids == ["a", "b"])
        #expect(result.sentences?.count { $0.text.contains("三十万人转移") } == 1)
    }

    @Test func ranksAreExplained() throws {
        let ranks = try lines(["summarize", "--explain", page]).compactMap { $0.split(separator: "\t").first }
        #expect(ranks.sorted() == ["1", "2", "3"])
    }

    @Test(arguments: [
        ["summarize", "-n", "2", "-c", "10"], ["summarize", "-r", "2"], ["summarize", "-c", "-1"],
        ["summarize", "--highlight", "--json"], ["keywords", "-n", "-1"], ["keywords", "--stopwords", "no-such-file"],
    ])
    func refusals(_ arguments: [String]) throws {
        let outcome = try shuli.run(arguments, input: Array("好。".utf8))
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(!outcome.messages.isEmpty)
    }

    @Test(arguments: ["keywords", "summarize"])
    func emptyInputIsNamed(_ verb: String) throws {
        let outcome = try shuli.run([verb])
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.messages.contains("is empty"))
    }
}
