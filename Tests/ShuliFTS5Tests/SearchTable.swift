import ShuliFTS5
import ShuliStorage
import ShuliText

/// A table of FTS5 with one column in memory.
struct SearchTable {
    let database: Database

    init(_ tokenizer: String = "shuli", _ texts: [String] = []) throws {
        database = try Database(":memory:", .scratch)
        try FullTextSearch.register(on: database.handle)
        let name = tokenizer.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        try database.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = '\(name)')")
        for (index, text) in texts.enumerated() { try add(text, as: index) }
    }

    func add(_ text: String, as row: Int) throws {
        try database.prepare("INSERT INTO t(rowid, text) VALUES (?, ?)").bind(.integer(row), .text(text)).run()
    }

    /// The first column of the rows of a query.
    func rows(_ sql: String, _ values: [Statement.Value] = []) throws -> [String] {
        let statement = try database.prepare(sql).bind(values)
        var rows: [String] = []
        while try statement.step() { rows.append(statement.text(0)) }
        return rows
    }

    /// The numbers of the rows that a pattern of FTS5 finds.
    func matching(_ pattern: String) throws -> [Int] {
        try rows("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", [.text(pattern)]).compactMap { Int($0) }
    }

    /// The rows that `shuli_query` finds for a text.
    func asking(_ text: String) throws -> [Int] { try matching(FullTextSearch.query(text)) }

    /// The tokens of each position: the terms, each position with its terms in alphabetical order.
    func positions() throws -> [[String]] {
        try database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS v USING fts5vocab(t, 'instance')")
        let statement = try database.prepare("SELECT term, offset FROM v ORDER BY offset, term")
        var positions: [[String]] = []
        while try statement.step() {
            while positions.count <= statement.integer(1) { positions.append([]) }
            positions[statement.integer(1)].append(statement.text(0))
        }
        return positions
    }
}
