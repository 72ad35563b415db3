import Shuli
import ShuliFTS5
import ShuliStorage
import ShuliVerbs

/// The database of `shuli search`: documents, an index of their words, and one of their pairs of characters.
final class SearchIndex {
    private static let application = 0x5348_4C53  // "SHLS"
    private static let version = 1

    private let database: Database
    private var names = RecordLabels()
    private let hasPairs: Bool
    /// How many documents took the place of one of the same id with another text.
    private(set) var replaced = 0

    // The tables of FTS5 read titles and texts from `documents`.
    private static let documents = """
        CREATE TABLE documents(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT, text TEXT NOT NULL);
        """

    // FTS5 collects so many bytes of new entries before it writes them (1 MB by itself): fewer and larger parts have to
    // be merged. Tests/Benchmarks/measure_search.py sets the same.
    private static let entries = 64 << 20

    private static func table(_ table: SearchHit.Table) -> String {
        let tokenizer = table == .words ? "shuli" : "shuli pairs"
        let name = table.rawValue
        return """
            CREATE VIRTUAL TABLE \(name) USING fts5(
                title, text, content = 'documents', content_rowid = 'number', tokenize = '\(tokenizer)');
            INSERT INTO \(name)(\(name), rank) VALUES ('hashsize', \(entries));
            """
    }

    /// A database that `shuli search index` of this version did not make.
    struct ForeignDatabase: WorkError {
        let path: String

        var wording: Wording {
            Wording("不是此版本的 `shuli search index` 建立的数据库", "not a database of `shuli search index` of this version").at(
                path)
        }
    }

    /// Opens a database to add to; a new one gets a table of pairs where `pairs` says so.
    init(writing path: String, pairs: Bool) throws {
        let database = try Database(path, .write)
        try FullTextSearch.register(on: database.handle)
        if try Self.isEmpty(database) {
            try database.transaction {
                try database.execute(Self.documents + Self.table(.words) + (pairs ? Self.table(.pairs) : ""))
                try database.execute(
                    "PRAGMA application_id = \(Self.application); PRAGMA user_version = \(Self.version)")
            }
        }
        hasPairs = try Self.check(database)
        self.database = database
    }

    /// Opens a database to ask.
    init(reading path: String) throws {
        database = try Database(path, .read)
        try FullTextSearch.register(on: database.handle)
        hasPairs = try Self.check(database)
    }

    private static func isEmpty(_ database: Database) throws -> Bool {
        let tables = try database.prepare("SELECT count(*) FROM sqlite_master")
        defer { tables.reset() }
        return try tables.step() && tables.integer(0) == 0
    }

    // Whether the database has a table of pairs; throws where it is none of `shuli search`.
    private static func check(_ database: Database) throws -> Bool {
        guard try database.pragma("application_id") == application, try database.pragma("user_version") == version
        else {
            throw ForeignDatabase(path: database.path)
        }
        let tables = try database.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'pairs'")
        defer { tables.reset() }
        return try tables.step() && tables.integer(0) > 0
    }

    // MARK: Adding

    /// Runs `body` in a transaction: all that it adds is in the database in the end, or nothing.
    func transaction(_ body: (SearchIndex) async throws -> Void) async throws {
        try database.execute("BEGIN IMMEDIATE")
        do {
            try await body(self)
            try database.execute("COMMIT")
        } catch {
            try? database.execute("ROLLBACK")
            throw error
        }
    }

    private lazy var known = Result { try database.prepare("SELECT number, title, text FROM documents WHERE name = ?") }
    private lazy var insert = Result {
        try database.prepare("INSERT INTO documents(number, name, title, text) VALUES (?, ?, ?, ?)")
    }

    /// Adds a document. One of the same id is replaced; records without an id are known by file and line.
    func add(_ record: Record) throws {
        let isNumbered = record.origin.line.map { record.idSource == "\($0)" } ?? false
        let name = names.name(for: isNumbered ? "\(record.origin)" : record.id)
        let statement = try known.get().bind(.text(name))
        if try statement.step() {
            let number = statement.integer(0)
            let (title, text) = (statement.isNull(1) ? nil : statement.text(1), statement.text(2))
            statement.reset()
            if (title, text) == (record.title, record.text) { return }
            try index(number, title, text, command: "delete")
            try database.prepare("DELETE FROM documents WHERE number = ?").bind(.integer(number)).run()
            replaced += 1
        }
        let title = record.title.map(Statement.Value.text) ?? .null
        try insert.get().bind(.null, .text(name), title, .text(record.text)).run()
        try index(database.lastRow, record.title, record.text)
    }

    private var statements: [String: Statement] = [:]

    // A table that reads from another one is told what its rows held before they change.
    private func index(_ number: Int, _ title: String?, _ text: String, command: String? = nil) throws {
        for table in hasPairs ? ["words", "pairs"] : ["words"] {
            let sql =
                command == nil
                ? "INSERT INTO \(table)(rowid, title, text) VALUES (?, ?, ?)"
                : "INSERT INTO \(table)(\(table), rowid, title, text) VALUES ('delete', ?, ?, ?)"
            let statement = try statements[sql] ?? database.prepare(sql)
            statements[sql] = statement
            try statement.bind(.integer(number), title.map(Statement.Value.text) ?? .null, .text(text)).run()
        }
    }

    // MARK: Asking

    // Marks around what is found, which hardly occur in a text.
    private static let (open, close): (UInt8, UInt8) = (1, 2)

    /// The best documents for a query: those that have it as words, then those that have it as characters only.
    func hits(for query: String, limit: Int) throws -> [SearchHit] {
        var numbers: Set<Int> = []
        var hits = try self.hits(.words, FullTextSearch.query(query), limit, &numbers)
        if hasPairs, hits.count < limit {
            hits += try self.hits(.pairs, FullTextSearch.pairsQuery(query), limit - hits.count, &numbers)
        }
        return hits
    }

    private func hits(
        _ table: SearchHit.Table, _ pattern: String, _ limit: Int, _ numbers: inout Set<Int>
    ) throws -> [SearchHit] {
        let name = table.rawValue
        let marks = "char(\(Self.open)), char(\(Self.close))"
        let statement = try database.prepare(
            """
            SELECT documents.number, name, documents.title, documents.text, -rank,
                highlight(\(name), 0, \(marks)), highlight(\(name), 1, \(marks))
            FROM \(name) JOIN documents ON documents.number = \(name).rowid
            WHERE \(name) MATCH ? ORDER BY rank LIMIT ?
            """
        ).bind(.text(pattern), .integer(limit + numbers.count))
        defer { statement.reset() }
        // A single character that is looked for is no pair.
        let completingPairs = table == .pairs && !pattern.contains("*")
        var hits: [SearchHit] = []
        while hits.count < limit, try statement.step() {
            guard numbers.insert(statement.integer(0)).inserted else { continue }
            let title = statement.isNull(2) ? nil : statement.text(2)
            let text = statement.text(3)
            hits.append(
                SearchHit(
                    id: RecordLabels.label(of: statement.text(1)), title: title, text: text, table: table,
                    score: (statement.real(4) * 1_000).rounded() / 1_000,
                    titleSpans: Self.spans(statement.text(5), in: title ?? "", completingPairs: completingPairs),
                    spans: Self.spans(statement.text(6), in: text, completingPairs: completingPairs)))
        }
        return hits
    }

    // Where the marks of a highlighted text are in the text itself.
    private static func spans(_ marked: String, in text: String, completingPairs: Bool) -> [TextRange] {
        var spans: [TextRange] = []
        text.withUTF8Buffer { text in
            var (offset, start) = (0, 0)
            for byte in marked.utf8 {
                if offset < text.count, text[offset] == byte {
                    offset += 1
                } else if byte == open {
                    start = offset
                } else if byte == close {
                    let end = completingPairs ? endOfPair(text, start..<offset) : offset
                    spans.append(TextRange(start, end))
                }
            }
        }
        return spans
    }

    // The tokenizer says of a pair only where its first character is.
    private static func endOfPair(_ text: UTF8Buffer, _ span: Range<Int>) -> Int {
        guard !span.isEmpty, span.upperBound < text.count else { return span.upperBound }
        let (next, length) = text.scalar(at: span.upperBound)
        let kinds = [CharacterClass(text.scalar(before: span.upperBound).value), CharacterClass(next)]
        return kinds.allSatisfy { $0 == .han || $0 == .kana } ? span.upperBound + length : span.upperBound
    }
}
