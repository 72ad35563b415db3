import CFTS5
import ShuliText

/// Chinese full-text search in SQLite: a tokenizer for FTS5, and patterns that find what people type.
///
/// ```swift
/// try FullTextSearch.register(on: connection)  // an sqlite3 *; GRDB: db.sqliteConnection
/// // CREATE VIRTUAL TABLE articles USING fts5(title, text, tokenize = 'shuli')
/// let pattern = FullTextSearch.query("大学生活")
/// // SELECT title FROM articles WHERE articles MATCH ? ORDER BY rank
/// ```
///
/// The tokenizer `shuli` indexes words with the shorter words inside of them; `shuli pairs` indexes each two characters that
/// follow each other, and finds every substring. Script, width, case and accents count for nothing. Offsets are those of the
/// original text, so that `highlight()`, `snippet()`, phrases, prefixes, `NEAR` and `bm25()` work.
///
/// In SQL the patterns are `shuli_query(text)` and `shuli_pairs_query(text)`.
public enum FullTextSearch {
    /// Registers the tokenizer and the functions of SQL on a connection, which must be of the SQLite that the program is
    /// linked with. Each connection that reads or writes a table with the tokenizer needs it. Cost: some microseconds; the
    /// first tokenizer of a process some 10 ms.
    ///
    /// - Parameter connection: an open `sqlite3 *`.
    /// - Throws: `FullTextSearchError` where SQLite has no FTS5 or no memory.
    public static func register(on connection: OpaquePointer) throws(FullTextSearchError) {
        let code = shuli_fts5_register(connection, TokenizerFunctions.shared)
        if code != 0 { throw FullTextSearchError(code: code) }
    }

    /// The pattern that finds what `text` says in a table with `tokenize = 'shuli'`.
    ///
    /// White space and punctuation divide the text into pieces, all of which must occur. A piece of up to six characters is
    /// looked for in all its divisions into words, a longer one as the tokenizer cuts it. A single character finds the words
    /// that begin with it. A text without letters, digits and Han characters finds nothing. Cost: linear.
    public static func query(_ text: some StringProtocol) -> String { QueryPattern.words(String(text)) }

    /// The pattern that finds `text` in a table with `tokenize = 'shuli pairs'`: all that have each of its pieces as a
    /// substring. Runs of letters and digits count whole. Cost: linear.
    public static func pairsQuery(_ text: some StringProtocol) -> String { QueryPattern.pairs(String(text)) }
}

/// Why the tokenizer could not be registered.
public struct FullTextSearchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// SQLite's result code.
    public let code: Int32

    /// SQLite's words for the code; code 1 says that it has no FTS5.
    public var description: String {
        code == 1 ? "this SQLite has no FTS5" : String(cString: shuli_fts5_message(code))
    }
}
