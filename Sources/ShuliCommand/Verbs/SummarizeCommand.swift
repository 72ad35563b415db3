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

    @Option(help: ArgumentHelp("The title, where the text does not bring it.", valueName: "text"))
    var title: String?

    @Flag(help: "Take text as it is. A page is always cleaned.")
    var noClean = false

    @Flag(help: "Write with each sentence its rank and score.")
    var explain = false

    func validate() throws {
        guard [number != nil, characters != nil, ratio != nil].count(where: \.self) <= 1 else {
            throw ValidationError("-n, -c and -r exclude each other.")
        }
        if let number, number < 0 { throw ValidationError("-n takes a number of sentences, 0 or more.") }
        if let characters, characters < 0 { throw ValidationError("-c takes a number of characters, 0 or more.") }
        if let ratio, !(0...1).contains(ratio) { throw ValidationError("-r takes a share from 0 to 1.") }
    }

    private var length: SummaryLength {
        if let characters { return .characters(characters) }
        if let ratio { return .ratio(ratio) }
        return .sentences(number ?? 3)
    }

    mutating func run() async throws {
        let (output, title, explain, noClean, length) = (output, title, explain, noClean, length)
        try await DocumentRun(verb: "summarize", input: input, output: output, hasHeaders: true)({ document in
            let cleaned = CleanedDocument(document, title: title, cleansText: !noClean)
            let summary = Summarizer().summary(of: cleaned.text, title: cleaned.title, length: length)
            guard output.isJSON else {
                return summary.sentences.flatMap { sentence in
                    let score = (sentence.score * 100).rounded() / 100
                    return Array(((explain ? "\(sentence.rank)\t\(score)\t" : "") + sentence.text).utf8) + [0x0A]
                }
            }
            let offsets = OffsetConverter(cleaned.input, output.offsetUnit)
            return output.record(document, replacing: ["title", "summary", "characters", "sentences"]) { writer in
                writer.field("title", cleaned.title)
                writer.field("summary", summary.text)
                writer.key("characters")
                writer.value(summary.characters)
                writer.key("sentences")
                writer.array {
                    for sentence in summary.sentences {
                        $0.object {
                            $0.field("text", sentence.text)
                            $0.fields(offsets(cleaned.inputRange(sentence.range)))
                            $0.key("rank")
                            $0.value(sentence.rank)
                            $0.key("score")
                            $0.value(sentence.score)
                        }
                    }
                }
            }
        })
    }
}
