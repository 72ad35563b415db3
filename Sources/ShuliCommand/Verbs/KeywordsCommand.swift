import ArgumentParser
import Shuli
import ShuliVerbs

struct KeywordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keywords",
        abstract: Wording("提取关键词，最重要的在前，每行一个", "Find the words that say what a text is about, best first, one a line.")
            .text)

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: KeywordsOptions

    mutating func run() async throws {
        let (output, verb) = (output, try options.verb(warn: output.warn))
        try await DocumentRun(
            verb: "keywords", input: input, output: output, hasHeaders: true, otherInputs: options.files,
            cleaning: verb.cleaning
        )({ document in
            guard !output.isJSON else { return verb.line(document, output.form) }
            return verb.keywords(of: document).flatMap {
                Array((verb.explains ? Self.explanation($0) : $0.word).utf8) + [0x0A]
            }
        })
    }

    private static func explanation(_ keyword: Keyword) -> String {
        func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
        let parts = keyword.namedParts.filter { rounded($0.value) != 0 }.map { "\($0.name) \(rounded($0.value))" }
        return "\(keyword.word)\t\(rounded(keyword.score))\tcount \(keyword.count)\t" + parts.joined(separator: "\t")
    }
}
