import ShuliFiles
import ShuliPipeline
import ShuliTestSupport
import Testing

/// The samples of the documentation.
@Suite struct SampleTests {
    @Test func readingDocuments() throws {
        let scratch = try Scratch()
        let path = try scratch.file("articles.jsonl", #"{"id":"a","title":"题","text":"正文。"}"#.utf8)
        var lines: [String] = []
        var reader = DocumentReader(paths: [path, scratch.path("missing")])
        while let next = reader.next() {
            switch next {
            case .success(let record): lines.append("\(record.id) \(record.title ?? "-") \(record.text.count)")
            case .failure(let failure): lines.append("\(failure)")
            }
        }
        #expect(lines.count == 2)
        #expect(lines[0] == "a 题 3")
        #expect(lines[1].hasSuffix("missing: can't be read: No such file or directory"))
    }

    @Test func runningACorpus() async throws {
        let scratch = try Scratch()
        _ = try scratch.file("crawl/a.jsonl", "{\"text\":\"很短。\"}\n{\"text\":\"也很短。\"}\n".utf8)
        var options = CorpusRun.Options()
        options.jobs = 4
        let run = CorpusRun(
            [scratch.path("crawl")], into: scratch.path("cleaned"),
            steps: [.clean(), .filter(), .dedup(), .keywords(limit: 5)], options: options)
        let report = try await run.run()
        #expect(report.records == 2)
        #expect(report.written + report.rejected == report.records)
    }

    @Test func stepsOutOfOrderAreRefused() async throws {
        let scratch = try Scratch()
        let run = CorpusRun([scratch.path("x")], into: scratch.path("y"), steps: [.filter(), .clean()])
        await #expect(throws: CorpusRunError.self) { try await run.run() }
    }
}
