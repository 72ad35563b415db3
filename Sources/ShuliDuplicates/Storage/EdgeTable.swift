import ShuliStorage

/// The edges of an index on disk. Each text that has any has one row with all of them, so an edge stands at both of its
/// ends: whoever looks at a text needs all of its edges, and few pages hold them.
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

    /// The edges of a text.
    func edges(of text: Int) throws -> [Edge] {
        defer { select.reset() }
        guard try select.bind(.integer(text)).step() else { return [] }
        return select.withBytes(0) { Self.edges(of: text, stored: $0) }
    }

    /// Puts edges into the place of all that texts for which `isReplaced` have; `replaced` are those of them that may have
    /// some. Returns the texts that edges were taken from or given to.
    @discardableResult
    func replaceEdges(of replaced: [Int], _ isReplaced: (Int) -> Bool, by new: [Edge]) throws -> Set<Int> {
        var changed = Set(replaced)
        for text in replaced { changed.formUnion(try edges(of: text).map { $0.other(than: text) }) }
        var added: [(text: Int, other: Int, edge: Int)] = []
        added.reserveCapacity(new.count * 2)
        for (index, edge) in new.enumerated() {
            added.append((edge.left, edge.right, index))
            added.append((edge.right, edge.left, index))
        }
        added.sort { ($0.text, $0.other) < ($1.text, $1.other) }
        for end in added { changed.insert(end.text) }
        var place = 0
        var row: [UInt8] = []
        for text in changed.sorted() {
            row.removeAll(keepingCapacity: true)
            if !isReplaced(text) {
                for edge in try edges(of: text) where !isReplaced(edge.other(than: text)) {
                    Self.append(edge, of: text, to: &row)
                }
            }
            while place < added.count, added[place].text == text {
                Self.append(new[added[place].edge], of: text, to: &row)
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

    // MARK: Rows

    // An edge in a row: the other end, its relation and whether the row's text is the left one, the counts of the overlap;
    // each number in groups of seven bits, the lowest first, of which all but the last have the eighth bit set (LEB128).
    private static let leftFlag = 8

    private static func append(_ edge: Edge, of text: Int, to row: inout [UInt8]) {
        let overlap = edge.overlap
        let kind = Int(edge.relation.rawValue) | (edge.left == text ? leftFlag : 0)
        for number in [
            edge.other(than: text), kind, overlap.leftCount, overlap.rightCount, overlap.leftCovered,
            overlap.rightCovered,
        ] {
            var rest = UInt(bitPattern: number)
            while rest > 0x7F {
                row.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            row.append(UInt8(rest))
        }
    }

    private static func edges(of text: Int, stored bytes: UnsafeRawBufferPointer) -> [Edge] {
        var place = 0
        func number() -> Int {
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
        var edges: [Edge] = []
        while place < bytes.count {
            let (other, kind) = (number(), number())
            let overlap = Overlap(
                leftCount: number(), rightCount: number(), leftCovered: number(), rightCovered: number())
            let isLeft = kind & leftFlag != 0
            edges.append(
                Edge(
                    left: isLeft ? text : other, right: isLeft ? other : text, overlap: overlap,
                    relation: Edge.Relation(rawValue: UInt8(kind & (leftFlag - 1))) ?? .unrelated))
        }
        return edges
    }
}
