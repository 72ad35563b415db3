import ArgumentParser
import Shuli
import ShuliVerbs

/// Takes the documents of the input through a verb: reads them, writes the answers in the order of the input, and says on
/// standard error and in the report which documents failed.
struct DocumentRun {
    let verb: String
    let input: InputOptions
    let output: OutputOptions
    /// Whether each document's text output comes after a line with its name where there are several.
    let hasHeaders: Bool
    /// Files that the verb writes beside those of `output`, and reads beside those of `input`.
    var otherOutputs: [String?] = []
    var otherInputs: [String] = []
    /// What cleans the documents, where the verb does; what it left out is said at the end.
    var cleaning: TextCleaning?
    /// Whether a long text may come to the verb in sections (`Record.section`), whose answers are written one behind the
    /// other.
    var takesSections = false
    /// What a section says of the script of its text, where the verb depends on what all of a text says.
    var survey: (@Sendable (String) -> ScriptEvidence)?
    /// Whether text that was decoded in the wrong encoding is read although its control characters say that it is no text.
    var readsMisread = false

    // In bytes. Long enough that starting a task costs nothing beside its work, short enough for the processor's caches.
    private static let sectionLength = 1 << 18

    /// Refuses to write over what is read.
    func checkOutputs() throws {
        try OutputCheck.check(
            writing: [output.target.path, output.report, output.rejects] + otherOutputs,
            reading: input.paths + otherInputs)
    }

    /// What was read and written.
    struct Counts {
        var documents = 0
        var written = 0
        var undecodable = 0
        var skipped = SkippedRecords()
        var failures: [DocumentFailure] = []
    }

    /// What a verb makes of a document.
    struct Answer: Sendable {
        var bytes: [UInt8]
        /// What to say of it on standard error, without the name of the document; nil for nothing.
        var note: Wording?
    }

    /// Writes what `work` makes of each document. Throws exit code 2 where some of them failed.
    func callAsFunction(_ work: @escaping @Sendable (Record) -> [UInt8]) async throws {
        try await write(work) { file, answer in file.write(answer) }
    }

    /// The same, and says what `work` notes of a document.
    func answer(_ work: @escaping @Sendable (Record) -> Answer) async throws {
        try await write(work, note: \.note) { file, answer in file.write(answer.bytes) }
    }

    /// Writes a line of JSON for each document, that of a long text while its sections come.
    func lists<V: ListVerb>(_ verb: V, _ form: LineForm) async throws {
        var line = LineOfSections(verb, form)
        try await write { record -> ListAnswer<V.Element> in
            record.section == .whole
                ? .line(verb.line(record, form)) : .section(record, verb.elements(of: record.plainText))
        } _: { file, answer in
            switch answer {
            case .line(let bytes):
                file.write(line.finish())
                file.write(bytes)
            case .section(let record, let elements): file.write(line.add(record, elements))
            }
        } atEnd: { file in
            file.write(line.finish())
        }
    }

    private enum ListAnswer<Element: Sendable>: Sendable {
        case line([UInt8])
        case section(Record, [Element])
    }

    /// The same for answers that are written piece by piece.
    func write<Answer: Sendable>(
        _ work: @escaping @Sendable (Record) -> Answer, note: (Answer) -> Wording? = { _ in nil },
        _ write: (inout OutputFile, Answer) -> Void, atEnd: (inout OutputFile) -> Void = { _ in }
    ) async throws {
        try checkOutputs()
        var file = OutputFile(output.target)
        var written = 0
        let counts = try await forEach(work) { record, answer in
            if hasHeaders && input.isMany && !output.isJSON {
                file.write(Array("\(written == 0 ? "" : "\n")==> \(record.origin) <==\n".utf8))
            }
            write(&file, answer)
            written += 1
            if let note = note(answer), !output.quiet {
                file.flush()
                Console.warn(note.at("\(record.origin)"))
            }
        } beforeMessage: {
            file.flush()
        }
        atEnd(&file)
        file.close()
        try finish(counts)
    }

    /// Hands each document to `work`, several at once, and the answers to `take`, in the order of the input. `reading` are
    /// the options of the reader, where they are not those of the command line.
    func forEach<Answer: Sendable>(
        reading: DocumentReader.Options? = nil, _ work: @escaping @Sendable (Record) -> Answer,
        take: (Record, Answer) throws -> Void, beforeMessage: () -> Void = {}
    ) async throws -> Counts {
        try checkOutputs()
        var reading = reading ?? input.reading
        if takesSections { (reading.sectionLength, reading.survey) = (Self.sectionLength, survey) }
        reading.readsMisread = readsMisread
        var counts = Counts()
        // Of the sections of the text that is being read.
        var undecodable: [Int] = []
        var progress = Progress(isOn: !output.noProgress && !output.quiet && input.isMany)
        let loop = RecordLoop(
            input.paths, options: reading, limit: input.limit, jobs: output.jobs ?? Console.processorCount)
        var doubts = InputDoubts()
        let looks = !output.quiet && !readsMisread
        counts.skipped = try await loop.run { record in
            (damage: looks ? record.damage : nil, answer: work(record))
        } take: { result in
            switch result {
            case .success((let record, (let damage, let answer))):
                undecodable += record.undecodable
                if !output.quiet {
                    let found = doubts.next(record, damage)
                    if !found.isEmpty { beforeMessage() }
                    found.forEach { Console.warn($0.wording) }
                }
                if record.section.isLast {
                    counts.documents += 1
                    counts.undecodable += undecodable.count
                    if !output.quiet, let line = record.readingMessage(undecodable, verbose: output.verbose) {
                        Console.warn(line: line)
                    }
                    undecodable = []
                }
                try take(record, answer)
                if record.section.isLast { counts.written += 1 }
            case .failure(let failure):
                counts.documents += 1
                counts.failures.append(failure)
                if !output.quiet {
                    beforeMessage()
                    Console.warn(failure.wording)
                }
            }
            progress.show(counts.documents)
        }
        progress.end()
        if !output.quiet, let wording = counts.skipped.wording { Console.warn(wording) }
        return counts
    }

    /// Hands what `work` makes of each document to `take`, in order, and then writes `result`: for what is made of all of
    /// them together. Throws exit code 2 where some of them failed.
    func gathered<Answer: Sendable>(
        _ work: @escaping @Sendable (Record) -> Answer, take: (Record, Answer) -> Void, result: () -> [UInt8]
    ) async throws {
        let counts = try await forEach(work, take: take)
        if counts.written > 0 {
            var file = OutputFile(output.target)
            file.write(result())
            file.close()
        }
        try finish(counts)
    }

    /// Writes rejects and report. Throws exit code 2 where some documents failed.
    func finish(_ counts: Counts) throws {
        if !output.quiet, let wording = cleaning?.takeWording() { Console.warn(wording) }
        writeRejects(counts)
        writeReport(counts)
        if !counts.failures.isEmpty { throw ExitCode(2) }
    }

    private func writeRejects(_ counts: Counts) {
        guard let path = output.rejects else { return }
        var file = OutputFile(path)
        for failure in counts.failures {
            var writer = JSONWriter()
            writer.object { $0.fields(of: failure) }
            file.write(writer.bytes + [0x0A])
        }
        file.close()
    }

    private func writeReport(_ counts: Counts) {
        guard let path = output.report else { return }
        var writer = JSONWriter()
        writer.object {
            $0.field("verb", verb)
            $0.field("documents", counts.documents)
            $0.field("written", output.dryRun ? 0 : counts.written)
            $0.field("rejected", counts.failures.count)
            $0.field("undecodable", counts.undecodable)
            if counts.skipped.total > 0 { $0.field("skipped", counts.skipped.total) }
            $0.objects("rejects", counts.failures) { $0.fields(of: $1) }
        }
        var file = OutputFile(path)
        file.write(JSONWriter.pretty(writer.bytes) + [0x0A])
        file.close()
    }
}

/// A line on standard error that counts documents, on a terminal only.
private struct Progress {
    private let isOn: Bool
    private let start = Console.seconds
    private var shown = 0.0

    init(isOn: Bool) { self.isOn = isOn && Console.isTerminal(2) }

    mutating func show(_ documents: Int) {
        guard isOn else { return }
        let now = Console.seconds
        guard now - shown > 0.25 else { return }
        shown = now
        let rate = Int(Double(documents) / max(now - start, 0.001))
        Console.showStatus(Wording("\(documents) 篇，每秒 \(rate) 篇", "\(documents) documents, \(rate)/s").text)
    }

    func end() {
        if isOn && shown > 0 { Console.showStatus("") }
    }
}
