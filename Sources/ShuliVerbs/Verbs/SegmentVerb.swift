import ArgumentParser
import Shuli

/// The options of `segment`.
package struct SegmentOptions: ParsableArguments {
    @OptionGroup package var words: WordOptions

    @Option(
        help: ArgumentHelp(
            "每个词之前先输出什么：default 无，search 其中较短的词，full 其中词库收录的所有词",
            "What comes before a token: default nothing, search the shorter words in it, full all listed words in it.",
            .mode))
    package var mode = Segmenter.Mode.plain

    @Flag(
        help: ArgumentHelp(
            "每个词带词性：词/词性（通用词性标记）", "Write each token with its part of speech: token/TAG (Universal tags)."))
    package var pos = false

    @Flag(help: ArgumentHelp("每个词带类型：词/类型", "Write each token with its kind: token/kind."))
    package var kinds = false

    package init() {}

    package func validate() throws {
        if pos && kinds {
            throw ValidationError(
                Wording(
                    "输出文本时 --pos、--kinds 不能同时使用；--json 两者都有",
                    "--pos and --kinds exclude each other in text; --json has both"))
        }
    }

    /// The verb; `warn` gets what is to be said of dictionaries.
    package func verb(warn: ((String) -> Void)?) throws -> SegmentVerb {
        SegmentVerb(
            segmenter: try words.segmenter(mode: mode, tagsPartsOfSpeech: pos, warn: warn),
            mark: kinds ? .kind : pos ? .partOfSpeech : .none)
    }
}

/// Cuts text into words.
package struct SegmentVerb: ListVerb {
    /// What is written with a token.
    package enum Mark: Sendable {
        case none, kind, partOfSpeech

        /// The mark of a token of a kind and part of speech; nil for none.
        package func callAsFunction(_ kind: TokenKind, _ partOfSpeech: PartOfSpeech?) -> String? {
            switch self {
            case .none: nil
            case .kind: kind.rawValue
            case .partOfSpeech: partOfSpeech?.rawValue ?? "X"
            }
        }

        /// The most bytes that a mark has.
        package var longest: Int {
            switch self {
            case .none: 0
            case .kind: TokenKind.allCases.map(\.rawValue.utf8.count).max() ?? 0
            case .partOfSpeech: PartOfSpeech.allCases.map(\.rawValue.utf8.count).max() ?? 0
            }
        }
    }

    package let segmenter: Segmenter
    package let mark: Mark

    package var valueKind: VerbValue.Kind { mark == .none ? .list : .marked }

    package var listField: String { "tokens" }

    package func elements(of text: String) -> [Token] { segmenter.tokens(in: text) }

    package func write(_ token: Token, of text: String, _ offsets: OffsetConverter, to writer: inout JSONWriter) {
        writer.token(token, of: text, offsets)
    }

    /// The words of a record as UTF-8, a line break behind each of them.
    package func lines(_ record: Record) -> [UInt8] {
        guard segmenter.mode == .plain, mark == .none else {
            guard case .list(let words) = value(record, note: { _ in }) else { return [] }
            return words.flatMap { $0.utf8 + [0x0A] }
        }
        return record.plainText.withUTF8Buffer { buffer in
            var lines: [UInt8] = []
            lines.reserveCapacity(buffer.count * 3 / 2)
            for span in segmenter.tokenSpans(in: buffer) where span.kind != .space {
                lines += buffer[span.range.bytes]
                lines.append(0x0A)
            }
            return lines
        }
    }

    package func value(_ record: Record, note: (Wording) -> Void) -> VerbValue {
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
                        + [
                            VerbValue.Marked(
                                token: buffer.text(token.range.bytes), tag: mark(token.kind, token.partOfSpeech))
                        ]
                })
        }
    }
}
