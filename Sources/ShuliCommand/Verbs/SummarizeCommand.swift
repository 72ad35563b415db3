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
        try Bounds.check("-n", number, Bounds.count)
        try Bounds.check("-c", characters, Bounds.count)
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
        let (output, title, length) = (output, title, length)
        let cleaning = TextCleaning(texts: !noClean, keepsSingleLines: true)
        let summarizer = Summarizer(cutsClauses: clauses, query: query)
        let form = SummaryForm(
            output: output, highlights: highlight, explains: explain, isTerminal: Console.isTerminal(1), query: query)
        let run = DocumentRun(verb: "summarize", input: input, output: output, hasHeaders: true, cleaning: cleaning)
        guard multi else {
            try await run.write { document -> SummaryForm.Answer in
                let record = Self.body(of: document, title, cleaning)
                let summary = summarizer.summary(of: record.text, title: record.title, length: length)
                let note = form.note(on: summary, isEmpty: record.text.allSatisfy(\.isWhitespace))
                return form.isLines ? .lines(summary, note) : .bytes(form.bytes(of: summary, [record]), note)
            } note: {
                $0.note
            } _: { file, answer in
                switch answer {
                case .lines(let summary, _): for sentence in summary.sentences { file.write(form.line(sentence)) }
                case .bytes(let bytes, _): file.write(bytes)
                }
            }
            return
        }
        var records: [Record] = []
        try await run.gathered {
            Self.body(of: $0, title, cleaning)
        } take: { _, record in
            records.append(record)
        } result: {
            let summary = summarizer.summary(of: records.map(\.text), titles: records.map(\.title), length: length)
            let isEmpty = records.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
            if !output.quiet, let note = form.note(on: summary, isEmpty: isEmpty) { Console.warn("shuli: \(note)") }
            return form.bytes(of: summary, records)
        }
    }

    private static func body(of document: Record, _ title: String?, _ cleaning: TextCleaning) -> Record {
        var record = document
        cleaning.clean(&record)
        record.adopt(titleOption: title)
        return record
    }
}

/// How a summary is written.
private struct SummaryForm: Sendable {
    let output: OutputOptions
    let highlights: Bool
    let explains: Bool
    let isTerminal: Bool
    let query: String?

    /// What is to be written, and what is to be said about it. The lines of the summary of a book would take as much
    /// memory again.
    enum Answer: Sendable {
        case lines(Summary, String?)
        case bytes([UInt8], String?)

        var note: String? {
            switch self {
            case .lines(_, let note), .bytes(_, let note): note
            }
        }
    }

    var isLines: Bool { !output.isJSON && !highlights }

    /// What to say where a summary is not what was asked for; nil where it is.
    ///
    /// - Parameter isEmpty: whether there was no text.
    func note(on summary: Summary, isEmpty: Bool) -> String? {
        if summary.sentences.isEmpty {
            guard !isEmpty else { return nil }
            return Console.isChinese
                ? "没有句子或分句能放进所要求的长度" : "no sentence or clause fits into the length"
        }
        guard let query, !summary.matchesQuery else { return nil }
        return Console.isChinese
            ? "所选句子都与查询“\(query)”无关" : "no chosen sentence matches the query \"\(query)\""
    }

    /// A line of JSON, the text with marks, or lines; `records`: those that were summarized.
    func bytes(of summary: Summary, _ records: [Record]) -> [UInt8] {
        if output.isJSON { return records.count == 1 ? line(summary, records[0]) : line(summary, records) }
        if highlights { return records.indices.flatMap { highlighted(summary, $0, records[$0].text) } }
        return summary.sentences.enumerated().flatMap { index, sentence in
            line(sentence, sources: Self.sources(of: index, in: summary, records))
        }
    }

    func line(_ sentence: Summary.Sentence, sources: String = "") -> [UInt8] {
        let score = (sentence.score * 1000).rounded() / 1000
        return Array(((explains ? "\(sentence.rank)\t\(score)\t" : "") + sentence.text + sources).utf8) + [0x0A]
    }

    // Whose figures a sentence has, and what others say, where they contradict each other.
    private static func sources(of index: Int, in summary: Summary, _ records: [Record]) -> String {
        let contradictions = summary.contradictions.filter { $0.sentence == index }
        guard !contradictions.isEmpty else { return "" }
        func name(_ document: Int) -> String { records[document].source ?? "\(records[document].origin)" }
        let others = contradictions.map { "；\(name($0.otherDocument))：\($0.otherFigure)" }
        return "（来源：\(name(summary.sentences[index].document))\(others.joined())）"
    }

    // The body with 【】 around what was chosen, on a terminal in bold instead.
    private func highlighted(_ summary: Summary, _ document: Int, _ body: String) -> [UInt8] {
        let (open, close) = isTerminal ? ("\u{1B}[1m", "\u{1B}[0m") : ("【", "】")
        var bytes: [UInt8] = []
        let text = Array(body.utf8)
        var at = 0
        for sentence in summary.sentences where sentence.document == document {
            bytes += text[at..<sentence.range.lowerBound]
            bytes += Array(open.utf8) + text[sentence.range.bytes] + Array(close.utf8)
            at = sentence.range.upperBound
        }
        bytes += text[at...]
        return bytes.last == 0x0A ? bytes : bytes + [0x0A]
    }

    private func line(_ summary: Summary, _ record: Record) -> [UInt8] {
        let offsets = OffsetConverter(record.inputText, output.offsetUnit)
        return record.line(
            replacing: ["title", "summary", "characters", "sentences"], pretty: output.pretty
        ) { writer in
            writer.field("title", record.title)
            writer.summary(summary) { offsets(record.inputRange($0.range)) }
        }
    }

    // Of several documents: each sentence says whose it is.
    private func line(_ summary: Summary, _ records: [Record]) -> [UInt8] {
        let offsets = records.map { OffsetConverter($0.inputText, output.offsetUnit) }
        var writer = JSONWriter()
        writer.object {
            $0.list("ids", records) { $0.raw($1.idSource) }
            $0.summary(summary, ids: records.map(\.idSource)) {
                offsets[$0.document](records[$0.document].inputRange($0.range))
            }
        }
        return (output.pretty ? JSONWriter.pretty(writer.bytes) : writer.bytes) + [0x0A]
    }
}
