import ArgumentParser
import CShuli
import Shuli
import ShuliVerbs

/// A verb that was opened with its options. All threads share it.
final class OpenVerb: Sendable {
    private let work: any BatchWork

    private init(_ work: any BatchWork) { self.work = work }

    /// Takes a batch through the verb.
    func run(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> Answers { try work.run(array, schema) }

    /// Opens a verb by its name. Returns with it what the program would say on standard error.
    static func open(_ name: String, options json: String?) throws(OptionError) -> (OpenVerb, notes: [String]) {
        var options = try OptionArguments(json)
        if let work = try DuplicateStep.open(name, options) { return (OpenVerb(work), []) }
        let output = options.take("output") ?? .string("value")
        let form = try options.takeParsed(LineForm.self)
        var notes: [String] = []
        let verb: any Verb =
            switch name {
            case "clean": try options.opened(CleanOptions.self) { try $0.verb() }
            case "normalize": try options.opened(NormalizeVerbOptions.self) { try $0.verb() }
            case "convert":
                try options.opened(NormalizeVerbOptions.self) {
                    guard $0.steps.to != .keep else {
                        throw ValidationError(Wording("需要选项 \"to\"", "the option \"to\" is needed"))
                    }
                    return try $0.verb()
                }
            case "segment": try options.opened(SegmentOptions.self) { try $0.verb { notes.append($0) } }
            case "tag": try options.opened(SegmentOptions.self, adding: ["--pos"]) { try $0.verb { notes.append($0) } }
            case "sentences": try options.opened(SentencesOptions.self) { _ in SentencesVerb() }
            case "keywords": try options.opened(KeywordsOptions.self) { try $0.verb { notes.append($0) } }
            case "summarize": try options.opened(SummarizeOptions.self) { $0.verb() }
            case "filter": FilterVerb(CorpusFilter(try options.thresholds()))
            case "mask": try options.opened(MaskOptions.self) { MaskVerb(try $0.masker()) }
            default: throw OptionError(Wording("没有名为“\(name)”的命令", "no verb is named \"\(name)\""))
            }
        switch output {
        case .string("value"): return (OpenVerb(VerbWork(verb, form, .values)), notes)
        case .string("json"): return (OpenVerb(VerbWork(verb, form, .json)), notes)
        case .string("lines"):
            guard let words = verb as? SegmentVerb, words.mark == .none else {
                throw OptionError(
                    Wording(
                        "选项“output”只有在输出的只是词时才能取“lines”，因为词中没有换行",
                        "the option \"output\" takes \"lines\" for words alone, which have no line breaks"))
            }
            return (OpenVerb(VerbWork(verb, form, .lines(words))), notes)
        default:
            throw OptionError(
                Wording(
                    "选项“output”可取“value”、“json”或“lines”",
                    "the option \"output\" takes \"value\", \"json\" or \"lines\""))
        }
    }
}
