import ShuliTestSupport
import Testing

/// Files as they come: what the program reads, and what it says of the rest.
@Suite struct InputTests {
    private let scratch: Scratch
    private let program: Program

    init() throws {
        scratch = try Scratch()
        program = try Program.shuli()
    }

    private static func warc(_ content: String, length: String? = nil) -> String {
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nContent-Type: application/http\r\n"
            + "Content-Length: \(length ?? "\(content.utf8.count)")\r\n\r\n\(content)\r\n\r\n"
    }

    private static let text = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n今天天气很好。"
    private static let missing = "HTTP/1.1 404 Not Found\r\n\r\n"

    @Test func anOrdinaryCrawlIsNoFailure() throws {
        let crawl = Self.warc(Self.text) + Self.warc(Self.missing) + Self.warc(Self.missing)
        let path = try scratch.file("a.warc", crawl.utf8)
        let read = try program.run(["normalize", path])
        #expect(read.status == 0)
        #expect(read.output == "今天天气很好。\n")
        #expect(read.messages == "shuli: skipped: 2 responses with a status other than 200\n")
        let run = try program.run(
            ["corpus", "run", "--steps", "normalize", "--input", path, "-o", scratch.path("run"), "--no-progress"])
        #expect(run.status == 0)
        #expect(run.messages.isEmpty)
        #expect(run.output.contains("1 record: 1 written, 0 rejected"))
        #expect(run.output.contains("2 without a document skipped"))
        #expect(try scratch.lines("run/part-00000.jsonl").count == 1)
    }

    @Test func whatIsLostIsNamedWithItsPlace() throws {
        let crawl = Self.warc(Self.text) + Self.warc(Self.text, length: "7") + Self.warc(Self.text)
        let path = try scratch.file("a.warc", crawl.utf8)
        let read = try program.run(["normalize", path, "--rejects", scratch.path("rejects")])
        #expect(read.status == 2)
        #expect(read.output.split(separator: "\n").count == 2)
        let reject = try scratch.text("rejects")
        #expect(reject.contains("\"line\":2,\"offset\":"))
        #expect(reject.contains("Content-Length"))
    }

    @Test func foldersAndOddNames() throws {
        _ = try scratch.file("d/s/t.txt", "今天天气很好".utf8)
        let folder = scratch.path("d")
        let read = try program.shell(
            "cd '\(folder)'; ln -s . s/a; ln -s .. s/b; mkfifo s/p; n=$(printf 's/\\304\\343.txt'); echo 好 > \"$n\"; "
                + "$SHULI normalize . ; $SHULI normalize \"$n\" missing")
        #expect(read.status == 2)
        #expect(read.output.split(separator: "\n").filter { !$0.hasPrefix("==>") } == ["好", "今天天气很好", "好"])
        #expect(read.messages.contains("1 special file, 2 links to folders that are read anyway"))
        #expect(read.messages.contains("missing"))
    }

    @Test func aJSONArrayHoldsRecords() throws {
        let array = "[\n {\n  \"id\": 1,\n  \"text\": \"今天\"\n },\n {\n  \"id\": 2,\n  \"text\": \"明天\"\n }\n]\n"
        let read = try program.run(["normalize", "--json"], input: Array(array.utf8))
        #expect(read.status == 0)
        #expect(read.output.split(separator: "\n").count == 2)
    }

    @Test func aFeedIsNamed() throws {
        let read = try program.run(["clean"], input: Array("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"></rss>".utf8))
        #expect(read.status == 2)
        #expect(read.messages == "shuli: standard input: is an RSS feed, which is not read\n")
    }

    /// The first of the records of a file with a repeated key is named, whatever verb reads it.
    @Test func repeatedKeysAreSaid() throws {
        let lines =
            #"{"id":"a","text":"今天"}"# + "\n"
            + String(repeating: #"{"id":"b","text":"明天","text":"后天"}"# + "\n", count: 3)
        let path = try scratch.file("a.jsonl", lines.utf8)
        let message =
            "shuli: \(path):2: the key \"text\" occurs twice, and the last one counts; further ones in this file are not named\n"
        for verb in [["segment"], ["clean", "--json"], ["dedup", "--no-clean"], ["sentences", "-j", "4"]] {
            let read = try program.run(verb + [path])
            #expect(read.status == 0 && read.messages == message, "\(verb): \(read)")
        }
        #expect(try program.run(["segment", path]).output.contains("后天"))
        #expect(try program.run(["segment", "-q", path]).messages.isEmpty)
        let run = try program.run(
            ["corpus", "run", "--steps", "normalize", "--input", path, "-o", scratch.path("run"), "--no-progress"])
        #expect(run.status == 0 && run.messages == message)
        let names = (0..<20).map { "\"k\($0)\":1" }.joined(separator: ",")
        let wide = try scratch.file("wide.jsonl", "{\"text\":\"好\",\(names),\"k7\":2}\n".utf8)
        #expect(try program.run(["normalize", wide]).messages.contains(":1: the key \"k7\" occurs twice"))
        let table = try scratch.file("a.csv", "id,text,text\n1,今天,明天\n".utf8)
        #expect(try program.run(["normalize", table]).messages.contains(":2: the key \"text\" occurs twice"))
    }

    /// Half a pair of surrogates is no character.
    @Test func halvesOfCharactersAreSaid() throws {
        let path = try scratch.file("a.jsonl", #"{"text":"\ud83d\ude00"}"#.utf8 + [0x0A] + #"{"text":"好\ud83d"}"#.utf8)
        let read = try program.run(["normalize", path])
        #expect(read.output == "😀\n好\u{FFFD}\n" && read.status == 0)
        #expect(
            read.messages
                == "shuli: \(path):2: an escape from \\uD800 to \\uDFFF is half a character, read as U+FFFD; further ones in this file are not named\n"
        )
    }

    /// What was decoded in the wrong encoding before it came is pointed out once a file, and not where it is restored.
    @Test func misreadTextIsSaid() throws {
        let text = "市图书馆把闭馆时间推迟到晚上十点，理由很简单：读者多了。\n"
        // The bytes as Latin-1: controls among them make the text no text.
        let controls = String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
        let message = "looks like UTF-8 that was read as Latin-1: `shuli normalize --repair` restores it\n"
        let whole = try scratch.file("whole.txt", controls.utf8)
        let failed = try program.run(["segment", whole])
        #expect(failed.status == 2 && failed.messages == "shuli: \(whole): \(message)")
        #expect(try program.run(["normalize", "--repair", whole]).output == text)
        #expect(try program.run(["normalize", "--repair", whole]).messages.isEmpty)
        // GBK as Latin-1 has no controls.
        let legacy = "ÊÐÍ¼Êé¹Ý°Ñ±Õ¹ÝÊ±¼äÍÆ³Ùµ½ÍíÉÏÊ®µã"
        let lines = (1...3).map { "{\"id\":\($0),\"text\":\"\($0 == 1 ? text.dropLast() : legacy[...])\"}\n" }.joined()
        let path = try scratch.file("a.jsonl", lines.utf8)
        let said = "shuli: \(path):2: looks like GBK that was read as Latin-1: `shuli normalize --repair` restores it\n"
        for verb in ["segment", "sentences", "keywords", "summarize", "normalize"] {
            #expect(try program.run([verb, path]).messages == said, "\(verb)")
        }
        #expect(try program.run(["segment", "-q", path]).messages.isEmpty)
        #expect(try program.run(["normalize", "--repair", path]).messages.isEmpty)
        let runs = [("plain", "normalize", said), ("repairing", "{normalize: {repair: true}}", "")]
        for (name, step, messages) in runs {
            let plan = try scratch.file("\(name).yaml", "steps: [\(step)]\n".utf8)
            let run = try program.run(
                ["corpus", "run", plan, "--input", path, "--input", whole, "-o", scratch.path(name), "--no-progress"])
            #expect(run.messages.hasPrefix(messages) && run.status == (messages.isEmpty ? 0 : 2), "\(run)")
        }
        #expect(try scratch.text("repairing/part-00000.jsonl").contains("推迟到晚上十点"))
    }
}
