import ArgumentParser
import Shuli

/// The options of `normalize`.
package struct NormalizeVerbOptions: ParsableArguments {
    @OptionGroup package var steps: NormalizeOptions

    @Flag(
        help: ArgumentHelp(
            "不输出文本，而列出有多种写法、上下文中没有短语可据以判断的字",
            "List characters with several forms that no phrase around them decides about, instead of the text."))
    package var ambiguities = false

    @Flag(
        help: ArgumentHelp(
            "与 --json 同用：改动之处，即原文和结果中的范围", "With --json: what changed, as ranges of the original and of the result."))
    package var map = false

    package init() {}

    package func validate() throws {
        if ambiguities && steps.to == .keep { throw ValidationError(.needs("--ambiguities", "--to")) }
    }

    /// The verb.
    package func verb() throws -> NormalizeVerb {
        NormalizeVerb(
            normalizer: try steps.normalizer(), readsMisread: steps.repair, listsAmbiguities: ambiguities,
            writesMap: map)
    }
}

/// Brings text into one form.
package struct NormalizeVerb: Verb {
    package let normalizer: Normalizer
    package let readsMisread: Bool
    package let listsAmbiguities: Bool
    package let writesMap: Bool

    package var valueKind: VerbValue.Kind { .text }

    package func line(_ record: Record, _ form: LineForm, note: (Wording) -> Void) -> [UInt8] {
        let text = record.plainText
        let places = listsAmbiguities ? ambiguities(in: text) : []
        let normalized = normalizer.normalize(text)
        let original = OffsetConverter(text, form.offsetUnit)
        return record.line(replacing: ["text", "map", "ambiguities"], pretty: form.pretty) { writer in
            writer.field("text", normalized.text)
            if listsAmbiguities { writer.ambiguities(places, in: text, original) }
            guard writesMap else { return }
            let result = OffsetConverter(normalized.text, form.offsetUnit)
            writer.map(normalized.changes(from: text), original: original, result: result)
        }
    }

    package func value(_ record: Record, note: (Wording) -> Void) -> VerbValue {
        .text(normalizer.normalize(record.plainText).text)
    }

    /// Characters with several forms that no phrase around them decides about.
    package func ambiguities(in text: String) -> [ScriptConverter.Ambiguity] {
        normalizer.conversion?.ambiguities(in: text) ?? []
    }
}
