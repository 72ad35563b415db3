import ArgumentParser
import Shuli

/// Reads documents, hands each to a function and writes what it answers, in the order of the input.
///
/// Documents are worked on a window at a time: `jobs` tasks at once, never more than a window in memory.
struct DocumentRun {
    let verb: String
    let input: InputOptions
    let output: OutputOptions
    /// Whether each document's text output stands under a line with its name where there are several.
    let hasHeaders: Bool

    /// What came in and went out.
    struct Counts {
        var documents = 0
        var written = 0
        var undecodable = 0
        var failures: [DocumentFailure] = []
    }

    /// Works through all documents. Throws exit code 2 where some of them failed.
    func callAsFunction(_ work: @escaping @Sendable (Record) -> [UInt8]) async throws {
        var file = OutputFile(output.dryRun ? "/dev/null" : output.output)
        var written = 0
        let counts = try await forEach(work) { document, answer in
            if hasHeaders && input.isMany && !output.isJSON {
                file.write(Array("\(written == 0 ? "" : "\n")==> \(document.origin) <==\n".utf8))
            }
            file.write(answer)
            written += 1
        } beforeMessage: {
            file.flush()
        }
        file.close()
        try finish(counts)
    }

    /// Hands each document to `work`, several at once, and what comes of it to `take`, in the order of the input. Says
    /// of documents that failed why.
    func forEach<Answer: Sendable>(
        _ work: @escaping @Sendable (Record) -> Answer, take: (Record, Answer) throws -> Void,
        beforeMessage: () -> Void = {}
    ) async throws -> Counts {
        var counts = Counts()
        var reading = input.reading
        reading.keepsSource = true
        var reader = DocumentReader(paths: input.paths, options: reading)
        var progress = Progress(isOn: !output.noProgress && !output.quiet && input.isMany)
        let jobs = output.jobs ?? Console.processorCount
        var isFinished = false
        while !isFinished {
            var window: [Result<Record, DocumentFailure>] = []
            while window.count < jobs * 16 {
                guard counts.documents < input.limit ?? .max, let next = reader.next() else {
                    isFinished = true
                    break
                }
                counts.documents += 1
                window.append(next)
            }
            let answers = await Self.answers(for: window, jobs: jobs, work)
            for (result, answer) in zip(window, answers) {
                switch result {
                case .success(let document):
                    counts.undecodable += document.undecodable.count
                    if !output.quiet, let line = document.readingMessage(verbose: output.verbose) { Console.warn(line) }
                    if let answer { try take(document, answer) }
                    counts.written += 1
                case .failure(let failure):
                    counts.failures.append(failure)
                    if !output.quiet {
                        beforeMessage()
                        Console.warn(failure.message)
                    }
                }
            }
            progress.show(counts.documents)
        }
        progress.end()
        return counts
    }

    /// Hands each document to `take`, in order, and then writes `result`: for what is made of all of them together.
    /// Throws exit code 2 where some of them failed.
    func gathered(_ take: (Record) -> Void, result: () -> [UInt8]) async throws {
        let counts = try await forEach { _ in
        } take: { document, _ in
            take(document)
        }
        if counts.written > 0 {
            var file = OutputFile(output.dryRun ? "/dev/null" : output.output)
            file.write(result())
            file.close()
        }
        try finish(counts)
    }

    /// Writes rejects and report. Throws exit code 2 where some documents failed.
    func finish(_ counts: Counts) throws {
        writeRejects(counts)
        writeReport(counts)
        if !counts.failures.isEmpty { throw ExitCode(2) }
    }

    private static func answers<Answer: Sendable>(
        for window: [Result<Record, DocumentFailure>], jobs: Int, _ work: @escaping @Sendable (Record) -> Answer
    ) async -> [Answer?] {
        @Sendable func answer(_ result: Result<Record, DocumentFailure>) -> Answer? {
            if case .success(let document) = result { work(document) } else { nil }
        }
        guard jobs > 1, window.count > 1 else { return window.map(answer) }
        return await withTaskGroup(of: (Int, Answer?).self) { group in
            var answers = [Answer?](repeating: nil, count: window.count)
            var next = 0
            func start() {
                guard next < window.count else { return }
                let index = next
                let result = window[index]
                next += 1
                group.addTask { (index, answer(result)) }
            }
            for _ in 0..<jobs { start() }
            for await (index, found) in group {
                answers[index] = found
                start()
            }
            return answers
        }
    }

    private func writeRejects(_ counts: Counts) {
        guard let path = output.rejects else { return }
        var file = OutputFile(path)
        for failure in counts.failures {
            var writer = JSONWriter()
            writer.object { Self.fields(of: failure, &$0) }
            file.write(writer.bytes + [0x0A])
        }
        file.close()
    }

    private func writeReport(_ counts: Counts) {
        guard let path = output.report else { return }
        var writer = JSONWriter()
        writer.object {
            $0.key("verb")
            $0.value(verb)
            $0.key("documents")
            $0.value(counts.documents)
            $0.key("written")
            $0.value(output.dryRun ? 0 : counts.written)
            $0.key("rejected")
            $0.value(counts.failures.count)
            $0.key("undecodable")
            $0.value(counts.undecodable)
            $0.key("rejects")
            $0.array { rejects in
                for failure in counts.failures { rejects.object { Self.fields(of: failure, &$0) } }
            }
        }
        var file = OutputFile(path)
        file.write(JSONWriter.pretty(writer.bytes) + [0x0A])
        file.close()
    }

    private static func fields(of failure: DocumentFailure, _ writer: inout JSONWriter) {
        writer.key("file")
        writer.value(failure.origin.file)
        if let line = failure.origin.line {
            writer.key("line")
            writer.value(line)
        }
        writer.key("reason")
        writer.value("\(failure.reason)")
    }
}

/// A line on standard error that counts documents, on a terminal only.
private struct Progress {
    private let isOn: Bool
    private let start = Console.seconds
    private var shown = 0.0

    init(isOn: Bool) { self.isOn = isOn && Console.isTerminal(2) }

    mutating func show(_ documents: Int) {
        let now = Console.seconds
        guard isOn, now - shown > 0.25 else { return }
        shown = now
        let rate = Int(Double(documents) / max(now - start, 0.001))
        Console.showStatus("\(documents) documents, \(rate)/s")
    }

    func end() {
        if isOn && shown > 0 { Console.showStatus("") }
    }
}
