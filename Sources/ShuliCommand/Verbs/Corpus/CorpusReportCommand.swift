import ArgumentParser
import Shuli
import ShuliVerbs

struct CorpusReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Make a page for the browser of what a run did.",
        usage: "shuli corpus report [<run.json>] [-o <page.html>] [--language <zh|en>]",
        discussion: """
            One HTML file that loads nothing: what came in, what went out and why,
            distributions, removed lines beside the kept text, the largest clusters of
            duplicates. It holds Chinese and English and shows that of the reader's
            browser at first.
            """)

    @Argument(help: "The run's report; - or none for standard input.", completion: .file(extensions: ["json"]))
    var file = "-"

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Write to a file.", valueName: "path"))
    var output: String?

    @Option(help: ArgumentHelp("The language that the page shows at first: zh or en.", valueName: "language"))
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
