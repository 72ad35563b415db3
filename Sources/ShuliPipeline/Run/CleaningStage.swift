import ShuliBase
import ShuliDuplicates
import ShuliFiles
import Synchronization

/// A chunk of the input after all steps before the search for duplicates.
struct CleanedChunk: Sendable {
    /// Nil for one that the ledger has.
    let row: Ledger.Chunk?
    /// What the index takes, in the order of the records.
    let prepared: [PreparedDocument]
    let failures: [DocumentFailure]
    /// What is odd about its documents.
    var doubts: [InputDoubt] = []
}

/// Takes chunks through the steps before the search for duplicates, each into a file of its own.
///
/// A chunk's files are a function of the chunk and the steps alone.
struct CleaningStage: Sendable {
    private let decoder: ChunkDecoder
    private let steps: CorpusSteps
    private let folder: RunFolder
    private let bound = SampleBound()

    init(paths: [String], options: DocumentReader.Options, steps: CorpusSteps, folder: RunFolder) {
        decoder = ChunkDecoder(paths: paths, options: options)
        self.steps = steps
        self.folder = folder
    }

    /// From now on samples are only those that could still be among the ones of `report`.
    func bound(_ report: RunReport) {
        guard report.samples.count == RunReport.sampleLimit, let last = report.samples.last else { return }
        bound.rank.store(last.rank, ordering: .relaxed)
    }

    /// Cleans a chunk and writes its files.
    func clean(_ chunk: InputChunk) throws -> CleanedChunk {
        var report = RunReport()
        report.sampleBound = bound.rank.load(ordering: .relaxed)
        report.steps = steps.names.map { RunReport.Step(name: $0) }
        switch chunk.content {
        case .bytes(let bytes, _), .whole(let bytes, _, _): report.inputBytes = bytes.count
        case .files, .failure, .section: break
        }
        var stored: [UInt8] = []
        var labels: [UInt8] = []
        var prepared: [PreparedDocument] = []
        var failures: [DocumentFailure] = []
        var doubts = InputDoubts()
        var odd: [InputDoubt] = []
        var entered = 0
        var left = 0
        var time = ContinuousClock.now
        let skipped = decoder.decode(chunk) { outcome in
            report.steps[0].take(&time)
            var record: Record
            switch outcome {
            case .failure(let failure):
                failures.append(failure)
                record = Record(failure)
            case .success(let read):
                report.steps[0].left += 1
                if case .files = chunk.content { report.inputBytes += read.byteCount }
                record = read
                odd += doubts.next(read, steps.repairs ? nil : read.damage)
                transform(&record, &report, &time)
            }
            if record.rejection == nil {
                left += 1
                if let duplicates = steps.duplicates {
                    prepared.append(duplicates.prepare(record))
                    RecordLabel(number: record.number, idSource: record.idSource, title: record.title)
                        .append(to: &labels)
                    report.steps[steps.transforms.count + 1].take(&time)
                }
            }
            record.append(to: &stored)
            entered += 1
            time = .now
        }
        report.steps[0].entered = entered
        report.skipped = skipped.total
        // A file that is one document may also yield a failure, where the rest of it is damaged.
        let isComplete = entered + report.skipped == chunk.records
        if case .bytes = chunk.content, !isComplete {
            throw CorpusRunError.unbalanced(records: chunk.records, written: left, rejected: entered - left)
        }
        let checksum = try folder.writeChunk(chunk.number, records: stored, labels: labels)
        let row = Ledger.Chunk(
            number: chunk.number, start: chunk.start, end: chunk.end, records: chunk.records, left: left,
            checksum: checksum, report: report)
        return CleanedChunk(row: row, prepared: prepared, failures: failures, doubts: odd)
    }

    private func transform(
        _ record: inout Record, _ report: inout RunReport, _ time: inout ContinuousClock.Instant
    ) {
        for (index, step) in steps.transforms.enumerated() {
            report.steps[index + 1].entered += 1
            record.rejection = step.apply(&record, &report)
            report.steps[index + 1].take(&time)
            if let rejection = record.rejection { return report.sampleRejected(record, rejection) }
            report.steps[index + 1].left += 1
        }
    }

    /// What the index takes of a chunk that was written by an earlier process.
    func prepare(_ chunk: Ledger.Chunk) throws -> CleanedChunk {
        var prepared: [PreparedDocument] = []
        if let duplicates = steps.duplicates {
            for record in try folder.records(chunk.number) where record.rejection == nil {
                prepared.append(duplicates.prepare(record))
            }
        }
        return CleanedChunk(row: nil, prepared: prepared, failures: [])
    }
}

/// The rank of the last sample that is shown so far. It spares tasks the making of samples and changes nothing else.
private final class SampleBound: Sendable {
    let rank = Atomic<UInt64>(.max)
}
