import ShuliStorage

/// The edges of an index on disk, each stored with both of its ends.
struct EdgeTable {
    private let select: Statement
    private let selectOne: Statement
    private let insert: Statement
    private let deleteOne: Statement
    private let deleteAll: Statement

    init(_ database: Database) throws {
        select = try database.prepare("SELECT other, isLeft, relation, evidence FROM edges WHERE text = ?")
        selectOne = try database.prepare(
            "SELECT other, isLeft, relation, evidence FROM edges WHERE text = ? AND other = ?")
        insert = try database.prepare(
            "INSERT OR REPLACE INTO edges(text, other, isLeft, relation, evidence) VALUES (?, ?, ?, ?, ?)")
        deleteOne = try database.prepare("DELETE FROM edges WHERE text = ? AND other = ?")
        deleteAll = try database.prepare("DELETE FROM edges WHERE text = ?")
    }

    /// The edges of a text.
    func edges(of text: Int) throws -> [Edge] {
        var edges: [Edge] = []
        try select.bind(.integer(text))
        while try select.step() { edges.append(Self.edge(select, text, select.integer(0))) }
        return edges
    }

    /// The edge between two texts; nil where none is stored.
    func edge(_ text: Int, _ other: Int) throws -> Edge? {
        defer { selectOne.reset() }
        guard try selectOne.bind(.integer(text), .integer(other)).step() else { return nil }
        return Self.edge(selectOne, text, other)
    }

    private static func edge(_ row: Statement, _ text: Int, _ other: Int) -> Edge {
        let isLeft = row.integer(1) != 0
        return Edge(
            left: isLeft ? text : other, right: isLeft ? other : text,
            evidence: row.withBytes(3) { PairEvidence(stored: $0) },
            relation: Edge.Relation(rawValue: UInt8(row.integer(2))) ?? .unrelated)
    }

    /// Forgets the edges of a text; the texts at their other ends.
    func removeEdges(of text: Int) throws -> [Int] {
        let others = try edges(of: text).map { $0.other(than: text) }
        for other in others { try deleteOne.bind(.integer(other), .integer(text)).run() }
        if !others.isEmpty { try deleteAll.bind(.integer(text)).run() }
        return others
    }

    /// Stores edges, in the order of their keys.
    func insert(_ edges: [Edge]) throws {
        let ends = edges.indices.flatMap {
            [(edges[$0].left, edges[$0].right, $0), (edges[$0].right, edges[$0].left, $0)]
        }
        for (text, other, index) in ends.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
            let edge = edges[index]
            try insert.bind(
                .integer(text), .integer(other), .integer(edge.left == text ? 1 : 0),
                .integer(Int(edge.relation.rawValue)), .numbers(edge.evidence.stored)
            ).run()
        }
    }
}

extension PairEvidence {
    /// All counts in the order of their declaration.
    var stored: [UInt32] {
        [
            leftCount, rightCount, leftCovered, rightCovered, longestRun, equalNumbers, differentNumbers, replacements,
            replaced,
        ].map { UInt32(truncatingIfNeeded: $0) }
    }

    init(stored: UnsafeRawBufferPointer) {
        let width = MemoryLayout<UInt32>.size
        guard stored.count == 9 * width else { return }
        func count(_ index: Int) -> Int { Int(stored.loadUnaligned(fromByteOffset: index * width, as: UInt32.self)) }
        (leftCount, rightCount, leftCovered, rightCovered) = (count(0), count(1), count(2), count(3))
        (longestRun, equalNumbers, differentNumbers) = (count(4), count(5), count(6))
        (replacements, replaced) = (count(7), count(8))
    }
}
