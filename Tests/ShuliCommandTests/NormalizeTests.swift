import Foundation
import ShuliTestSupport
import Testing

@Suite struct NormalizeTests {
    private let shuli: Program

    init() throws { shuli = try Program.shuli() }

    private func output(_ arguments: [String], _ input: String) throws -> String {
        let outcome = try shuli.run(["normalize"] + arguments, input: Array(input.utf8))
        #expect(outcome.status == 0, "\(outcome.messages)")
        return outcome.output
    }

    @Test(
        arguments: [
            (["--to", "tw", "--regional-words"], "鼠标和软件", "滑鼠和軟體\n"),
            (["--from", "tw", "--to", "simplified"], "為什麼", "为什么\n"),
            (["--to", "jp", "--from", "traditional"], "圖書館", "図書館\n"),
            (["--punctuation", "chinese"], "好,见https://a.cn/b,c", "好，见https://a.cn/b,c\n"),
            (["--punctuation", "ascii", "--fold-case"], "ＯＫ，Good。", "ｏｋ,good.\n"),
            (["--fold-case", "--protect", "none"], "`A`", "`a`\n"),
            (["--variants"], "⼀", "一\n"),
            (["--repair"], "ä»Šå¤©å¤©æ°”ä¸\u{8d}é”™", "今天天气不错\n"),
            (["--to", "traditional", "--ambiguities"], "他发，头发。", "3\t发\t發\t髮\n"),
        ])
    func options(_ arguments: [String], _ input: String, _ expected: String) throws {
        #expect(try output(arguments, input) == expected)
    }

    @Test func theMapListsWhatChanged() throws {
        let record = try output(["--to", "traditional", "--json", "--map", "--ambiguities"], "他发")
        #expect(
            record == """
                {"id":"-","text":"他發","ambiguities":[{"s":3,"e":6,"text":"发","chosen":"發","others":["髮"]}],"map":[[[3,6],[3,6]]]}

                """)
    }

    @Test(arguments: [["--map"], ["--ambiguities"], ["--from", "tw"], ["--regional-words"], ["--protect", "x"]])
    func usage(_ arguments: [String]) throws {
        #expect(try shuli.run(["normalize"] + arguments).status == 64)
    }

    @Test func theEncodingIsFound() throws {
        // 今天天气不错 in GB18030.
        let bytes: [UInt8] = [0xBD, 0xF1, 0xCC, 0xEC, 0xCC, 0xEC, 0xC6, 0xF8, 0xB2, 0xBB, 0xB4, 0xED]
        let outcome = try shuli.run(["normalize", "-v"], input: bytes)
        #expect(outcome.output == "今天天气不错\n")
        #expect(outcome.messages.contains("gb18030"))
    }
}
