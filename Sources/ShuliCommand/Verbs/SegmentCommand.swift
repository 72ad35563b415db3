import ArgumentParser
import Shuli
import ShuliVerbs

struct SegmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment",
        abstract: Wording(
            "分词：词之间加空格，输入一行，输出一行", "Cut text into words: tokens with a space between, a line out per line in."
        ).text)

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SegmentOptions

    mutating func run() async throws {
        let (output, verb) = (output, try options.verb(warn: output.warn))
        let run = DocumentRun(
            verb: "segment", input: input, output: output, hasHeaders: false, otherInputs: options.words.files,
            takesSections: !output.pretty)
        guard !output.isJSON else { return try await run.lists(verb, output.form) }
        try await run { document in
            let text = document.plainText
            guard verb.segmenter.mode != .plain else {
                return WordLines.bytes(text, verb.segmenter, verb.mark, document.section)
            }
            return Self.lines(text, verb.segmenter.tokens(in: text), verb.mark, document.section)
        }
    }

    // White space is not printed, but its line breaks are: a line out per line in.
    private static func lines(
        _ text: String, _ tokens: [Token], _ mark: SegmentVerb.Mark, _ section: TextSection
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
                if let mark = mark(token.kind, token.partOfSpeech) { out.append(contentsOf: "/\(mark)".utf8) }
            }
        }
        if section.needsLineBreak(behind: out.last) { out.append(0x0A) }
        return out
    }
}

/// Words with a space between, and their marks, where no shorter words are written with them: as fast as memory allows.
private enum WordLines {
    /// Unsafe code. Invariants: each word has at most one byte written before it, and a stroke and a mark behind it, so
    /// that text, words and the longest mark bound what is written; eight bytes are copied at a time only where the text
    /// has so many, and `slack` is room for them.
    static func bytes(
        _ text: String, _ segmenter: Segmenter, _ mark: SegmentVerb.Mark, _ section: TextSection
    ) -> [UInt8] {
        text.withUTF8Buffer { buffer in
            let spans = segmenter.tokenSpans(in: buffer)
            let capacity = buffer.count + spans.count * (2 + mark.longest) + 1 + slack
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
                    guard var name = mark(span.kind, span.partOfSpeech) else { continue }
                    out[count] = 0x2F
                    count += 1
                    name.withUTF8 { bytes in
                        for byte in bytes {
                            out[count] = byte
                            count += 1
                        }
                    }
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
