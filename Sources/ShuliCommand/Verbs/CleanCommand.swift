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

    @Option(help: "How the body is written. With --json other forms than text are a field of that name.")
    var format = BodyFormat.text

    @Option(help: "What becomes of the replies of a thread.")
    var replies = ReplyPolicy.keep

    @Flag(help: "With --json: the parts of the body with their roles, and the text that offsets refer to (\"input\").")
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
        if (explain || diff) && format != .text { throw ValidationError("--explain and --diff write text.") }
    }

    mutating func run() async throws {
        let (output, format, blocks, explain, diff) = (output, format, blocks, explain, diff)
        let cleaner = ArticleCleaner(
            level: level, template: try template.map(OptionFile.siteTemplate), replies: replies,
            model: try OptionFile.cleaningModel(model))
        try await DocumentRun(
            verb: "clean", input: input, output: output, hasHeaders: true,
            otherInputs: [model, template].compactMap(\.self)
        ).answer { document in
            var record = document
            guard let article = record.clean(cleaner) else { return DocumentRun.Answer(bytes: []) }
            var answer = DocumentRun.Answer(bytes: [], note: article.text.isEmpty ? Self.note(on: article) : nil)
            if output.isJSON {
                answer.bytes = Self.line(record, article, output, format, blocks: blocks)
            } else if explain || diff {
                answer.bytes = Self.marked(article, reasons: explain, colored: output.isColored)
            } else if case let body = format.body(of: article, address: record.address), !body.isEmpty {
                answer.bytes = Array(body.utf8) + [0x0A]
            }
            return answer
        }
    }

    // Says that a document has no article.
    private static func note(on article: Article) -> String {
        let isList = article.kind == .listing
        return Console.isChinese
            ? "没有找到正文\(isList ? "，是链接列表" : "")" : "no article found\(isList ? ", a list of links" : "")"
    }

    private static func line(
        _ cleaned: Record, _ article: Article, _ output: OutputOptions, _ format: BodyFormat, blocks: Bool
    ) -> [UInt8] {
        var record = cleaned
        record.set(JSONRecord.Field(key: "kind", text: article.kind.rawValue))
        record.set(JSONRecord.Field(key: "confidence") { $0.value((article.confidence * 1_000).rounded() / 1_000) })
        record.setFields(of: article)
        let own: Set = ["text", "posts", "markdown", "html", "removed", "input", "blocks"]
        return record.line(replacing: own, pretty: output.pretty) { writer in
            let offsets = OffsetConverter(article.input, output.offsetUnit)
            writer.field("text", article.text)
            if article.kind == .thread { writer.posts(article.posts, offsets) }
            if format != .text { writer.field(format.rawValue, format.body(of: article, address: record.address)) }
            writer.removals(of: article, offsets)
            guard blocks else { return }
            writer.field("input", article.input)
            writer.blocks(article.blocks, offsets)
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
extension ReplyPolicy: ExpressibleByArgument {}

/// How `clean` writes a body.
enum BodyFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case markdown
    case html

    func body(of article: Article, address: String?) -> String {
        switch self {
        case .text: article.text
        case .markdown: article.markdown(address: address)
        case .html: article.html(address: address)
        }
    }
}

extension Record {
    /// The address of the page, where the record names it.
    fileprivate var address: String? { inputFields.first { $0.key == "url" }?.string }
}
