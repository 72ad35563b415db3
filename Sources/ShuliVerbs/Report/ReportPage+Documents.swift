import Shuli

/// Documents: cleaned ones line by line, dropped ones, the largest clusters.
extension ReportPage {
    func samples(_ page: inout HTMLText) {
        guard !report.samples.isEmpty else { return }
        page.section("samples", Wording("清洗样例", "Samples of cleaning")) { page in
            page.element("p", "lead") {
                $0.wording(
                    "保留的正文旁边，是在该处移除的内容及其原因。",
                    "Beside the text that was kept stands what was removed there, and why.")
            }
            for (number, sample) in report.samples.enumerated() {
                page.markup(number < 2 ? "<details class=\"document\" open>" : "<details class=\"document\">")
                page.element("summary") { page in
                    name(&page, sample.title, sample.id)
                    let removed = sample.lines.count { $0.rule != nil }
                    page.element("small") {
                        $0.wording(
                            "保留 \(sample.lines.count - removed) 行，移除 \(removed) 行",
                            "\(sample.lines.count - removed) lines kept, \(removed) removed")
                    }
                }
                sampleLines(&page, sample)
                page.markup("</details>")
            }
        }
    }

    private func sampleLines(_ page: inout HTMLText, _ sample: RunReport.Sample) {
        page.markup("<div class=\"lines\">")
        var rest = sample.lines[...]
        while let first = rest.first {
            let run = rest.prefix { ($0.rule == nil) == (first.rule == nil) }
            rest = rest.dropFirst(run.count)
            guard first.rule != nil else {
                page.element("div", "text") { page in
                    for line in run { page.element("p") { $0.foreign(line.text) } }
                }
                continue
            }
            page.element("div", "cut") {
                $0.wording("移除 \(run.count) 行", run.count == 1 ? "1 line removed" : "\(run.count) lines removed")
            }
            page.markup("<ul class=\"removed\">")
            for line in run {
                page.element("li") { page in
                    page.element("del") { $0.foreign(line.text) }
                    page.markup(" <span class=\"rule\" title=\"")
                    let reason = Wording.reason(line.reason ?? "")
                    let words = [reason.chinese, reason.english]
                    page.text(words[0] == words[1] ? words[0] : words.joined(separator: " · "))
                    page.markup("\">")
                    page.wording(.rule(line.rule ?? ""))
                    page.markup("</span>")
                }
            }
            page.markup("</ul>")
        }
        if sample.isCut { page.element("div", "more") { $0.wording("……以下从略", "… and more") } }
        page.markup("</div>")
    }

    func dropped(_ page: inout HTMLText) {
        guard !report.dropped.isEmpty else { return }
        page.section("dropped", Wording("剔除文档样例", "Samples of documents kept out")) { page in
            var rules: [String] = []
            for document in report.dropped where !rules.contains(document.rule) { rules.append(document.rule) }
            for rule in rules {
                let documents = report.dropped.filter { $0.rule == rule }
                page.markup("<details class=\"document\"><summary>")
                page.element("span", "rule") { $0.wording(.rule(rule)) }
                page.element("small") { $0.wording(.step(documents[0].step)) }
                page.markup("</summary>")
                for document in documents {
                    page.element("article") { page in
                        page.element("h3") { name(&$0, document.title, document.id) }
                        page.element("p", "reason") { $0.wording(.reason(document.reason)) }
                        page.element("blockquote") { $0.foreign(document.excerpt) }
                    }
                }
                page.markup("</details>")
            }
        }
    }

    func clusters(_ page: inout HTMLText) {
        guard !report.clusters.isEmpty else { return }
        page.section("clusters", Wording("最大的重复簇", "The largest duplicate clusters")) { page in
            let most = report.clusters.map(\.size).max() ?? 0
            for cluster in report.clusters {
                page.markup("<details class=\"document cluster\"><summary>")
                let original = cluster.members.first
                name(&page, original?.title, original?.id ?? cluster.id)
                page.meter(kept: cluster.size, gone: 0, of: most)
                page.element("small") {
                    $0.wording("\(Numbers.grouped(cluster.size)) 条", "\(Numbers.grouped(cluster.size)) records")
                }
                page.markup("</summary><ol class=\"members\">")
                for member in cluster.members {
                    page.element("li") { page in
                        page.element("span", member.relation == "kept" ? "rule is-kept" : "rule") {
                            $0.wording(.rule(member.relation))
                        }
                        page.markup(" ")
                        name(&page, member.title, member.id)
                    }
                }
                page.markup("</ol>")
                if cluster.size > cluster.members.count {
                    let more = Numbers.grouped(cluster.size - cluster.members.count)
                    page.element("p", "more") { $0.wording("另有 \(more) 条", "and \(more) more") }
                }
                page.markup("</details>")
            }
        }
    }

    // A document by its title, followed by its id.
    private func name(_ page: inout HTMLText, _ title: String?, _ id: String) {
        page.element("span", "name") { page in
            if let title, !title.isEmpty {
                page.foreign(title)
                page.markup(" ")
            }
            page.element("code", "id") { $0.foreign(id) }
        }
    }
}
