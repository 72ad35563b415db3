import ShuliStorage

/// The edges of an index in a file. Each text that has any has one row with all of its edges, so an edge is stored at both
/// of its ends: whoever needs an edge of a text needs all of them, and few pages hold them.
///
/// The lengths of the texts are not stored with the edges: an edge is found again when one of them changes, so the known
/// lengths of the texts are those that it was found with.
struct EdgeTable {
    static let schema = "CREATE TABLE edges(text INTEGER PRIMARY KEY, edges BLOB NOT NULL);"

    private let database: Database
    private let texts: Int
    private let select: Statement
    private let insert: Statement
    private let delete: Statement

    /// The edges of an index that has `texts` texts.
    init(_ database: Database, texts: Int) throws {
        (self.database, self.texts) = (database, texts)
        select = try database.prepare("SELECT edges FROM edges WHERE text = ?")
        insert = try database.prepare("INSERT OR REPLACE INTO edges(text, edges) VALUES (?, ?)")
        delete = try database.prepare("DELETE FROM edges WHERE text = ?")
    }

    /// The edges of a text; `lengths` are those of all texts, outside of their masks.
    func edges(of text: Int, _ lengths: [UInt32]) throws -> [Edge] {
        try ends(of: text).map { end in
            let own = (length: lengths[text], covered: end.covered)
            let other = (length: lengths[end.other], covered: end.otherCovered)
            let (left, right) = end.isLeft ? (own, other) : (other, own)
            return Edge(
                left: end.isLeft ? text : end.other, right: end.isLeft ? end.other : text,
                overlap: Overlap(
                    leftCount: left.length, rightCount: right.length, leftCovered: left.covered,
                    rightCovered: right.covered),
                relation: end.relation)
        }
    }

    /// Replaces all edges of the texts for which `isReplaced` is true by `new`; `replaced` are those of these texts that
    /// may have edges. Returns `replaced` and all texts that have lost or gained edges.
    func replaceEdges(of replaced: [Int], _ isReplaced: (Int) -> Bool, by new: [Edge]) throws -> Set<Int> {
        var changed = Set(replaced)
        for text in replaced { changed.formUnion(try ends(of: text).map(\.other)) }
        var added: [(text: Int, other: Int, edge: Int)] = []
        added.reserveCapacity(new.count * 2)
        for (index, edge) in new.enumerated() {
            added.append((edge.left, edge.right, index))
            added.append((edge.right, edge.left, index))
        }
        added.sort { ($0.text, $0.other) < ($1.text, $1.other) }
        for end in added { changed.insert(end.text) }
        var next = 0
        for text in changed.sorted() {
            // A new array each time: the bound one may still be referenced, and emptying it would copy its capacity.
            var row: [UInt8] = []
            if !isReplaced(text) {
                for end in try ends(of: text) where !isReplaced(end.other) { end.append(to: &row) }
            }
            while next < added.count, added[next].text == text {
                EdgeEnd(text, new[added[next].edge]).append(to: &row)
                next += 1
            }
            if row.isEmpty {
                try delete.bind(.integer(text)).run()
            } else {
                try insert.bind(.integer(text), .bytes(row)).run()
            }
        }
        return changed
    }

    private func ends(of text: Int) throws -> [EdgeEnd] {
        defer { select.reset() }
        guard try select.bind(.integer(text)).step() else { return [] }
        return try select.withBytes(0) { bytes in
            var ends: [EdgeEnd] = []
            var position = 0
            while position < bytes.count {
                guard let end = EdgeEnd(bytes, &position), end.other < texts, end.other != text else {
                    throw database.damage("the edges of text \(text) can't be read")
                }
                ends.append(end)
            }
            return ends
        }
    }
}

/// An edge as the row of one of its texts has it.
private struct EdgeEnd {
    let other: Int
    let isLeft: Bool
    let relation: Edge.Relation
    /// How much of the row's text the other one has, and the other way round.
    let covered: UInt32
    let otherCovered: UInt32

    private static let leftFlag: UInt32 = 8

    init(_ text: Int, _ edge: Edge) {
        other = edge.other(than: text)
        isLeft = edge.left == text
        relation = edge.relation
        covered = isLeft ? edge.overlap.leftCovered : edge.overlap.rightCovered
        otherCovered = isLeft ? edge.overlap.rightCovered : edge.overlap.leftCovered
    }

    /// Reads an edge at a position and moves on behind it; nil where there is none.
    init?(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) {
        guard let other = Self.number(bytes, &position), let kind = Self.number(bytes, &position), kind < 16,
            let relation = Edge.Relation(rawValue: UInt8(kind & ~Self.leftFlag)),
            let covered = Self.number(bytes, &position), let otherCovered = Self.number(bytes, &position)
        else { return nil }
        (self.other, self.relation, self.covered, self.otherCovered) = (Int(other), relation, covered, otherCovered)
        isLeft = kind & Self.leftFlag != 0
    }

    func append(to row: inout [UInt8]) {
        Self.append(UInt32(other), to: &row)
        Self.append(UInt32(relation.rawValue) | (isLeft ? Self.leftFlag : 0), to: &row)
        Self.append(covered, to: &row)
        Self.append(otherCovered, to: &row)
    }

    // Groups of seven bits, the lowest first; all but the last have the eighth bit set (LEB128).
    private static func append(_ number: UInt32, to row: inout [UInt8]) {
        var rest = number
        while rest > 0x7F {
            row.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        row.append(UInt8(rest))
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> UInt32? {
        var (number, shift) = (UInt64(0), UInt64(0))
        while position < bytes.count, shift < 35 {
            let byte = bytes[position]
            position += 1
            number |= UInt64(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { return UInt32(exactly: number) }
        }
        return nil
    }
}
