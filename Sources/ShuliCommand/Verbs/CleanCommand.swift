import ArgumentParser
import Shuli
import ShuliVerbs

struct CleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: Wording(
            "从抓取的网页或压平的文本中找出文章正文，每段一行",
            "Find the article in a scraped page or flattened text: its body, a line a paragraph."
        ).text,
        subcommands: [CleanLearnCommand.self])

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: ArgumentHelp("输出输入的每一行、去留及理由", "Write every line of the input with what became of it and why."))
    var explain = false

    @Flag(
        help: ArgumentHelp(
            "输出输入的每一行，标出删除的；在终端上着色", "Write every line of the input, removed ones marked; coloured on a terminal."))
    var diff = false

    @OptionGroup var options: CleanOptions

    func validate() throws {
        if options.blocks && !output.isJSON { throw ValidationError(.needs("--blocks", "--json")) }
        if explain && diff { throw ValidationError(.excludes("--explain", "--diff")) }
        if (explain || diff) && options.format != .text {
            throw ValidationError(.excludes(explain ? "--explain" : "--diff", "--format \(options.format.rawValue)"))
        }
    }

    mutating func run() async throws {
        let (output, explain, diff, verb) = (output, explain, diff, try options.verb())
        try await DocumentRun(
            verb: "clean", input: input, output: output, hasHeaders: true, otherInputs: options.files
        ).answer { document in
            var record = document
            guard let article = record.clean(verb.cleaner) else { return DocumentRun.Answer(bytes: []) }
            var answer = DocumentRun.Answer(bytes: [], note: CleanVerb.note(on: article))
            if output.isJSON {
                answer.bytes = verb.line(record, article, output.form)
            } else if explain || diff {
                answer.bytes = Self.marked(article, reasons: explain, colored: output.isColored)
            } else if case let body = verb.body(of: article, record), !body.isEmpty {
                answer.bytes = Array(body.utf8) + [0x0A]
            }
            return answer
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
                    "\(red)- \(text)\(plain)" + (reasons ? "\t[\(removal.rule): \(removal.reasonWording.text)]" : "")
                } else {
                    "  \(text)"
                }
            out += Array(line.utf8) + [0x0A]
        }
        return out
    }
}
