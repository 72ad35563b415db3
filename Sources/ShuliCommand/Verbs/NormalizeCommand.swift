import ArgumentParser
import Shuli

struct NormalizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalize",
        abstract: "Bring text into one form: Unicode form, width, punctuation, script, invisible characters, spaces.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var steps: NormalizeOptions

    @Flag(help: "List characters with several forms that no phrase around them decides about, instead of the text.")
    var ambiguities = false

    @Flag(help: "With --json: what changed, as ranges of the original and of the result.")
    var map = false

    func validate() throws {
        if map && !output.isJSON { throw ValidationError("--map needs --json.") }
        if ambiguities && steps.conversion == nil { throw ValidationError("--ambiguities needs --to.") }
    }

    mutating func run() async throws {
        let (output, map, normalizer, ambiguities) = (output, map, steps.normalizer, ambiguities)
        try await DocumentRun(verb: "normalize", input: input, output: output, hasHeaders: false)({ document in
            let text = document.plainText
            let places = ambiguities ? normalizer.conversion?.ambiguities(in: text) ?? [] : []
            guard output.isJSON else {
                if ambiguities { return Self.list(places, text) }
                let bytes = Array(normalizer.normalize(text).text.utf8)
                return bytes.last == 0x0A ? bytes : bytes + [0x0A]
            }
            let normalized = normalizer.normalize(text)
            let before = OffsetConverter(text, output.offsetUnit)
            return output.record(document, replacing: ["text", "map", "ambiguities"]) { writer in
                writer.field("text", normalized.text)
                if ambiguities { Self.write(places, text, before, &writer) }
                guard map else { return }
                let after = OffsetConverter(normalized.text, output.offsetUnit)
                Self.write(normalized.changes(from: text), before, after, &writer)
            }
        })
    }

    private static func list(_ places: [ScriptConverter.Ambiguity], _ text: String) -> [UInt8] {
        places.flatMap { place in
            Array(
                "\(place.range.lowerBound)\t\(text[place.range])\t\(place.chosen)\t\(place.others.joined(separator: " "))\n"
                    .utf8)
        }
    }

    private static func write(
        _ places: [ScriptConverter.Ambiguity], _ text: String, _ before: OffsetConverter, _ writer: inout JSONWriter
    ) {
        writer.key("ambiguities")
        writer.array {
            for place in places {
                $0.object {
                    $0.fields(before(place.range))
                    $0.field("text", String(text[place.range]))
                    $0.field("chosen", place.chosen)
                    $0.key("others")
                    $0.array { for form in place.others { $0.value(form) } }
                }
            }
        }
    }

    private static func write(
        _ changes: [OffsetMap.Edit], _ before: OffsetConverter, _ after: OffsetConverter, _ writer: inout JSONWriter
    ) {
        writer.key("map")
        writer.array {
            for change in changes {
                $0.array {
                    $0.value(before(change.original))
                    $0.value(after(change.result))
                }
            }
        }
    }
}
