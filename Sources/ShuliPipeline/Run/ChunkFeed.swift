import ShuliFiles

/// The chunks of a run that are still to be cleaned, or only to be put into the index.
final class ChunkFeed {
    enum Item: Sendable {
        case fresh(InputChunk)
        /// Cleaned by an earlier run, but not in the index.
        case stored(Ledger.Chunk)
    }

    private let files: [InputFile]
    // Bytes of all files before each one.
    private let bytesBefore: [Int]
    private var stored: ArraySlice<Ledger.Chunk>
    private var reader: ChunkReader
    private(set) var bytes = 0

    /// The chunks after `known`, and before them those of `known` that are not in the index.
    init(
        _ files: [InputFile], options: CorpusRun.Options, known: [Ledger.Chunk], stored: ArraySlice<Ledger.Chunk>,
        target: Int
    ) {
        self.files = files
        self.stored = stored
        bytesBefore = files.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.length) }
        let records = known.reduce(0) { $0 + $1.records }
        reader = ChunkReader(
            paths: files.map(\.path), options: options.reading, target: target,
            limit: options.limit.map { max(0, $0 - records) }, from: known.last?.end ?? .init(), number: known.count)
    }

    /// How much of the input was read, from 0 to 1; nil where that is not known.
    var share: Double? {
        guard let all = bytesBefore.last, all > 0 else { return nil }
        return min(1, Double(bytes) / Double(all))
    }

    func next() -> Item? {
        if let chunk = stored.popFirst() { return .stored(chunk) }
        guard let chunk = reader.next() else { return nil }
        let file = min(chunk.end.file, bytesBefore.count - 1)
        bytes = bytesBefore[file] + (chunk.end.file == chunk.start.file ? reader.consumed : 0)
        return .fresh(chunk)
    }
}
