import ArgumentParser
import Shuli

/// The options of `segment`.
package struct SegmentOptions: ParsableArguments {
    @OptionGroup package var words: WordOptions

    @Option(help: "Beside each token, before it: default none, search the shorter words in it, full all listed words.")
    package var mode = Segmenter.Mode.plain

    @Flag(help: "Write each token with its part of speech: token/TAG (Universal tags).")
    package var pos = false

    @Flag(help: "Write each token with its kind: token/kind.")
    package var kinds = false

    package init() {}

    package func validate() throws {
        if pos && kinds { throw ValidationError("--pos and --kinds exclude each other in text; --json has both.") }
    }

    /// The verb; `warn` gets what is to be said of dictionaries.
    package func verb(warn: ((String) -> Void)?) throws -> SegmentVerb {
        SegmentVerb(
            segmenter: try words.segmenter(mode: mode, tagsPartsOfSpeech: pos, warn: warn),
            mark: kinds ? .kind : pos ? .partOfSpeech : .none)
    }
}

/// Cuts text into words.
package struct SegmentVerb: Verb {
    /// What is written with a token.
    package enum Mark: Sendable {
        case none, kind, partOfSpeech

        /// The mark of a token; nil for none.
        package func callAsFunction(_ token: Token) -> String? {
            switch self {
            case .none: nil
            case .kind: token.kind.rawValue
            case .partOfSpeech: token.partOfSpeech?.rawValue ?? "X"
            }
        }
    }

    package let segmenter: Segmenter
    package let mark: Mark

    package var valueKind: VerbValue.Kind { mark == .none ? .list : .marked }

    package func line(_ record: Record, _ form: LineForm) -> [UInt8] {
        let text = record.plainText
        let tokens = segmenter.tokens(in: text)
        let offsets = OffsetConverter(text, form.offsetUnit)
        return record.line(replacing: ["tokens"], pretty: form.pretty) { $0.tokens(tokens, in: text, offsets) }
    }

    package func value(_ record: Record) -> VerbValue {
        let text = record.plainText
        guard segmenter.mode != .plain || mark != .none else {
            return text.withUTF8Buffer { buffer in
                .list(
                    segmenter.tokenSpans(in: buffer).compactMap {
                        $0.kind == .space ? nil : buffer.text($0.range.bytes)
                    })
            }
        }
        let tokens = segmenter.tokens(in: text).filter { $0.kind != .space }
        return text.withUTF8Buffer { buffer in
            guard mark != .none else {
                return .list(tokens.flatMap { ($0.subwords + [$0.range]).map { buffer.text($0.bytes) } })
            }
            return .marked(
                tokens.flatMap { token in
                    token.subwords.map { VerbValue.Marked(token: buffer.text($0.bytes), tag: nil) }
                        + [VerbValue.Marked(token: buffer.text(token.range.bytes), tag: mark(token))]
                })
        }
    }
}
