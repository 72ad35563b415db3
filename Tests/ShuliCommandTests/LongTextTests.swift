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
}
