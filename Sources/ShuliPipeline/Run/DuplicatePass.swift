import ShuliBase
import ShuliDuplicates
import ShuliFiles

/// Puts records into an index of duplicates and, once all are in, says of each what it is, in the order of the input.
///
/// Records wait in a file until then, so that memory holds little more than the index.
package struct DuplicatePass: ~Copyable {
    private var index: DuplicateIndex
    private var spool: Spool
    private var labels = RecordLabels()
    private let keepsSource: Bool
    // The names of all records, where only verdicts on them are asked for.
    private var names: [String]?
    // Names that records got because the index has their first one with another text, by the record's place in the input.
    private var renamed: [Int: String] = [:]
    private var batch: [(document: PreparedDocument, origin: Origin)] = []
    private var batchBytes = 0
    private var added = 0
    private let maximumBatchBytes: Int

    /// With `keepsSource` records can be written again as they were read; else only verdicts can be written. With
    /// `isPart` the index holds other documents too, on which no verdicts are needed. `memory` is that of the index.
    package init(_ index: consuming DuplicateIndex, memory: Int, keepsSource: Bool, isPart: Bool) throws {
        self.index = index
        self.keepsSource = keepsSource
        names = isPart ? [] : nil
        spool = try Spool()
        // A batch takes little of the memory, yet enough documents that a transaction pays.
        maximumBatchBytes = max(1 << 16, min(1 << 23, memory / 32))
    }

    /// What the index takes of a record. Made by many tasks at once.
    package static func prepare(_ record: Record) -> PreparedDocument {
        PreparedDocument(record.indexed(as: record.id))
    }

    /// Adds the next record. `source` is the record as it was read.
    package mutating func add(_ source: Record, _ prepared: PreparedDocument) throws {
        try spool.append(WaitingRecord.bytes(of: source, keepsSource: keepsSource))
        let document = prepared.named(labels.name(for: prepared.id))
        names?.append(document.id)
        batch.append((document, source.origin))
        batchBytes += document.memory
        if batchBytes >= maximumBatchBytes { try flush() }
    }

    /// How many records have an id that the index has with another text, as ids do that begin anew each day.
    package var conflictCount: Int { renamed.count }
    /// The label of the first of them.
    package private(set) var firstConflict: String?

    // A record whose id the index has with another text is known by file and line beside its id. Where the index has that
    // with another text too, a number follows. The same input gives the same names again.
    private mutating func flush() throws {
        var waiting = Array(batch.indices)
        var round = 0
        while !waiting.isEmpty {
            let refused = try index.add(waiting.map { batch[$0].document }).map { waiting[$0] }
            round += 1
            for place in refused {
                let label = RecordLabels.label(of: batch[place].document.id)
                let name = RecordLabels.name(label, at: batch[place].origin, attempt: round)
                firstConflict = firstConflict ?? label
                batch[place].document = batch[place].document.named(name)
                renamed[added + place] = name
                names?[added + place] = name
            }
            waiting = refused
        }
        added += batch.count
        batch.removeAll(keepingCapacity: true)
        batchBytes = 0
    }

    /// The verdicts on all records, or on all documents of the index.
    package mutating func verdicts(keeping policy: SurvivorPolicy) throws -> DuplicateVerdicts {
        try flush()
        guard let names else { return try index.verdicts(keeping: policy) }
        return try index.verdicts(on: names, keeping: policy)
    }

    /// Calls `body` with each record and the verdict on it, in the order of the input.
    package mutating func forEach(
        _ verdicts: DuplicateVerdicts, _ body: (WaitingRecord, DuplicateVerdict) throws -> Void
    ) throws {
        var labels = RecordLabels()
        var place = 0
        let renamed = renamed
        try spool.forEach { piece in
            let record = WaitingRecord(piece)
            let name = labels.name(for: record.id)
            defer { place += 1 }
            guard let verdict = verdicts[renamed[place] ?? name] else { return }
            try body(record, verdict)
        }
    }
}

/// What is kept of a record until the verdict on it is known.
package struct WaitingRecord {
    private let idSource: String
    package let id: String
    private let rest: ArraySlice<UInt8>

    // The id as JSON, a line break, and either the fields that pass through, each after a comma, or the whole line.
    static func bytes(of record: Record, keepsSource: Bool) -> [UInt8] {
        var piece = Array(record.idSource.utf8) + [0x0A]
        guard !keepsSource else { return piece + record.sourceLine() }
        let written = JSONWriter.verdictFields.union(["id"])
        for field in record.passedThroughFields where !written.contains(field.key) {
            var writer = JSONWriter()
            writer.object { $0.field(field.key, json: field.source) }
            piece.append(0x2C)
            piece += writer.bytes.dropFirst().dropLast()
        }
        return piece
    }

    init(_ piece: ArraySlice<UInt8>) {
        let end = piece.firstIndex(of: 0x0A) ?? piece.endIndex
        idSource = String(decoding: piece[..<end], as: UTF8.self)
        id = Record.id(of: idSource)
        rest = piece[end...].dropFirst()
    }

    /// The record as it was read, as a line; only where it was kept.
    package var sourceLine: [UInt8] { Array(rest) }

    /// The line that says what the record is.
    package func line(_ verdict: DuplicateVerdict, pretty: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.object {
            $0.field("id", json: idSource)
            // Ids that are numbers stay numbers.
            $0.verdict(verdict, numbers: !idSource.hasPrefix("\""))
        }
        let line = writer.bytes.dropLast() + rest + [0x7D]
        return (pretty ? JSONWriter.pretty(Array(line)) : Array(line)) + [0x0A]
    }
}
