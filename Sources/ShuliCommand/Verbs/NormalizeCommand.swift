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
        if ambiguities && steps.to == .keep { throw ValidationError("--ambiguities needs --to.") }
    }

    mutating func run() async throws {
        let (output, map, normalizer, ambiguities) = (output, map, try steps.normalizer(), ambiguities)
        try await DocumentRun(
            verb: "normalize", input: input, output: output, hasHeaders: false, otherInputs: steps.conversions,
            // A conversion decides some characters by the whole text.
            takesSections: !output.isJSON && normalizer.conversion == nil, readsMisread: steps.repair
        )({ document in
            let text = document.plainText
            let places = ambiguities ? normalizer.conversion?.ambiguities(in: text) ?? [] : []
            guard output.isJSON else {
                if ambiguities { return Self.list(places, text) }
                let bytes = Array(normalizer.normalize(text).text.utf8)
                return document.section.needsLineBreak(behind: bytes.last) ? bytes + [0x0A] : bytes
            }
            let normalized = normalizer.normalize(text)
            let original = OffsetConverter(text, output.offsetUnit)
            return document.line(replacing: ["text", "map", "ambiguities"], pretty: output.pretty) { writer in
                writer.field("text", normalized.text)
                if ambiguities { writer.ambiguities(places, in: text, original) }
                guard map else { return }
                let result = OffsetConverter(normalized.text, output.offsetUnit)
                writer.map(normalized.changes(from: text), original: original, result: result)
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
}
