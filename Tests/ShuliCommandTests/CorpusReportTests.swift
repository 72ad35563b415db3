import Foundation
import ShuliTestSupport
import Testing

@Suite struct CorpusReportTests {
    private static let report = Array(
        """
        {"version":"1","plan":"","inputs":["a.jsonl"],"seconds":1,"records":3,"written":2,"rejected":1,"skipped":0,"input_bytes":9,
         "written_bytes":6,"steps":[],"rejections":[{"step":"filter","rule":"navigation","count":1}],"histograms":[],
         "scripts":[],"personal_data":[],"samples":[],"dropped":[],"cluster_count":0,"clustered_records":0,
         "clusters":[]}
        """.utf8)

    @Test func thePage() throws {
        let run = try Program.shuli().run(["corpus", "report"], input: Self.report)
        #expect(run.status == 0 && run.messages.isEmpty)
        #expect(run.output.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-Hans\">") && run.output.hasSuffix("</html>\n"))
        #expect(run.output.contains("导航与链接列表") && run.output.contains("a.jsonl"))
        let english = try Program.shuli().run(["corpus", "report", "-", "--language", "en"], input: Self.report)
        #expect(english.output.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    }

    @Test func intoAFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shuli-report-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (json, page) = (folder.appending(path: "run.json"), folder.appending(path: "page.html"))
        try Data(Self.report).write(to: json)
        let run = try Program.shuli().run(["corpus", "report", json.path(), "-o", page.path()])
        #expect(run.status == 0 && run.output.isEmpty && run.messages.isEmpty)
        #expect(try String(contentsOf: page, encoding: .utf8).hasSuffix("</html>\n"))
    }

    @Test func badInput() throws {
        let broken = try Program.shuli().run(["corpus", "report"], input: Array("{\"records\":".utf8))
        #expect(broken.status == 64 && broken.output.isEmpty && broken.messages.contains("-: "))
        let missing = try Program.shuli().run(["corpus", "report", "no-such-file.json"])
        #expect(missing.status == 64 && missing.messages.contains("no-such-file.json: can't be read"))
        #expect(try Program.shuli().run(["corpus", "report", "--language", "fr"], input: Self.report).status == 64)
    }
}
