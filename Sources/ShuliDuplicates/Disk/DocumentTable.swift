import ShuliStorage
import ShuliText

/// The documents of an index in a file, numbered in the order in which they were added. What is stored of each is read when
/// it is needed; which ids there are, and which text each document has, is in memory.
struct DocumentTable {
    static let schema =
        """
        CREATE TABLE documents(
            number INTEGER PRIMARY KEY, id TEXT NOT NULL, title INTEGER NOT NULL, date TEXT, source TEXT, host TEXT,
            reprint INTEGER NOT NULL, length INTEGER NOT NULL, removed INTEGER NOT NULL);
        """ + NumberTable<UInt64>.schema("document_ids") + NumberTable<UInt32>.schema("document_texts")

    private static let columns = "id, title, date, source, host, reprint, length, removed, number"

    private let database: Database
    private let select: Statement
    private let insert: Statement
    private let idTable: NumberTable<UInt64>
    private let textTable: NumberTable<UInt32>
    // Documents by the hash of their ids. Where two ids have the same hash, the second one is inserted with the next hash
    // that is free.
    private var ids = KeyIndex()
    private var texts: [UInt32] = []
    private static let noText = UInt32.max

    init(_ database: Database) throws {
        self.database = database
        select = try database.prepare("SELECT \(Self.columns) FROM documents WHERE number = ?")
        insert = try database.prepare(
            "INSERT INTO documents(\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        idTable = try NumberTable("document_ids", database)
        textTable = try NumberTable("document_texts", database)
    }

    var count: Int { ids.count }

    /// Reads which documents were added; with `all`, which there are, because another process has changed the file.
    /// `textCount` is how many texts there are.
    mutating func reload(all: Bool, textCount: Int) throws {
        if all { (ids, texts) = (KeyIndex(), []) }
        let known = texts.count
        try idTable.readRest(of: &ids)
        try textTable.readRest(of: &texts)
        guard texts.count == ids.count, texts[known...].allSatisfy({ $0 == Self.noText || Int($0) < textCount }) else {
            throw database.damage("the arrays of documents do not agree")
        }
    }

    /// The number of the document with this id.
    func number(of id: String) throws -> Int? {
        var key = Self.hash(id)
        while let number = ids.number(of: key) {
            if try facts(of: number).id.utf8.elementsEqual(id.utf8) { return number }
            key &+= 1
        }
        return nil
    }

    /// The text of a document; nil where it has none.
    func text(of document: Int) -> Int? { texts[document] == Self.noText ? nil : Int(texts[document]) }

    /// What is stored of a document.
    func facts(of document: Int) throws -> DocumentFacts {
        defer { select.reset() }
        guard document < count, try select.bind(.integer(document)).step() else {
            throw database.damage("document \(document) is missing")
        }
        return Self.facts(select)
    }

    /// Calls `body` with all documents in their order.
    func forEach(_ body: (_ document: Int, _ facts: DocumentFacts) -> Void) throws {
        let all = try database.prepare("SELECT \(Self.columns) FROM documents ORDER BY number")
        for document in 0..<count {
            guard try all.step(), all.integer(8) == document else {
                throw database.damage("document \(document) is missing")
            }
            body(document, Self.facts(all))
        }
        all.reset()
    }

    /// Stores new documents with their texts; they get the next numbers.
    func store(_ new: [(facts: DocumentFacts, text: Int?)]) throws {
        func value(_ text: String?) -> Statement.Value { text.map { .text($0) } ?? .null }
        var keys: [UInt64] = []
        var known: Set<UInt64> = []
        for (index, (facts, _)) in new.enumerated() {
            var key = Self.hash(facts.id)
            while ids.number(of: key) != nil || !known.insert(key).inserted { key &+= 1 }
            keys.append(key)
            try insert.bind(
                .text(Self.stored(facts)), .word(facts.title), value(facts.date), value(facts.source),
                value(facts.host), .integer(facts.isReprint ? 1 : 0), .integer(facts.length), .integer(facts.removed),
                .integer(count + index)
            ).run()
        }
        try idTable.append(keys, after: count)
        try textTable.append(new.map { $0.text.map { UInt32($0) } ?? Self.noText }, after: count)
    }

    private static func facts(_ row: Statement) -> DocumentFacts {
        func optional(_ column: Int32) -> String? { row.isNull(column) ? nil : row.text(column) }
        let (id, label) = name(stored: row.text(0))
        return DocumentFacts(
            id: id, label: label, title: row.word(1), date: optional(2), source: optional(3), host: optional(4),
            isReprint: row.integer(5) != 0, length: row.integer(6), removed: row.integer(7))
    }

    // An id that is its own label is stored as it is. Else, and where it begins with NUL, the column holds NUL, the length
    // of the id in bytes, NUL, the id and the label.
    private static func stored(_ facts: DocumentFacts) -> String {
        guard facts.label != facts.id || facts.id.utf8.first == 0 else { return facts.id }
        return "\0\(facts.id.utf8.count)\0\(facts.id)\(facts.label)"
    }

    private static func name(stored: String) -> (id: String, label: String) {
        guard stored.utf8.first == 0 else { return (stored, stored) }
        let rest = stored.utf8.dropFirst()
        guard let end = rest.firstIndex(of: 0), let length = Int(Substring(rest[..<end])), length >= 0 else {
            return (stored, stored)
        }
        let id = rest[end...].dropFirst().prefix(length)
        return (String(decoding: id, as: UTF8.self), String(decoding: rest[id.endIndex...], as: UTF8.self))
    }

    private static func hash(_ id: String) -> UInt64 {
        id.utf8.map { UInt16($0) }.withUnsafeBufferPointer { Fingerprint.hash($0) }
    }
}
