import ArgumentParser
import Shuli

struct NormalizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalize",
        abstract: "Bring text into one form: Unicode form, width, invisible characters, spaces.")

    enum Form: String, ExpressibleByArgument, CaseIterable { case nfc, nfkc, none }
    enum Width: String, ExpressibleByArgument, CaseIterable { case ascii, keep }
    enum Spaces: String, ExpressibleByArgument, CaseIterable { case keep, trim, tight, pangu }
    enum Invisible: String, ExpressibleByArgument, CaseIterable { case strip, keep }

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Unicode form. nfkc leaves Chinese punctuation its width.")
    var form = Form.nfc

    @Option(help: "Full-width letters and digits: to ascii, or keep.")
    var width = Width.keep

    @Option(help: "White space: keep, trim, tight (none beside Han) or pangu (one between Han and Latin).")
    var spaces = Spaces.keep

    @Option(help: "Zero-width, bidi and control characters: strip or keep.")
    var invisible = Invisible.strip

    @Flag(help: "With --json: the edits, as ranges of the original and of the result.")
    var map = false

    private var steps: Normalizer.Options {
        var steps: Normalizer.Options = []
        switch form {
        case .nfc: steps.insert(.nfc)
        case .nfkc: steps.insert(.nfkc)
        case .none: break
        }
        if width == .ascii { steps.insert(.asciiWidth) }
        switch spaces {
        case .keep: break
        case .trim: steps.insert(.trimSpaces)
        case .tight: steps.insert(.tightSpaces)
        case .pangu: steps.insert(.panguSpaces)
        }
        if invisible == .strip { steps.insert(.stripInvisible) }
        return steps
    }

    func validate() throws {
        if map && !output.isJSON { throw ValidationError("--map needs --json.") }
    }

    mutating func run() async throws {
        let (output, map) = (output, map)
        let normalizer = Normalizer(steps)
        try await DocumentRun(verb: "normalize", input: input, output: output, hasHeaders: false)({ document in
            let text = document.plainText
            let normalized = normalizer.normalize(text)
            guard output.isJSON else {
                let bytes = Array(normalized.text.utf8)
                return bytes.last == 0x0A ? bytes : bytes + [0x0A]
            }
            let before = OffsetConverter(text, output.offsetUnit)
            let after = OffsetConverter(normalized.text, output.offsetUnit)
            return output.record(document, replacing: ["text", "map"]) { writer in
                writer.field("text", normalized.text)
                guard map else { return }
                writer.key("map")
                writer.array {
                    for edit in normalized.map.edits {
                        $0.array {
                            $0.value(before(edit.original))
                            $0.value(after(edit.result))
                        }
                    }
                }
            }
        })
    }
}
