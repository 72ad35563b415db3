import ShuliStorage
import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliDuplicates

/// An index in a file says the same as one in memory, whatever came when.
@Suite struct IndexFileTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func path(_ name: String = "index") -> String { scratch.path(name) }

    private func prepared(_ crawl: InventedCrawl) -> [PreparedDocument] {
        crawl.pages.map {
            PreparedDocument(IndexedDocument(id: $0.id, text: $0.text, title: $0.title))
        }
    }

    private func expected(_ documents: [PreparedDocument]) throws -> [DuplicateVerdict] {
        var index = DuplicateIndex()
        _ = try index.add(documents)
        return try index.verdicts(keeping: .longest).all.sorted { $0.id < $1.id }
    }

    @Test func growingDayByDay() throws {
        for (number, days) in [1, 2, 5, 40].enumerated() {
            var random = InventedArticles(seed: UInt64(days))
            let documents = random.shuffled(prepared(InventedCrawl(seed: UInt64(number + 1))))
            let path = path("days\(days)")
            for day in 0..<days {
                var index = try DuplicateIndex(at: path)
                _ = try index.add(documents.enumerated().filter { $0.offset % days == day }.map(\.element))
                if day % 3 != 1 { try index.update() }
            }
            var index = try DuplicateIndex(at: path)
            #expect(try index.verdicts(keeping: .longest).all.sorted { $0.id < $1.id } == expected(documents))
            #expect(try index.count == documents.count)
        }
    }

    @Test func addingAgainChangesNothing() throws {
        let documents = prepared(InventedCrawl(seed: 7))
        var index = try DuplicateIndex(at: path())
        _ = try index.add(documents)
        let before = try index.verdicts(keeping: .longest).all
        _ = try index.add(documents.reversed())
        #expect(try index.verdicts(keeping: .longest).all == before)
        let some = ["p3", "p17"]
        let part = try index.verdicts(on: some, keeping: .longest)
        for id in some { #expect(part[id] == before.first { $0.id == id }) }
    }

    @Test func littleMemoryChangesNothing() throws {
        let documents = prepared(InventedCrawl(seed: 8, articles: 60))
        var options = DuplicateOptions()
        options.memory = 1
        var index = try DuplicateIndex(at: path(), access: .scratch, options: options)
        for document in documents { _ = try index.add([document]) }
        #expect(try index.verdicts(keeping: .longest).all.sorted { $0.id < $1.id } == expected(documents))
    }

    @Test func readersBesideAWriter() throws {
        let crawl = InventedCrawl(seed: 3)
        let documents = prepared(crawl)
        var writer = try DuplicateIndex(at: path())
        _ = try writer.add(Array(documents.prefix(40)))
        try writer.update()
        let readers = [
            try DuplicateIndex(at: path(), access: .read).count, try DuplicateIndex(at: path(), access: .read).count,
        ]
        #expect(readers == [40, 40])
        var reader = try DuplicateIndex(at: path(), access: .read)
        let asked = IndexedDocument(id: "new", text: crawl.pages[0].text)
        #expect(try reader.matches(for: asked).first?.relation == .exact)
        _ = try writer.add(Array(documents.dropFirst(40)))
        try writer.update()
        #expect(try reader.matches(for: asked).first?.id == "p0")
        #expect(try reader.count == documents.count)
        #expect(throws: DuplicateIndexError.self) { _ = try reader.add([asked]) }
    }

    private func open(_ path: String, _ access: DuplicateIndex.Access = .readWrite) throws {
        _ = try DuplicateIndex(at: path, access: access)
    }

    @Test func whatIsNoIndexIsSaidToBe() throws {
        _ = try scratch.file("text", "这不是数据库，只是一段普通的文字。".utf8)
        #expect(throws: DuplicateIndexError.self) { try open(path("text")) }
        #expect(throws: DuplicateIndexError.self) { try open(path("missing"), .read) }
        #expect(throws: DuplicateIndexError.self) { try open(path("no/such/folder")) }
        do {
            let database = try Database(path("other"), .write)
            try database.execute("CREATE TABLE t(x)")
        }
        #expect { try open(path("other")) } throws: {
            ($0 as? DuplicateIndexError) == .notAnIndex(path: path("other"))
        }
        do {
            _ = try DuplicateIndex(at: path("future"))
            try Database(path("future"), .write).execute("PRAGMA user_version = 99")
        }
        #expect { try open(path("future")) } throws: {
            ($0 as? DuplicateIndexError) == .otherVersion(path: path("future"), version: 99)
        }
    }

    /// An array in rows is what was put into it.
    @Test func numbersInRows() throws {
        let database = try Database(path(), .write)
        try database.execute(NumberTable<UInt32>.schema("numbers"))
        let table = try NumberTable<UInt32>("numbers", database)
        var random = SeededRandom(seed: 5)
        var model: [UInt32] = []
        for count in [0, 1, 1_999, 1, 2_000, 4_001, 0, 17] {
            let new = (0..<count).map { _ in UInt32.random(in: 0...UInt32.max, using: &random) }
            try table.append(new, after: model.count)
            model += new
            for start in [0, model.count / 2, model.count] {
                var read: [UInt32] = []
                try table.read(from: start) { read += $0 }
                #expect(read == Array(model[start...]))
            }
        }
        for index in [3, 2_500, model.count - 1] { model[index] &+= 1 }
        model += [9]
        try table.replace(by: model)
        var read: [UInt32] = []
        try table.read(from: 0) { read += $0 }
        #expect(read == model)
    }

    /// Rows that are missing, too short or too long are errors and not other numbers.
    @Test(arguments: [
        "DELETE FROM numbers WHERE part = 1", "UPDATE numbers SET part = part + 9223372036854775000",
        "UPDATE numbers SET numbers = zeroblob(8003) WHERE part = 2",
        "UPDATE numbers SET numbers = zeroblob(400) WHERE part = 0",
        "UPDATE numbers SET numbers = zeroblob(80000) WHERE part = 1", "UPDATE numbers SET numbers = zeroblob(0)",
    ])
    func damagedNumbersAreErrors(_ change: String) throws {
        let database = try Database(path(), .write)
        try database.execute(NumberTable<UInt32>.schema("numbers"))
        let table = try NumberTable<UInt32>("numbers", database)
        try table.append(Array(0..<6_500), after: 0)
        try database.execute(change)
        var numbers: [UInt32] = []
        #expect { try table.readRest(of: &numbers) } throws: { ($0 as? StorageError)?.isDamage == true }
    }

    @Test func repeatedKeysAreErrors() throws {
        let database = try Database(path(), .write)
        try database.execute(NumberTable<UInt64>.schema("keys"))
        let table = try NumberTable<UInt64>("keys", database)
        try table.append([7, 8, 7], after: 0)
        var keys = KeyIndex()
        #expect { try table.readRest(of: &keys) } throws: { ($0 as? StorageError)?.isDamage == true }
    }
}
