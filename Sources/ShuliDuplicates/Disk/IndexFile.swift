import ShuliStorage

/// The file of an index: its tables, and how they are written and read.
///
/// Documents with the same folded text share a text. Texts are numbered in the order in which they were added; those that
/// were added since the last update have no clusters yet. A run that was killed has left a prefix of its documents: when it
/// is repeated, these are known by their ids.
final class IndexFile {
    static let version = 3
    private static let application = 0x5348_4C44  // "SHLD"

    let database: Database
    let segments: PostingSegments
    private let insertText: Statement
    private let insertKeys: Statement

    // The table `furniture` holds the common shingles; it has its name from version 3 of the file.
    private static let schema = """
        CREATE TABLE texts(number INTEGER PRIMARY KEY, symbols BLOB NOT NULL, gaps BLOB NOT NULL);
        CREATE TABLE keys(text INTEGER PRIMARY KEY, anchors BLOB NOT NULL);
        CREATE TABLE furniture(part INTEGER PRIMARY KEY, words BLOB NOT NULL);
        """

    /// With `creates`, an empty file becomes an index. Throws where the file is something else.
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
            // Another process may have created the index meanwhile.
            guard try database.pragma("user_version") == 0 else { return }
            let tables = [DocumentTable.schema, TextStates.schema, EdgeTable.schema, PostingSegments.schema]
            try database.execute(schema + tables.joined())
            try database.execute("PRAGMA application_id = \(application); PRAGMA user_version = \(version)")
        }
    }

    private static func check(_ database: Database) throws {
        guard try database.pragma("application_id") == application else {
            throw DuplicateIndexError.notAnIndex(path: database.path)
        }
        let found = try database.pragma("user_version")
        guard found == version else { throw DuplicateIndexError.otherVersion(path: database.path, version: found) }
    }

    // MARK: Texts

    func insertText(_ number: Int, _ symbols: [UInt16], _ fingerprint: Fingerprint) throws {
        try insertText.bind(.integer(number), .symbols(symbols), .bytes(fingerprint.gaps)).run()
        let keys = fingerprint.anchors.map { AnchorKey(anchor: $0) }
        try insertKeys.bind(.integer(number), .numbers(keys)).run()
    }

    // MARK: Common shingles

    func commonShingles() throws -> CommonShingles {
        let statement = try database.prepare("SELECT words FROM furniture ORDER BY part")
        var words: [UInt64] = []
        while try statement.step() { words += statement.array(0, of: UInt64.self) }
        return CommonShingles(words: words)
    }

    /// Stores what has changed since the common shingles were read, or all of them when there are many changes.
    func store(_ commonShingles: CommonShingles) throws {
        let size = try database.prepare("SELECT coalesce(sum(length(words)), 0) FROM furniture")
        _ = try size.step()
        let stored = size.integer(0) / MemoryLayout<UInt64>.size
        try size.run()
        let insert = try database.prepare("INSERT INTO furniture(words) VALUES (?)")
        if stored > 0, stored <= 2 * commonShingles.count - commonShingles.changes.count {
            if !commonShingles.changes.isEmpty { try insert.bind(.words(commonShingles.changes)).run() }
            return
        }
        try database.execute("DELETE FROM furniture")
        let words = commonShingles.words
        for start in stride(from: 0, to: words.count, by: 1 << 16) {
            try insert.bind(.words(Array(words[start..<min(start + 1 << 16, words.count)]))).run()
        }
    }
}

extension DuplicateIndexError {
    /// Runs `body`, which works on the index at `path`; every error of it becomes one of the index.
    static func wrapping<Result>(
        _ path: String, _ body: () throws -> Result
    ) throws(DuplicateIndexError) -> Result {
        do {
            return try body()
        } catch let error as DuplicateIndexError {
            throw error
        } catch let error as StorageError {
            throw error.isDamage
                ? .damaged(path: error.path, detail: error.message)
                : .storage(path: error.path, message: error.message)
        } catch {
            throw .storage(path: path, message: "\(error)")
        }
    }
}
