import ShuliDuplicates
import ShuliFiles

/// The work of one process on a run: three stages, each of which resumes where an earlier process ended.
///
/// Only the loop that takes what tasks made, in order, touches ledger, index and output files.
final class RunSession {
    private let files: [InputFile]
    private let options: CorpusRun.Options
    private let steps: CorpusSteps
    private let folder: RunFolder
    private let ledger: Ledger
    private let cleaning: CleaningStage
    private let tell: @Sendable (CorpusRun.Event) -> Void
    // When the last row of the ledger was written.
    private var lastRow: ContinuousClock.Instant

    // How many records are put into the index in one transaction. Chosen by hand.
    private static let batch = 512

    init(
        files: [InputFile], options: CorpusRun.Options, steps: CorpusSteps, folder: RunFolder, ledger: Ledger,
        start: ContinuousClock.Instant, tell: @escaping @Sendable (CorpusRun.Event) -> Void
    ) {
        (self.files, self.options, self.steps, self.folder) = (files, options, steps, folder)
        (self.ledger, lastRow, self.tell) = (ledger, start, tell)
        cleaning = CleaningStage(paths: files.map(\.path), options: options.reading, steps: steps, folder: folder)
    }

    /// Seconds since the last row of the ledger, or since the process began.
    func takeSeconds() -> Double {
        let now = ContinuousClock.now
        defer { lastRow = now }
        return (now - lastRow).seconds
    }

    private func tell(_ stage: CorpusRun.Progress.Stage, _ records: Int, _ share: Double?) {
        tell(.progress(CorpusRun.Progress(stage: stage, records: records, share: share)))
    }

    // MARK: Cleaning

    /// Takes all chunks through the steps before the search for duplicates. Returns their rows.
    func clean(into index: RunIndex?) async throws -> [Ledger.Chunk] {
        let folder = folder
        var chunks = try ledger.chunks()
        let isWhole = chunks.enumerated().prefix { index, chunk in
            chunk.number == index && folder.holdsChunk(index, checksum: chunk.checksum)
        }
        chunks = Array(chunks.prefix(isWhole.count))
        var records = chunks.reduce(0) { $0 + $1.records }
        if !chunks.isEmpty { tell(.resumed(records: records)) }
        let stored = try index.map { chunks[(try Self.indexed(chunks, $0))...] } ?? []
        let feed = ChunkFeed(files, options: options, known: chunks, stored: stored, target: options.chunkLength)
        let cleaning = cleaning
        var shown = RunReport()
        for chunk in chunks { shown.showSamples(of: chunk.report) }
        cleaning.bound(shown)
        var batch: [PreparedDocument] = []
        try await OrderedTasks.run(jobs: options.jobs) {
            feed.next()
        } work: { item in
            switch item {
            case .fresh(let chunk): try cleaning.clean(chunk)
            case .stored(let chunk): try cleaning.prepare(chunk)
            }
        } take: { cleaned in
            batch += cleaned.prepared
            if batch.count >= Self.batch {
                try index?.add(batch)
                batch.removeAll(keepingCapacity: true)
            }
            for failure in cleaned.failures { tell(.failure(failure)) }
            for doubt in cleaned.doubts { options.doubts?(doubt) }
            guard var row = cleaned.row else { return }
            // A sample that is no longer among those shown need not be kept.
            shown.showSamples(of: row.report)
            row.report.samples.removeAll { !shown.samples.contains($0) }
            row.report.dropped.removeAll { !shown.dropped.contains($0) }
            cleaning.bound(shown)
            row.seconds = takeSeconds()
            try ledger.add(row)
            chunks.append(row)
            records += row.records
            tell(.clean, records, feed.share)
        }
        try index?.add(batch)
        return chunks
    }

    // How many of the first chunks are in the index with all records that passed the steps.
    private static func indexed(_ chunks: [Ledger.Chunk], _ index: RunIndex) throws -> Int {
        var count = try index.count
        return chunks.prefix { chunk in
            count -= chunk.left
            return count >= 0
        }.count
    }

    // MARK: Writing

    /// Writes output and rejects. Returns the report, without what the caller adds.
    func write(_ chunks: [Ledger.Chunk], _ assignments: DuplicateAssignments) async throws -> RunReport {
        let clusters = DuplicateClusters(assignments)
        var report = RunReport()
        report.steps = steps.names.map { RunReport.Step(name: $0) }
        for chunk in chunks {
            report.merge(chunk.report)
            report.seconds += chunk.seconds
        }
        report.records = report.steps.first?.entered ?? 0
        let (ids, titles) = try names(chunks, clusters)
        if steps.duplicates != nil { clusters.describe(&report, ids: ids, titles: titles) }
        let stage = OutputStage(
            folder: folder, steps: steps, assignments: assignments, ids: ids, compression: options.compression)
        var parts = try ledger.parts()
        if let bad = parts.firstIndex(where: { folder.changedFile(of: $0, options.compression) != nil }) {
            try ledger.removeParts(from: bad)
            parts.removeSubrange(bad...)
        }
        for part in parts {
            report.merge(part.report)
            report.seconds += part.seconds
        }
        let first = parts.last?.end ?? 0
        var part: OutputPart?
        func close() throws {
            guard let whole = part else { return }
            part = nil
            let row = try whole.finish(seconds: takeSeconds())
            try ledger.add(row)
            report.merge(row.report)
            report.seconds += row.seconds
            parts.append(row)
        }
        var next = first
        try await OrderedTasks.run(jobs: options.jobs) {
            guard next < chunks.count else { return nil }
            defer { next += 1 }
            return chunks[next]
        } work: {
            try stage.write($0)
        } take: { piece in
            if let open = part, open.length > 0, open.length + piece.length > options.partLength { try close() }
            let open = try part ?? OutputPart(parts.count, folder, options.compression)
            part = open
            try open.append(piece)
            tell(.write, report.written + open.report.written, Double(piece.number + 1) / Double(chunks.count))
        }
        if parts.isEmpty, part == nil { part = try OutputPart(0, folder, options.compression) }
        try close()
        return report
    }

    // The ids and titles that rejects and report name: one pass over the labels of all records, where there are any.
    private func names(
        _ chunks: [Ledger.Chunk], _ clusters: DuplicateClusters
    ) throws -> (ids: [Int: String], titles: [Int: String]) {
        let (named, titled) = (clusters.named, clusters.titled)
        var ids: [Int: String] = [:]
        var titles: [Int: String] = [:]
        guard !named.isEmpty else { return (ids, titles) }
        for chunk in chunks {
            try Task.checkCancellation()
            for label in try folder.labels(chunk.number) where named.contains(label.number) {
                ids[label.number] = label.id
                if titled.contains(label.number) { titles[label.number] = label.title }
            }
        }
        return (ids, titles)
    }
}

/// A part of the output and the rejects that belong to it, while they grow.
private final class OutputPart {
    private let number: Int
    private let folder: RunFolder
    private var written: GrowingFile?
    private var rejected: GrowingFile?
    private var end = 0
    private(set) var length = 0
    private(set) var report = RunReport()

    init(_ number: Int, _ folder: RunFolder, _ compression: Compression) throws(CorpusRunError) {
        self.number = number
        self.folder = folder
        let paths = folder.partPaths(number, compression)
        written = try GrowingFile(paths[0])
        rejected = try GrowingFile(paths[1])
    }

    func append(_ piece: OutputPiece) throws(CorpusRunError) {
        try written?.append(piece.written)
        try rejected?.append(piece.rejected)
        length += piece.length
        end = piece.number + 1
        report.merge(piece.report)
    }

    /// Gives both files their names.
    func finish(seconds: Double) throws(CorpusRunError) -> Ledger.Part {
        let rejects = try rejected.take()?.finish()
        let output = try written.take()?.finish()
        return Ledger.Part(
            number: number, end: end, files: [output, rejects].compactMap(\.self), report: report, seconds: seconds)
    }
}
