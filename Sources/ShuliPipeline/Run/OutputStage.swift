import ShuliBase
import ShuliFiles
import ShuliText

/// The output that one chunk makes.
struct OutputPiece: Sendable {
    let number: Int
    /// Compressed lines.
    let written: [UInt8]
    let rejected: [UInt8]
    /// The length of the written lines before compression.
    let length: Int
    let report: RunReport
}

/// Makes the lines of the output and of the rejects of a chunk: a function of its file, of the clusters that its records
/// belong to, and of the steps that are left.
struct OutputStage: Sendable {
    let folder: RunFolder
    let steps: CorpusSteps
    let assignments: DuplicateAssignments
    /// The ids of records that are kept instead of others, by number.
    let ids: [Int: String]
    let compression: Compression

    func write(_ chunk: Ledger.Chunk) throws -> OutputPiece {
        var report = RunReport()
        report.steps = steps.names.map { RunReport.Step(name: $0) }
        report.histograms = Self.histograms
        let last = report.steps.count - 1
        var written: [UInt8] = []
        var rejected: [UInt8] = []
        var time = ContinuousClock.now
        for record in try folder.records(chunk.number) {
            if let line = rejectLine(record, &report) {
                rejected += line
            } else {
                written += record.outputLine(adding: enriched(record, &report, &time))
                report.writtenBytes += record.text.utf8.count
                report.steps[last].entered += 1
                report.steps[last].left += 1
            }
            report.steps[last].take(&time)
        }
        // The lines that were made are counted, not the loop's rounds: the run checks that none is lost.
        report.written = Self.lines(written)
        report.rejected = Self.lines(rejected)
        guard let packed = compression.compressed(written), let packedRejects = compression.compressed(rejected) else {
            throw CorpusRunError.memory
        }
        report.steps[last].take(&time)
        return OutputPiece(
            number: chunk.number, written: packed, rejected: packedRejects, length: written.count, report: report)
    }

    // The line of the rejects; nil for a record that is written.
    private func rejectLine(_ record: Record, _ report: inout RunReport) -> [UInt8]? {
        if let rejection = record.rejection {
            report.reject(rejection.step, rejection.rule)
            if rejection.step != "decode" { count(record, isWritten: false, &report) }
            return record.rejectLine(rejection)
        }
        guard steps.duplicates != nil else {
            count(record, isWritten: true, &report)
            return nil
        }
        let index = steps.transforms.count + 1
        report.steps[index].entered += 1
        guard let assignment = assignments[record.number], assignment.original != record.number else {
            report.steps[index].left += 1
            count(record, isWritten: true, &report)
            return nil
        }
        let rule = assignment.relation.rawValue
        report.reject(DuplicateSearch.name, rule)
        count(record, isWritten: false, &report)
        let percent = Int((assignment.similarity * 100).rounded())
        return record.rejectLine(
            Record.Rejection(step: DuplicateSearch.name, rule: rule, reason: "\(percent) \(DuplicateSearch.sameness)"),
            keptInstead: ids[assignment.original])
    }

    private func enriched(
        _ record: Record, _ report: inout RunReport, _ time: inout ContinuousClock.Instant
    ) -> [JSONRecord.Field] {
        guard !steps.enrichers.isEmpty else { return [] }
        let last = report.steps.count - 1
        let first = last - steps.enrichers.count
        report.steps[last].take(&time)
        var fields: [JSONRecord.Field] = []
        let tokens = SharedTokens()
        for (index, step) in steps.enrichers.enumerated() {
            fields += step.fields(record, tokens)
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

    private func count(_ record: Record, isWritten: Bool, _ report: inout RunReport) {
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
