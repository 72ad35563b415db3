import ArgumentParser
import Shuli

struct KeywordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keywords", abstract: "Find the words that say what a text is about, best first, one a line.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var words: WordOptions

    @Option(name: [.customShort("n"), .customLong("number")], help: ArgumentHelp("How many.", valueName: "n"))
    var number = 10

    @Option(help: ArgumentHelp("The title, where the text does not bring it.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("Record frequencies of a corpus of your own.", valueName: "file"))
    var idf: String?

    @Option(help: ArgumentHelp("Stop words, one a line, instead of the built-in ones.", valueName: "file"))
    var stopwords: String?

    @Option(help: ArgumentHelp("More stop words, one a line, beside the others.", valueName: "file"))
    var addStopwords: String?

    @Flag(help: "No keyword is part of another one.")
    var phrases = false

    @Flag(help: "Fragments and parts of other keywords too, by score alone.")
    var raw = false

    @Flag(help: "Take text as it is. A page is always cleaned.")
    var noClean = false

    @Flag(help: "Write with each word what its score is made of.")
    var explain = false

    func validate() throws {
        try Bounds.check("-n", number, Bounds.count)
        if phrases && raw { throw ValidationError("--phrases and --raw exclude each other.") }
    }

    private var selection: KeywordSelection { raw ? .all : phrases ? .disjoint : .complete }

    private func listedStopWords() throws -> StopWords {
        func list(_ path: String) throws -> [String] { TextList(try OptionFile.text(path)).entries.map(\.text) }
        let words = try stopwords.map { StopWords(try list($0)) } ?? .standard
        return try addStopwords.map { words.adding(try list($0)) } ?? words
    }

    mutating func run() async throws {
        let (output, title, number, explain) = (output, title, number, explain)
        let cleaning = TextCleaning(texts: !noClean, keepsSingleLines: true)
        let extractor = KeywordExtractor(
            segmenter: try words.segmenter(isQuiet: output.quiet),
            stopWords: try listedStopWords(), frequencies: try idf.map(Self.frequencies), selection: selection)
        try await DocumentRun(
            verb: "keywords", input: input, output: output, hasHeaders: true,
            otherInputs: words.files + [idf, stopwords, addStopwords].compactMap(\.self), cleaning: cleaning
        )({ document in
            var record = document
            cleaning.clean(&record)
            record.adopt(titleOption: title)
            let keywords = extractor.keywords(in: record.text, title: record.title, limit: number)
            guard output.isJSON else {
                return keywords.flatMap { Array((explain ? Self.explanation($0) : $0.word).utf8) + [0x0A] }
            }
            let offsets = OffsetConverter(record.inputText, output.offsetUnit)
            return record.line(replacing: ["keywords"], pretty: output.pretty) { writer in
                writer.key("keywords")
                writer.keywords(keywords, explained: explain) { offsets(record.inputRange($0)) }
            }
        })
    }

    private static func explanation(_ keyword: Keyword) -> String {
        func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
        let parts = keyword.namedParts.filter { rounded($0.value) != 0 }.map { "\($0.name) \(rounded($0.value))" }
        return "\(keyword.word)\t\(rounded(keyword.score))\tcount \(keyword.count)\t" + parts.joined(separator: "\t")
    }

    private static func frequencies(_ path: String) throws -> DocumentFrequencies {
        let text = try OptionFile.text(path)
        do throws(ParseError) {
            return try DocumentFrequencies(parsing: text, file: path)
        } catch {
            throw ValidationError("--idf \(error)")
        }
    }
}
