import ShuliStorage

/// An index in a file.
final class DiskStorage: DocumentStorage {
    private let rule: EdgeRule
    private let expectsPages: Bool
    private let file: IndexFile
    private let texts: DiskTexts
    private var documents: DocumentTable
    private var commonShingles: CommonShingles?
    private var checkedTexts = 0

    init(_ path: String, _ mode: Database.Mode, _ options: DuplicateOptions) throws {
        rule = EdgeRule(options)
        expectsPages = options.unit == .article
        file = try IndexFile(Database(path, mode), creates: mode != .read)
        texts = try DiskTexts(file.database, memory: options.memory / 2)
        documents = try DocumentTable(file.database)
        _ = try documentCount()
        // Little of an existing index is read, and at scattered places.
        if mode == .write, texts.count > 0 { try file.database.setMap(bytes: options.memory / 2) }
    }

    // MARK: States

    // Runs `body` on one state of the file, with what is known of it. After an error nothing is known.
    private func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        try forgettingAfterErrors { try file.database.snapshot { try reloading(body) } }
    }

    private func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try forgettingAfterErrors { try file.database.transaction { try reloading(body) } }
    }

    private func forgettingAfterErrors<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            texts.forget()
            throw error
        }
    }

    private func reloading<Result>(_ body: () throws -> Result) throws -> Result {
        let isStale = try texts.reload()
        if isStale {
            commonShingles = nil
            checkedTexts = 0
        }
        try documents.reload(all: isStale, textCount: texts.count)
        guard texts.states.firstDocuments[checkedTexts...].allSatisfy({ Int($0) < documents.count }) else {
            throw file.database.damage("the arrays of texts and documents do not agree")
        }
        checkedTexts = texts.count
        let result = try body()
        try texts.check()
        return result
    }

    private func knownCommonShingles() throws -> CommonShingles {
        if let commonShingles { return commonShingles }
        let read = try file.commonShingles()
        commonShingles = read
        return read
    }

    // MARK: Documents

    func documentCount() throws -> Int { try snapshot { documents.count } }

    func add(_ new: [PreparedDocument]) throws -> [Int] {
        try transaction {
            var refused: [Int] = []
            var added: [(facts: DocumentFacts, text: Int?)] = []
            var addedTexts: [String: Int?] = [:]
            var hashes: [UInt64] = []
            var firstDocuments: [UInt32] = []
            var newTexts: [UInt64: Int] = [:]
            var postings: [UInt64] = []
            for (position, document) in new.enumerated() {
                let hash = document.fingerprint.hash
                let known =
                    document.text.symbols.isEmpty ? nil : texts.states.texts.number(of: hash) ?? newTexts[hash]
                if let text = try addedTexts[document.id] ?? documents.number(of: document.id).map(documents.text) {
                    // The id is known: the document is, too, if it has the same text.
                    if text != known || (known == nil && !document.text.symbols.isEmpty) { refused.append(position) }
                    continue
                }
                if known != nil || document.text.symbols.isEmpty {
                    addedTexts[document.id] = .some(known)
                    added.append((document.facts, known))
                    continue
                }
                let number = texts.count + hashes.count
                guard number < Posting.textMask else {
                    throw DuplicateIndexError.full(path: file.database.path)
                }
                try file.insertText(number, document.text.symbols, document.fingerprint)
                for anchor in document.fingerprint.anchors { postings.append(Posting.make(anchor, number)) }
                newTexts[hash] = number
                hashes.append(hash)
                firstDocuments.append(UInt32(documents.count + added.count))
                addedTexts[document.id] = .some(number)
                added.append((document.facts, number))
            }
            try documents.store(added)
            try texts.states.store(newHashes: hashes, firstDocuments: firstDocuments)
            RadixSort.sort(&postings)
            if !postings.isEmpty { try file.segments.append(postings) }
            return refused
        }
    }

    func matches(for document: PreparedDocument) throws -> [DuplicateMatch] {
        try snapshot {
            let query = TextQuery(document, texts, rule)
            var lists: [UInt64: [Int]] = [:]
            try file.segments.lists(of: document.fingerprint.anchors, texts: texts.count) { lists[$0] = $1 }
            let exact = texts.states.texts.number(of: document.fingerprint.hash)
            return try query.matches(exact: exact) { lists[$0] ?? [] }.map {
                $0.document(try documents.facts(of: Int(texts.states.firstDocuments[$0.text])).id)
            }
        }
    }

    // MARK: Clusters

    func update() throws {
        try transaction {
            var update = try ClusterUpdate(
                file, texts, knownCommonShingles(), rule: rule, expectsPages: expectsPages)
            commonShingles = nil
            try update.run()
            commonShingles = update.commonShingles
            commonShingles?.forgetChanges()
        }
    }

    func verdicts(_ policy: SurvivorPolicy, on ids: [String]?) throws -> DuplicateVerdicts {
        try snapshot {
            var verdicts = VerdictBuilder(policy)
            if let ids, ids.count * 8 < documents.count {
                let asked = Set(try ids.compactMap { try documents.number(of: $0) })
                for document in documents(besides: asked) {
                    let facts = try documents.facts(of: document)
                    verdicts.append(facts, textFacts(of: document), isAsked: asked.contains(document))
                }
            } else {
                try documents.forEach { verdicts.append($1, textFacts(of: $0)) }
            }
            let edges = try EdgeTable(file.database, texts: texts.count)
            var comparer = PairComparer(commonShingles: try knownCommonShingles())
            // The documents of a cluster are compared with the same one, one after the other.
            var kept: (text: Int, edges: [Int: Edge]) = (-1, [:])
            return try verdicts.build { text, other in
                if kept.text != other {
                    let all = try edges.edges(of: other, texts.states.lengths).map { ($0.other(than: other), $0) }
                    kept = (other, Dictionary(all, uniquingKeysWith: { first, _ in first }))
                }
                return kept.edges[text] ?? comparer.edge(TextPairTable.key(text, other), rule, texts)
            }
        }
    }

    private func textFacts(of document: Int) -> VerdictBuilder.TextFacts? {
        documents.text(of: document).map { text in
            // Another process may have added texts since the last update; they are on their own until the next one.
            let isCommon =
                expectsPages && text < texts.states.clusters.count && texts.states.distinctive[text] == 0
                && texts.anchorCount(of: text) > 0
            return VerdictBuilder.TextFacts(number: text, cluster: cluster(of: text), isCommon: isCommon)
        }
    }

    private func cluster(of text: Int) -> Int {
        text < texts.states.clusters.count ? Int(texts.states.clusters[text]) : text
    }

    // All documents in the clusters of some, in ascending order.
    private func documents(besides asked: Set<Int>) -> [Int] {
        var isWanted = [Bool](repeating: false, count: texts.count)
        var found = asked
        for document in asked {
            if let text = documents.text(of: document) { isWanted[cluster(of: text)] = true }
        }
        for document in 0..<documents.count {
            if let text = documents.text(of: document), isWanted[cluster(of: text)] { found.insert(document) }
        }
        return found.sorted()
    }
}
