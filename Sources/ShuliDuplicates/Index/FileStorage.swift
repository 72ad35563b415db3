import ShuliStorage

/// An index in a file.
final class FileStorage: DocumentStorage {
    private let options: DuplicateIndex.Options
    private let file: IndexFile
    private let texts: DiskTexts
    private var documents: DocumentTable
    // What was read last.
    private var furniture: Furniture?

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
        documents = try DocumentTable(file.database)
        // Of what is there already, little is read, and here and there.
        if access == .readWrite, texts.count > 0 { try file.database.setMap(bytes: options.memory / 2) }
    }

    /// Takes note of what was added; inside of a transaction or snapshot.
    private func reload() throws {
        let isStale = try texts.reload()
        if isStale { furniture = nil }
        try documents.reload(all: isStale)
    }

    private func knownFurniture() throws -> Furniture {
        if let furniture { return furniture }
        let read = try file.furniture()
        furniture = read
        return read
    }

    func documentCount() throws -> Int {
        try file.database.snapshot {
            try reload()
            return documents.count
        }
    }

    func add(_ new: [DuplicateIndex.PreparedDocument]) throws {
        try file.database.transaction {
            try reload()
            var added: [(facts: DocumentFacts, text: Int?)] = []
            var ids: Set<String> = []
            var hashes: [UInt64] = []
            var firstDocuments: [UInt32] = []
            var newTexts: [UInt64: Int] = [:]
            var postings: [UInt64] = []
            for document in new where try documents.number(of: document.id) == nil {
                guard ids.insert(document.id).inserted else { continue }
                guard !document.text.symbols.isEmpty else {
                    added.append((document.facts, nil))
                    continue
                }
                let hash = document.fingerprint.hash
                if let text = texts.states.texts.number(of: hash) ?? newTexts[hash] {
                    added.append((document.facts, text))
                    continue
                }
                let number = texts.count + hashes.count
                try file.insertText(number, document.text.symbols, document.fingerprint)
                for anchor in document.fingerprint.anchors { postings.append(Posting.make(anchor, number)) }
                newTexts[hash] = number
                hashes.append(hash)
                firstDocuments.append(UInt32(documents.count + added.count))
                added.append((document.facts, number))
            }
            try documents.store(added)
            try texts.states.store(newHashes: hashes, firstDocuments: firstDocuments)
            RadixSort.sort(&postings)
            if !postings.isEmpty { try file.segments.append(postings) }
        }
    }

    func matches(for document: DuplicateIndex.PreparedDocument) throws -> [DuplicateMatch] {
        try file.database.snapshot {
            try reload()
            let query = TextQuery(document, texts, options.rule)
            var lists: [UInt64: [Int]] = [:]
            try file.segments.lists(of: document.fingerprint.anchors) { lists[$0] = $1 }
            let exact = texts.states.texts.number(of: document.fingerprint.hash)
            let found = query.matches(exact: exact) { lists[$0] ?? [] }
            let matches = try found.compactMap { text, match in
                try documents.facts(of: Int(texts.states.firstDocuments[text])).map { match($0.id) }
            }
            try texts.check()
            return matches
        }
    }

    func evaluate() throws {
        do {
            try file.database.transaction {
                try reload()
                var evaluation = try Evaluation(
                    file, texts, knownFurniture(), rule: options.rule, expectsPages: options.unit == .article)
                furniture = nil
                try evaluation.run()
                furniture = evaluation.furniture
                furniture?.forgetChanges()
            }
        } catch {
            texts.forget()
            throw error
        }
    }

    func verdicts(_ policy: SurvivorPolicy, on ids: [String]?) throws -> DuplicateVerdicts {
        try file.database.snapshot {
            try reload()
            var verdicts = VerdictBuilder(policy, expectsPages: options.unit == .article)
            if let ids, ids.count * 8 < documents.count {
                let asked = Set(try ids.compactMap { try documents.number(of: $0) })
                for document in documents(besides: asked) {
                    guard let facts = try documents.facts(of: document) else { continue }
                    append(document, facts, isAsked: asked.contains(document), &verdicts)
                }
            } else {
                try documents.forEach { append($0, $1, isAsked: true, &verdicts) }
            }
            let edges = try EdgeTable(file.database)
            var comparer = PairComparer(furniture: try knownFurniture())
            // The documents of a cluster are compared with one of it after the other.
            var kept: (text: Int, edges: [Int: Edge]) = (-1, [:])
            let built = try verdicts.build { text, other in
                if kept.text != other {
                    let all = try edges.edges(of: other, texts.states.lengths).map { ($0.other(than: other), $0) }
                    kept = (other, Dictionary(all, uniquingKeysWith: { first, _ in first }))
                }
                return kept.edges[text] ?? comparer.edge(PairTable.key(text, other), options.rule, texts)
            }
            try texts.check()
            return built
        }
    }

    private func append(
        _ document: Int, _ facts: DocumentFacts, isAsked: Bool, _ verdicts: inout VerdictBuilder
    ) {
        let text = documents.text(of: document)
        verdicts.append(
            facts, text: text, cluster: text.map { Int(texts.states.clusters[$0]) } ?? -1,
            telling: text.map { Int(texts.states.telling[$0]) } ?? 0, isAsked: isAsked)
    }

    // All documents in the clusters of some, rising.
    private func documents(besides asked: Set<Int>) -> [Int] {
        var isWanted = [Bool](repeating: false, count: texts.count)
        var found = asked
        for document in asked {
            if let text = documents.text(of: document) { isWanted[Int(texts.states.clusters[text])] = true }
        }
        for document in 0..<documents.count {
            if let text = documents.text(of: document), isWanted[Int(texts.states.clusters[text])] {
                found.insert(document)
            }
        }
        return found.sorted()
    }
}
