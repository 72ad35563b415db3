import ShuliStorage

/// The file of an index: its tables, and what is put into them and read from them.
///
/// Documents with one folded text share a text. Texts are numbered in the order in which they came; those without states
/// have been stored, but have no clusters yet. A run that was killed left a prefix of its documents: the
/// same run again skips those by their ids and goes on.
final class IndexFile {
    static let version = 3
    private static let application = 0x5348_4C44  // "SHLD"

    let database: Database
    let segments: PostingSegments
    private let findDocument: Statement
    private let insertDocument: Statement
    private let insertText: Statement
    private let insertKeys: Statement

    private static let schema = """
        CREATE TABLE documents(
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text INTEGER, title INTEGER NOT NULL,
            date TEXT, source TEXT, host TEXT, reprint INTEGER NOT NULL, length INTEGER NOT NULL,
            removed INTEGER NOT NULL);
        CREATE INDEX documents_by_text ON documents(text);
        CREATE TABLE texts(number INTEGER PRIMARY KEY, symbols BLOB NOT NULL);
        CREATE TABLE keys(text INTEGER PRIMARY KEY, anchors BLOB NOT NULL);
        CREATE TABLE furniture(part INTEGER PRIMARY KEY, words BLOB NOT NULL);
        """

    init(_ database: Database, creates: Bool) throws {
        self.database = database
        segments = PostingSegments(database)
        if creates { try Self.create(database) }
        try Self.check(database)
        findDocument = try database.prepare("SELECT text FROM documents WHERE id = ?")
        insertDocument = try database.prepare(
            """
            INSERT INTO documents(id, text, title, date, source, host, reprint, length, removed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        insertText = try database.prepare("INSERT INTO texts(number, symbols) VALUES (?, ?)")
        insertKeys = try database.prepare("INSERT INTO keys(text, anchors) VALUES (?, ?)")
    }

    private static func create(_ database: Database) throws {
        guard try database.pragma("user_version") == 0 else { return }
        let tables = try database.prepare("SELECT count(*) FROM sqlite_master")
        _ = try tables.step()
        let isEmpty = tables.integer(0) == 0
        try tables.run()
        guard isEmpty else { return }
        try database.transaction {
            // Another process may have been first.
            guard try database.pragma("user_version") == 0 else { return }
            try database.execute(schema + TextStates.schema + EdgeTable.schema + PostingSegments.schema)
            try database.execute("PRAGMA application_id = \(application); PRAGMA user_version = \(version)")
        }
    }

    private static func check(_ database: Database) throws {
        guard try database.pragma("application_id") == application else {
            throw DuplicateIndexError(path: database.path, reason: .notAnIndex)
        }
        let found = try database.pragma("user_version")
        guard found == version else { throw DuplicateIndexError(path: database.path, reason: .otherVersion(found)) }
    }

    // MARK: Documents and texts

    func holds(document id: String) throws -> Bool {
        let isFound = try findDocument.bind(.text(id)).step()
        try findDocument.run()
        return isFound
    }

    func insert(_ document: DocumentFacts, text: Int?) throws {
        func value(_ text: String?) -> Statement.Value { text.map { .text($0) } ?? .null }
        try insertDocument.bind(
            .text(document.id), text.map { .integer($0) } ?? .null, .word(document.title), value(document.date),
            value(document.source), value(document.host), .integer(document.isReprint ? 1 : 0),
            .integer(document.length), .integer(document.removed)
        ).run()
    }

    func insertText(_ number: Int, _ symbols: [UInt16], _ fingerprint: Fingerprint) throws {
        try insertText.bind(.integer(number), .symbols(symbols)).run()
        let keys = fingerprint.anchors.map { AnchorKey(anchor: $0) }
        try insertKeys.bind(.integer(number), .numbers(keys)).run()
    }

    // MARK: Furniture

    func furniture() throws -> Furniture {
        let statement = try database.prepare("SELECT words FROM furniture ORDER BY part")
        var words: [UInt64] = []
        while try statement.step() { words += statement.array(0, of: UInt64.self) }
        return Furniture(words: words)
    }

    func setFurniture(_ furniture: Furniture) throws {
        try database.execute("DELETE FROM furniture")
        let insert = try database.prepare("INSERT INTO furniture(words) VALUES (?)")
        let words = furniture.words
        for start in stride(from: 0, to: words.count, by: 1 << 16) {
            try insert.bind(.words(Array(words[start..<min(start + 1 << 16, words.count)]))).run()
        }
    }
}
