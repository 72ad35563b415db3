import Foundation
import ShuliTestSupport
import Testing

/// What the main job makes of the sample pages: recorded, looked at, and from then on expected.
@Suite struct GoldenTests {
    static let samples: [String] = {
        let pages = (try? Repository.files(in: "Corpora/pages", ending: ".html")) ?? []
        let texts = (try? Repository.files(in: "Corpora/flattened", ending: ".txt")) ?? []
        return pages.map { "Corpora/pages/\($0)" } + texts.map { "Corpora/flattened/\($0)" }
    }()

    @Test func samplesAreThere() { #expect(Self.samples.count >= 12) }

    @Test(arguments: samples)
    func cleaned(_ sample: String) throws { try check("clean", ["--json", "--pretty"], sample, "json") }

    @Test(arguments: samples)
    func keywords(_ sample: String) throws { try check("keywords", [], sample, "txt") }

    @Test(arguments: samples)
    func summarized(_ sample: String) throws { try check("summarize", ["--json", "--pretty"], sample, "json") }

    private func check(_ verb: String, _ options: [String], _ sample: String, _ ending: String) throws {
        let outcome = try Program.shuli().run([verb] + options + [sample])
        #expect(outcome.status == 0)
        let name = URL(filePath: sample).deletingPathExtension().lastPathComponent
        try Golden.check(outcome.output.utf8, "\(verb)/\(name).\(ending)")
    }
}
