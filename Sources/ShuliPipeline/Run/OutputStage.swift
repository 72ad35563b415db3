import ShuliFiles
import ShuliText

/// What goes into the output of one chunk.
struct OutputPiece: Sendable {
    let number: Int
    /// Compressed lines.
    let written: [UInt8]
    let rejected: [UInt8]
    /// Their length before compression.
    let length: Int
    let report: RunReport
}

/// Makes the lines of the output and of the rejects of a chunk: a function of its file, of the lots of its records and
/// of the steps that are left.
struct OutputStage: Sendable {
    let cleaning: CleaningStage
    let steps: CorpusSteps
    let lots: DuplicateLots
    /// The ids of records that are kept instead of others, by number.
    let names: [Int: String]
    let compression: Compression

    func write(_ chunk: Ledger.Chunk) throws -> OutputPiece {
        var report = RunReport()
        report.steps = steps.names.map { RunReport.Step(name: $0) }
        report.histograms = Self.histograms
        var written: [UInt8] = []
        var rejected: [UInt8] = []
        var time = ContinuousClock.now
        for (place, record) in try cleaning.records(chunk).enumerated() {
            if let line = reject(record, CleaningStage.number(chunk.number, place), &report) {
                rejected += line
                report.rejected += 1
            } else {
                written += record.line(adding: additions(record, &report, &time))
                report.written += 1
                report.writtenBytes += record.text.utf8.count
                report.steps[report.steps.count - 1].entered += 1
                report.steps[report.steps.count - 1].left += 1
            }
            report.steps[report.steps.count - 1].take(&time)
        }
        // Counted in what was made, not while it was made.
        report.written = Self.lines(written)
        report.rejected = Self.lines(rejected)
        guard let packed = compression.compressed(written), let packedRejects = compression.compressed(rejected) else {
            throw CorpusRunError.file(path: "part of chunk \(chunk.number)", words: "out of memory")
        }
        report.steps[report.steps.count - 1].take(&time)
        return OutputPiece(
            number: chunk.number, written: packed, rejected: packedRejects, length: written.count, report: report)
    }

    // The line of the rejects; nil for a record that is written.
    private func reject(_ record: StoredRecord, _ number: Int, _ report: inout RunReport) -> [UInt8]? {
        if let (step, removal) = record.removal {
            report.reject(step, removal.rule)
            if step != "decode" { count(record, isWritten: false, &report) }
            return record.reject(step: step, removal)
        }
        guard let duplicates = steps.duplicates else {
            count(record, isWritten: true, &report)
            return nil
        }
        let index = steps.before.count + 1
        report.steps[index].entered += 1
        guard let lot = lots[number], lot.original != number else {
            report.steps[index].left += 1
            count(record, isWritten: true, &report)
            return nil
        }
        report.reject(duplicates.name, lot.relation)
        count(record, isWritten: false, &report)
        let percent = Int((lot.similarity * 100).rounded())
        return record.reject(
            step: duplicates.name, CorpusRemoval(rule: lot.relation, reason: "\(percent) % the same"),
            of: names[lot.original])
    }

    private func additions(
        _ record: StoredRecord, _ report: inout RunReport, _ time: inout ContinuousClock.Instant
    ) -> [JSONRecord.Field] {
        guard !steps.additions.isEmpty else { return [] }
        let first = report.steps.count - 1 - steps.additions.count
        report.steps[report.steps.count - 1].take(&time)
        var fields: [JSONRecord.Field] = []
        for (index, step) in steps.additions.enumerated() {
            fields += step.fields(record.title, record.text)
            report.steps[first + index].entered += 1
            report.steps[first + index].left += 1
            report.steps[first + index].take(&time)
        }
        return fields
    }

    private static func lines(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var count = 0
            for byte in buffer where byte == 0x0A { count &+= 1 }
            return count
        }
    }

    // MARK: Distributions

    private static let histograms: [RunReport.Histogram] = {
        let shares = (0..<20).map { Double($0) / 20 }
        return [
            RunReport.Histogram(
                name: "characters",
                bounds: [0, 50, 100, 200, 350, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 20_000]),
            RunReport.Histogram(name: "han-share", bounds: shares),
            RunReport.Histogram(name: "quality", bounds: shares),
            RunReport.Histogram(name: "kept-share", bounds: shares),
        ]
    }()

    private func count(_ record: StoredRecord, isWritten: Bool, _ report: inout RunReport) {
        let measures = record.measures
        let values = [
            measures.characters.map { Double($0) }, measures.hanShare, measures.quality, measures.keptShare,
        ]
        for (index, value) in values.enumerated() {
            if let value { report.histograms[index].count(value, isWritten: isWritten) }
        }
        if let script = measures.script, isWritten { report.scripts.add(script) }
    }
}
