import CShuli
import Shuli
import ShuliTestSupport
import Testing

@Suite struct VerbTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func values(_ verb: String, _ texts: [String?]) throws -> [String?] { try values(verb, "{}", texts) }

    private func values(_ verb: String, _ options: String, _ texts: [String?]) throws -> [String?] {
        let library = try Library(verb, options)
        defer { library.close() }
        return try library(texts).map(\.value)
    }

    @Test func everyVerbGivesItsValue() throws {
        #expect(
            try values("segment", ["今天 天气很好。", "", nil]) == ["今天 | 天气 | 很 | 好 | 。", "", nil])
        #expect(try values("segment", #"{"pos": true}"#, ["天气好"]) == ["天气/NOUN | 好/ADJ"])
        #expect(try values("segment", #"{"kinds": true}"#, ["20人"]) == ["20/number | 人/word"])
        #expect(try values("tag", ["天气好"]) == ["天气/NOUN | 好/ADJ"])
        #expect(
            try values("segment", #"{"output": "lines"}"#, ["今天 天气很好。", "", nil]) == ["今天\n天气\n很\n好\n。\n", "", nil])
        #expect(try values("convert", #"{"to": "traditional"}"#, ["头发"]) == ["頭髮"])
        #expect(try values("sentences", ["下雨了。“带伞！”他说。"]) == ["下雨了。 | “带伞！”他说。"])
        #expect(try values("normalize", #"{"width": "ascii"}"#, ["ＡＢ"]) == ["AB"])
        #expect(try values("normalize", #"{"to": "traditional"}"#, ["头发"]) == ["頭髮"])
        #expect(try values("keywords", #"{"number": 1}"#, ["数据库的索引。数据库很大。"]).count == 1)
        #expect(try values("summarize", #"{"number": 1}"#, ["今天下雨。"]) == ["今天下雨。"])
        #expect(try values("mask", ["电话：13800001234"]) == ["电话：***********"])
        let verdict = try #require(try values("filter", ["太短了。"]).first ?? nil)
        #expect(verdict.hasPrefix(#"{"keep":false,"rule":"too-short","reason":"4 characters, fewer than 50","#))
    }

    @Test func versionIsJSON() {
        let text = shulic_version()
        defer { shulic_free(text) }
        #expect(text.map { String(cString: $0) }?.hasPrefix(#"{"shuli":"#) == true)
    }

    /// The texts and pages of Corpora by every verb: what the program writes for the same records.
    @Test func linesAreThoseOfTheProgram() throws {
        let program = try Program.shuli()
        var (ids, texts, pages): ([[UInt8]?], [[UInt8]?], [[UInt8]?]) = ([], [], [])
        for name in try Repository.files(in: "Corpora/pages", ending: ".html").prefix(6) {
            ids.append(Array(name.utf8))
            pages.append(Array(String(decoding: try Repository.bytes("Corpora/pages/\(name)"), as: UTF8.self).utf8))
            texts.append(nil)
        }
        for name in try Repository.files(in: "Corpora/flattened", ending: ".txt").prefix(6) {
            ids.append(nil)
            pages.append(nil)
            texts.append(Array(String(decoding: try Repository.bytes("Corpora/flattened/\(name)"), as: UTF8.self).utf8))
        }
        var records: [UInt8] = []
        for row in ids.indices {
            let fields = [("id", ids[row]), ("html", pages[row]), ("text", texts[row])].compactMap { key, bytes in
                bytes.map { "\"\(key)\":\(String(decoding: $0, as: UTF8.self).jsonSource)" }
            }
            records += Array("{\(fields.joined(separator: ","))}\n".utf8)
        }
        let file = try scratch.file("records.jsonl", records)
        for (verb, options, arguments) in [
            ("clean", "", []), ("keywords", #","number":5,"explain":true"#, ["-n", "5", "--explain"]),
            ("segment", #","pos":true"#, ["--pos"]),
            ("sentences", #","offset-unit":"scalar""#, ["--offset-unit", "scalar"]),
            ("normalize", #","to":"traditional","map":true"#, ["--to", "traditional", "--map"]),
            ("summarize", #","ratio":0.2"#, ["-r", "0.2"]),
        ] {
            let outcome = try program.run([verb, "--json"] + arguments + [file])
            let lines = outcome.output.split(separator: "\n").map(String.init)
            let library = try Library(verb, #"{"output":"json"\#(options)}"#)
            let columns = [
                ArrowColumn("u", name: "id", ids), ArrowColumn("U", name: "html", pages),
                ArrowColumn("vu", name: "text", texts),
            ]
            #expect(try library(ArrowColumn(columns, length: ids.count)).map(\.value) == lines, "\(verb)")
            library.close()
        }
    }

    @Test func bytesAreDecodedAsAFileIs() throws {
        let library = try Library("sentences")
        let gbk: [UInt8] = [0xD6, 0xD0, 0xCE, 0xC4, 0xCE, 0xC4, 0xB1, 0xBE, 0xA1, 0xA3]
        for format in ["z", "Z", "vz"] {
            let rows = try library(ArrowColumn(format, [gbk, nil, SeededRandom.noise(400), Array("好。".utf8)]))
            #expect(rows.map(\.value) == ["中文文本。", nil, nil, "好。"])
            #expect(rows.map(\.status) == [0, 0, 65, 0])
            #expect(rows[2].error?.hasPrefix("is no text") == true && rows[0].error == nil)
        }
        library.close()
    }

    @Test func whatCouldNotBeDecodedIsSaid() throws {
        let library = try Library("normalize")
        defer { library.close() }
        let text = Array("下雨了，没有带伞，只好在车站等了很久。".utf8)
        #expect(try library(ArrowColumn("z", [text, text + [0xFF] + text])).map(\.status) == [0, 0])
        #expect(library.notes.last?.contains("-:2") == true)
    }

    @Test func oneVerbServesAllThreads() async throws {
        let library = try Library("segment")
        let texts = (0..<40).map { "第\($0)条消息，今天天气很好。" }
        let expected = try library(texts)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try (0..<20).allSatisfy { _ in try library(texts) == expected } } }
            for try await isEqual in group { #expect(isEqual) }
        }
        library.close()
    }

    @Test func clean() throws {
        let page = "<html><body><p>本市昨日下了一场大雨，气象台提醒市民出行注意安全。</p></body></html>"
        #expect(try values("clean", [page]) == ["本市昨日下了一场大雨，气象台提醒市民出行注意安全。"])
    }

    @Test func rowsWithoutAnArticleAreSaid() throws {
        let library = try Library("clean")
        defer { library.close() }
        _ = try library(["本市昨日下了一场大雨，气象台提醒市民出行注意安全，请尽量减少外出。", nil, ""])
        #expect(library.notes.last?.hasPrefix("shuli: -:3: ") == true)
    }

    @Test func messagesAreThoseOfTheProgram() throws {
        func failure(_ verb: String, _ options: String?) -> String {
            do {
                try Library(verb, options).close()
                return ""
            } catch {
                let failure = error as? Library.Failure
                #expect(failure?.code == 64)
                return failure?.message ?? "\(error)"
            }
        }
        #expect(failure("keywords", #"{"number": -1}"#) == "-n takes a number from 0 to 1000000000, not -1")
        #expect(failure("normalize", #"{"regional-words": true}"#) == "--regional-words needs --to")
        #expect(failure("segment", #"{"mod": "search"}"#).contains("--mod"))
        #expect(failure("segment", #"{"mod": false}"#).contains("--mod"))
        #expect(failure("filter", #"{"minimum-length": null}"#).contains("unknown threshold"))
        #expect(failure("convert", nil).contains("needed"))
        #expect(failure("tag", #"{"output": "lines"}"#).contains("lines"))
        #expect(failure("segment", #"{"pos": false, "model": null}"#) == "")
        #expect(failure("segment", #"{"mode": "quick"}"#).contains("quick"))
        #expect(failure("segment", #"{"dictionary": ["/no/such/file"]}"#).contains("/no/such/file"))
        #expect(failure("filter", #"{"minimum-length": 3}"#).contains("unknown threshold"))
        #expect(failure("mask", #"{"kinds": "name"}"#).contains("unknown kind"))
        for options in [
            "", "[]", "{", #"{"help": true}"#, #"{"--pos": true}"#, #"{"output": "xml"}"#, #"{"pos": {}}"#,
            #"{"generate-completion-script": "bash"}"#, #"{"experimental-dump-help": true}"#, #"{"": 1}"#,
        ] { #expect(failure("segment", options) != "", "\(options)") }
        #expect(failure("cut", nil) == "no verb is named \"cut\"")
    }

    @Test func whatTheProgramSaysOfDictionariesIsReturned() throws {
        let path = try scratch.file("words.txt", "天气 3 n\n很好 2 a\n".utf8)
        let library = try Library("segment", #"{"dictionary": [\#(path.jsonSource)]}"#)
        #expect(library.notes.contains { $0.contains("jieba") || $0.contains("结巴") })
        library.close()
    }
}
