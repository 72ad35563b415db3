import ArgumentParser
import Shuli

/// The options of `summarize`.
package struct SummarizeOptions: ParsableArguments {
    @Option(
        name: [.customShort("n", allowingJoined: true), .customLong("number")], parsing: .unconditional,
        help: ArgumentHelp("最多几句（默认 3）", "At most so many sentences (3).", .number))
    package var number: Int?

    @Option(
        name: [.customShort("c", allowingJoined: true), .customLong("characters")], parsing: .unconditional,
        help: ArgumentHelp("最多多少字，空白不计", "At most so many characters without white space.", .number))
    package var characters: Int?

    @Option(
        name: [.customShort("r", allowingJoined: true), .customLong("ratio")], parsing: .unconditional,
        help: ArgumentHelp("最多占全文的比例，0 到 1", "At most this share of the text, 0 to 1.", .share))
    package var ratio: Double?

    @Flag(
        help: ArgumentHelp(
            "一句或一句的一部分，最多 30 字，或 -c 指定的字数", "One sentence or a part of one, of at most 30 characters or those of -c."))
    package var headline = false

    @Option(help: ArgumentHelp("标题，用于文本不带标题时", "The title, where the text does not bring it.", .text))
    package var title: String?

    @Option(help: ArgumentHelp("想了解的内容：相关的句子优先", "What you want to know: sentences on it come first.", .text))
    package var query: String?

    @Flag(
        help: ArgumentHelp("只要同样篇幅能说得更多，就在逗号处截短句子", "Cut sentences at commas wherever that says more for its length."))
    package var clauses = false

    @OptionGroup package var texts: TextOptions

    package init() {}

    package func validate() throws {
        guard [number != nil, characters != nil && !headline, ratio != nil, headline].count(where: \.self) <= 1 else {
            throw ValidationError(
                Wording(
                    "-n、-c、-r、--headline 不能同时使用，只有 --headline 可配合 -c",
                    "-n, -c, -r and --headline exclude each other, but for --headline with -c"))
        }
        try Bounds.check("-n", number, Bounds.count)
        try Bounds.check("-c", characters, Bounds.count)
        if let ratio, !(0...1).contains(ratio) { throw ValidationError(.share("-r")) }
    }

    private var length: SummaryLength {
        if headline { return characters.map { .headline(atMost: $0) } ?? .headline }
        if let characters { return .characters(characters) }
        if let ratio { return .ratio(ratio) }
        return .sentences(number ?? 3)
    }

    /// The verb.
    package func verb() -> SummarizeVerb {
        SummarizeVerb(
            cleaning: TextCleaning(texts: texts.areCleaned, keepsSingleLines: true),
            summarizer: Summarizer(cutsClauses: clauses, query: query), title: title, length: length)
    }
}

/// Chooses the sentences that say most.
package struct SummarizeVerb: Verb {
    package let cleaning: TextCleaning
    package let summarizer: Summarizer
    let title: String?
    package let length: SummaryLength

    package func takeNote() -> Wording? { cleaning.takeWording() }

    package var valueKind: VerbValue.Kind { .text }

    package func line(_ record: Record, _ form: LineForm, note: (Wording) -> Void) -> [UInt8] {
        let record = body(of: record)
        return line(summary(of: record), record, form)
    }

    /// The line of a summary of a body.
    package func line(_ summary: Summary, _ body: Record, _ form: LineForm) -> [UInt8] {
        let offsets = OffsetConverter(body.inputText, form.offsetUnit)
        return body.line(
            replacing: ["title", "summary", "characters", "sentences"], pretty: form.pretty
        ) { writer in
            writer.field("title", body.title)
            writer.summary(summary) { offsets(body.inputRange($0.range)) }
        }
    }

    /// The sentences, a line each.
    package func value(_ record: Record, note: (Wording) -> Void) -> VerbValue {
        .text(summary(of: body(of: record)).sentences.map(\.text).joined(separator: "\n"))
    }

    /// A record with its body as content and the title that counts.
    package func body(of record: Record) -> Record {
        var record = record
        cleaning.clean(&record)
        record.adopt(titleOption: title)
        return record
    }

    /// The summary of a body.
    package func summary(of body: Record) -> Summary {
        summarizer.summary(of: body.text, title: body.title, length: length)
    }
}
