import Shuli

/// What each step and rule did, and what was measured.
extension ReportPage {
    func steps(_ page: inout HTMLText) {
        guard !report.steps.isEmpty else { return }
        let whole = report.steps.map(\.entered).max() ?? 0
        page.section("steps", Wording("逐步流程", "Step by step")) { page in
            legend(&page, Wording("进入下一步", "went on"), Wording("在这一步剔除", "kept out here"))
            page.markup("<div class=\"scroll\"><table class=\"bars\"><thead><tr><th scope=\"col\">")
            page.wording("步骤", "Step")
            page.markup("</th><th></th><th scope=\"col\" class=\"n\">")
            page.wording("进入", "In")
            page.markup("</th><th scope=\"col\" class=\"n\">")
            page.wording("剔除", "Kept out")
            page.markup("</th><th scope=\"col\" class=\"n\">")
            page.wording("任务用时", "Task time")
            page.markup("</th></tr></thead><tbody>")
            for step in report.steps {
                let gone = step.entered > step.left ? max(0, step.entered &- step.left) : 0
                page.markup("<tr><th scope=\"row\">")
                page.wording(.step(step.name))
                page.markup("</th><td class=\"bar\">")
                page.meter(kept: step.left, gone: gone, of: whole)
                page.markup("</td><td class=\"n\">")
                page.number(step.entered)
                page.markup("</td><td class=\"n\">")
                page.number(gone)
                page.markup("</td><td class=\"n\">")
                page.wording(.duration(step.seconds))
                page.markup("</td></tr>")
            }
            page.markup("</tbody></table></div>")
        }
    }

    func rejections(_ page: inout HTMLText) {
        page.section("reasons", Wording("剔除原因", "Why records were kept out")) { page in
            guard !report.rejections.isEmpty else {
                return page.element("p", "none") { $0.wording("没有剔除任何记录。", "Nothing was kept out.") }
            }
            let most = report.rejections.map(\.count).max() ?? 0
            page.markup("<div class=\"scroll\"><table class=\"bars\"><tbody>")
            var step: String?
            for rejection in report.rejections {
                page.markup("<tr><td class=\"step\">")
                if rejection.step != step { page.wording(.step(rejection.step)) }
                step = rejection.step
                page.markup("</td><th scope=\"row\">")
                page.wording(.rule(rejection.rule))
                page.markup(" <code class=\"id\">")
                page.text(rejection.rule)
                page.markup("</code></th><td class=\"bar\">")
                page.meter(kept: 0, gone: rejection.count, of: most)
                page.markup("</td><td class=\"n\">")
                page.number(rejection.count)
                page.markup("</td><td class=\"n\">")
                page.text(Numbers.percent(rejection.count, of: report.records))
                page.markup("</td></tr>")
            }
            page.markup("</tbody></table></div>")
        }
    }

    func distributions(_ page: inout HTMLText) {
        let histograms = report.histograms.filter { ($0.written + $0.rejected).contains { $0 > 0 } }
        guard !(histograms.isEmpty && report.scripts.isEmpty && report.personalData.isEmpty) else { return }
        page.section("distributions", Wording("分布", "Distributions")) { page in
            if !histograms.isEmpty { legend(&page, Wording("写出", "written"), Wording("剔除", "kept out")) }
            page.markup("<div class=\"plots\">")
            for histogram in histograms {
                page.element("figure") { page in
                    page.element("figcaption") { $0.wording(.measure(histogram.name)) }
                    page.plot(histogram)
                }
            }
            tallies(&page, Wording("文字系统", "Script"), report.scripts, Wording.script)
            tallies(
                &page, Wording("已脱敏的个人信息（处）", "Personal data masked (passages)"), report.personalData,
                Wording.personalData)
            page.markup("</div>")
        }
    }

    private func tallies(
        _ page: inout HTMLText, _ heading: Wording, _ tallies: [RunReport.Tally], _ name: (String) -> Wording
    ) {
        guard !tallies.isEmpty else { return }
        let most = tallies.map(\.count).max() ?? 0
        page.element("figure") { page in
            page.element("figcaption") { $0.wording(heading) }
            page.markup("<table class=\"bars\"><tbody>")
            for tally in tallies {
                page.markup("<tr><th scope=\"row\">")
                page.wording(name(tally.name))
                page.markup("</th><td class=\"bar\">")
                page.meter(kept: tally.count, gone: 0, of: most)
                page.markup("</td><td class=\"n\">")
                page.number(tally.count)
                page.markup("</td></tr>")
            }
            page.markup("</tbody></table>")
        }
    }

    private func legend(_ page: inout HTMLText, _ kept: Wording, _ gone: Wording) {
        page.element("p", "legend") { page in
            page.element("span", "key is-kept") { $0.wording(kept) }
            page.element("span", "key is-gone") { $0.wording(gone) }
        }
    }
}
