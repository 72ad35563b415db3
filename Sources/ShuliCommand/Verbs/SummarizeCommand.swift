import ArgumentParser
import Shuli

struct SummarizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summarize", abstract: "Choose the sentences that say most, in their order, one a line.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Option(
        name: [.customShort("n"), .customLong("number")],
        help: ArgumentHelp("At most so many sentences (3).", valueName: "n"))
    var number: Int?

    @Option(
        name: [.customShort("c"), .customLong("characters")],
        help: ArgumentHelp("At most so many characters without white space.", valueName: "n"))
    var characters: Int?

    @Option(
        name: [.customShort("r"), .customLong("ratio")],
        help: ArgumentHelp("At most this share of the text, 0 to 1.", valueName: "share"))
    var ratio: Double?

    @Flag(help: "One sentence or a part of one, of at most 30 characters or those of -c.")
    var headline = false

    @Option(help: ArgumentHelp("The title, where the text does not bring it.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("What you want to know: sentences on it come first.", valueName: "text"))
    var query: String?

    @Flag(help: "One summary of all the input, which is on one matter.")
    var multi = false

    @Flag(help: "Cut sentences at commas wherever that says more for its length.")
    var clauses = false

    @Flag(help: "Take text as it is. A page is always cleaned.")
    var noClean = false

    @Flag(help: "Write the whole text with the chosen sentences marked.")
    var highlight = false

    @Flag(help: "Write with each sentence its rank and score.")
    var explain = false

    func validate() throws {
        guard [number != nil, characters != nil && !headline, ratio != nil, headline].count(where: \.self) <= 1 else {
            throw ValidationError("-n, -c, -r and --headline exclude each other, but for --headline with -c.")
        }
        if let number, number < 0 { throw ValidationError("-n takes a number of sentences, 0 or more.") }
        if let characters, characters < 0 { throw ValidationError("-c takes a number of characters, 0 or more.") }
        if let ratio, !(0...1).contains(ratio) { throw ValidationError("-r takes a share from 0 to 1.") }
        if highlight && (output.isJSON || explain) {
            throw ValidationError("--highlight writes text: it goes with neither --json nor --explain.")
        }
    }

    private var length: SummaryLength {
        if headline { return characters.map { .headline(atMost: $0) } ?? .headline }
        if let characters { return .characters(characters) }
        if let ratio { return .ratio(ratio) }
        return .sentences(number ?? 3)
    }

    mutating func run() async throws {
        let (output, title, noClean, length) = (output, title, noClean, length)
        let summarizer = Summarizer(cutsClauses: clauses, query: query)
        let form = SummaryForm(
            output: output, highlights: highlight, explains: explain, isTerminal: Console.isTerminal(1))
        let run = DocumentRun(verb: "summarize", input: input, output: output, hasHeaders: true)
        guard multi else {
            try await run({ document in
                let cleaned = CleanedDocument(document, title: title, cleansText: !noClean)
                let summary = summarizer.summary(of: cleaned.text, title: cleaned.title, length: length)
                return form.bytes(of: summary, [(document, cleaned)])
            })
            return
        }
        var documents: [(document: Record, cleaned: CleanedDocument)] = []
        try await run.gathered { document in
            documents.append((document, CleanedDocument(document, title: title, cleansText: !noClean)))
        } result: {
            let summary = summarizer.summary(
                of: documents.map(\.cleaned.text), titles: documents.map(\.cleaned.title), length: length)
            return form.bytes(of: summary, documents)
        }
    }
}

/// How a summary is written.
private struct SummaryForm: Sendable {
    let output: OutputOptions
    let highlights: Bool
    let explains: Bool
    let isTerminal: Bool

    /// A record, the text with marks, or lines; `documents`: those that were summarized.
    func bytes(of summary: Summary, _ documents: [(document: Record, cleaned: CleanedDocument)]) -> [UInt8] {
        if output.isJSON { return documents.count == 1 ? record(summary, documents[0]) : record(summary, documents) }
        if highlights { return documents.indices.flatMap { highlighted(summary, $0, documents[$0].cleaned) } }
        return summary.sentences.flatMap { sentence in
            let score = (sentence.score * 1000).rounded() / 1000
            return Array(((explains ? "\(sentence.rank)\t\(score)\t" : "") + sentence.text).utf8) + [0x0A]
        }
    }

    // The body with 【】 around what was chosen, on a terminal in bold instead.
    private func highlighted(_ summary: Summary, _ document: Int, _ cleaned: CleanedDocument) -> [UInt8] {
        let (open, close) = isTerminal ? ("\u{1B}[1m", "\u{1B}[0m") : ("【", "】")
        var bytes: [UInt8] = []
        let text = Array(cleaned.text.utf8)
        var at = 0
        for sentence in summary.sentences where sentence.document == document {
            bytes += text[at..<sentence.range.lowerBound]
            bytes += Array(open.utf8) + text[sentence.range.bytes] + Array(close.utf8)
            at = sentence.range.upperBound
        }
        bytes += text[at...]
        return bytes.last == 0x0A ? bytes : bytes + [0x0A]
    }

    private func record(_ summary: Summary, _ item: (document: Record, cleaned: CleanedDocument)) -> [UInt8] {
        let offsets = OffsetConverter(item.cleaned.input, output.offsetUnit)
        return output.record(item.document, replacing: ["title", "summary", "characters", "sentences"]) { writer in
            writer.field("title", item.cleaned.title)
            fields(of: summary, &writer) { offsets(item.cleaned.inputRange($0.range)) }
        }
    }

    // Of several documents: each sentence says whose it is.
    private func record(
        _ summary: Summary, _ documents: [(document: Record, cleaned: CleanedDocument)]
    ) -> [UInt8] {
        let offsets = documents.map { OffsetConverter($0.cleaned.input, output.offsetUnit) }
        var writer = JSONWriter()
        writer.object {
            $0.key("ids")
            $0.array { for item in documents { $0.raw(item.document.idSource) } }
            fields(of: summary, &$0, ids: documents.map(\.document.idSource)) {
                offsets[$0.document](documents[$0.document].cleaned.inputRange($0.range))
            }
        }
        return (output.pretty ? JSONWriter.pretty(writer.bytes) : writer.bytes) + [0x0A]
    }

    private func fields(
        of summary: Summary, _ writer: inout JSONWriter, ids: [String]? = nil,
        _ place: (Summary.Sentence) -> TextRange
    ) {
        writer.field("summary", summary.text)
        writer.key("characters")
        writer.value(summary.characters)
        writer.key("sentences")
        writer.array {
            for sentence in summary.sentences {
                $0.object {
                    if let ids {
                        $0.key("id")
                        $0.raw(ids[sentence.document])
                    }
                    $0.field("text", sentence.text)
                    $0.fields(place(sentence))
                    $0.key("rank")
                    $0.value(sentence.rank)
                    $0.key("score")
                    $0.value(sentence.score)
                }
            }
        }
    }
}
