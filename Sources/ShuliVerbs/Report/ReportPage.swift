import Shuli

/// A run's report as one HTML page that needs nothing but a browser: no network, no other file.
///
/// The page holds Chinese and English and shows one of them; a switch at its top changes it without a script. Light or
/// dark is the reader's setting. All text of documents is escaped, and a policy in the page itself forbids it to load
/// anything. A function of the report and the language: the same report is the same bytes.
package struct ReportPage: Sendable {
    /// A language of the page.
    package enum Language: String, Sendable, Hashable, CaseIterable {
        case chinese = "zh"
        case english = "en"
    }

    let report: RunReport
    private let language: Language?

    /// A page of a report that shows a language at first; nil for that of the reader's browser.
    package init(_ report: RunReport, language: Language? = nil) {
        (self.report, self.language) = (report, language)
    }

    /// The page, in UTF-8.
    package var html: String {
        var page = HTMLText()
        page.markup("<!DOCTYPE html>\n<html lang=\"")
        page.text(language == .english ? "en" : "zh-Hans")
        page.markup("\">\n<head>\n<meta charset=\"utf-8\">\n")
        page.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        page.markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
        page.markup(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ")
        page.markup("script-src 'unsafe-inline'\">\n<title>语料清洗报告 · Corpus report</title>\n<style>\n")
        page.markup(ReportStyle.sheet)
        page.markup("</style>\n</head>\n<body>\n")
        languageSwitch(&page)
        page.markup("<main>\n")
        header(&page)
        figures(&page)
        steps(&page)
        rejections(&page)
        distributions(&page)
        samples(&page)
        dropped(&page)
        clusters(&page)
        plan(&page)
        page.markup("</main>\n")
        if language == nil {
            page.markup("<script>\n")
            page.markup(ReportStyle.browserLanguage)
            page.markup("</script>\n")
        }
        page.markup("</body>\n</html>\n")
        return page.html
    }

    private func languageSwitch(_ page: inout HTMLText) {
        func choice(_ checked: Bool, _ input: StaticString) {
            page.markup(input)
            page.markup(checked ? " checked>" : ">")
        }
        page.markup("<div class=\"switch\" role=\"radiogroup\" aria-label=\"语言 / Language\">")
        choice(language != .english, "<input type=\"radio\" name=\"language\" id=\"in-zh\"")
        page.markup("<label for=\"in-zh\" lang=\"zh-Hans\">中文</label>")
        choice(language == .english, "<input type=\"radio\" name=\"language\" id=\"in-en\"")
        page.markup("<label for=\"in-en\" lang=\"en\">English</label></div>\n")
    }

    // MARK: What the run did

    private func header(_ page: inout HTMLText) {
        page.element("header") { page in
            page.element("h1") { $0.wording("语料清洗报告", "Corpus report") }
            page.element("p", "inputs") { page in
                for (number, input) in report.inputs.prefix(8).enumerated() {
                    if number > 0 { page.markup(" · ") }
                    page.element("code") { $0.foreign(input) }
                }
                if report.inputs.count > 8 {
                    page.wording(" 等 \(report.inputs.count) 个输入", " and \(report.inputs.count - 8) more")
                }
            }
        }
        page.markup("\n")
    }

    private func figures(_ page: inout HTMLText) {
        let rate = report.seconds > 0 ? Int(min(1e12, Double(report.records) / report.seconds).rounded()) : 0
        func figure(_ style: StaticString, _ name: Wording, _ value: Wording, _ note: Wording) {
            page.element("div", style) { page in
                page.element("dt") { $0.wording(name) }
                page.element("dd") { page in
                    page.element("strong") { $0.wording(value) }
                    page.element("small") { $0.wording(note) }
                }
            }
        }
        page.markup("<dl class=\"figures\">")
        figure(
            "figure", Wording("读入", "Came in"), Wording(Numbers.grouped(report.records)),
            Wording("条记录，\(Numbers.bytes(report.inputBytes))", "records, \(Numbers.bytes(report.inputBytes))"))
        figure(
            "figure is-kept", Wording("写出", "Went out"), Wording(Numbers.grouped(report.written)),
            Wording(
                "\(Numbers.percent(report.written, of: report.records))，正文 \(Numbers.bytes(report.writtenBytes))",
                "\(Numbers.percent(report.written, of: report.records)), \(Numbers.bytes(report.writtenBytes)) of text")
        )
        figure(
            "figure is-gone", Wording("剔除", "Kept out"), Wording(Numbers.grouped(report.rejected)),
            Wording(
                "\(Numbers.percent(report.rejected, of: report.records))，每条都写明原因",
                "\(Numbers.percent(report.rejected, of: report.records)), each with its reason"))
        figure(
            "figure", Wording("重复簇", "Duplicate clusters"), Wording(Numbers.grouped(report.clusterCount)),
            Wording(
                "涉及 \(Numbers.grouped(report.clusteredRecords)) 条记录",
                "\(Numbers.grouped(report.clusteredRecords)) records in them"))
        figure(
            "figure", Wording("用时", "Time"), Wording.duration(report.seconds),
            Wording("每秒 \(Numbers.grouped(rate)) 条", "\(Numbers.grouped(rate)) records a second"))
        page.markup("</dl>\n")
    }

    private func plan(_ page: inout HTMLText) {
        page.element("footer") { page in
            if !report.plan.isEmpty {
                page.markup("<details><summary>")
                page.wording("运行计划", "The plan of the run")
                page.markup("</summary><pre>")
                page.text(report.plan)
                page.markup("</pre></details>")
            }
            page.element("p") { page in
                page.markup("shuli ")
                page.text(report.version)
            }
        }
        page.markup("\n")
    }
}
