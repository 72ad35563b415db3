import ArgumentParser
import Shuli

struct CleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Find the article in a scraped page or flattened text: its body, a line a paragraph.",
        subcommands: [CleanLearnCommand.self])

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Write every line of the input with what became of it and why.")
    var explain = false

    @Flag(help: "Write every line of the input, removed ones marked; coloured on a terminal.")
    var diff = false

    @Flag(help: "With --json: the text that offsets refer to, as the field \"blocks\".")
    var blocks = false

    @Option(help: "How much evidence a removal needs.")
    var level = CleaningLevel.standard

    @Option(help: ArgumentHelp("A cleaning model instead of the built-in one.", valueName: "file"))
    var model: String?

    @Option(help: ArgumentHelp("What other pages of the site repeat, as `clean learn` wrote it.", valueName: "file"))
    var template: String?

    func validate() throws {
        if blocks && !output.isJSON { throw ValidationError("--blocks needs --json.") }
        if explain && diff { throw ValidationError("--explain and --diff exclude each other.") }
    }

    mutating func run() async throws {
        let (output, blocks, explain, diff) = (output, blocks, explain, diff)
        let cleaner = ArticleCleaner(
            level: level, template: try template.map(OptionFile.siteTemplate),
            model: try OptionFile.cleaningModel(model))
        try await DocumentRun(
            verb: "clean", input: input, output: output, hasHeaders: true,
            otherInputs: [model, template].compactMap(\.self)
        )({ document in
            var record = document
            guard let article = record.clean(cleaner) else { return [] }
            if output.isJSON { return Self.line(record, article, output, blocks: blocks) }
            if explain || diff { return Self.marked(article, reasons: explain, colored: output.isColored) }
            return article.text.isEmpty ? [] : Array(article.text.utf8) + [0x0A]
        })
    }

    private static func line(_ cleaned: Record, _ article: Article, _ output: OutputOptions, blocks: Bool) -> [UInt8] {
        var record = cleaned
        record.setFields(of: article)
        return record.line(replacing: ["text", "removed", "blocks"], pretty: output.pretty) { writer in
            writer.field("text", article.text)
            writer.removals(of: article, OffsetConverter(article.input, output.offsetUnit))
            if blocks { writer.field("blocks", article.input) }
        }
    }

    // The input, a kept part with two spaces before it, a removed one with "- ".
    private static func marked(_ article: Article, reasons: Bool, colored: Bool) -> [UInt8] {
        let (red, plain) = colored ? ("\u{1B}[31m", "\u{1B}[0m") : ("", "")
        let kept = article.kept.map { ($0, nil as Removal?) }
        let removed = article.removals.map { ($0.range, $0 as Removal?) }
        var out: [UInt8] = []
        for (range, removal) in (kept + removed).sorted(by: { $0.0 < $1.0 }) {
            let text = article.input[range]
            let line: String =
                if let removal {
                    "\(red)- \(text)\(plain)" + (reasons ? "\t[\(removal.rule): \(removal.reason)]" : "")
                } else {
                    "  \(text)"
                }
            out += Array(line.utf8) + [0x0A]
        }
        return out
    }
}

extension CleaningLevel: ExpressibleByArgument {}
