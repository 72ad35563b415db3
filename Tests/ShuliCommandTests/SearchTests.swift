import ShuliTestSupport
import Testing

/// `shuli search`: documents in, ranked hits out.
struct SearchTests {
    private let scratch: Scratch
    private let shuli: Program

    init() throws {
        scratch = try Scratch()
        shuli = try Program.shuli()
    }

    private var database: String { scratch.path("search.db") }

    private func index(_ lines: [String], _ options: [String] = []) throws -> Program.Outcome {
        try shuli.run(
            ["search", "index", "--input-format", "jsonl", "-o", database] + options,
            input: Array(lines.joined(separator: "\n").utf8))
    }

    private func ask(_ query: String, _ options: [String] = ["--json"]) throws -> Program.Outcome {
        try shuli.run(["search", "ask", database, query] + options)
    }

    private static let articles = [
        #"{"id": "a", "title": "活动", "text": "大学生活动丰富多彩。她喜欢。"}"#,
        #"{"id": "b", "title": "圖書館", "text": "國際電話\u200b資費，下調了。"}"#,
        #"{"id": "c", "text": "他参加了学生活动，大学很大。"}"#,
    ]

    @Test func wordsAreFoundInEitherScriptBestFirst() throws {
        #expect(try index(Self.articles).status == 0)
        let hits = try ask("大學")
        #expect(hits.status == 0)
        let lines = hits.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.contains(#""found":"words""#) })
        #expect(try ask("國際電話").output.contains(#""spans":[[0,12]]"#))
        #expect(try ask("图书", []).output == "b\t【圖書館】\n")
    }

    @Test func whatIsNoWordIsFoundByPairs() throws {
        #expect(try index(Self.articles).status == 0)
        let hits = try ask("生活动丰")
        #expect(hits.output.contains(#""found":"pairs""#))
        #expect(hits.output.contains(#""spans":[[6,18]]"#))
    }

    @Test func withoutPairsOnlyWordsAreFound() throws {
        #expect(try index(Self.articles, ["--no-pairs"]).status == 0)
        #expect(try ask("生活动丰").status == 1)
        #expect(try ask("丰富多彩", []).output == "a\t活动\n\t大学生活动【丰富多彩】。\n")
    }

    @Test func aKnownIdReplacesItsDocument() throws {
        #expect(try index(Self.articles).status == 0)
        #expect(try index(Self.articles).messages == "")
        let changed = try index([#"{"id": "a", "title": "天气", "text": "明天下雨。"}"#])
        #expect(changed.messages == "shuli: replaced 1 documents of the same id\n")
        #expect(try ask("丰富多彩").status == 1)
        #expect(try ask("下雨").output.contains(#""id":"a""#))
    }

    @Test func documentsWithoutAnIdAreKept() throws {
        let first = try scratch.file("one.jsonl", #"{"text": "北京的天气"}"#.utf8)
        let second = try scratch.file("two.jsonl", #"{"text": "上海的天气"}"#.utf8)
        for file in [first, second] { #expect(try shuli.run(["search", "index", file, "-o", database]).status == 0) }
        #expect(try ask("天气").output.split(separator: "\n").count == 2)
    }

    @Test func anotherFileIsRefused() throws {
        let file = try scratch.file("other.db", "no database".utf8)
        #expect(try shuli.run(["search", "ask", file, "天气"]).status == 74)
        #expect(try shuli.run(["search", "ask", scratch.path("missing.db"), "天气"]).status == 74)
        #expect(try shuli.run(["search", "index", "-o", file], input: Array("天气".utf8)).status == 74)
        #expect(try shuli.run(["search", "index"]).status == 64)
    }

    @Test func damageOfTheInputIsTold() throws {
        let outcome = try index([#"{"id": "a", "text": "天气"}"#, "{"])
        #expect(outcome.status == 2)
        #expect(!outcome.messages.isEmpty)
        #expect(try ask("天气").status == 0)
    }
}
