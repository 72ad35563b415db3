import ArgumentParser
import Shuli
import ShuliVerbs

struct SentencesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentences", abstract: Wording("分句，每行一句", "Cut text into sentences, one a line.").text)

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let verb = SentencesVerb()
        let run = DocumentRun(
            verb: "sentences", input: input, output: output, hasHeaders: false, takesSections: !output.pretty)
        guard !output.isJSON else { return try await run.lists(verb, output.form) }
        try await run { document in
            let text = document.plainText
            return Self.lines(text, verb.elements(of: text))
        }
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
