import ShuliStorage

/// An index in a file.
final class FileStorage: DocumentStorage {
    private let options: DuplicateIndex.Options
    private let file: IndexFile
    private let texts: DiskTexts
    private var statements: [String: Statement] = [:]

    init(_ path: String, _ access: DuplicateIndex.Access, _ options: DuplicateIndex.Options) throws {
        self.options = options
        let mode: Database.Mode =
            switch access {
            case .readWrite: .write
            case .read: .read
            case .scratch: .scratch
            }
        file = try IndexFile(Database(path, mode), creates: access != .read)
        texts = try DiskTexts(file.database, memory: options.memory / 2)
    }

    func documentCount() throws -> Int {
        let statement = try file.database.prepare("SELECT count(*) FROM documents")
        _ = try statement.step()
        return statement.integer(0)
    }

    func add(_ new: [DuplicateIndex.PreparedDocument]) throws {
        try file.database.transaction {
            var number = try file.fact("texts")
            var postings: [UInt64] = []
            for document in new where try !file.holds(document: document.facts.id) {
                guard !document.text.symbols.isEmpty else {
                    try file.insert(document.facts, text: nil)
                    continue
                }
                if let text = try file.text(withHash: document.fingerprint.hash) {
                    try file.insert(document.facts, text: text)
                    continue
                }
                try file.insertText(number, document.text.symbols, document.fingerprint)
                try file.insert(document.facts, text: number)
                for anchor in document.fingerprint.anchors { postings.append(Posting.make(anchor, number)) }
                number += 1
            }
            try file.setFact("texts", number)
            RadixSort.sort(&postings)
            if !postings.isEmpty { try file.segments.append(postings) }
        }
    }

    func matches(for document: DuplicateIndex.PreparedDocument) throws -> [DuplicateMatch] {
        try file.database.snapshot {
            try texts.reload()
            let query = TextQuery(document, texts, options.rule)
            let select = try file.database.prepare("SELECT id FROM documents WHERE text = ? ORDER BY number LIMIT 1")
            var lists: [UInt64: [Int]] = [:]
            try file.segments.lists(of: document.fingerprint.anchors) { lists[$0] = $1 }
            let found = query.matches(exact: try file.text(withHash: document.fingerprint.hash)) { lists[$0] ?? [] }
            let matches = try found.compactMap { text, match in
                defer { select.reset() }
                return try select.bind(.integer(text)).step() ? match(select.text(0)) : nil
            }
            try texts.check()
            return matches
        }
    }

    func evaluate() throws {
        try file.database.transaction {
            try texts.reload()
            var evaluation = try Evaluation(
                file, texts, rule: options.rule, expectsPages: options.unit == .article)
            try evaluation.run()
        }
    }

    func verdicts(_ policy: SurvivorPolicy, on ids: [String]?) throws -> DuplicateVerdicts {
        try file.database.snapshot {
            try texts.reload()
            var verdicts = VerdictBuilder(policy, expectsPages: options.unit == .article)
            if let ids, try ids.count * 8 < documentCount() {
                for number in try numbers(besides: ids) {
                    try append(Self.selection + " WHERE number = ?", [.integer(number)], &verdicts)
                }
            } else {
                try append(Self.selection + " ORDER BY number", [], &verdicts)
            }
            let edges = try EdgeTable(file.database)
            var comparer = PairComparer(furniture: try file.furniture())
            let built = try verdicts.build { left, right in
                if let edge = try edges.edge(left, right) { return edge }
                return comparer.edge(PairTable.key(left, right), options.rule, texts)
            }
            try texts.check()
            return built
        }
    }

    private static let selection = """
        SELECT id, documents.text, title, date, source, host, reprint, length, removed, cluster, telling
        FROM documents LEFT JOIN states ON states.text = documents.text
        """

    private func append(_ sql: String, _ values: [Statement.Value], _ verdicts: inout VerdictBuilder) throws {
        let statement = try statement(sql)
        func optional(_ column: Int32) -> String? { statement.isNull(column) ? nil : statement.text(column) }
        try statement.bind(values)
        while try statement.step() {
            let facts = DocumentFacts(
                id: statement.text(0), title: statement.word(2), date: optional(3), source: optional(4),
                host: optional(5), isReprint: statement.integer(6) != 0, length: statement.integer(7),
                removed: statement.integer(8))
            let text = statement.isNull(1) ? nil : statement.integer(1)
            verdicts.append(
                facts, text: text, cluster: text == nil ? -1 : statement.integer(9), telling: statement.integer(10))
        }
    }

    // The numbers of all documents in the clusters of some, rising.
    private func numbers(besides ids: [String]) throws -> [Int] {
        let find = try statement(
            "SELECT number, cluster FROM documents LEFT JOIN states ON states.text = documents.text WHERE id = ?")
        let all = try statement(
            "SELECT number FROM states JOIN documents ON documents.text = states.text WHERE cluster = ?")
        var numbers: Set<Int> = []
        for id in ids {
            try find.bind(.text(id))
            guard try find.step() else { continue }
            numbers.insert(find.integer(0))
            let cluster = find.isNull(1) ? nil : find.integer(1)
            try find.run()
            guard let cluster else { continue }
            try all.bind(.integer(cluster))
            while try all.step() { numbers.insert(all.integer(0)) }
        }
        return numbers.sorted()
    }

    private func statement(_ sql: String) throws -> Statement {
        if let known = statements[sql] { return known }
        let new = try file.database.prepare(sql)
        statements[sql] = new
        return new
    }
}
