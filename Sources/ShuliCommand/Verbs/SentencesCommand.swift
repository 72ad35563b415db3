import ArgumentParser
import Shuli

struct SentencesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentences", abstract: "Cut text into sentences, one a line.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let output = output
        try await DocumentRun(verb: "sentences", input: input, output: output, hasHeaders: false)({ document in
            let text = document.plainText
            let sentences = text.withUTF8Buffer { buffer in
                SentenceSplitter().ranges(in: buffer).map { buffer.trimmed($0) }.filter { !$0.isEmpty }
            }
            guard output.isJSON else {
                return sentences.flatMap { Array(text[$0].utf8) + [0x0A] }
            }
            let offsets = OffsetConverter(text, output.offsetUnit)
            return document.line(replacing: ["sentences"], pretty: output.pretty) {
                $0.sentences(sentences, of: text, offsets)
            }
        })
    }
}
