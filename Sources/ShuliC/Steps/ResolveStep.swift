import Shuli
import ShuliVerbs

/// Says of each document what it is. All documents of a component are in one batch.
struct ResolveStep {
    let options: DuplicateOptions
    let policy: SurvivorPolicy

    @Sendable
    func run(_ table: Table) throws(BatchError) -> Answers {
        let components = try table.numbers("component")
        var rows: [Int64: [Int]] = [:]
        for row in 0..<table.count { rows[components.number(row) ?? 0, default: []].append(row) }
        let documents = try DocumentReaders(table)
        var verdicts = [DuplicateVerdict?](repeating: nil, count: table.count)
        for members in rows.values {
            var component = DuplicateComponent(options)
            for row in members { try documents.append(row, to: &component) }
            for row in members { try documents.appendConnections(row, to: &component) }
            for (row, verdict) in zip(members, component.verdicts(keeping: policy)) { verdicts[row] = verdict }
        }
        var columns = VerdictColumns()
        for verdict in verdicts { try columns.append(verdict) }
        return Answers(columns.fields, count: table.count)
    }
}

/// Reads documents as `FingerprintStep` gives them.
private struct DocumentReaders {
    private let ids: CellReader
    private let dates: CellReader
    private let sources: CellReader
    private let hosts: CellReader
    private let signatures: CellReader
    private let common: CellReader
    // Edges that were found, or the keys of texts to compare with.
    private let edges: CellReader?
    private let pairs: CellReader?
    private let keys: NumberReader
    private let anchors: NumberReader
    private let titles: NumberReader
    private let reprints: NumberReader
    private let lengths: NumberReader
    private let removed: NumberReader

    init(_ table: Table) throws(BatchError) {
        ids = try table.cells("id")
        dates = try table.cells("date")
        sources = try table.cells("source")
        hosts = try table.cells("host")
        signatures = try table.cells("signature")
        common = try table.cells("common")
        pairs = table.cells(ifAny: "pairs")
        edges = pairs == nil ? try table.cells("edges") : nil
        keys = try table.numbers("key")
        anchors = try table.numbers("anchor_count")
        titles = try table.numbers("title")
        reprints = try table.numbers("reprint")
        lengths = try table.numbers("length")
        removed = try table.numbers("removed")
    }

    func append(_ row: Int, to component: inout DuplicateComponent) throws(BatchError) {
        guard let id = try ids.text(row) else {
            throw BatchError(Wording("第 \(row + 1) 行没有 id", "row \(row + 1) has no id"))
        }
        guard let signature = TextSignature(try signatures.bytes(row) ?? []) else { throw .foreign(row, "signature") }
        let facts = DocumentFacts(
            id: id, label: id, title: UInt64(bitPattern: titles.number(row) ?? 0), date: try dates.text(row),
            source: try sources.text(row), host: try hosts.text(row), isReprint: reprints.number(row) == 1,
            length: Int(lengths.number(row) ?? 0), removed: Int(removed.number(row) ?? 0))
        component.append(
            facts, key: keys.number(row).map { UInt64(bitPattern: $0) }, signature,
            anchorCount: Int(anchors.number(row) ?? 0), common: try common.words(row) ?? [])
    }

    func appendConnections(_ row: Int, to component: inout DuplicateComponent) throws(BatchError) {
        if let key = keys.number(row), let partners = try pairs?.words(row) {
            for partner in partners { component.append(pair: UInt64(bitPattern: key), partner) }
        }
        guard let bytes = try edges?.bytes(row) else { return }
        guard bytes.count % TextEdge.size == 0 else { throw .foreign(row, "edges") }
        for start in stride(from: 0, to: bytes.count, by: TextEdge.size) {
            guard let edge = TextEdge(bytes[start..<start + TextEdge.size]) else { throw .foreign(row, "edges") }
            component.append(edge)
        }
    }
}
