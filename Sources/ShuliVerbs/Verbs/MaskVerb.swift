import ArgumentParser
import Shuli

/// The options of `mask`.
package struct MaskOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "哪些类别的个人信息，以逗号分隔；不给则为全部", "Which kinds of personal data, with commas between; all without it.", .kinds))
    package var kinds: String?

    package init() {}

    /// What masks these kinds.
    package func masker() throws -> PersonalDataMasker {
        guard let kinds else { return PersonalDataMasker() }
        let found = try kinds.split(separator: ",").map { name in
            guard let kind = PersonalDataKind(rawValue: String(name)) else {
                throw ValidationError(
                    .unknownKind(String(name), known: PersonalDataKind.allCases.map(\.rawValue)))
            }
            return kind
        }
        return PersonalDataMasker(Set(found))
    }
}

/// Masks personal data.
package struct MaskVerb: Verb {
    let masker: PersonalDataMasker

    package init(_ masker: PersonalDataMasker) { self.masker = masker }

    package var valueKind: VerbValue.Kind { .text }

    package func line(_ record: Record, _ form: LineForm, note: (Wording) -> Void) -> [UInt8] {
        let text = record.plainText
        let (masked, findings) = masker.masked(text)
        let offsets = OffsetConverter(text, form.offsetUnit)
        return record.line(replacing: ["text", "masked"], pretty: form.pretty) { writer in
            writer.field("text", masked)
            writer.objects("masked", findings) { writer, finding in
                writer.field("kind", finding.kind.rawValue)
                writer.fields(offsets(finding.range))
            }
        }
    }

    package func value(_ record: Record, note: (Wording) -> Void) -> VerbValue {
        .text(masker.masked(record.plainText).text)
    }
}
