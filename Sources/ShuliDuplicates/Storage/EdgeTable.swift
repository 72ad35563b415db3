import ShuliStorage

/// The edges of an index on disk. Each text that has any has one row with all of them, so an edge stands at both of its
/// ends: whoever looks at a text needs all of its edges, and few pages hold them.
///
/// How long the texts are without furniture is not stored again: an edge is found anew where that changes, so the lengths
/// that are known of the texts are those that it was found with.
struct EdgeTable {
    static let schema = "CREATE TABLE edges(text INTEGER PRIMARY KEY, edges BLOB NOT NULL);"

    private let select: Statement
    private let insert: Statement
    private let delete: Statement

    init(_ database: Database) throws {
        select = try database.prepare("SELECT edges FROM edges WHERE text = ?")
        insert = try database.prepare("INSERT OR REPLACE INTO edges(text, edges) VALUES (?, ?)")
        delete = try database.prepare("DELETE FROM edges WHERE text = ?")
    }

    /// The edges of a text; `lengths` are those of all texts without furniture.
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

    /// Puts edges into the place of all that texts for which `isReplaced` have; `replaced` are those of them that may have
    /// some. Returns the texts that edges were taken from or given to.
    func replaceEdges(
        of replaced: [Int], _ isReplaced: (Int) -> Bool, by new: [Edge]
    ) throws -> Set<Int> {
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
        var place = 0
        for text in changed.sorted() {
            // A new one each time: what was bound may still be held, and then emptying it would copy its capacity.
            var row: [UInt8] = []
            if !isReplaced(text) {
                for end in try ends(of: text) where !isReplaced(end.other) { end.append(to: &row) }
            }
            while place < added.count, added[place].text == text {
                End(text, new[added[place].edge]).append(to: &row)
                place += 1
            }
            if row.isEmpty {
                try delete.bind(.integer(text)).run()
            } else {
                try insert.bind(.integer(text), .bytes(row)).run()
            }
        }
        return changed
    }

    private func ends(of text: Int) throws -> [End] {
        defer { select.reset() }
        guard try select.bind(.integer(text)).step() else { return [] }
        return select.withBytes(0) { bytes in
            var ends: [End] = []
            var place = 0
            while place < bytes.count { ends.append(End(bytes, &place)) }
            return ends
        }
    }
}

/// An edge as the row of one of its texts has it.
private struct End {
    let other: Int
    let isLeft: Bool
    let relation: Edge.Relation
    /// What of the row's text the other one has, and the other way round.
    let covered: UInt32
    let otherCovered: UInt32

    private static let leftFlag = 8

    init(_ text: Int, _ edge: Edge) {
        other = edge.other(than: text)
        isLeft = edge.left == text
        relation = edge.relation
        covered = isLeft ? edge.overlap.leftCovered : edge.overlap.rightCovered
        otherCovered = isLeft ? edge.overlap.rightCovered : edge.overlap.leftCovered
    }

    init(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) {
        other = Self.number(bytes, &place)
        let kind = Self.number(bytes, &place)
        isLeft = kind & Self.leftFlag != 0
        relation = Edge.Relation(rawValue: UInt8(kind & (Self.leftFlag - 1))) ?? .unrelated
        covered = UInt32(truncatingIfNeeded: Self.number(bytes, &place))
        otherCovered = UInt32(truncatingIfNeeded: Self.number(bytes, &place))
    }

    func append(to row: inout [UInt8]) {
        Self.append(other, to: &row)
        Self.append(Int(relation.rawValue) | (isLeft ? Self.leftFlag : 0), to: &row)
        Self.append(Int(covered), to: &row)
        Self.append(Int(otherCovered), to: &row)
    }

    // Groups of seven bits, the lowest first, of which all but the last have the eighth bit set (LEB128).
    private static func append(_ number: Int, to row: inout [UInt8]) {
        var rest = UInt(bitPattern: number)
        while rest > 0x7F {
            row.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        row.append(UInt8(rest))
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) -> Int {
        var (number, shift) = (0, 0)
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            number |= Int(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        return number
    }
}
