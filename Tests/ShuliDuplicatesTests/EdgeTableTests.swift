import ShuliStorage
import ShuliTestSupport
import Testing

@testable import ShuliDuplicates

@Suite struct EdgeTableTests {
    private let scratch: Scratch
    private let database: Database

    init() throws {
        scratch = try Scratch()
        database = try Database(scratch.path("edges"), .write)
        try database.execute(EdgeTable.schema)
    }

    private struct Key: Hashable {
        let left: Int
        let right: Int
    }

    /// What was put into the table is in it, seen from both ends, whatever was replaced before.
    @Test func edgesAreSeenFromBothEnds() throws {
        let count = 30
        let table = try EdgeTable(database, texts: count)
        var random = SeededRandom(seed: 41)
        let lengths = (0..<count).map { _ in UInt32.random(in: 0...300_000, using: &random) }
        var model: [Key: Edge] = [:]
        for _ in 0..<60 {
            let replaced = Set(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in Int.random(in: 0..<count, using: &random) })
            var new: [Key: Edge] = [:]
            for text in replaced {
                for _ in 0..<Int.random(in: 0...4, using: &random) {
                    let other = Int.random(in: 0..<count, using: &random)
                    guard other != text, new[Key(left: other, right: text)] == nil else { continue }
                    let relation = Edge.Relation(rawValue: UInt8.random(in: 1...5, using: &random)) ?? .near
                    new[Key(left: text, right: other)] = Edge(
                        left: text, right: other,
                        overlap: Overlap(
                            leftCount: lengths[text], rightCount: lengths[other],
                            leftCovered: UInt32.random(in: 0...300_000, using: &random),
                            rightCovered: UInt32.random(in: 0...UInt32.max, using: &random)),
                        relation: relation)
                }
            }
            let lost = model.keys.filter { replaced.contains($0.left) || replaced.contains($0.right) }
            for key in lost { model[key] = nil }
            model.merge(new) { _, new in new }
            let changed = try table.replaceEdges(of: replaced.sorted(), replaced.contains, by: Array(new.values))
            #expect(changed == replaced.union((lost + new.keys).flatMap { [$0.left, $0.right] }))
            for text in 0..<count {
                var found: [Key: Edge] = [:]
                for edge in try table.edges(of: text, lengths) { found[Key(left: edge.left, right: edge.right)] = edge }
                let expected = model.filter { $0.key.left == text || $0.key.right == text }
                #expect(found.mapValues(\.overlap) == expected.mapValues(\.overlap))
                #expect(found.mapValues(\.relation) == expected.mapValues(\.relation))
            }
        }
    }

    @Test(
        arguments: [
            // Cut off, a text that does not exist, the text itself, no relation, a number of more than 32 bits.
            [1, 3, 4], [9, 3, 4, 4], [0, 3, 4, 4], [1, 7, 4, 4], [1, 3, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 4],
            [1, 3, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 4, 4],
        ] as [[UInt8]])
    func damagedRowsAreErrors(_ row: [UInt8]) throws {
        let table = try EdgeTable(database, texts: 3)
        try database.prepare("INSERT INTO edges(text, edges) VALUES (0, ?)").bind(.bytes(row)).run()
        #expect { try table.edges(of: 0, [1, 1, 1]) } throws: { ($0 as? StorageError)?.isDamage == true }
    }
}
