import Foundation
import ShuliTestSupport
import Testing

@Suite struct VerbTests {
    private let shuli: Program

    init() throws { shuli = try Program.shuli() }

    private func lines(_ arguments: [String], _ input: String = "") throws -> [Substring] {
        let outcome = try shuli.run(arguments, input: Array(input.utf8))
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.messages == "")
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    @Test func segment() throws {
        #expect(try lines(["segment"], "今天 天气很好。\n\n明天呢？\n") == ["今天 天气 很 好 。", "", "明天 呢 ？"])
        #expect(try lines(["segment", "--kinds"], "今天20人") == ["今天/word 20/number 人/word"])
        #expect(
            try lines(["segment", "--json"], "好 a") == [
                #"{"id":"-","tokens":[{"t":"好","s":0,"e":3,"kind":"word"},{"t":" ","s":3,"e":4,"kind":"space"},{"t":"a","s":4,"e":5,"kind":"latin"}]}"#
            ])
    }

    @Test func sentences() throws {
        #expect(try lines(["sentences"], "下雨了。“带伞！”他说。\n好") == ["下雨了。", "“带伞！”他说。", "好"])
    }

    @Test func normalize() throws {
        #expect(try lines(["normalize", "--width", "ascii", "--spaces", "tight"], "ＡＢ　 中 文") == ["AB中文"])
        #expect(
            try lines(["normalize", "--form", "nfkc", "--json", "--map"], "①级") == [
                #"{"id":"-","text":"1级","map":[[[0,3],[0,1]]]}"#
            ])
    }

    // Standard input can be read but once, and what tells its format is part of it.
    @Test func recordsOnStandardInputAreRecognized() throws {
        let records = "{\"id\":1,\"text\":\"明天走。\"}\n{\"id\":2,\"text\":\"好。\"}\n"
        #expect(try lines(["sentences"], records) == ["明天走。", "好。"])
    }

    @Test func recordsKeepTheirOtherFields() throws {
        let record = #"{"url":"u","id":"a","text":"好。","n":1.0,"tokens":"old","x":{"b":[1]}}"#
        #expect(
            try lines(["segment", "--json", "--input-format", "jsonl"], record) == [
                #"{"id":"a","tokens":[{"t":"好","s":0,"e":3,"kind":"word"},{"t":"。","s":3,"e":6,"kind":"punctuation"}],"url":"u","n":1.0,"x":{"b":[1]}}"#
            ])
    }

    @Test func offsetUnits() throws {
        for (unit, end) in [("utf8", 32), ("utf16", 14), ("scalar", 9), ("character", 3)] {
            let line = try #require(try lines(["sentences", "--json", "--offset-unit", unit], "𠮷👨‍👩‍👧‍👦。").first)
            #expect(line.contains("\"e\":\(end)}"), "\(unit): \(line)")
        }
    }

    @Test func theOrderNeverDependsOnTheJobs() throws {
        let records = (0..<500).map { #"{"id":\#($0),"text":"第\#($0)条消息，内容很短。"}"# }.joined(separator: "\n")
        let one = try lines(["keywords", "--json", "-j", "1"], records)
        #expect(one.count == 500)
        #expect(try lines(["keywords", "--json", "-j", "7"], records) == one)
    }

    @Test func severalFilesHaveHeaders() throws {
        let outcome = try lines([
            "clean", "Corpora/flattened/health-clinic.txt", "Corpora/flattened/farm-halfwidth.txt",
        ])
        #expect(outcome.first == "==> Corpora/flattened/health-clinic.txt <==")
        #expect(outcome.contains("==> Corpora/flattened/farm-halfwidth.txt <=="))
    }

    @Test func summaryNeverExceedsItsBudget() throws {
        for budget in [0, 20, 100, 200] {
            let outcome = try shuli.run(["summarize", "-c", "\(budget)", "Corpora/pages/portal-news.html"])
            #expect(outcome.status == 0)
            #expect(outcome.output.count { !$0.isWhitespace } <= budget)
            #expect(outcome.messages.contains("fits") == outcome.output.isEmpty)
        }
    }

    @Test func optionsFromAFile() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "shuli-config-\(UUID().uuidString)")
        try Data("# mine\n--spaces\ntight\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try lines(["normalize", "--config", file.path()], "中 文") == ["中文"])
        #expect(try lines(["normalize", "--config", file.path(), "--spaces", "keep"], "中 文") == ["中 文"])
    }

    @Test func limitAndDryRun() throws {
        let records = #"{"text":"一"}"# + "\n" + #"{"text":"二"}"#
        #expect(try lines(["segment", "--limit", "1"], records) == ["一"])
        #expect(try lines(["segment", "--dry-run"], records) == [])
    }

    @Test func segmentWithModesTagsAndDictionaries() throws {
        #expect(try lines(["segment", "--pos"], "他去了北京。") == ["他/PRON 去/VERB 了/AUX 北京/PROPN 。/PUNCT"])
        let file = FileManager.default.temporaryDirectory.appending(path: "shuli-words-\(UUID().uuidString)")
        try Data("大学生活\tforce\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try lines(["segment", "--dictionary", file.path()], "大学生活很好") == ["大学生活 很 好"])
        #expect(
            try lines(["segment", "--mode", "search", "--dictionary", file.path()], "大学生活") == ["大学 大学生 学生 生活 大学生活"])
        let checked = try shuli.run(["dict", "check", file.path()])
        #expect(checked.status == 0 && checked.output.isEmpty)
        #expect(checked.messages == "shuli: \(file.path()): 1 word, one a line\n")
        #expect(
            try lines(["dict", "why", "大学生活", "大学生活", "--dictionary", file.path()]) == [
                "user dictionary: line 1, force", "lexicon: not listed",
                "byte 0: one token, force by line 1 of the dictionary",
            ])
    }

    @Test func trainingIsRepeatable() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shuli-train-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = { (name: String) in folder.appending(path: name).path() }
        for model in ["a", "b"] {
            _ = try lines(["train", "segmenter", "Corpora/segmentation/samples.txt", "--seeds", "1", "-o", path(model)])
        }
        #expect(try Data(contentsOf: folder.appending(path: "a")) == Data(contentsOf: folder.appending(path: "b")))
        #expect(try lines(["segment", "--model", path("a")], "今天天气很好。").count == 1)
        #expect(try shuli.run(["segment", "--model", path("a"), "--standard", "ud"], input: [0x61]).status == 64)
        _ = try lines(["segment", "--pos", "-o", path("tagged"), "Corpora/flattened/health-clinic.txt"])
        _ = try lines(["train", "tagger", path("tagged"), "-o", path("t")])
    }
}
