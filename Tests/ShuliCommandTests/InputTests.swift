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
}
