/// Where an index keeps its documents.
protocol DocumentStorage: AnyObject {
    func documentCount() throws -> Int
    func add(_ documents: [DuplicateIndex.PreparedDocument]) throws
    func matches(for document: DuplicateIndex.PreparedDocument) throws -> [DuplicateMatch]
    /// Brings clusters up to date.
    func evaluate() throws
    /// What each document is; with `ids`, at least those with these ids and all that are in clusters with them.
    func verdicts(_ policy: SurvivorPolicy, on ids: [String]?) throws -> DuplicateVerdicts
}

/// An index in memory.
final class MemoryStorage: DocumentStorage {
    private let options: DuplicateIndex.Options
    let texts = TextArena()
    private var textsByHash: [UInt64: Int] = [:]
    private var documents: [DocumentFacts] = []
    private(set) var textOfDocument: [Int32] = []
    private var known: Set<String> = []
    // Texts by anchor, for single look-ups; made when the first one comes.
    private var lists: [UInt64: [Int32]]?
    private var clusters: [Int] = []
    private var telling: [UInt32] = []
    private(set) var edges: [UInt64: Edge] = [:]
    private var furniture = Furniture()

    init(_ options: DuplicateIndex.Options) { self.options = options }

    func documentCount() -> Int { documents.count }

    func add(_ new: [DuplicateIndex.PreparedDocument]) {
        texts.reserve(new)
        for document in new where known.insert(document.facts.id).inserted {
            documents.append(document.facts)
            guard !document.text.symbols.isEmpty else {
                textOfDocument.append(-1)
                continue
            }
            if let text = textsByHash[document.fingerprint.hash] {
                textOfDocument.append(Int32(text))
                continue
            }
            let number = texts.count
            textsByHash[document.fingerprint.hash] = number
            textOfDocument.append(Int32(number))
            texts.append(document.text, document.fingerprint)
            for anchor in document.fingerprint.anchors where lists != nil {
                lists?[anchor, default: []].append(Int32(number))
            }
        }
    }

    func matches(for document: DuplicateIndex.PreparedDocument) -> [DuplicateMatch] {
        if lists == nil {
            var all: [UInt64: [Int32]] = [:]
            for posting in texts.sortedPostings() {
                all[Posting.anchor(posting), default: []].append(Int32(Posting.text(posting)))
            }
            lists = all
        }
        let query = TextQuery(document, texts, options.rule)
        let found = query.matches(exact: textsByHash[document.fingerprint.hash]) { anchor in
            (lists?[anchor] ?? []).map { Int($0) }
        }
        return found.compactMap { text, match in
            textOfDocument.firstIndex(of: Int32(text)).map { match(documents[$0].id) }
        }
    }

    func evaluate() {
        guard clusters.count < texts.count else { return }
        var search = ClusterSearch(rule: options.rule, expectsPages: options.unit == .article)
        clusters = search.clusters(of: texts, postings: texts.sortedPostings())
        telling = search.telling
        furniture = search.furniture
        edges = Dictionary(
            search.edges.map { (PairTable.key($0.left, $0.right), $0) }, uniquingKeysWith: { first, _ in first })
    }

    func verdicts(_ policy: SurvivorPolicy, on ids: [String]?) -> DuplicateVerdicts {
        var comparer = PairComparer(furniture: furniture)
        var verdicts = VerdictBuilder(policy, expectsPages: options.unit == .article)
        for (facts, text) in zip(documents, textOfDocument) {
            let text = Int(text)
            verdicts.append(
                facts, text: text < 0 ? nil : text, cluster: text < 0 ? -1 : clusters[text],
                telling: text < 0 ? 0 : Int(telling[text]))
        }
        return verdicts.build { left, right in
            let key = PairTable.key(left, right)
            return edges[key] ?? comparer.edge(key, options.rule, texts)
        }
    }
}
