import Foundation
import ShuliFiles
import ShuliTestSupport
import ShuliText
import Testing

private func read(_ paths: [String], _ options: DocumentReader.Options = .init()) -> [Result<Record, DocumentFailure>] {
    var reader = DocumentReader(paths: paths, options: options)
    var results: [Result<Record, DocumentFailure>] = []
    while let next = reader.next() { results.append(next) }
    return results
}

@Suite struct DocumentReaderTests {
    @Test func oneFailureDoesNotStopTheOthers() throws {
        let scratch = try Scratch()
        let good = try scratch.file("a.txt", "好。".utf8)
        let empty = try scratch.file("empty.txt", [])
        let noise = try scratch.file(
            "noise.bin", SeededRandom.noise(4_000))
        let results = read([scratch.path("missing"), good, empty, noise, good + "/none", good])
        #expect(results.count == 6)
        #expect(throws: DocumentFailure.self) { try results[0].get() }
        #expect(try results[1].get().content == .text("好。"))
        guard case .failure(let second) = results[2], case .failure(let third) = results[3] else {
            Issue.record("an empty file and noise are failures")
            return
        }
        #expect(second.reason == .empty)
        guard case .notText = third.reason else {
            Issue.record("\(third.reason)")
            return
        }
        #expect(throws: DocumentFailure.self) { try results[4].get() }
        #expect(try results[5].get().content == .text("好。"))
    }

    @Test func jsonLines() throws {
        let scratch = try Scratch()
        let path = try scratch.file(
            "r.jsonl", (#"{"id":7,"text":"一\ud800二","x":{"y":1}}"# + "\n\nnot json\n" + #"{"body":"三"}"#).utf8)
        let results = read([path])
        #expect(results.count == 3)
        let first = try results[0].get()
        #expect(first.idSource == "7")
        #expect(first.content == .text("一\u{FFFD}二"))
        #expect(first.inputFields.map(\.source) == [#"{"y":1}"#])
        guard case .failure(let second) = results[1], case .notJSON = second.reason else {
            Issue.record("line 3 is no JSON")
            return
        }
        #expect(second.origin.description == "\(path):3")
        guard case .failure(let third) = results[2] else {
            Issue.record("line 4 has no text")
            return
        }
        #expect(third.reason == .noText(wanted: ["text", "html"], found: ["body"]))
        var options = DocumentReader.Options()
        options.textField = "body"
        #expect(try read([path], options)[2].get().content == .text("三"))
    }

    @Test func linesAndForms() throws {
        let scratch = try Scratch()
        var options = DocumentReader.Options()
        options.format = .lines
        let path = try scratch.file("l.txt", "一\r\n\n三".utf8)
        #expect(try read([path], options).map { try $0.get().content } == [.text("一"), .text(""), .text("三")])
        let page = try scratch.file("p", " <!DOCTYPE HTML><p>页".utf8)
        #expect(try read([page])[0].get().content == .page(" <!DOCTYPE HTML><p>页"))
        let record = try scratch.file("q", #"{"text":"无扩展名"}"#.utf8)
        #expect(try read([record])[0].get().content == .text("无扩展名"))
        let brace = try scratch.file("b", "{这不是记录}\n第二行".utf8)
        #expect(try read([brace])[0].get().content == .text("{这不是记录}\n第二行"))
        let none = try scratch.file("none.jsonl", [])
        #expect(read([none]).isEmpty)
    }

    @Test func tooLong() throws {
        let scratch = try Scratch()
        var options = DocumentReader.Options()
        options.longest = 40
        let lines = try scratch.file(
            "l.jsonl", (#"{"text":"\#(String(repeating: "长", count: 50))"}"# + "\n{\"text\":\"短\"}\n").utf8)
        let results = read([lines], options)
        guard case .failure(let failure) = results[0] else {
            Issue.record("the first line is too long")
            return
        }
        #expect(failure.reason == .tooLong(limit: 40))
        #expect(try results[1].get().content == .text("短"))
    }

    // Made by `printf '压缩的文本。' | gzip -n`.
    private static let gzip: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x7B, 0xDA, 0xD7, 0xFD, 0x7C, 0xCF, 0xCA, 0xE7,
        0xB3, 0x5A, 0x9E, 0x4D, 0x6B, 0x7F, 0x36, 0x67, 0xCD, 0xE3, 0x86, 0x26, 0x00, 0x55, 0x6A, 0x48, 0x73, 0x12,
        0x00, 0x00, 0x00,
    ]

    @Test func compressed() throws {
        let scratch = try Scratch()
        #expect(try read([try scratch.file("a.txt.gz", Self.gzip)])[0].get().content == .text("压缩的文本。"))
        // Two members are one text.
        #expect(try read([try scratch.file("b.gz", Self.gzip + Self.gzip)])[0].get().content == .text("压缩的文本。压缩的文本。"))
        for cut in [Self.gzip.count - 3, 20] {
            guard case .failure(let failure) = read([try scratch.file("c.gz", Self.gzip.prefix(cut))])[0],
                case .damaged = failure.reason
            else {
                Issue.record("cut off after \(cut) bytes")
                continue
            }
        }
        var broken = Self.gzip
        broken[15] ^= 0xFF
        #expect(throws: DocumentFailure.self) { try read([try scratch.file("d.gz", broken)])[0].get() }
    }

    @Test func csv() throws {
        let scratch = try Scratch()
        let path = try scratch.file(
            "r.csv",
            "id,text,note\r\n1,\"一，\"\"二\"\"\n三\",x\r\n2,四\r\n\r\n3,五,\"y\"\n4,\"不闭合,z\n".utf8)
        let results = read([path])
        try #require(results.count == 4)
        let first = try results[0].get()
        #expect(first.idSource == "\"1\"")
        #expect(first.content == .text("一，\"二\"\n三"))
        #expect(first.inputFields.map(\.source) == ["\"x\""])
        guard case .failure(let second) = results[1], case .failure(let last) = results[3] else {
            Issue.record("a field is missing in the second record, a quotation mark in the last")
            return
        }
        #expect(second.origin.line == 4)
        #expect(second.reason == .malformed(.fieldCount(2, named: 3)))
        #expect(try results[2].get().content == .text("五"))
        #expect(last.reason == .malformed(.openField))
    }

    private static func warc(_ type: String, _ content: String) -> String {
        "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:\(content.utf8.count)>\r\n"
            + "WARC-Target-URI: https://example.org/a\r\nContent-Length: \(content.utf8.count)\r\n\r\n\(content)\r\n\r\n"
    }

    @Test func warc() throws {
        let scratch = try Scratch()
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>网页</p>"
        let parted =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<p>甲\r\n7\r\n乙</p>\r\n0\r\n\r\n"
        let missing = "HTTP/1.1 404 Not Found\r\n\r\n"
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"
        let records =
            Self.warc("warcinfo", "software: test") + Self.warc("response", page)
            + Self.warc("request", "GET / HTTP/1.1")
            + Self.warc("response", parted) + Self.warc("response", missing) + Self.warc("response", image)
        var reader = DocumentReader(paths: [try scratch.file("a.warc", records.utf8)])
        var results: [Result<Record, DocumentFailure>] = []
        while let next = reader.next() { results.append(next) }
        try #require(results.count == 2)
        let first = try results[0].get()
        #expect(first.content == .page("<p>网页</p>"))
        #expect(first.origin.line == 2)
        #expect(first.inputFields.map(\.key) == ["url"])
        #expect(try results[1].get().content == .page("<p>甲乙</p>"))
        // Neither documents nor failures.
        #expect(reader.skipped[.status] == 1 && reader.skipped[.contentType] == 1 && reader.skipped.total == 2)
        // Cut off in the last record; no record at all.
        guard case .failure(let cut) = read([try scratch.file("b.warc", records.utf8.dropLast(20))]).last,
            case .failure(let other) = read([try scratch.file("c.warc", "nothing of the kind\n".utf8)])[0]
        else {
            Issue.record("damaged files are failures")
            return
        }
        #expect(cut.reason == .malformed(.warc(.lastCutOff)))
        #expect(other.reason == .malformed(.warc(.noBegin)))
    }

    /// Where pieces end and how much is read at once changes nothing.
    @Test func longLinesAndManyRecords() throws {
        let scratch = try Scratch()
        var generator = SeededRandom(seed: 7)
        var lines: [String] = []
        for number in 0..<300 {
            let length = Int.random(in: 0...9_000, using: &generator)
            lines.append("{\"id\":\(number),\"text\":\"" + String(repeating: "字", count: length) + "\"}")
        }
        let path = try scratch.file("m.jsonl", lines.joined(separator: "\n").utf8)
        let results = read([path])
        #expect(try results.map { try $0.get().idSource } == (0..<300).map { "\($0)" })
        #expect(try results.map { try $0.get().origin.line } == Array(1...300))
    }
}
