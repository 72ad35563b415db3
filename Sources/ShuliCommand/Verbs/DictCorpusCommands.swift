import ArgumentParser
import Shuli

struct DictIDFCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idf", abstract: "Count in how many documents of a corpus each word stands.",
        discussion: "What comes out is what `keywords --idf` takes.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var words: WordOptions

    @Option(help: ArgumentHelp("Words of fewer documents are left out.", valueName: "n"))
    var minimum = 2

    @Flag(help: "Take text as it is. A page is always cleaned.")
    var noClean = false

    func validate() throws {
        if minimum < 1 { throw ValidationError("--minimum takes a number of documents, 1 or more.") }
    }

    mutating func run() async throws {
        var counter = DocumentFrequencyCounter(segmenter: try words.segmenter())
        let (minimum, noClean) = (minimum, noClean)
        try await DocumentRun(verb: "idf", input: input, output: output, hasHeaders: false).gathered { document in
            let cleaned = CleanedDocument(document, title: nil, cleansText: !noClean)
            counter.add((cleaned.title.map { $0 + "\n" } ?? "") + cleaned.text)
        } result: {
            Array(counter.table(minimum: minimum).utf8)
        }
    }
}

struct DictDiscoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover",
        abstract: "Find words of a corpus that the lexicon does not list, best first, one a line.",
        discussion: "By cohesion and the freedom of neighbours. What comes out, looked through, is a user dictionary.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Option(name: [.customShort("n"), .customLong("number")], help: ArgumentHelp("At most so many.", valueName: "n"))
    var number = 100

    @Option(help: ArgumentHelp("How often a word must stand in the corpus.", valueName: "n"))
    var minimum = 5

    @Flag(help: "Take text as it is. A page is always cleaned.")
    var noClean = false

    @Flag(help: "Write with each word its count, cohesion and freedom, as a comment.")
    var explain = false

    func validate() throws {
        if number < 0 { throw ValidationError("-n takes a number of words, 0 or more.") }
        if minimum < 2 { throw ValidationError("--minimum takes a number, 2 or more.") }
    }

    mutating func run() async throws {
        var finder = NewWordFinder()
        let (noClean, number, minimum, explain, isJSON) = (noClean, number, minimum, explain, output.isJSON)
        try await DocumentRun(verb: "discover", input: input, output: output, hasHeaders: false).gathered { document in
            let cleaned = CleanedDocument(document, title: nil, cleansText: !noClean)
            finder.add((cleaned.title.map { $0 + "\n" } ?? "") + cleaned.text)
        } result: {
            finder.words(limit: number, minimum: minimum).flatMap { word in
                isJSON ? Self.record(word) : Array(Self.line(word, explain).utf8)
            }
        }
    }

    private static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

    private static func line(_ word: NewWord, _ explains: Bool) -> String {
        guard explains else { return "\(word.word)\n" }
        return
            "# \(word.word): \(word.count) times, cohesion \(rounded(word.cohesion)), freedom \(rounded(word.freedom))\n"
            + "\(word.word)\n"
    }

    private static func record(_ word: NewWord) -> [UInt8] {
        var writer = JSONWriter()
        writer.object {
            $0.field("word", word.word)
            $0.key("count")
            $0.value(word.count)
            $0.key("cohesion")
            $0.value(word.cohesion)
            $0.key("freedom")
            $0.value(word.freedom)
        }
        return writer.bytes + [0x0A]
    }
}
