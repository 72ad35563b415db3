import ArgumentParser
import Shuli

/// The options of `sentences`: none.
package struct SentencesOptions: ParsableArguments {
    package init() {}
}

/// Cuts text into sentences.
package struct SentencesVerb: ListVerb {
    package init() {}

    package var valueKind: VerbValue.Kind { .list }

    package var listField: String { "sentences" }

    package func value(_ record: Record, note: (Wording) -> Void) -> VerbValue {
        let text = record.plainText
        return text.withUTF8Buffer { buffer in .list(elements(of: text).map { buffer.unwrapped($0) }) }
    }

    package func write(_ range: TextRange, of text: String, _ offsets: OffsetConverter, to writer: inout JSONWriter) {
        writer.sentence(range, of: text, offsets)
    }

    /// The sentences without the white space around them.
    package func elements(of text: String) -> [TextRange] {
        text.withUTF8Buffer { buffer in
            SentenceSplitter().ranges(in: buffer).map { buffer.trimmed($0) }.filter { !$0.isEmpty }
        }
    }
}
