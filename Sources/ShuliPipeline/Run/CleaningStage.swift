import ShuliFiles
import ShuliText
import Synchronization

/// What comes of a chunk once all steps before the search for duplicates are done.
struct CleanedChunk: Sendable {
    let number: Int
    /// Nil for one that the ledger has.
    let row: Ledger.Chunk?
    /// What the index takes, in the order of the records.
    let prepared: [any Sendable]
    let failures: [DocumentFailure]
}

/// Takes chunks through the steps before the search for duplicates, each into a file of its own.
///
/// A chunk's file is a function of the chunk and the steps alone.
struct CleaningStage: Sendable {
    private let decoder: ChunkDecoder
    private let steps: CorpusSteps
    private let folder: RunFolder
    private let options: DocumentReader.Options
    private let bound = SampleBound()

    init(paths: [String], options: DocumentReader.Options, steps: CorpusSteps, folder: RunFolder) {
        decoder = ChunkDecoder(paths: paths, options: options)
        self.steps = steps
        self.folder = folder
        self.options = options
    }

    /// From now on samples are only those that could still be among the ones of `report`.
    func bound(_ report: RunReport) {
        guard report.samples.count == RunReport.sampleLimit, let last = report.samples.last else { return }
        bound.rank.store(last.rank, ordering: .relaxed)
    }

    /// Cleans a chunk and writes its file.
    func clean(_ chunk: InputChunk) throws -> CleanedChunk {
        var report = RunReport()
        report.sampleBound = bound.rank.load(ordering: .relaxed)
        report.steps = steps.names.map { RunReport.Step(name: $0) }
        if case .bytes(let bytes, _) = chunk.content { report.inputBytes = bytes.count }
        var stored: [UInt8] = []
        var prepared: [any Sendable] = []
        var failures: [DocumentFailure] = []
        var left = 0
        var time = ContinuousClock.now
        var place = 0
        decoder.decode(chunk) { outcome in
            report.steps[0].take(&time)
            let record: StoredRecord
            switch outcome {
            case .failure(let failure):
                failures.append(failure)
                record = StoredRecord(failure)
            case .success(let document):
                report.steps[0].left += 1
                if case .files = chunk.content { report.inputBytes += document.byteCount }
                record = apply(CorpusRecord(document, options), &report, &time)
            }
            if record.removal == nil {
                left += 1
                if let duplicates = steps.duplicates {
                    prepared.append(duplicates.prepare(record, Self.number(chunk.number, place)))
                    report.steps[steps.before.count + 1].take(&time)
                }
            }
            record.append(to: &stored)
            place += 1
            time = .now
        }
        report.steps[0].entered = place
        guard let file = Compression.zstd.compressed(stored, isFast: true) else {
            throw CorpusRunError.file(path: folder.chunkPath(chunk.number), words: "out of memory")
        }
        try folder.write(file, to: folder.chunkPath(chunk.number))
        let row = Ledger.Chunk(
            number: chunk.number, start: chunk.start, end: chunk.end, records: chunk.records, left: left,
            checksum: checksum(file), report: report)
        return CleanedChunk(number: chunk.number, row: row, prepared: prepared, failures: failures)
    }

    /// The number of a record of a chunk: rising in the order of the input.
    static func number(_ chunk: Int, _ place: Int) -> Int { chunk << 24 | place }

    private func apply(
        _ record: CorpusRecord, _ report: inout RunReport, _ time: inout ContinuousClock.Instant
    ) -> StoredRecord {
        var record = record
        for (index, step) in steps.before.enumerated() {
            report.steps[index + 1].entered += 1
            let removal = step.apply(&record, &report)
            report.steps[index + 1].take(&time)
            if let removal {
                report.drop(record, step.name, removal)
                return StoredRecord(record, removal: (step.name, removal))
            }
            report.steps[index + 1].left += 1
        }
        return StoredRecord(record, removal: nil)
    }

    /// What the index takes of a chunk whose file was written before.
    func prepare(_ chunk: Ledger.Chunk) throws -> CleanedChunk {
        var prepared: [any Sendable] = []
        if let duplicates = steps.duplicates {
            for (place, record) in try records(chunk).enumerated() where record.removal == nil {
                prepared.append(duplicates.prepare(record, Self.number(chunk.number, place)))
            }
        }
        return CleanedChunk(number: chunk.number, row: nil, prepared: prepared, failures: [])
    }

    /// The records of a chunk's file.
    func records(_ chunk: Ledger.Chunk) throws -> [StoredRecord] {
        let path = folder.chunkPath(chunk.number)
        do {
            var stream = try ByteStream.open(path)
            guard let bytes = try stream.all(limit: .max) else { return [] }
            var cursor = ByteCursor(bytes)
            var records: [StoredRecord] = []
            while !cursor.isAtEnd { records.append(try StoredRecord(from: &cursor)) }
            return records
        } catch {
            // It was whole when this run began.
            throw CorpusRunError.file(path: path, words: "damaged; run again")
        }
    }
}

/// The rank of the last sample that is shown so far: it spares tasks the making of samples, and changes nothing else.
private final class SampleBound: Sendable {
    let rank = Atomic<UInt64>(.max)
}

extension RunReport.Step {
    /// Adds the time since an instant, and sets the instant to now.
    mutating func take(_ time: inout ContinuousClock.Instant) {
        let now = ContinuousClock.now
        let (whole, parts) = (now - time).components
        seconds += Double(whole) + Double(parts) / 1e18
        time = now
    }
}

extension RunReport {
    /// Keeps a dropped document where it is one of those that are shown.
    mutating func drop(_ record: CorpusRecord, _ step: String, _ removal: CorpusRemoval) {
        dropped.append(
            Dropped(
                id: record.id, title: record.title, step: step, rule: removal.rule, reason: removal.reason,
                excerpt: String(record.text.prefix(200)), rank: SampleRank.rank(record.idSource)))
        limitDropped()
    }
}

/// Which records are shown as samples: those whose ids have the smallest hashes.
package enum SampleRank {
    /// FNV-1a, with its bits mixed once more.
    package static func rank(_ id: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        // Fits into a number of JSON and of SQLite.
        return (hash ^ hash >> 33) >> 1
    }
}
