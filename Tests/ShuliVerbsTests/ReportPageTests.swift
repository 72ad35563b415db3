import Foundation
import Shuli
import ShuliTestSupport
import Testing

@testable import ShuliVerbs

@Suite struct ReportPageTests {
    /// A report of a small run, with text that would be markup.
    static let report: RunReport = {
        var report = RunReport()
        report.plan = "steps:\n  - clean\n  - filter: {minimumCharacters: 80}\n  - dedup\n"
        report.version = "1.2.3"
        report.inputs = ["pages/a&b.jsonl", "pages/<c>.warc.gz"]
        report.seconds = 214.4
        (report.records, report.written, report.rejected) = (1_234_567, 1_000_000, 234_567)
        (report.inputBytes, report.writtenBytes) = (3_412_000_123, 118_400_321)
        for (name, entered, left) in [
            ("decode", 1_234_567, 1_234_500), ("filter", 1_234_500, 1_100_000), ("dedup", 1_100_000, 1_000_000),
            ("own", 1_000_000, 1_000_000),
        ] {
            var step = RunReport.Step(name: name)
            (step.entered, step.left, step.seconds) = (entered, left, Double(entered) / 1e5)
            report.steps.append(step)
        }
        report.rejections = [
            .init(step: "decode", rule: "not-text", count: 67),
            .init(step: "filter", rule: "navigation", count: 134_000),
            .init(step: "filter", rule: "own-rule", count: 500), .init(step: "dedup", rule: "exact", count: 100_000),
        ]
        var lengths = RunReport.Histogram(name: "characters", bounds: [0, 50, 100, 1_000, 20_000])
        (lengths.written, lengths.rejected) = ([0, 1_200, 740_000, 250_000, 8_800], [134_000, 567, 100_000, 0, 0])
        report.histograms = [lengths, RunReport.Histogram(name: "quality", bounds: [0, 0.5])]
        report.scripts = [.init(name: "simplified", count: 990_000), .init(name: "mixed", count: 10_000)]
        report.personalData = [.init(name: "mobile", count: 12)]
        report.samples = [
            .init(
                id: "7\"'", title: "</title><script>document.title = 'broken'</script>",
                lines: [
                    .init(text: "首页 > 新闻", rule: "navigation", reason: "leads to \"other\" pages"),
                    .init(text: "<img src=x onerror=\"document.title = 'broken'\">", rule: "model"),
                    .init(text: "茶馆开门了。\u{0}\u{202E}反"), .init(text: "第二段 & 第三段。"),
                ], isCut: true, rank: 1)
        ]
        report.dropped = [
            .init(
                id: "8", title: nil, step: "filter", rule: "navigation",
                reason: "0.012 characters in lines of prose, less than 0.200", excerpt: "首页\n<b>登录</b>", rank: 2)
        ]
        (report.clusterCount, report.clusteredRecords) = (40_000, 140_000)
        report.clusters = [
            .init(
                id: "3", size: 212,
                members: [
                    .init(id: "3", title: "茶馆", relation: "kept"), .init(id: "9", title: nil, relation: "near"),
                ])
        ]
        return report
    }()

    @Test func golden() throws {
        try Golden.check(ReportPage(Self.report).html.utf8, "report/page.html")
    }

    @Test func textIsNoMarkup() {
        let html = ReportPage(Self.report).html
        #expect(html.contains("&lt;img src=x onerror=&quot;document.title = &#39;broken&#39;&quot;&gt;"))
        #expect(!html.contains("<img") && !html.contains("<b>") && !html.contains("\u{0}"))
        #expect(html.components(separatedBy: "<script>").count == 2)
        #expect(ReportPage(Self.report, language: .english).html.components(separatedBy: "<script>").count == 1)
        #expect(html.contains("<code><bdi>pages/a&amp;b.jsonl</bdi></code>"))
    }

    @Test func nothingIsLoaded() {
        let html = ReportPage(Self.report).html
        #expect(html.contains("default-src 'none'"))
        for word in ["http://", "https://", "@import", "url(", " src=\"", "<link", "<iframe"] {
            #expect(!html.contains(word), "\(word)")
        }
    }

    @Test func elementsAreClosed() {
        for report in [Self.report, RunReport()] {
            for language in [nil, ReportPage.Language.chinese, .english] {
                var open: [String] = []
                let html = ReportPage(report, language: language).html
                for tag in html.matches(of: /<(\/?)([a-z0-9]+)([^<>]*)>/) {
                    let name = String(tag.2)
                    if ["meta", "input", "br"].contains(name) || tag.3.hasSuffix("/") { continue }
                    if tag.1.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
                }
                #expect(open.isEmpty)
            }
        }
    }

    @Test func anyReportIsAPage() {
        var random = SeededRandom(seed: 9)
        for _ in 0..<50 {
            var report = Self.report
            report.inputs = (0..<20).map { _ in random.text(upTo: 5) }
            report.samples[0].lines = (0..<10).map { _ in
                .init(text: random.text(upTo: 20), rule: Bool.random(using: &random) ? random.text(upTo: 3) : nil)
            }
            report.seconds = [0, -1, .nan, .infinity, 1e300].randomElement(using: &random) ?? 0
            report.histograms[0].written[2] = [0, 1, 7, .max / 4].randomElement(using: &random) ?? 0
            let html = ReportPage(report).html
            #expect(html == ReportPage(report).html)
            #expect(html.hasSuffix("</html>\n"))
        }
        // What is in the file is all that the page needs.
        #expect(throws: Never.self) {
            let read = try RunReport(parsing: String(decoding: Self.report.json, as: UTF8.self))
            #expect(ReportPage(read).html == ReportPage(Self.report).html)
        }
    }

    @Test func numbers() {
        #expect(Numbers.grouped(1_234_567) == "1,234,567" && Numbers.grouped(-1_000) == "-1,000")
        #expect(Numbers.grouped(999) == "999" && Numbers.grouped(.min).hasPrefix("-9,223"))
        #expect(Numbers.percent(1, of: 100_000) == "<0.1%" && Numbers.percent(99_999, of: 100_000) == ">99.9%")
        #expect(Numbers.percent(1, of: 3) == "33.3%" && Numbers.percent(3, of: 3) == "100.0%")
        #expect(Numbers.percent(0, of: 0) == "—" && Numbers.decimal(.nan, places: 1) == "—")
        #expect(Numbers.decimal(0.05, places: 2) == "0.05" && Numbers.decimal(-0.25, places: 1) == "-0.3")
        #expect(Numbers.bytes(999) == "999 B" && Numbers.bytes(3_412_000_123) == "3.4 GB")
        #expect(Wording.duration(9.5).english == "9.50 s" && Wording.duration(214).chinese == "3 分 34 秒")
        for most in [0, 1, 3, 7, 10, 99, 101, 12_345, 999_999_999] {
            let ticks = HTMLText.ticks(upTo: most)
            #expect(ticks[0] == 0 && (2...6).contains(ticks.count) && (ticks.last ?? 0) >= most, "\(most): \(ticks)")
        }
    }
}
