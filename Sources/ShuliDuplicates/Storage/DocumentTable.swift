import ShuliStorage
import ShuliText

/// The documents of an index on disk: what is kept of each in the file, and by heart which there are and what text each
/// has. They are numbered in the order in which they came.
struct DocumentTable {
    static let schema =
        """
        CREATE TABLE documents(
            number INTEGER PRIMARY KEY, id TEXT NOT NULL, title INTEGER NOT NULL, date TEXT, source TEXT, host TEXT,
            reprint INTEGER NOT NULL, length INTEGER NOT NULL, removed INTEGER NOT NULL);
        """ + NumberTable<UInt64>.schema("document_ids") + NumberTable<UInt32>.schema("document_texts")

    private static let columns = "id, title, date, source, host, reprint, length, removed"

    private let database: Database
    private let select: Statement
    private let insert: Statement
    private let idTable: NumberTable<UInt64>
    private let textTable: NumberTable<UInt32>
    // By a hash of the id; where two have the same, the second counts as if its were one more.
    private var ids = KeyIndex()
    private var texts: [UInt32] = []
    private static let noText = UInt32.max

    init(_ database: Database) throws {
        self.database = database
        select = try database.prepare("SELECT \(Self.columns) FROM documents WHERE number = ?")
        insert = try database.prepare(
            "INSERT INTO documents(number, \(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        idTable = try NumberTable("document_ids", database)
        textTable = try NumberTable("document_texts", database)
    }

    var count: Int { ids.count }

    /// Takes note of what was added; where another process has changed the file, of everything.
    mutating func reload(all: Bool) throws {
        if all { (ids, texts) = (KeyIndex(), []) }
        try idTable.readRest(of: &ids)
        try textTable.readRest(of: &texts)
    }

    /// The number of the document with this id.
    func number(of id: String) throws -> Int? {
        var key = Self.hash(id)
        while let number = ids.number(of: key) {
            try select.bind(.integer(number))
            defer { select.reset() }
            if try select.step(), select.text(0).utf8.elementsEqual(id.utf8) { return number }
            key &+= 1
        }
        return nil
    }

    /// The text of a document; nil where it has none.
    func text(of document: Int) -> Int? { texts[document] == Self.noText ? nil : Int(texts[document]) }

    /// What is kept of a document.
    func facts(of document: Int) throws -> DocumentFacts? {
        try select.bind(.integer(document))
        defer { select.reset() }
        return try select.step() ? Self.facts(select) : nil
    }

    /// Calls `body` with all documents in their order.
    func forEach(_ body: (_ document: Int, _ facts: DocumentFacts) -> Void) throws {
        let all = try database.prepare("SELECT \(Self.columns) FROM documents ORDER BY number")
        for document in 0..<count where try all.step() { body(document, Self.facts(all)) }
        all.reset()
    }

    /// Stores new documents with their texts; they get the numbers behind all that are known.
    func store(_ new: [(facts: DocumentFacts, text: Int?)]) throws {
        func value(_ text: String?) -> Statement.Value { text.map { .text($0) } ?? .null }
        var keys: [UInt64] = []
        var known: Set<UInt64> = []
        for (index, (facts, _)) in new.enumerated() {
            var key = Self.hash(facts.id)
            while ids.number(of: key) != nil || !known.insert(key).inserted { key &+= 1 }
            keys.append(key)
            try insert.bind(
                .integer(count + index), .text(facts.id), .word(facts.title), value(facts.date), value(facts.source),
                value(facts.host), .integer(facts.isReprint ? 1 : 0), .integer(facts.length), .integer(facts.removed)
            ).run()
        }
        try idTable.append(keys, after: count)
        try textTable.append(new.map { $0.text.map { UInt32($0) } ?? Self.noText }, after: count)
    }

    private static func facts(_ row: Statement) -> DocumentFacts {
        func optional(_ column: Int32) -> String? { row.isNull(column) ? nil : row.text(column) }
        return DocumentFacts(
            id: row.text(0), title: row.word(1), date: optional(2), source: optional(3), host: optional(4),
            isReprint: row.integer(5) != 0, length: row.integer(6), removed: row.integer(7))
    }

    private static func hash(_ id: String) -> UInt64 {
        id.utf8.map { UInt16($0) }.withUnsafeBufferPointer { Fingerprint.hash($0) }
    }
}
