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
        try await DocumentRun(verb: "clean", input: input, output: output, hasHeaders: true)({ document in
            let article =
                switch document.content {
                case .page(let page): cleaner.clean(html: page, title: document.title)
                case .text(let text): cleaner.clean(text, title: document.title)
                }
            if output.isJSON { return Self.record(document, article, output, blocks: blocks) }
            if explain || diff { return Self.marked(article, reasons: explain, colored: output.isColored) }
            return article.text.isEmpty ? [] : Array(article.text.utf8) + [0x0A]
        })
    }

    private static func record(
        _ document: Record, _ article: Article, _ output: OutputOptions, blocks: Bool
    ) -> [UInt8] {
        let offsets = OffsetConverter(article.input, output.offsetUnit)
        let known: Set = ["title", "author", "editor", "source", "published", "text", "removed", "blocks"]
        return output.record(document, replacing: known) { writer in
            writer.field("title", article.title ?? document.title)
            writer.field("author", article.authors.isEmpty ? nil : article.authors.joined(separator: " "))
            writer.field("editor", article.editor)
            writer.field("source", article.source)
            writer.field("published", article.published)
            writer.field("text", article.text)
            writer.key("removed")
            writer.array {
                for removal in article.removals {
                    $0.object {
                        $0.fields(offsets(removal.range))
                        $0.key("line")
                        $0.value(removal.line)
                        $0.key("whole")
                        $0.value(removal.isWhole)
                        $0.field("rule", removal.rule)
                        $0.field("reason", removal.reason)
                        $0.field("text", String(article.input[removal.range]))
                    }
                }
            }
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
