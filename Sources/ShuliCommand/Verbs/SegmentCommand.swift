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
        let segmenter = try words.segmenter(mode: mode, tagsPartsOfSpeech: pos, isQuiet: output.quiet)
        try await DocumentRun(
            verb: "segment", input: input, output: output, hasHeaders: false, otherInputs: words.files,
            takesSections: !output.isJSON
        )({ document in
            let text = document.plainText
            guard output.isJSON || segmenter.mode != .plain || mark != .none else {
                return WordLines.bytes(text, segmenter, document.section)
            }
            let tokens = segmenter.tokens(in: text)
            guard output.isJSON else { return Self.lines(text, tokens, mark, document.section) }
            let offsets = OffsetConverter(text, output.offsetUnit)
            return document.line(replacing: ["tokens"], pretty: output.pretty) { $0.tokens(tokens, in: text, offsets) }
        })
    }

    // What comes after a token in text output.
    private enum Mark { case none, kind, partOfSpeech }

    // White space is not printed, but its line breaks are: a line out per line in.
    private static func lines(
        _ text: String, _ tokens: [Token], _ mark: Mark, _ section: TextSection
    ) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count * 2)
        var startsLine = section.beginsLine
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
        if section.needsLineBreak(behind: out.last) { out.append(0x0A) }
        return out
    }
}

/// Words with a space between, where nothing else is written with them: as fast as memory allows.
private enum WordLines {
    /// Unsafe code. Invariants: each word has at most one byte written before it, so that text and words bound what is
    /// written; eight bytes are copied at a time only where the text has so many, and `slack` is room for them.
    static func bytes(_ text: String, _ segmenter: Segmenter, _ section: TextSection) -> [UInt8] {
        text.withUTF8Buffer { buffer in
            let spans = segmenter.tokenSpans(in: buffer)
            let capacity = buffer.count + spans.count + 1 + slack
            return [UInt8](unsafeUninitializedCapacity: capacity) { memory, count in
                guard let out = memory.baseAddress, let source = buffer.baseAddress else { return }
                var startsLine = section.beginsLine
                for span in spans {
                    if span.kind == .space {
                        for byte in buffer[span.range.bytes] where byte == 0x0A {
                            out[count] = byte
                            count += 1
                            startsLine = true
                        }
                        continue
                    }
                    if !startsLine {
                        out[count] = 0x20
                        count += 1
                    }
                    startsLine = false
                    copy(
                        source + span.range.lowerBound, buffer.count - span.range.lowerBound, out + count,
                        span.range.count)
                    count += span.range.count
                }
                if section.needsLineBreak(behind: count > 0 ? out[count - 1] : nil) {
                    out[count] = 0x0A
                    count += 1
                }
            }
        }
    }

    private static let slack = 8

    // Copies `count` of the `readable` bytes at a place. Most words have less than eight.
    @inline(__always)
    private static func copy(
        _ source: UnsafePointer<UInt8>, _ readable: Int, _ target: UnsafeMutablePointer<UInt8>, _ count: Int
    ) {
        guard count <= slack, readable >= slack else {
            target.initialize(from: source, count: count)
            return
        }
        let word = UnsafeRawPointer(source).loadUnaligned(as: UInt64.self)
        UnsafeMutableRawPointer(target).storeBytes(of: word, as: UInt64.self)
    }
}
