import ArgumentParser
import Shuli

struct SegmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment", abstract: "Cut text into words: tokens with a space between, a line out per line in.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var words: WordOptions

    @Option(help: "Beside each token, before it: default none, search the shorter words in it, full all listed words.")
    var mode = Segmenter.Mode.plain

    @Flag(help: "Write each token with its part of speech: token/TAG (Universal tags).")
    var pos = false

    @Flag(help: "Write each token with its kind: token/kind.")
    var kinds = false

    func validate() throws {
        if pos && kinds { throw ValidationError("--pos and --kinds exclude each other in text; --json has both.") }
    }

    mutating func run() async throws {
        let (output, mark) = (output, kinds ? Mark.kind : pos ? .partOfSpeech : .none)
        let segmenter = try words.segmenter(mode: mode, tagsPartsOfSpeech: pos)
        try await DocumentRun(
            verb: "segment", input: input, output: output, hasHeaders: false, otherInputs: words.files
        )({ document in
            let text = document.plainText
            let tokens = segmenter.tokens(in: text)
            guard output.isJSON else { return Self.lines(text, tokens, mark) }
            let offsets = OffsetConverter(text, output.offsetUnit)
            return document.line(replacing: ["tokens"], pretty: output.pretty) { $0.tokens(tokens, in: text, offsets) }
        })
    }

    // What comes after a token in text output.
    private enum Mark { case none, kind, partOfSpeech }

    // White space is not printed, but its line breaks are: a line out per line in.
    private static func lines(_ text: String, _ tokens: [Token], _ mark: Mark) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count * 2)
        var startsLine = true
        text.withUTF8Buffer { buffer in
            for token in tokens {
                guard token.kind != .space else {
                    for byte in buffer[token.range.bytes] where byte == 0x0A {
                        out.append(byte)
                        startsLine = true
                    }
                    continue
                }
                for range in token.subwords + [token.range] {
                    if !startsLine { out.append(0x20) }
                    startsLine = false
                    out.append(contentsOf: buffer[range.bytes])
                }
                switch mark {
                case .none: break
                case .kind: out.append(contentsOf: "/\(token.kind.rawValue)".utf8)
                case .partOfSpeech: out.append(contentsOf: "/\(token.partOfSpeech?.rawValue ?? "X")".utf8)
                }
            }
        }
        if out.last != 0x0A { out.append(0x0A) }
        return out
    }
}
