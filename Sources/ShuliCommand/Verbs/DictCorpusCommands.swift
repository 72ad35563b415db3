import ArgumentParser
import Shuli
import ShuliVerbs

struct DictIDFCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idf", abstract: "Count in how many documents of a corpus each word occurs.",
        discussion: "The output is a table for `keywords --idf`.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var words: WordOptions

    @Option(help: ArgumentHelp("Words of fewer documents are left out.", valueName: "n"))
    var minimum = 2

    @Flag(help: "Take text as it is. A page is always cleaned.")
    var noClean = false

    func validate() throws {
        try Bounds.check("--minimum", minimum, 1...Bounds.count.upperBound)
    }

    mutating func run() async throws {
        var counter = DocumentFrequencyCounter(segmenter: try words.segmenter(warn: output.warn))
        let (minimum, noClean) = (minimum, noClean)
        try await DocumentRun(
            verb: "idf", input: input, output: output, hasHeaders: false, otherInputs: words.files
        ).gathered {
            $0.titledBody(cleansTexts: !noClean)
        } take: { _, text in
            counter.add(text)
        } result: {
            Array(counter.table(minimum: minimum).utf8)
        }
    }
}

struct DictDiscoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover",
        abstract: "Find words of a corpus that the lexicon does not list, best first, one a line.",
        discussion: "By cohesion and the freedom of neighbours. The output, once reviewed, is a user dictionary.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Option(
        name: [.customShort("n"), .customLong("number")], help: ArgumentHelp("At most so many words.", valueName: "n"))
    var number = 100

    @Option(help: ArgumentHelp("How often a word must occur in the corpus.", valueName: "n"))
    var minimum = 5

    @Flag(help: "Take text as it is. A page is always cleaned.")
    var noClean = false

    @Flag(help: "Write with each word its count, cohesion and freedom, as a comment.")
    var explain = false

    func validate() throws {
        try Bounds.check("-n", number, Bounds.count)
        try Bounds.check("--minimum", minimum, 2...Bounds.count.upperBound)
    }

    mutating func run() async throws {
        var finder = NewWordFinder()
        let (noClean, number, minimum, explain, isJSON) = (noClean, number, minimum, explain, output.isJSON)
        try await DocumentRun(verb: "discover", input: input, output: output, hasHeaders: false).gathered {
            $0.titledBody(cleansTexts: !noClean)
        } take: { _, text in
            finder.add(text)
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
        writer.object { $0.fields(of: word) }
        return writer.bytes + [0x0A]
    }
}

extension Record {
    /// The body with the title as its first line: what statistics of a corpus count.
    fileprivate func titledBody(cleansTexts: Bool) -> String {
        var record = self
        record.clean(texts: cleansTexts)
        return (record.title.map { $0 + "\n" } ?? "") + record.text
    }
}
