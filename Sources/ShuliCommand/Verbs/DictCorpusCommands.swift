import ArgumentParser
import Shuli
import ShuliVerbs

struct DictIDFCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idf",
        abstract: Wording("统计语料中每个词出现在多少篇文档里", "Count in how many documents of a corpus each word occurs.").text,
        discussion: Wording("输出是供 `keywords --idf` 使用的表。", "The output is a table for `keywords --idf`.").text)

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var words: WordOptions

    @Option(
        parsing: .unconditional, help: ArgumentHelp("略去出现在更少文档里的词", "Words of fewer documents are left out.", .number))
    var minimum = 2

    @OptionGroup var texts: TextOptions

    func validate() throws {
        try Bounds.check("--minimum", minimum, 1...Bounds.count.upperBound)
    }

    mutating func run() async throws {
        output.warn(ofUnused: [("--json", output.isJSON)])
        var counter = DocumentFrequencyCounter(segmenter: try words.segmenter(warn: output.warn))
        let (minimum, cleans) = (minimum, texts.areCleaned)
        try await DocumentRun(
            verb: "idf", input: input, output: output, hasHeaders: false, otherInputs: words.files
        ).gathered {
            $0.titledBody(cleansTexts: cleans)
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
        abstract: Wording(
            "找出语料中词库未收录的词，最可靠的在前，每行一个", "Find words of a corpus that the lexicon does not list, best first, one a line."
        ).text,
        discussion: Wording(
            "根据凝固度和左右邻字的自由度。输出经人工审阅后即可用作用户词典。",
            "By cohesion and the freedom of neighbours. The output, once reviewed, is a user dictionary."
        ).text)

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Option(
        name: [.customShort("n", allowingJoined: true), .customLong("number")], parsing: .unconditional,
        help: ArgumentHelp("最多几个词", "At most so many words.", .number))
    var number = 100

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("一个词在语料中至少出现几次", "How often a word must occur in the corpus.", .number))
    var minimum = 5

    @OptionGroup var texts: TextOptions

    @Flag(
        help: ArgumentHelp(
            "同时以注释写出每个词的次数、凝固度和自由度", "Write with each word its count, cohesion and freedom, as a comment."))
    var explain = false

    func validate() throws {
        try Bounds.check("-n", number, Bounds.count)
        try Bounds.check("--minimum", minimum, 2...Bounds.count.upperBound)
    }

    mutating func run() async throws {
        var finder = NewWordFinder()
        let (cleans, number, minimum) = (texts.areCleaned, number, minimum)
        let (explain, isJSON) = (explain, output.isJSON)
        try await DocumentRun(verb: "discover", input: input, output: output, hasHeaders: false).gathered {
            $0.titledBody(cleansTexts: cleans)
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
