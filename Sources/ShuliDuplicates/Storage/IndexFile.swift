import ShuliStorage

/// The file of an index: its tables, and what is put into them and read from them.
///
/// Documents with one folded text share a text. Texts are numbered in the order in which they came; those of which nothing
/// was found have been stored, but have no clusters yet. A run that was killed left a prefix of its documents: the same run
/// again skips those by their ids and goes on.
final class IndexFile {
    static let version = 3
    private static let application = 0x5348_4C44  // "SHLD"

    let database: Database
    let segments: PostingSegments
    private let insertText: Statement
    private let insertKeys: Statement

    private static let schema = """
        CREATE TABLE texts(number INTEGER PRIMARY KEY, symbols BLOB NOT NULL, gaps BLOB NOT NULL);
        CREATE TABLE keys(text INTEGER PRIMARY KEY, anchors BLOB NOT NULL);
        CREATE TABLE furniture(part INTEGER PRIMARY KEY, words BLOB NOT NULL);
        """

    init(_ database: Database, creates: Bool) throws {
        self.database = database
        segments = PostingSegments(database)
        if creates { try Self.create(database) }
        try Self.check(database)
        insertText = try database.prepare("INSERT INTO texts(number, symbols, gaps) VALUES (?, ?, ?)")
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
            let tables = [DocumentTable.schema, TextStates.schema, EdgeTable.schema, PostingSegments.schema]
            try database.execute(schema + tables.joined())
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

    // MARK: Texts

    func insertText(_ number: Int, _ symbols: [UInt16], _ fingerprint: Fingerprint) throws {
        try insertText.bind(.integer(number), .symbols(symbols), .bytes(fingerprint.gaps)).run()
        let keys = fingerprint.anchors.map { AnchorKey(anchor: $0) }
        try insertKeys.bind(.integer(number), .numbers(keys)).run()
    }

    // MARK: Furniture

    /// The anchors that are furniture.
    func furniture() throws -> Furniture {
        let statement = try database.prepare("SELECT words FROM furniture ORDER BY part")
        var words: [UInt64] = []
        while try statement.step() { words += statement.array(0, of: UInt64.self) }
        return Furniture(words: words)
    }

    /// Stores what has become of the furniture that was read: its changes, or all of it where they have become many.
    func store(_ furniture: Furniture) throws {
        let size = try database.prepare("SELECT coalesce(sum(length(words)), 0) FROM furniture")
        _ = try size.step()
        let stored = size.integer(0) / MemoryLayout<UInt64>.size
        try size.run()
        let insert = try database.prepare("INSERT INTO furniture(words) VALUES (?)")
        if stored > 0, stored + furniture.changes.count <= 2 * furniture.count {
            if !furniture.changes.isEmpty { try insert.bind(.words(furniture.changes)).run() }
            return
        }
        try database.execute("DELETE FROM furniture")
        let words = furniture.words
        for start in stride(from: 0, to: words.count, by: 1 << 16) {
            try insert.bind(.words(Array(words[start..<min(start + 1 << 16, words.count)]))).run()
        }
    }
}
