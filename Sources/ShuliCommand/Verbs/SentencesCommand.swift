import ArgumentParser
import Shuli

struct SentencesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentences", abstract: "Cut text into sentences, one a line.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let output = output
        try await DocumentRun(
            verb: "sentences", input: input, output: output, hasHeaders: false, takesSections: !output.isJSON
        )({ document in
            let text = document.plainText
            let sentences = text.withUTF8Buffer { buffer in
                SentenceSplitter().ranges(in: buffer).map { buffer.trimmed($0) }.filter { !$0.isEmpty }
            }
            guard output.isJSON else { return Self.lines(text, sentences) }
            let offsets = OffsetConverter(text, output.offsetUnit)
            return document.line(replacing: ["sentences"], pretty: output.pretty) {
                $0.sentences(sentences, of: text, offsets)
            }
        })
    }

    private static func lines(_ text: String, _ sentences: [TextRange]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(text.utf8.count + sentences.count)
        text.withUTF8Buffer { buffer in
            for sentence in sentences {
                if buffer[sentence.bytes].contains(0x0A) || buffer[sentence.bytes].contains(0x0D) {
                    lines.append(contentsOf: buffer.unwrapped(sentence).utf8)
                } else {
                    lines.append(contentsOf: UTF8Buffer(rebasing: buffer[sentence.bytes]))
                }
                lines.append(0x0A)
            }
        }
        return lines
    }
}
