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
            try texts.reload()
            var hashes: [UInt64] = []
            var newTexts: [UInt64: Int] = [:]
            var postings: [UInt64] = []
            for document in new where try !file.holds(document: document.facts.id) {
                guard !document.text.symbols.isEmpty else {
                    try file.insert(document.facts, text: nil)
                    continue
                }
                let hash = document.fingerprint.hash
                if let text = texts.states.text(withHash: hash) ?? newTexts[hash] {
                    try file.insert(document.facts, text: text)
                    continue
                }
                let number = texts.count + hashes.count
                try file.insertText(number, document.text.symbols, document.fingerprint)
                try file.insert(document.facts, text: number)
                for anchor in document.fingerprint.anchors { postings.append(Posting.make(anchor, number)) }
                newTexts[hash] = number
                hashes.append(hash)
            }
            try texts.states.storeHashes(hashes, file.database)
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
            let found = query.matches(exact: texts.states.text(withHash: document.fingerprint.hash)) { lists[$0] ?? [] }
            let matches = try found.compactMap { text, match in
                defer { select.reset() }
                return try select.bind(.integer(text)).step() ? match(select.text(0)) : nil
            }
            try texts.check()
            return matches
        }
    }

    func evaluate() throws {
        do {
            try file.database.transaction {
                try texts.reload()
                var evaluation = try Evaluation(
                    file, texts, rule: options.rule, expectsPages: options.unit == .article,
                    memory: options.memory / 2)
                try evaluation.run()
            }
        } catch {
            texts.forget()
            throw error
        }
    }

    func verdicts(_ policy: SurvivorPolicy, on ids: [String]?) throws -> DuplicateVerdicts {
        try file.database.snapshot {
            try texts.reload()
            var verdicts = VerdictBuilder(policy, expectsPages: options.unit == .article)
            if let ids, try ids.count * 8 < documentCount() {
                for (facts, text) in try documents(besides: ids) { append(facts, text, &verdicts) }
            } else {
                let statement = try statement(Self.selection + " ORDER BY number")
                while try statement.step() {
                    let (facts, text) = Self.document(statement)
                    append(facts, text, &verdicts)
                }
            }
            let edges = try EdgeTable(file.database)
            var comparer = PairComparer(furniture: try file.furniture())
            // The documents of a cluster are compared with one of it after the other.
            var kept: (text: Int, edges: [Int: Edge]) = (-1, [:])
            let built = try verdicts.build { text, other in
                if kept.text != other {
                    let all = try edges.edges(of: other).map { ($0.other(than: other), $0) }
                    kept = (other, Dictionary(all, uniquingKeysWith: { first, _ in first }))
                }
                return kept.edges[text] ?? comparer.edge(PairTable.key(text, other), options.rule, texts)
            }
            try texts.check()
            return built
        }
    }

    private func append(_ facts: DocumentFacts, _ text: Int?, _ verdicts: inout VerdictBuilder) {
        verdicts.append(
            facts, text: text, cluster: text.map { Int(texts.states.clusters[$0]) } ?? -1,
            telling: text.map { Int(texts.states.telling[$0]) } ?? 0)
    }

    private static let selection =
        "SELECT number, id, text, title, date, source, host, reprint, length, removed FROM documents"

    private static func document(_ row: Statement) -> (facts: DocumentFacts, text: Int?) {
        func optional(_ column: Int32) -> String? { row.isNull(column) ? nil : row.text(column) }
        let facts = DocumentFacts(
            id: row.text(1), title: row.word(3), date: optional(4), source: optional(5), host: optional(6),
            isReprint: row.integer(7) != 0, length: row.integer(8), removed: row.integer(9))
        return (facts, row.isNull(2) ? nil : row.integer(2))
    }

    // All documents in the clusters of some, in their order.
    private func documents(besides ids: [String]) throws -> [(facts: DocumentFacts, text: Int?)] {
        var found: [(number: Int, facts: DocumentFacts, text: Int?)] = []
        var wanted = [Bool](repeating: false, count: texts.count)
        let find = try statement(Self.selection + " WHERE id = ?")
        for id in Set(ids) {
            try find.bind(.text(id))
            defer { find.reset() }
            guard try find.step() else { continue }
            let (facts, text) = Self.document(find)
            if let text {
                wanted[Int(texts.states.clusters[text])] = true
            } else {
                found.append((find.integer(0), facts, text))
            }
        }
        let all = try statement(Self.selection + " WHERE text = ?")
        for text in 0..<texts.count where wanted[Int(texts.states.clusters[text])] {
            try all.bind(.integer(text))
            while try all.step() {
                let (facts, text) = Self.document(all)
                found.append((all.integer(0), facts, text))
            }
        }
        return found.sorted { $0.number < $1.number }.map { ($0.facts, $0.text) }
    }

    private func statement(_ sql: String) throws -> Statement {
        if let known = statements[sql] { return known }
        let new = try file.database.prepare(sql)
        statements[sql] = new
        return new
    }
}
