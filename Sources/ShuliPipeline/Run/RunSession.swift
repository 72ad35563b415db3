import ShuliFiles
import ShuliText

/// One process' work on a run: the three stages, each of which goes on where an earlier process ended.
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

    // Records that are put into the index at once.
    private static let batch = 512

    init(
        files: [InputFile], options: CorpusRun.Options, steps: CorpusSteps, folder: RunFolder, ledger: Ledger,
        tell: @escaping @Sendable (CorpusRun.Event) -> Void
    ) {
        (self.files, self.options, self.steps, self.folder) = (files, options, steps, folder)
        (self.ledger, self.tell) = (ledger, tell)
        cleaning = CleaningStage(paths: files.map(\.path), options: options.reading, steps: steps, folder: folder)
    }

    private func tell(_ stage: CorpusRun.Progress.Stage, _ records: Int, _ share: Double?) {
        tell(.progress(CorpusRun.Progress(stage: stage, records: records, share: share)))
    }

    // MARK: Cleaning

    /// Takes all chunks through the steps before the search for duplicates; their rows.
    func clean(into store: (any DuplicateStore)?) async throws -> [Ledger.Chunk] {
        let folder = folder
        var chunks = try ledger.chunks()
        let isWhole = chunks.enumerated().prefix { index, chunk in
            chunk.number == index && folder.chunk(index, checksum: chunk.checksum) != nil
        }
        chunks = Array(chunks.prefix(isWhole.count))
        var records = chunks.reduce(0) { $0 + $1.records }
        if !chunks.isEmpty { tell(.resumed(records: records)) }
        let stored = try store.map { chunks[(try Self.indexed(chunks, $0))...] } ?? []
        let feed = ChunkFeed(files, options: options, known: chunks, stored: stored, target: options.chunkLength)
        let cleaning = cleaning
        var shown = RunReport()
        for chunk in chunks { shown.showSamples(of: chunk.report) }
        cleaning.bound(shown)
        var batch: [any Sendable] = []
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
                try store?.add(batch)
                batch.removeAll(keepingCapacity: true)
            }
            for failure in cleaned.failures { tell(.failure(failure)) }
            guard var row = cleaned.row else { return }
            // Samples that others outdo need not be kept.
            shown.showSamples(of: row.report)
            row.report.samples.removeAll { !shown.samples.contains($0) }
            row.report.dropped.removeAll { !shown.dropped.contains($0) }
            cleaning.bound(shown)
            try ledger.add(row)
            chunks.append(row)
            records += row.records
            tell(.clean, records, feed.share)
        }
        try store?.add(batch)
        return chunks
    }

    // How many of the first chunks are in the index with all that they left.
    private static func indexed(_ chunks: [Ledger.Chunk], _ store: any DuplicateStore) throws -> Int {
        var count = try store.count
        return chunks.prefix { chunk in
            count -= chunk.left
            return count >= 0
        }.count
    }

    // MARK: Writing

    /// Writes what stays and what does not, and the report on both.
    func write(_ chunks: [Ledger.Chunk], _ lots: DuplicateLots) async throws -> RunReport {
        let clusters = DuplicateClusters(lots)
        var report = RunReport()
        report.steps = steps.names.map { RunReport.Step(name: $0) }
        for chunk in chunks { report.merge(chunk.report) }
        report.records = chunks.reduce(0) { $0 + $1.records }
        let (ids, titles) = try names(chunks, clusters)
        if steps.duplicates != nil { clusters.describe(&report, ids: ids, titles: titles) }
        let stage = OutputStage(
            cleaning: cleaning, steps: steps, lots: lots, names: ids, compression: options.compression)
        var parts = try ledger.parts()
        for part in parts { report.merge(part.report) }
        let first = parts.last?.end ?? 0
        var part: OutputPart?
        func close() throws {
            guard let whole = part else { return }
            part = nil
            let row = try whole.finish()
            try ledger.add(row)
            report.merge(row.report)
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

    // The ids and titles that rejects and report name: one pass over the chunks, where there are any.
    private func names(
        _ chunks: [Ledger.Chunk], _ clusters: DuplicateClusters
    ) throws -> (ids: [Int: String], titles: [Int: String]) {
        let (named, titled) = (clusters.named, clusters.titled)
        var ids: [Int: String] = [:]
        var titles: [Int: String] = [:]
        guard !named.isEmpty else { return (ids, titles) }
        for chunk in chunks {
            try Task.checkCancellation()
            for (place, record) in try cleaning.records(chunk).enumerated() {
                let number = CleaningStage.number(chunk.number, place)
                guard named.contains(number) else { continue }
                ids[number] = record.id
                if titled.contains(number) { titles[number] = record.title }
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
        let name = RunFolder.partName(number, compression)
        written = try GrowingFile("\(folder.path)/\(name)")
        rejected = try GrowingFile("\(folder.path)/rejects/\(name)")
    }

    func append(_ piece: OutputPiece) throws(CorpusRunError) {
        try written?.append(piece.written)
        try rejected?.append(piece.rejected)
        length += piece.length
        end = piece.number + 1
        report.merge(piece.report)
    }

    /// Gives both files their names.
    func finish() throws(CorpusRunError) -> Ledger.Part {
        try rejected.take()?.finish()
        try written.take()?.finish()
        return Ledger.Part(number: number, end: end, report: report)
    }
}
