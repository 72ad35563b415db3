import Foundation
import ShuliStorage
import ShuliTestSupport
import Testing

@testable import ShuliDuplicates

/// Whatever happens to an index file, it works or an error names it: no trap, no endless loop.
///
/// 300 flips, 100 cuts and 400 changes of values where SHULI_SOAK is set, to a number that is the seed; else a tenth of them.
@Suite struct DamagedIndexTests {
    private static let soak = ProcessInfo.processInfo.environment["SHULI_SOAK"]
    private static let part = soak == nil ? 10 : 1
    private static let seed = soak.flatMap { UInt64($0) } ?? 0
    private let scratch: Scratch
    private let documents: [PreparedDocument]
    private let original: Data
    private let asked: IndexedDocument

    init() throws {
        scratch = try Scratch()
        let crawl = InventedCrawl(seed: 61, articles: 40)
        documents = crawl.pages.map { PreparedDocument(IndexedDocument(id: $0.id, text: $0.text, title: $0.title)) }
        asked = IndexedDocument(id: "new", text: crawl.pages[0].text)
        do {
            // As two days leave it: several segments, changes of common shingles, documents without clusters.
            var index = try DuplicateIndex(at: scratch.path("whole"))
            _ = try index.add(Array(documents[..<100]))
            _ = try index.update()
            _ = try index.add(Array(documents[100..<115]))
            _ = try index.update()
            _ = try index.add(Array(documents[115..<120]))
        }
        original = try Data(contentsOf: URL(filePath: scratch.path("whole")))
    }

    private func use(_ path: String) throws {
        do {
            let reader = try DuplicateIndex(at: path, access: .read)
            _ = try reader.matches(for: asked)
        }
        var index = try DuplicateIndex(at: path)
        _ = try index.count
        _ = try index.add(Array(documents[110...]))
        _ = try index.verdicts(on: ["p3", "p119"], keeping: .longest)
        _ = try index.verdicts(keeping: .cleanest).clusters
    }

    /// Uses a damaged file twice, the second time with what the first one has left. Returns whether it works.
    private func isUsable(_ name: String) throws -> Bool {
        var isUsable = true
        for _ in 0..<2 {
            do {
                try use(scratch.path(name))
            } catch let error as DuplicateIndexError {
                #expect(error.description.hasPrefix(scratch.path(name)), "\(error)")
                isUsable = false
            }
        }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: scratch.path(name) + suffix) }
        return isUsable
    }

    @Test func theWholeFileIsUsable() throws {
        try original.write(to: URL(filePath: scratch.path("copy")))
        #expect(try isUsable("copy"))
    }

    @Test func flippedBits() throws {
        var random = SeededRandom(seed: 62 + Self.seed * 10)
        var usable = 0
        for _ in 0..<300 / Self.part {
            var bytes = original
            for _ in 0..<[1, 1, 3, 40].shuffled(using: &random)[0] {
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            try bytes.write(to: URL(filePath: scratch.path("flipped")))
            usable += try isUsable("flipped") ? 1 : 0
        }
        #expect(usable < 300 / Self.part)
    }

    @Test func cuts() throws {
        var random = SeededRandom(seed: 63 + Self.seed * 10)
        for _ in 0..<100 / Self.part {
            let end = Int.random(in: 1..<original.count, using: &random)
            // Half of the files are cut between pages.
            let kept = Bool.random(using: &random) ? end : max(1, end / 8_192) * 8_192
            try original.prefix(kept).write(to: URL(filePath: scratch.path("cut")))
            #expect(try !isUsable("cut"))
        }
    }

    /// Values of the tables are changed by SQLite, which then finds nothing wrong with the file.
    @Test func changedValues() throws {
        let columns = [
            ("texts", "symbols"), ("texts", "gaps"), ("keys", "anchors"), ("furniture", "words"), ("hashes", "numbers"),
            ("first_documents", "numbers"), ("clusters", "numbers"), ("telling", "numbers"), ("lengths", "numbers"),
            ("document_ids", "numbers"), ("document_texts", "numbers"), ("edges", "edges"), ("pieces", "postings"),
        ]
        let statements = [
            "UPDATE documents SET length = 9223372036854775807, removed = 9223372036854775807",
            "UPDATE documents SET id = 'p1'", "UPDATE documents SET id = x'00FF00' WHERE number = 3",
            "DELETE FROM documents WHERE number = 7", "DELETE FROM texts WHERE number = 5", "DELETE FROM keys",
            "UPDATE hashes SET part = part + 9223372036854775800", "DELETE FROM segments", "DELETE FROM pieces",
            "UPDATE segments SET count = 9223372036854775807",
            "UPDATE segments SET number = 9223372036854775807 - number",
            "UPDATE pieces SET first = 0", "UPDATE texts SET symbols = 7, gaps = 'abc'", "DELETE FROM clusters",
            "UPDATE keys SET anchors = zeroblob(100000)", "UPDATE document_texts SET numbers = zeroblob(0)",
        ]
        var random = SeededRandom(seed: 64 + Self.seed * 10)
        for round in 0..<400 / Self.part {
            try original.write(to: URL(filePath: scratch.path("changed")))
            do {
                let database = try Database(scratch.path("changed"), .write)
                if round < statements.count {
                    try database.execute(statements[round])
                } else {
                    let (table, column) = columns[Int.random(in: columns.indices, using: &random)]
                    try change(table, column, database, &random)
                }
            }
            _ = try isUsable("changed")
        }
    }

    private func change(_ table: String, _ column: String, _ database: Database, _ random: inout SeededRandom) throws {
        let select = try database.prepare("SELECT rowid, \(column) FROM \(table)")
        var rows: [(Int, [UInt8])] = []
        while try select.step() { rows.append((select.integer(0), select.array(1, of: UInt8.self))) }
        guard case (let row, var bytes)? = rows.shuffled(using: &random).first, !bytes.isEmpty else { return }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
        case 1: bytes += bytes
        default:
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
        }
        try database.prepare("UPDATE \(table) SET \(column) = ? WHERE rowid = ?")
            .bind(.bytes(bytes), .integer(row)).run()
    }
}
