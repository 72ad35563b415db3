import ArgumentParser
import CShuli
import Shuli
import ShuliVerbs

/// A verb that was opened with its options. All threads share it.
final class OpenVerb: Sendable {
    private let verb: any Verb
    private let form: LineForm
    private let writesLines: Bool
    private let decoder: ChunkDecoder

    private init(_ verb: any Verb, _ form: LineForm, writesLines: Bool) {
        (self.verb, self.form, self.writesLines) = (verb, form, writesLines)
        var options = DocumentReader.Options()
        options.readsMisread = verb.readsMisread
        decoder = ChunkDecoder(rows: options)
    }

    /// Opens a verb by its name. Returns with it what the program would say on standard error.
    static func open(_ name: String, options json: String?) throws(OptionError) -> (OpenVerb, notes: [String]) {
        var options = try OptionArguments(json)
        let writesLines: Bool
        switch options.take("output") {
        case nil, .string("value"): writesLines = false
        case .string("json"): writesLines = true
        default: throw OptionError("the option \"output\" takes \"value\" or \"json\"")
        }
        let form = try parsed(LineForm.self, options.takeArguments(["pretty", "offset-unit"]))
        let arguments = try options.arguments()
        var notes: [String] = []
        let verb: any Verb =
            switch name {
            case "clean": try opened(CleanOptions.self, arguments) { try $0.verb() }
            case "normalize": try opened(NormalizeVerbOptions.self, arguments) { try $0.verb() }
            case "segment": try opened(SegmentOptions.self, arguments) { try $0.verb { notes.append($0) } }
            case "sentences": try opened(SentencesOptions.self, arguments) { _ in SentencesVerb() }
            case "keywords": try opened(KeywordsOptions.self, arguments) { try $0.verb { notes.append($0) } }
            case "summarize": try opened(SummarizeOptions.self, arguments) { $0.verb() }
            case "filter":
                try opened(SentencesOptions.self, []) { _ in
                    FilterVerb(CorpusFilter(try FilterOptions.thresholds(arguments)))
                }
            case "mask": try opened(MaskOptions.self, arguments) { MaskVerb(try $0.masker()) }
            default: throw OptionError("no verb is named \"\(name)\"")
            }
        return (OpenVerb(verb, form, writesLines: writesLines), notes)
    }

    private static func opened<Options: ParsableArguments>(
        _ type: Options.Type, _ arguments: [String], _ open: (Options) throws -> any Verb
    ) throws(OptionError) -> any Verb {
        let options = try parsed(type, arguments)
        do {
            return try open(options)
        } catch {
            throw OptionError(Options.message(for: error))
        }
    }

    private static func parsed<Options: ParsableArguments>(
        _ type: Options.Type, _ arguments: [String]
    ) throws(OptionError) -> Options {
        do {
            return try Options.parse(arguments)
        } catch {
            // What asks for help is no error to the parser.
            guard Options.exitCode(for: error) != .success else { throw OptionError("unknown option") }
            throw OptionError(Options.message(for: error))
        }
    }

    /// What comes of a batch: the answers, their type, and what the program would say on standard error.
    struct Answers {
        let array: ArrayParts
        let schema: SchemaParts
        let notes: [String]
    }

    /// Takes a batch through the verb: a row out for a row in.
    func run(_ batch: Batch) throws(BatchError) -> Answers {
        var notes: [String] = []
        var values = ValueColumn(writesLines ? .text : verb.valueKind)
        var statuses: [Int32] = []
        var errors = TextColumn()
        // A caller may claim any length.
        statuses.reserveCapacity(min(batch.count, 65_536))
        for row in 0..<batch.count {
            switch try batch.document(row, decoder, recognizesPages: verb.recognizesPages) {
            case nil:
                values.appendNull()
                statuses.append(0)
                errors.appendNull()
            case .success(let record):
                if let note = record.readingMessage(record.undecodable, verbose: false) { notes.append(note) }
                try append(record, to: &values)
                statuses.append(0)
                errors.appendNull()
            case .failure(let failure):
                values.appendNull()
                statuses.append(Int32(SHULIC_DATA))
                try errors.append(failure.words)
            }
        }
        return Answers(
            array: ArrayParts(
                length: batch.count, buffers: [nil], children: [values.parts, .numbers(statuses), errors.parts]),
            schema: SchemaParts(
                "+s", "", [values.schema("value"), SchemaParts("i", "status"), SchemaParts("u", "error")]),
            notes: notes)
    }

    private func append(_ record: Record, to values: inout ValueColumn) throws(BatchError) {
        guard writesLines else { return try values.append(verb.value(record)) }
        // A row is a value: it has no line break behind it.
        try values.append(line: verb.line(record, form).dropLast())
    }
}
