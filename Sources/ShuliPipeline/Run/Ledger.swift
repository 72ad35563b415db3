import ShuliBase
import ShuliFiles
import ShuliStorage

/// What a run has done, in SQLite: chunks whose file is written, parts of the output that are whole.
///
/// A row is written after the file that it describes, so that the file is there; files without a row are written again.
final class Ledger {
    /// A chunk that is cleaned and stored.
    struct Chunk: Sendable {
        let number: Int
        let start: InputChunk.Place
        let end: InputChunk.Place
        /// Documents and failures of the input, as the reader counted them.
        let records: Int
        /// How many of them passed the steps before the search for duplicates.
        let left: Int
        let checksum: Int
        var report: RunReport
        /// How long the process worked on it, in seconds, since the row before it.
        var seconds = 0.0
    }

    /// A part of the output that is whole.
    struct Part: Sendable {
        /// By what a file is recognized.
        struct File: Sendable, Hashable {
            let length: Int
            /// In nanoseconds since 1970.
            let modified: Int
            let checksum: Int
        }

        let number: Int
        /// The number of the chunk after its last one.
        let end: Int
        /// The output and the rejects.
        let files: [File]
        let report: RunReport
        /// How long the process worked on it, in seconds, since the row before it.
        var seconds = 0.0
    }

    private static let version = 1
    private let database: Database
    private let path: String
    private let insertChunk: Statement

    init(_ path: String) throws {
        self.path = path
        database = try Database(path, .write)
        try database.execute(
            """
            CREATE TABLE IF NOT EXISTS facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS inputs(
                number INTEGER PRIMARY KEY, path TEXT NOT NULL, length INTEGER NOT NULL, modified INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS chunks(
                number INTEGER PRIMARY KEY, file INTEGER NOT NULL, start INTEGER NOT NULL, line INTEGER NOT NULL,
                endFile INTEGER NOT NULL, endStart INTEGER NOT NULL, endLine INTEGER NOT NULL,
                records INTEGER NOT NULL, remaining INTEGER NOT NULL, checksum INTEGER NOT NULL,
                microseconds INTEGER NOT NULL, report TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS parts(
                number INTEGER PRIMARY KEY, endChunk INTEGER NOT NULL, length INTEGER NOT NULL,
                modified INTEGER NOT NULL, checksum INTEGER NOT NULL, rejectLength INTEGER NOT NULL,
                rejectModified INTEGER NOT NULL, rejectChecksum INTEGER NOT NULL, microseconds INTEGER NOT NULL,
                report TEXT NOT NULL);
            PRAGMA user_version = \(Self.version);
            """)
        insertChunk = try database.prepare("INSERT OR REPLACE INTO chunks VALUES (?,?,?,?,?,?,?,?,?,?,?,?)")
    }

    func fact(_ name: String) throws -> String? {
        let statement = try database.prepare("SELECT value FROM facts WHERE name = ?").bind(.text(name))
        defer { statement.reset() }
        return try statement.step() ? statement.text(0) : nil
    }

    func setFact(_ name: String, _ value: String) throws {
        try database.prepare("INSERT OR REPLACE INTO facts VALUES (?, ?)").bind(.text(name), .text(value)).run()
    }

    /// Notes what the run reads, the first time; later the path of a file that is not what it was, "" where the list is
    /// another one.
    func changedInput(_ files: [InputFile]) throws -> String? {
        let statement = try database.prepare("SELECT path, length, modified FROM inputs ORDER BY number")
        var known: [(path: String, length: Int, modified: Int)] = []
        while try statement.step() {
            known.append((statement.text(0), statement.integer(1), statement.integer(2)))
        }
        if known.isEmpty {
            try database.transaction {
                let insert = try database.prepare("INSERT INTO inputs VALUES (?, ?, ?, ?)")
                for (number, file) in files.enumerated() {
                    try insert.bind(
                        .integer(number), .text(file.path), .integer(file.length), .integer(file.modified)
                    ).run()
                }
            }
            return nil
        }
        for (old, new) in zip(known, files) where old != (new.path, new.length, new.modified) { return new.path }
        return known.count == files.count ? nil : files.last?.path ?? ""
    }

    /// A report that the ledger holds. Throws where it is incomplete.
    func report(_ json: String) throws(CorpusRunError) -> RunReport {
        do throws(ParseError) {
            return try RunReport(parsing: json)
        } catch {
            throw .damaged(path: path)
        }
    }

    // MARK: Chunks

    func add(_ chunk: Chunk) throws {
        try insertChunk.bind(
            .integer(chunk.number), .integer(chunk.start.file), .integer(chunk.start.offset),
            .integer(chunk.start.line), .integer(chunk.end.file), .integer(chunk.end.offset),
            .integer(chunk.end.line), .integer(chunk.records), .integer(chunk.left), .integer(chunk.checksum),
            .integer(Self.microseconds(chunk.seconds)), .text(String(decoding: chunk.report.json, as: UTF8.self))
        ).run()
    }

    /// The chunks that are stored, rising.
    func chunks() throws -> [Chunk] {
        let statement = try database.prepare("SELECT * FROM chunks ORDER BY number")
        var chunks: [Chunk] = []
        while try statement.step() {
            func integer(_ column: Int32) -> Int { statement.integer(column) }
            chunks.append(
                Chunk(
                    number: integer(0), start: .init(file: integer(1), offset: integer(2), line: integer(3)),
                    end: .init(file: integer(4), offset: integer(5), line: integer(6)), records: integer(7),
                    left: integer(8), checksum: integer(9), report: try self.report(statement.text(11)),
                    seconds: Double(integer(10)) / 1e6))
        }
        return chunks
    }

    // MARK: Parts

    func add(_ part: Part) throws {
        let files = part.files.flatMap { [$0.length, $0.modified, $0.checksum] }.map { Statement.Value.integer($0) }
        try database.prepare("INSERT OR REPLACE INTO parts VALUES (?,?,?,?,?,?,?,?,?,?)").bind(
            [.integer(part.number), .integer(part.end)] + files + [
                .integer(Self.microseconds(part.seconds)), .text(String(decoding: part.report.json, as: UTF8.self)),
            ]
        ).run()
    }

    /// Forgets parts from a number on: they are written again.
    func removeParts(from number: Int) throws {
        try database.prepare("DELETE FROM parts WHERE number >= ?").bind(.integer(number)).run()
    }

    /// Forgets all that was done: the run begins anew.
    func removeAll() throws {
        try database.transaction {
            try database.execute("DELETE FROM parts; DELETE FROM chunks; DELETE FROM facts WHERE name = 'finished'")
        }
    }

    private static func microseconds(_ seconds: Double) -> Int { Int(max(0, min(seconds, 1e12)) * 1e6) }

    func parts() throws -> [Part] {
        let statement = try database.prepare("SELECT * FROM parts ORDER BY number")
        var parts: [Part] = []
        while try statement.step() {
            func integer(_ column: Int32) -> Int { statement.integer(column) }
            parts.append(
                Part(
                    number: integer(0), end: integer(1),
                    files: [
                        Part.File(length: integer(2), modified: integer(3), checksum: integer(4)),
                        Part.File(length: integer(5), modified: integer(6), checksum: integer(7)),
                    ], report: try self.report(statement.text(9)), seconds: Double(integer(8)) / 1e6))
        }
        return parts
    }
}
