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

    @Flag(help: "A word that is part of a better phrase gives way to it.")
    var phrases = false

    @Flag(help: "Take text as it is. A page is always cleaned.")
    var noClean = false

    @Flag(help: "Write with each word what its score is made of.")
    var explain = false

    func validate() throws {
        if number < 0 { throw ValidationError("-n takes a number of keywords, 0 or more.") }
    }

    mutating func run() async throws {
        let (output, title, number, explain, noClean) = (output, title, number, explain, noClean)
        let extractor = KeywordExtractor(
            segmenter: try words.segmenter(),
            stopwords: try stopwords.map { Set(TextList(try OptionFile.text($0)).entries.map(\.text)) },
            frequencies: try idf.map(Self.frequencies), dropsParts: phrases)
        try await DocumentRun(verb: "keywords", input: input, output: output, hasHeaders: true)({ document in
            let cleaned = CleanedDocument(document, title: title, cleansText: !noClean)
            let keywords = extractor.keywords(in: cleaned.text, title: cleaned.title, limit: number)
            guard output.isJSON else {
                return keywords.flatMap { Array((explain ? Self.explanation($0) : $0.word).utf8) + [0x0A] }
            }
            let offsets = OffsetConverter(cleaned.input, output.offsetUnit)
            return output.record(document, replacing: ["keywords"]) { writer in
                writer.key("keywords")
                writer.array {
                    for keyword in keywords {
                        $0.object { Self.fields(of: keyword, &$0, explain) { offsets(cleaned.inputRange($0)) } }
                    }
                }
            }
        })
    }

    private static func fields(
        of keyword: Keyword, _ writer: inout JSONWriter, _ explain: Bool, _ place: (TextRange) -> TextRange
    ) {
        writer.field("word", keyword.word)
        writer.key("score")
        writer.value(keyword.score)
        writer.key("count")
        writer.value(keyword.count)
        writer.key("spans")
        writer.array { for span in keyword.spans { $0.value(place(span)) } }
        guard explain else { return }
        writer.key("parts")
        writer.object {
            for (name, value) in Self.parts(of: keyword) {
                $0.key(name)
                $0.value(value)
            }
        }
    }

    private static func parts(of keyword: Keyword) -> [(name: String, value: Double)] {
        let parts = keyword.parts
        return [
            ("base", parts.base), ("title", parts.title), ("position", parts.position),
            ("frequency", parts.frequency), ("rarity", parts.rarity), ("cohesion", parts.cohesion),
            ("surroundings", parts.surroundings), ("form", parts.form), ("marks", parts.marks),
            ("damping", parts.damping),
        ]
    }

    private static func explanation(_ keyword: Keyword) -> String {
        func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
        let parts = parts(of: keyword).filter { rounded($0.value) != 0 }.map { "\($0.name) \(rounded($0.value))" }
        return "\(keyword.word)\t\(rounded(keyword.score))\tcount \(keyword.count)\t" + parts.joined(separator: "\t")
    }

    private static func frequencies(_ path: String) throws -> DocumentFrequencies {
        do {
            return try DocumentFrequencies(parsing: try OptionFile.text(path), file: path)
        } catch let error as DocumentFrequencies.FormatError {
            throw ValidationError("--idf \(error)")
        }
    }
}
