import ShuliBase
import ShuliDuplicates
import ShuliFiles
import ShuliStorage

/// Cleans a corpus: reads documents, takes them through steps, leaves out duplicates, and writes what is kept as JSON Lines
/// in the order of the input, and what is not with the reason.
///
/// The folder gets `part-00000.jsonl` and so on, `rejects/` with parts of the same names, and `run.json`, the report.
/// Records written and rejected are as many as were read, which is checked. The process may end at any moment: the same
/// run again resumes, and the output is the same byte for byte. Memory does not depend on the size of the input, except for
/// some hundred bytes a record that has copies.
///
/// ```swift
/// var options = CorpusRun.Options()
/// options.jobs = 4
/// let run = CorpusRun(
///     ["crawl/"], into: "cleaned", steps: [.clean(), .filter(), .dedup(), .keywords(limit: 5)], options: options)
/// let report = try await run.run()
/// print("\(report.written) of \(report.records) records were kept")
/// ```
public struct CorpusRun: Sendable {
    /// How a run reads and writes.
    public struct Options: Sendable {
        /// How documents are read. Records of more than 16 MB are rejected.
        public var reading = DocumentReader.Options()
        /// Read no more than so many documents.
        package var limit: Int?
        /// How many tasks work at once. The output does not depend on it.
        public var jobs = 1
        /// How the output is compressed.
        package var compression = Compression.none
        /// About how many bytes a part of the output has before it is compressed.
        package var partLength = 256 << 20
        /// About how many bytes of input one task works on at once; at least one record.
        package var chunkLength = 4 << 20
        /// The plan, for the report. A folder takes no run of another plan.
        package var plan = ""
        /// The program's version, for the report.
        package var version = ""
        /// What distinguishes builds of the program. A folder takes no run of another version or build.
        package var build = ""
        /// Files that the steps were made from, such as models and templates. Their contents are part of the run.
        package var dependencies: [String] = []
        /// Gets what is odd about documents, once a file in each stretch that one task works on.
        package var doubts: (@Sendable (InputDoubt) -> Void)?

        /// One task, no limit.
        public init() { reading.longest = 16 << 20 }
    }

    /// What a run says while it is at work.
    public enum Event: Sendable {
        /// An earlier run did so many records.
        case resumed(records: Int)
        /// A file of the finished output is gone or was changed: the run begins anew.
        case restarted(path: String)
        /// A document could not be read; it is among the rejects.
        case failure(DocumentFailure)
        /// Some more records are done.
        case progress(Progress)
    }

    /// How far a run is.
    public struct Progress: Sendable, Hashable {
        /// What a run does, in this order.
        public enum Stage: Int, Sendable, Hashable, CaseIterable {
            /// The steps before the search for duplicates.
            case clean
            /// The search for duplicates.
            case compare
            /// The steps after it, and writing.
            case write
        }

        /// What the run does.
        public var stage: Stage
        /// Records that the stage did.
        public var records: Int
        /// How much of the stage is done, from 0 to 1; nil where that is not known.
        public var share: Double?
    }

    private let inputs: [String]
    private let folderPath: String
    private let steps: [CorpusStep]
    private let options: Options

    /// A run over files and folders, into a folder that is made where it is missing. A page is always cleaned, also without
    /// the step `clean`.
    public init(_ inputs: [String], into folder: String, steps: [CorpusStep], options: Options = Options()) {
        (self.inputs, folderPath, self.steps, self.options) = (inputs, folder, steps, options)
    }

    /// Runs, or resumes where an earlier run ended, and returns the report. Throws `CorpusRunError`, or
    /// `CancellationError` soon after its task was cancelled.
    public func run(_ tell: @escaping @Sendable (Event) -> Void = { _ in }) async throws -> RunReport {
        do {
            return try await runStages(tell)
        } catch let error as StorageError {
            throw CorpusRunError.file(path: error.path, words: error.message)
        } catch let error as DuplicateIndexError {
            throw CorpusRunError.index(error)
        } catch let error as ForeignDocument {
            throw CorpusRunError.index(.damaged(path: folderPath, detail: "\(error)"))
        } catch let error as ParseError {
            throw CorpusRunError.steps(error)
        }
    }

    private func runStages(_ tell: @escaping @Sendable (Event) -> Void) async throws -> RunReport {
        let start = ContinuousClock.now
        let steps = try CorpusSteps(steps)
        var options = options
        options.reading.readsMisread = steps.repairs
        let folder = try RunFolder(folderPath)
        var skipped = SkippedRecords()
        // The run's folder may be inside of an input.
        let files = InputFile.paths(inputs, excluding: folderPath, skipped: &skipped).map { InputFile($0) }
        let ledger = try Ledger(folder.ledgerPath)
        if let report = try finished(ledger, files, folder, tell) { return report }
        let session = RunSession(
            files: files, options: options, steps: steps, folder: folder, ledger: ledger, start: start,
            tell: tell)
        let index = try steps.duplicates.map { try RunIndex($0, at: folder.indexPath) }
        let chunks = try await session.clean(into: index)
        let records = chunks.reduce(0) { $0 + $1.records }
        tell(.progress(Progress(stage: .compare, records: records, share: nil)))
        var comparing = RunReport.Step(name: DuplicateSearch.name)
        var time = ContinuousClock.now
        let assignments = try index?.assignments() ?? DuplicateAssignments()
        comparing.take(&time)
        try Task.checkCancellation()
        var report = try await session.write(chunks, assignments)
        report.plan = options.plan
        report.version = options.version
        report.inputs = inputs
        report.skipped += skipped.total
        if let index = report.steps.firstIndex(where: { $0.name == comparing.name }) {
            report.steps[index].seconds += comparing.seconds
        }
        report.seconds += session.takeSeconds()
        report.arrange()
        guard report.records == report.written + report.rejected else {
            throw CorpusRunError.unbalanced(
                records: report.records, written: report.written, rejected: report.rejected)
        }
        try folder.write(JSONWriter.pretty(report.json) + [0x0A], to: folder.reportPath, survives: true)
        try ledger.setFact("finished", String(decoding: report.json, as: UTF8.self))
        folder.removeState(chunks: chunks.count)
        return report
    }

    /// Removes a run's folder with all that is in it.
    package static func remove(_ folder: String) { InputFile.removeAll(folder) }

    // The report of a run that is finished. Throws where the folder is another run's.
    private func finished(
        _ ledger: Ledger, _ files: [InputFile], _ folder: RunFolder, _ tell: (Event) -> Void
    ) throws -> RunReport? {
        try identify(ledger, folder)
        if let changed = try ledger.changedInput(files) {
            throw CorpusRunError.changedInput(folder: folder.path, path: changed)
        }
        guard let finished = try ledger.fact("finished") else { return nil }
        for part in try ledger.parts() {
            guard let path = folder.changedFile(of: part, options.compression) else { continue }
            // What the part was written from is removed when a run ends.
            tell(.restarted(path: path))
            try ledger.removeAll()
            return nil
        }
        return try ledger.report(finished)
    }

    // Notes what the output is a function of, the first time; later throws where it is something else.
    private func identify(_ ledger: Ledger, _ folder: RunFolder) throws {
        func check(_ name: String, _ value: String, _ error: CorpusRunError) throws {
            if let known = try ledger.fact(name), known != value { throw error }
            try ledger.setFact(name, value)
        }
        let plan = "\(options.limit ?? -1)\n\(options.chunkLength)\n\(options.plan)"
        try check("plan", plan, .otherPlan(folder: folder.path))
        try check("program", "\(options.version) \(options.build)", .otherProgram(folder: folder.path))
        for path in options.dependencies {
            guard let sum = InputFile.checksum(of: path) else {
                throw CorpusRunError.unreadable(path: path)
            }
            try check("file \(path)", "\(sum)", .changedFile(folder: folder.path, path: path))
        }
    }
}
