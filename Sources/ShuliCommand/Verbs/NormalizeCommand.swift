import ArgumentParser
import Shuli
import ShuliVerbs

struct NormalizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalize",
        abstract: Wording(
            "统一文本形式：Unicode 规范化、全半角、标点、简繁、不可见字符、空格",
            "Bring text into one form: Unicode form, width, punctuation, script, invisible characters, spaces."
        ).text)

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: NormalizeVerbOptions

    func validate() throws {
        if options.map && !output.isJSON { throw ValidationError(.needs("--map", "--json")) }
    }

    mutating func run() async throws {
        let (output, verb) = (output, try options.verb())
        try await DocumentRun(
            verb: "normalize", input: input, output: output, hasHeaders: false, otherInputs: options.steps.conversions,
            // The places of a list are those of the whole text.
            takesSections: !output.isJSON && !verb.listsAmbiguities,
            survey: verb.normalizer.survey, readsMisread: verb.readsMisread
        )({ document in
            guard !output.isJSON else { return verb.line(document, output.form) }
            let text = document.plainText
            if verb.listsAmbiguities { return Self.list(verb.ambiguities(in: text), text) }
            let normalized = verb.normalizer.normalize(text, knowing: document.section.evidence)
            let bytes = Array(normalized.text.utf8)
            return document.section.needsLineBreak(behind: bytes.last) ? bytes + [0x0A] : bytes
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
