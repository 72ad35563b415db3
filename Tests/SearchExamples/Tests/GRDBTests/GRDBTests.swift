import Foundation
import GRDB
import ShuliFTS5
import Testing

/// The tokenizer in tables that GRDB makes and keeps up to date.
struct GRDBTests {
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            if let connection = database.sqliteConnection { try FullTextSearch.register(on: connection) }
        }
        return configuration
    }

    private static func prepare(_ writer: some DatabaseWriter) throws {
        try writer.write { database in
            try database.create(table: "article") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("title", .text)
                table.column("body", .text)
            }
            for (name, components) in [("words", ["shuli"]), ("pairs", ["shuli", "pairs"])] {
                try database.create(virtualTable: name, using: FTS5()) { table in
                    table.synchronize(withTable: "article")
                    table.tokenizer = FTS5TokenizerDescriptor(components: components)
                    table.column("title")
                    table.column("body")
                }
            }
            for body in ["大学生活动丰富多彩", "她在图书馆看书", "國際電話資費下調"] {
                try database.execute(sql: "INSERT INTO article(title, body) VALUES ('', ?)", arguments: [body])
            }
        }
    }

    private static func found(_ database: Database, _ table: String, _ raw: String) throws -> [Int] {
        let pattern = try database.makeFTS5Pattern(rawPattern: raw, forTable: table)
        return try Int.fetchAll(
            database, sql: "SELECT rowid FROM \(table) WHERE \(table) MATCH ? ORDER BY rowid", arguments: [pattern])
    }

    @Test func aTableFollowsItsContents() throws {
        let queue = try DatabaseQueue(configuration: Self.configuration)
        try Self.prepare(queue)
        try queue.write { database in
            #expect(try Self.found(database, "words", FullTextSearch.query("大學生")) == [1])
            #expect(try Self.found(database, "words", FullTextSearch.query("国际")) == [3])
            #expect(try Self.found(database, "pairs", FullTextSearch.pairsQuery("馆看书")) == [2])
            try database.execute(
                sql: "UPDATE article SET body = '他在圖書館看報' WHERE id = 2; DELETE FROM article WHERE id = 1")
            #expect(try Self.found(database, "words", FullTextSearch.query("大学生")) == [])
            #expect(try Self.found(database, "words", FullTextSearch.query("图书馆")) == [2])
            for table in ["words", "pairs"] {
                try database.execute(sql: "INSERT INTO \(table)(\(table)) VALUES ('integrity-check')")
            }
        }
    }

    @Test func everyConnectionOfAPoolHasTheTokenizer() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shuli-grdb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pool = try DatabasePool(path: folder.appending(path: "pool.db").path(), configuration: Self.configuration)
        try Self.prepare(pool)
        try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await pool.read { try Self.found($0, "words", FullTextSearch.query("圖書")) }
                }
            }
            for try await found in group { #expect(found == [2]) }
        }
    }

    @Test func theTokenizerCanBeAskedDirectly() throws {
        try DatabaseQueue(configuration: Self.configuration).read { database in
            let tokenizer = try database.makeTokenizer(FTS5TokenizerDescriptor(components: ["shuli"]))
            let tokens = try tokenizer.tokenize(document: "大學生")
            #expect(tokens.map(\.token) == ["大学生", "大学", "学生"])
            #expect(tokens.map { $0.flags.contains(.colocated) } == [false, true, true])
            #expect(try tokenizer.tokenize(query: "大學生").map(\.token) == ["大学生"])
        }
    }
}
