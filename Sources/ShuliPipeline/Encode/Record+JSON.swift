import ShuliBase
import ShuliFiles

extension Record {
    /// A line of JSON: `id`, the fields that steps set, what `body` writes, and the input fields that pass through, but for
    /// those that `replaced` names because `body` writes them.
    package func line(
        replacing replaced: Set<String> = [], pretty: Bool = false, _ body: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("id", json: idSource)
            for field in derivedFields where !replaced.contains(field.key) {
                writer.field(field.key, json: field.source)
            }
            body(&writer)
            for field in passedThroughFields where field.key != "id" && !replaced.contains(field.key) {
                writer.field(field.key, json: field.source)
            }
        }
        return (pretty ? JSONWriter.pretty(writer.bytes) : writer.bytes) + [0x0A]
    }

    /// The record as a run writes it: its text between the fields that steps set before and those that were added later.
    func outputLine(adding added: [JSONRecord.Field] = []) -> [UInt8] {
        line(replacing: Set(added.map(\.key)).union(["text"])) { writer in
            writer.field("text", text)
            for field in added { writer.field(field.key, json: field.source) }
        }
    }

    /// The record as a line of the rejects, with a field that says where it was found, why it was rejected, and which
    /// record is kept instead. What could not be read has no text.
    func rejectLine(_ rejection: Rejection, keptInstead original: String? = nil) -> [UInt8] {
        let why = JSONRecord.Field(key: "rejected") { writer in
            writer.object {
                $0.field("step", rejection.step)
                $0.field("rule", rejection.rule)
                $0.field("reason", rejection.reason)
                $0.field("file", origin.file)
                if let line = origin.line { $0.field("line", line) }
                if let original { $0.field("of", original) }
            }
        }
        guard rejection.step == "decode" else { return outputLine(adding: [why]) }
        return line { $0.field(why.key, json: why.source) }
    }

    /// The record as it was read, as a line: all fields of the input, or id and text where the input was no record.
    package func sourceLine() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            for field in sourceFields { writer.field(field.key, json: field.source) }
            guard sourceFields.isEmpty else { return }
            writer.field("id", json: idSource)
            switch content {
            case .text(let text): writer.field("text", text)
            case .page(let page): writer.field("html", page)
            }
        }
        return writer.bytes + [0x0A]
    }
}

extension JSONWriter {
    /// The fields that say which document failed and why.
    package mutating func fields(of failure: DocumentFailure) {
        field("file", failure.origin.file)
        if let line = failure.origin.line { field("line", line) }
        if let offset = failure.offset { field("offset", offset) }
        field("reason", "\(failure.reason)")
    }
}
