import ArgumentParser
import Shuli
import ShuliVerbs

struct CorpusReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: Wording("把一次运行的报告做成网页", "Make a page for the browser of what a run did.").text,
        usage: "shuli corpus report [<run.json>] [-o <page.html>] [--language <zh|en>]",
        discussion: Wording(
            """
            一个不加载任何外部内容的 HTML 文件：读入了什么，留下和剔除了什么、为什么，各种分布，删除的行与保留的文本对照，\
            最大的重复簇。其中有中文和英文，起初按读者浏览器的语言显示。
            """,
            """
            One HTML file that loads nothing: what came in, what went out and why, distributions, removed lines \
            beside the kept text, the largest clusters of duplicates. It holds Chinese and English and shows \
            that of the reader's browser at first.
            """
        ).text)

    @Argument(
        help: ArgumentHelp("运行报告；- 或不给表示标准输入", "The run's report; - or none for standard input.", .file),
        completion: .file(extensions: ["json"]))
    var file = "-"

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("写到文件", "Write to a file.", .path))
    var output: String?

    @Option(help: ArgumentHelp("网页起初显示的语言：zh 或 en", "The language that the page shows at first: zh or en.", .language))
    var language: ReportPage.Language?

    mutating func run() throws {
        try OutputCheck.check(writing: [output], reading: [file])
        let json = try OptionFile.text(file)
        let report: RunReport
        do throws(ParseError) {
            report = try RunReport(parsing: json)
        } catch {
            throw ValidationError(error.of(file: file).wording)
        }
        var page = OutputFile(output)
        page.write(Array(ReportPage(report, language: language).html.utf8))
        page.close()
    }
}

extension ReportPage.Language: ExpressibleByArgument {}
