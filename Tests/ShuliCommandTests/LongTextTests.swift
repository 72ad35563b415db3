import Foundation
import ShuliTestSupport
import Testing

/// Verbs that take a long text in sections write the same as of its parts.
@Suite struct LongTextTests {
    private let scratch: Scratch
    private let shuli: Program

    init() throws { (scratch, shuli) = (try Scratch(), try Program.shuli()) }

    // Some 390 kB, so that three of them are read in sections and one is not.
    private static let part =
        (0..<3_800).map { number in
            number % 50 == 0
                ? "\n   \n" : "第\(number)行 他说:\"我们2025年去AA制聚餐\",价格3.5元.  后来發生了什么?没人知道……\r\n"
        }.joined() + "```\nlet a = \"中\",b\n```\n"

    @Test(arguments: [
        ["segment"], ["segment", "--kinds", "-j", "1"], ["sentences"], ["normalize"],
        ["normalize", "--punctuation", "chinese", "--spaces", "pangu", "--width", "ascii"],
    ])
    func sectionsChangeNothing(arguments: [String]) throws {
        let once = try shuli.run(arguments + [scratch.file("one.txt", Self.part.utf8)])
        let thrice = try shuli.run(arguments + [scratch.file("three.txt", (Self.part + Self.part + Self.part).utf8)])
        #expect(once.status == 0 && thrice.status == 0)
        #expect(once.output.utf8.count > 350_000)
        #expect(thrice.output == once.output + once.output + once.output)
    }

    /// The last line may have no line break; the output has one.
    @Test func theOutputEndsWithALineBreak() throws {
        for ending in ["", "\n  "] {
            let text = String(repeating: "今天天气很好。\n", count: 50_000).dropLast() + ending
            let path = try scratch.file("a.txt", text.utf8)
            let words = try shuli.run(["segment", path]).output
            #expect(words.hasSuffix("。\n") && !words.hasSuffix("\n\n"))
            #expect(try shuli.run(["sentences", path]).output.hasSuffix("。\n"))
        }
    }

    /// A document counts once, however many sections it has.
    @Test func aLongTextIsOneDocument() throws {
        let text = String(repeating: "今天天气很好。\n", count: 60_000)
        let (first, second) = (try scratch.file("1.txt", text.utf8), try scratch.file("2.txt", "好。".utf8))
        let report = scratch.path("report")
        let outcome = try shuli.run(["segment", "--limit", "1", "-v", "--report", report, first, second])
        #expect(outcome.messages == "shuli: \(first): utf-8\n")
        #expect(try scratch.text("report").contains(#""written": 1"#))
        #expect(outcome.output.split(separator: "\n").count == 60_000)
    }

    // The text as a record, which is read in one piece whatever its length.
    private func record(_ text: String) throws -> String {
        let quoted = String(decoding: try JSONEncoder().encode(["id": "long", "text": text]), as: UTF8.self)
        return try scratch.file("one.jsonl", quoted.utf8)
    }

    private func long(_ text: String) throws -> String { try scratch.file("long", text.utf8) }

    /// The line of JSON of a text that is read in sections is that of the text in one piece, offsets too.
    @Test(arguments: [
        ["segment"], ["segment", "--pos", "-j", "1"], ["segment", "--mode", "search", "--offset-unit", "utf16"],
        ["sentences", "--offset-unit", "character"], ["sentences", "-j", "2"],
    ])
    func linesOfSectionsAreThoseOfTheWhole(arguments: [String]) throws {
        let text = Self.part + "今天😀好\n" + Self.part
        let path = try long(text)
        let whole = try shuli.run(arguments + ["--json", record(text)])
        let sections = try shuli.run(arguments + ["--json", path, try scratch.file("short.txt", "好。".utf8)])
        #expect(whole.status == 0 && sections.status == 0)
        let lines = sections.output.split(separator: "\n")
        #expect(lines.count == 2)
        let fields = try #require(lines.first?.dropFirst(#"{"id":""#.count + path.utf8.count))
        #expect(fields == whole.output.dropLast().dropFirst(#"{"id":"long"#.count))
        #expect(lines.last?.contains("short.txt") == true)
    }

    /// A text that breaks off still is a line of JSON.
    @Test func theLineOfADamagedTextIsClosed() throws {
        let (whole, path) = (try long(Self.part + Self.part + Self.part), scratch.path("a.txt.gz"))
        _ = try shuli.shell("gzip -c '\(whole)' > '\(path).gz' && head -c 15000 '\(path).gz' > '\(path)'")
        let outcome = try shuli.run(["segment", "--json", path, try scratch.file("b.txt", "好。".utf8)])
        #expect(outcome.status == 2)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }

    // Characters that both scripts have, then some of only one: what the first are is known at the end only.
    private static let scripts = [
        String(repeating: "三天后王后在公里外。\n", count: 50_000) + String(repeating: "這是繁體。\n", count: 100),
        String(repeating: "三天后王后在公里外。\n", count: 50_000) + String(repeating: "这是简体。\n這是繁體。\n", count: 100),
        String(repeating: "他看著名著。\n", count: 80_000) + "這是繁體。\n",
        String(repeating: "他看著名著。\n", count: 80_000) + "這是繁體，他聽着。\n",
        String(repeating: "手里拿著一本书。\n", count: 60_000),
        String(repeating: "見 https://a.example/發 和著作。\n", count: 40_000),
    ]

    /// Sections of a text are converted as the whole is: a file is read twice for that.
    @Test(arguments: [
        (0, ["--to", "tw", "--regional-words"]), (0, ["--to", "simplified"]), (1, ["--to", "tw"]),
        (2, ["--to", "simplified"]), (3, ["--to", "simplified"]), (3, ["--to", "hk"]),
        (4, ["--to", "tw", "--regional-words"]), (5, ["--to", "hk"]),
    ])
    func sectionsHaveTheScriptOfTheWhole(text: Int, arguments: [String]) throws {
        let text = Self.scripts[text]
        #expect(text.utf8.count > 1 << 20)
        let outcome = try shuli.run(["normalize"] + arguments + [long(text)])
        let whole = try shuli.run(["normalize", "--json"] + arguments + [record(text)])
        let line = try JSONSerialization.jsonObject(with: Data(whole.output.utf8))
        #expect(outcome.status == 0)
        #expect(outcome.output == (line as? [String: String])?["text"])
        #expect(try shuli.run(["normalize"] + arguments, input: Array(text.utf8)).output == outcome.output)
    }
}
