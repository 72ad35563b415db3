import ArgumentParser
import Shuli

struct SegmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment", abstract: "Cut text into words: tokens with a space between, a line out per line in.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Write each token with its kind: token/kind.")
    var kinds = false

    mutating func run() async throws {
        let (output, kinds) = (output, kinds)
        let segmenter = Segmenter()
        try await DocumentRun(verb: "segment", input: input, output: output, hasHeaders: false)({ document in
            let text = document.plainText
            let tokens = segmenter.tokens(in: text)
            guard output.isJSON else { return Self.lines(text, tokens, kinds: kinds) }
            let offsets = OffsetConverter(text, output.offsetUnit)
            return output.record(document, replacing: ["tokens"]) { writer in
                writer.key("tokens")
                writer.array {
                    for token in tokens {
                        $0.object {
                            $0.field("t", String(text[token.range]))
                            $0.fields(offsets(token.range))
                            $0.field("kind", token.kind.rawValue)
                        }
                    }
                }
            }
        })
    }

    // White space is not printed, but its line breaks are: a line out per line in.
    private static func lines(_ text: String, _ tokens: [Token], kinds: Bool) -> [UInt8] {
        var out: [UInt8] = []
        var startsLine = true
        text.withUTF8Buffer { buffer in
            for token in tokens {
                let bytes = buffer[token.range.bytes]
                guard token.kind != .space else {
                    for byte in bytes where byte == 0x0A {
                        out.append(byte)
                        startsLine = true
                    }
                    continue
                }
                if !startsLine { out.append(0x20) }
                startsLine = false
                out.append(contentsOf: bytes)
                if kinds { out.append(contentsOf: "/\(token.kind.rawValue)".utf8) }
            }
        }
        if out.last != 0x0A { out.append(0x0A) }
        return out
    }
}

extension Document {
    /// The text; of a page, its blocks.
    var plainText: String {
        switch content {
        case .text(let text): text
        case .html(let page): ArticleCleaner().clean(html: page).input
        }
    }
}
