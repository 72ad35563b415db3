import ArgumentParser
import Shuli

/// The options of `sentences`: none.
package struct SentencesOptions: ParsableArguments {
    package init() {}
}

/// Cuts text into sentences.
package struct SentencesVerb: Verb {
    package init() {}

    package var valueKind: VerbValue.Kind { .list }

    package func line(_ record: Record, _ form: LineForm) -> [UInt8] {
        let text = record.plainText
        let offsets = OffsetConverter(text, form.offsetUnit)
        return record.line(replacing: ["sentences"], pretty: form.pretty) {
            $0.sentences(ranges(in: text), of: text, offsets)
        }
    }

    package func value(_ record: Record) -> VerbValue {
        let text = record.plainText
        return text.withUTF8Buffer { buffer in .list(ranges(in: text).map { buffer.unwrapped($0) }) }
    }

    /// The sentences without the white space around them.
    package func ranges(in text: String) -> [TextRange] {
        text.withUTF8Buffer { buffer in
            SentenceSplitter().ranges(in: buffer).map { buffer.trimmed($0) }.filter { !$0.isEmpty }
        }
    }
}
