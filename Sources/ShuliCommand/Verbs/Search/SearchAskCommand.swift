import ArgumentParser
import Shuli
import ShuliStorage
import ShuliVerbs

struct SearchAskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: Wording(
            "在 `search index` 建的数据库中查找文档，最相关的在前", "Find documents of a database of `search index`, the best first."
        ).text,
        discussion: Wording(
            """
            空格和标点隔开的各部分都必须出现，不分简繁、全半角和大小写。按词匹配的文档在前，只按字匹配的在后。没有结果时退出码为 1。
            """,
            """
            What is between spaces and punctuation must all occur, in any script, width and case. Documents that \
            have the query as words come first, then those that have it as characters only. Exit code 1 where \
            there are none.
            """
        ).text)

    @Argument(help: ArgumentHelp("数据库", "The database.", .database))
    var database: String

    @Argument(help: ArgumentHelp("要找的内容", "What to look for.", .query))
    var query: String

    @Option(
        name: [.customShort("n", allowingJoined: true), .customLong("number")], parsing: .unconditional,
        help: ArgumentHelp("最多几篇文档", "At most so many documents.", .number))
    var number = 10

    @OptionGroup var output: OutputOptions

    func validate() throws { try Bounds.check("-n", number, Bounds.count) }

    mutating func run() async throws {
        try OutputCheck.check(writing: [output.target.path], reading: [database])
        output.warn(ofUnused: [("--report", output.report != nil), ("--rejects", output.rejects != nil)])
        let hits = try SearchIndex(reading: database).hits(for: query, limit: number)
        var file = OutputFile(output.target)
        for hit in hits { file.write(output.isJSON ? line(hit) : lines(hit)) }
        file.close()
        if hits.isEmpty { throw ExitCode(1) }
    }

    private func line(_ hit: SearchHit) -> [UInt8] {
        let title = OffsetConverter(hit.title ?? "", output.offsetUnit)
        let text = OffsetConverter(hit.text, output.offsetUnit)
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("id", hit.id)
            writer.field("title", hit.title)
            writer.field("found", hit.table.rawValue)
            writer.field("score", hit.score)
            writer.list("title_spans", hit.titleSpans) { $0.value(title($1)) }
            writer.list("spans", hit.spans) { $0.value(text($1)) }
            writer.field("excerpt", hit.excerpt.map { String(hit.text[$0]) })
        }
        return (output.pretty ? JSONWriter.pretty(writer.bytes) : writer.bytes) + [0x0A]
    }

    // Id and title, and below them the excerpt, with 【】 around what was found, in bold where colours are wanted.
    private func lines(_ hit: SearchHit) -> [UInt8] {
        var lines = hit.id
        if let title = hit.title {
            lines += "\t" + marked(title, TextRange(0, title.utf8.count), hit.titleSpans)
        }
        if let excerpt = hit.excerpt { lines += "\n\t" + marked(hit.text, excerpt, hit.spans) }
        return Array(lines.utf8) + [0x0A]
    }

    private func marked(_ text: String, _ range: TextRange, _ spans: [TextRange]) -> String {
        let (open, close) = output.isColored ? ("\u{1B}[1m", "\u{1B}[0m") : ("【", "】")
        var marked = ""
        var place = range.lowerBound
        for span in spans where range.contains(span) {
            marked += text[TextRange(place, span.lowerBound)] + open + text[span] + close
            place = span.upperBound
        }
        marked += text[TextRange(place, range.upperBound)]
        return marked.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
