import ArgumentParser
import Shuli
import ShuliVerbs

struct SummarizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summarize",
        abstract: Wording("选出最有代表性的句子，按原文顺序，每行一句", "Choose the sentences that say most, in their order, one a line.")
            .text)

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var options: SummarizeOptions

    @Flag(help: ArgumentHelp("把全部输入合为一份摘要；输入应讲同一件事", "One summary of all the input, which is on one matter."))
    var multi = false

    @Flag(help: ArgumentHelp("输出全文，标出选中的句子", "Write the whole text with the chosen sentences marked."))
    var highlight = false

    @Flag(help: ArgumentHelp("同时输出每句的名次和得分", "Write with each sentence its rank and score."))
    var explain = false

    func validate() throws {
        if highlight && (output.isJSON || explain) {
            throw ValidationError(.excludes("--highlight", explain ? "--explain" : "--json"))
        }
    }

    mutating func run() async throws {
        let (output, verb) = (output, options.verb())
        let form = SummaryForm(
            verb: verb, output: output, highlights: highlight, explains: explain, isTerminal: Console.isTerminal(1),
            query: options.query)
        let run = DocumentRun(
            verb: "summarize", input: input, output: output, hasHeaders: true, cleaning: verb.cleaning)
        guard multi else {
            try await run.write { document -> SummaryForm.Answer in
                let record = verb.body(of: document)
                let summary = verb.summary(of: record)
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
            verb.body(of: $0)
        } take: { _, record in
            records.append(record)
        } result: {
            let summary = verb.summarizer.summary(
                of: records.map(\.text), titles: records.map(\.title), length: verb.length)
            let isEmpty = records.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
            if !output.quiet, let note = form.note(on: summary, isEmpty: isEmpty) { Console.warn(note) }
            return form.bytes(of: summary, records)
        }
    }
}

/// How a summary is written.
private struct SummaryForm: Sendable {
    let verb: SummarizeVerb
    let output: OutputOptions
    let highlights: Bool
    let explains: Bool
    let isTerminal: Bool
    let query: String?

    /// What is to be written, and what is to be said about it. The lines of the summary of a book would take as much
    /// memory again.
    enum Answer: Sendable {
        case lines(Summary, Wording?)
        case bytes([UInt8], Wording?)

        var note: Wording? {
            switch self {
            case .lines(_, let note), .bytes(_, let note): note
            }
        }
    }

    var isLines: Bool { !output.isJSON && !highlights }

    /// What to say where a summary is not what was asked for; nil where it is.
    ///
    /// - Parameter isEmpty: whether there was no text.
    func note(on summary: Summary, isEmpty: Bool) -> Wording? {
        if summary.sentences.isEmpty {
            guard !isEmpty else { return nil }
            return Wording("没有句子或分句能放进所要求的长度", "no sentence or clause fits into the length")
        }
        guard let query, !summary.matchesQuery else { return nil }
        return Wording("所选句子都与查询“\(query)”无关", "no chosen sentence matches the query \"\(query)\"")
    }

    /// A line of JSON, the text with marks, or lines; `records`: those that were summarized.
    func bytes(of summary: Summary, _ records: [Record]) -> [UInt8] {
        if output.isJSON {
            return records.count == 1 ? verb.line(summary, records[0], output.form) : line(summary, records)
        }
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
