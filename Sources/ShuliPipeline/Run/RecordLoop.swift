import ShuliFiles

/// Reads records, works on several at once and hands on what comes of them in the order of the input: the loop of all
/// verbs.
package struct RecordLoop: Sendable {
    /// Files and folders; "-" is standard input.
    package var paths: [String]
    package var options = DocumentReader.Options()
    /// Read no more than so many documents.
    package var limit: Int?
    /// How many tasks work at once. The order of the answers does not depend on it.
    package var jobs = 1

    package init(_ paths: [String], options: DocumentReader.Options = .init(), limit: Int? = nil, jobs: Int = 1) {
        (self.paths, self.options, self.limit, self.jobs) = (paths, options, limit, jobs)
    }

    // A task takes records of so many bytes together, or one: enough that starting it costs nothing beside its work, few
    // enough that the tasks share a small input.
    private static let batchBytes = 1 << 14
    private static let batchRecords = 64

    /// Calls `work` for each record and `take` with the record and the answer, or with the failure of a document that could
    /// not be read. Returns how many entries of the input hold no document.
    @discardableResult
    package func run<Answer: Sendable>(
        _ work: @escaping @Sendable (Record) -> Answer,
        take: (Result<(record: Record, answer: Answer), DocumentFailure>) throws -> Void
    ) async throws -> SkippedRecords {
        var reader = DocumentReader(paths: paths, options: options)
        var left = limit ?? .max
        try await OrderedTasks.run(jobs: jobs) {
            var batch: [Result<Record, DocumentFailure>] = []
            var bytes = 0
            while left > 0, bytes < Self.batchBytes, batch.count < Self.batchRecords, let next = reader.next() {
                batch.append(next)
                guard case .success(let record) = next else {
                    left -= 1
                    continue
                }
                bytes += record.byteCount
                if record.section.isLast { left -= 1 }
            }
            return batch.isEmpty ? nil : batch
        } work: { batch in
            batch.map { result in result.map { (record: $0, answer: work($0)) } }
        } take: { answers in
            for answer in answers { try take(answer) }
        }
        return reader.skipped
    }
}
