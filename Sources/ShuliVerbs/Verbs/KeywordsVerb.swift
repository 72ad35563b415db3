import ArgumentParser
import Shuli

/// The options of `keywords`.
package struct KeywordsOptions: ParsableArguments {
    @OptionGroup package var words: WordOptions

    @Option(
        name: [.customShort("n", allowingJoined: true), .customLong("number")], parsing: .unconditional,
        help: ArgumentHelp("最多几个关键词", "At most so many keywords.", .number))
    package var number = 10

    @Option(help: ArgumentHelp("标题，用于文本不带标题时", "The title, where the text does not bring it.", .text))
    package var title: String?

    @Option(
        help: ArgumentHelp(
            "语料中每个词出现在多少篇文档里，由 `dict idf` 统计", "How many documents of a corpus have each word, by `dict idf`.", .file))
    package var idf: String?

    @Option(help: ArgumentHelp("停用词，每行一个，代替内置的", "Stop words, one a line, instead of the built-in ones.", .file))
    package var stopwords: String?

    @Option(help: ArgumentHelp("追加的停用词，每行一个", "More stop words, one a line, beside the others.", .file))
    package var addStopwords: String?

    @Flag(help: ArgumentHelp("任何关键词都不是另一个的一部分", "No keyword is part of another one."))
    package var phrases = false

    @Flag(help: ArgumentHelp("只按得分，连残缺的短语和其他关键词的一部分也列出", "Fragments and parts of other keywords too, by score alone."))
    package var raw = false

    @OptionGroup package var texts: TextOptions

    @Flag(help: ArgumentHelp("同时输出每个得分的构成", "Write with each word what its score is made of."))
    package var explain = false

    package init() {}

    package func validate() throws {
        try Bounds.check("-n", number, Bounds.count)
        if phrases && raw { throw ValidationError(.excludes("--phrases", "--raw")) }
    }

    /// All files that are read.
    package var files: [String] { words.files + [idf, stopwords, addStopwords].compactMap(\.self) }

    /// The verb; `warn` gets what is to be said of dictionaries.
    package func verb(warn: ((String) -> Void)?) throws -> KeywordsVerb {
        let extractor = KeywordExtractor(
            segmenter: try words.segmenter(warn: warn), stopWords: try listedStopWords(),
            frequencies: try idf.map(Self.frequencies), selection: raw ? .all : phrases ? .disjoint : .complete)
        return KeywordsVerb(
            cleaning: TextCleaning(texts: texts.areCleaned, keepsSingleLines: true), extractor: extractor, title: title,
            number: number, explains: explain)
    }

    private func listedStopWords() throws -> StopWords {
        func list(_ path: String) throws -> [String] { TextList(try OptionFile.text(path)).entries.map(\.text) }
        let words = try stopwords.map { StopWords(try list($0)) } ?? .standard
        return try addStopwords.map { words.adding(try list($0)) } ?? words
    }

    private static func frequencies(_ path: String) throws -> DocumentFrequencies {
        let text = try OptionFile.text(path)
        do throws(ParseError) {
            return try DocumentFrequencies(parsing: text, file: path)
        } catch {
            throw ValidationError(error.wording)
        }
    }
}

/// Finds the words that say what a text is about.
package struct KeywordsVerb: Verb {
    package let cleaning: TextCleaning
    let extractor: KeywordExtractor
    let title: String?
    let number: Int
    package let explains: Bool

    package func takeNote() -> Wording? { cleaning.takeWording() }

    package var valueKind: VerbValue.Kind { .list }

    package func line(_ record: Record, _ form: LineForm, note: (Wording) -> Void) -> [UInt8] {
        let record = body(of: record)
        let keywords = extractor.keywords(in: record.text, title: record.title, limit: number)
        let offsets = OffsetConverter(record.inputText, form.offsetUnit)
        return record.line(replacing: ["keywords"], pretty: form.pretty) { writer in
            writer.key("keywords")
            writer.keywords(keywords, explained: explains) { offsets(record.inputRange($0)) }
        }
    }

    package func value(_ record: Record, note: (Wording) -> Void) -> VerbValue {
        .list(keywords(of: record).map(\.word))
    }

    /// The keywords of a record's body, best first.
    package func keywords(of record: Record) -> [Keyword] {
        let record = body(of: record)
        return extractor.keywords(in: record.text, title: record.title, limit: number)
    }

    private func body(of record: Record) -> Record {
        var record = record
        cleaning.clean(&record)
        record.adopt(titleOption: title)
        return record
    }
}
