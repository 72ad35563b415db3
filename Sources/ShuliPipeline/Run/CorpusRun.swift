import ShuliFiles
import ShuliText

/// Cleans a corpus: reads documents, takes them through steps, leaves out duplicates and writes what stays, as JSON Lines
/// in the order of the input, with a reason for everything that does not.
///
/// Memory does not depend on the input's size, but for some hundred bytes a record that has copies. The process may end at
/// any moment: the same run again goes on, and what it writes is the same byte for byte. Records written and rejected are
/// as many as came in, which is checked.
package struct CorpusRun: Sendable {
    /// How a run reads and writes.
    package struct Options: Sendable {
        package var reading = DocumentReader.Options()
        /// Read no more than so many records.
        package var limit: Int?
        /// How many tasks work at once. The output does not depend on it.
        package var jobs = 1
        package var compression = Compression.none
        /// About how many bytes a part of the output has before it is compressed.
        package var partLength = 256 << 20
        /// About how many bytes of input one task works on at once; at least one record.
        package var chunkLength = 4 << 20
        /// The plan, to be found in the report; a folder takes no run of another plan.
        package var plan = ""
        /// The program's version, likewise.
        package var version = ""

        package init() { reading.longest = 16 << 20 }
    }

    /// What a run has to tell while it is at work.
    package enum Event: Sendable {
        /// An earlier run did so many records.
        case resumed(records: Int)
        case failure(DocumentFailure)
        case progress(Progress)
    }

    /// How far a run is.
    package struct Progress: Sendable, Hashable {
        package enum Stage: Int, Sendable, Hashable, CaseIterable {
            case clean, compare, write
        }

        package var stage: Stage
        /// Records that the stage did.
        package var records: Int
        /// How much of the stage is done, from 0 to 1; nil where that is not known.
        package var share: Double?
    }

    private let inputs: [String]
    private let folderPath: String
    private let steps: CorpusSteps
    private let options: Options

    /// A run over files and folders, into a folder.
    package init(_ inputs: [String], into folder: String, steps: CorpusSteps, options: Options = Options()) {
        (self.inputs, folderPath, self.steps, self.options) = (inputs, folder, steps, options)
    }

    /// Runs, or goes on where an earlier run ended. Throws `CorpusRunError`, an error of the storage, or
    /// `CancellationError` soon after its task was cancelled.
    package func run(_ tell: @escaping @Sendable (Event) -> Void = { _ in }) async throws -> RunReport {
        let start = ContinuousClock.now
        let folder = try RunFolder(folderPath)
        let files = InputFile.all(inputs)
        let ledger = try Ledger(folder.ledgerPath)
        if let report = try known(ledger, files, folder) { return report }
        let session = RunSession(
            files: files, options: options, steps: steps, folder: folder, ledger: ledger, tell: tell)
        let store = try steps.duplicates.map { try $0.open(folder.indexPath) }
        let chunks = try await session.clean(into: store)
        let records = chunks.reduce(0) { $0 + $1.records }
        tell(.progress(Progress(stage: .compare, records: records, share: nil)))
        var comparing = RunReport.Step(name: steps.duplicates?.name ?? "")
        var time = ContinuousClock.now
        let lots = try store?.lots() ?? DuplicateLots()
        comparing.take(&time)
        try Task.checkCancellation()
        var report = try await session.write(chunks, lots)
        report.plan = options.plan
        report.version = options.version
        report.inputs = inputs
        if let index = report.steps.firstIndex(where: { $0.name == comparing.name }) {
            report.steps[index].seconds += comparing.seconds
        }
        let (whole, parts) = (ContinuousClock.now - start).components
        report.seconds = Double(whole) + Double(parts) / 1e18
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
    private func known(_ ledger: Ledger, _ files: [InputFile], _ folder: RunFolder) throws -> RunReport? {
        let identity = "\(options.version)\n\(options.limit ?? -1)\n\(options.chunkLength)\n\(options.plan)"
        if let known = try ledger.fact("plan") {
            guard known == identity else { throw CorpusRunError.otherPlan(folder: folder.path) }
        }
        if let changed = try ledger.changedInput(files) {
            throw CorpusRunError.changedInput(folder: folder.path, path: changed)
        }
        try ledger.setFact("plan", identity)
        return try ledger.fact("finished").map { try RunReport(parsing: $0) }
    }
}
