import ArgumentParser
import Shuli

/// The options of `filter`: thresholds by their names with hyphens, as `minimum-characters`.
package enum FilterOptions {
    private static let names = Dictionary(
        uniqueKeysWithValues: FilterThresholds.fields.map { (hyphenated($0.name), $0.name) })

    private static func hyphenated(_ name: String) -> String {
        String(name.flatMap { $0.isUppercase ? ["-", Character($0.lowercased())] : [$0] })
    }

    /// The thresholds that arguments of the form `--name=number` set.
    package static func thresholds(_ arguments: [String]) throws -> FilterThresholds {
        var thresholds = FilterThresholds()
        for argument in arguments {
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first.flatMap({ names[$0] }) else {
                throw ValidationError(
                    .unknownThreshold(parts.first ?? "", known: FilterThresholds.fields.map { hyphenated($0.name) }))
            }
            guard parts.count == 2, let value = Double(parts[1]), value.isFinite, value >= 0 else {
                throw ValidationError(
                    Wording("应为不小于 0 的数", "a number from 0 expected").at(parts[0]))
            }
            thresholds[name] = value
        }
        return thresholds
    }
}

/// Decides whether a text is worth keeping in a corpus.
package struct FilterVerb: Verb {
    let filter: CorpusFilter

    package init(_ filter: CorpusFilter) { self.filter = filter }

    package var valueKind: VerbValue.Kind { .text }

    package func line(_ record: Record, _ form: LineForm, note: (Wording) -> Void) -> [UInt8] {
        let verdict = filter.verdict(of: record.plainText)
        return record.line(replacing: Self.keys, pretty: form.pretty) { Self.fields(of: verdict, &$0) }
    }

    /// The same fields as in a line, as JSON.
    package func value(_ record: Record, note: (Wording) -> Void) -> VerbValue {
        let verdict = filter.verdict(of: record.plainText)
        var writer = JSONWriter()
        writer.object { Self.fields(of: verdict, &$0) }
        return .text(String(decoding: writer.bytes, as: UTF8.self))
    }

    private static let keys: Set = ["keep", "rule", "reason", "measures"]

    private static func fields(of verdict: FilterVerdict, _ writer: inout JSONWriter) {
        let measures = verdict.measures
        writer.field("keep", verdict.isKept)
        writer.field("rule", verdict.rule?.rawValue)
        writer.field("reason", verdict.isKept ? nil : verdict.reason)
        writer.key("measures")
        writer.object { writer in
            writer.field("characters", measures.characters)
            writer.field("script", measures.writingSystem.classification.rawValue)
            for (name, share) in [
                ("han", measures.hanShare), ("latin", measures.latinShare), ("foreign", measures.foreignShare),
                ("traditional", measures.traditionalShare), ("simplified", measures.simplifiedShare),
                ("digits", measures.digitShare), ("punctuation", measures.punctuationShare),
                ("symbols", measures.symbolShare), ("garbled", measures.garbledShare),
                ("repeated_lines", measures.repeatedLineShare), ("repetition", measures.repetitionShare),
                ("stop_words", measures.stopWordShare), ("spam", measures.spamShare), ("quality", measures.quality),
                ("short_lines", measures.shortLineShare), ("scrap_lines", measures.scrapLineShare),
                ("dated_lines", measures.datedLineShare), ("cut_lines", measures.cutLineShare),
            ] { writer.share(name, share) }
        }
    }
}
