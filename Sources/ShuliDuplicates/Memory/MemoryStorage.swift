/// An index in memory.
final class MemoryStorage: DocumentStorage {
    private let rule: EdgeRule
    private let expectsPages: Bool
    private let texts = TextArena()
    private var textsByHash: [UInt64: Int] = [:]
    private var documents: [DocumentFacts] = []
    private var textOfDocument: [Int32] = []
    private var firstDocuments: [Int32] = []
    private static let noText: Int32 = -1
    private var numbers: [String: Int32] = [:]
    // Texts by anchor, for single look-ups; made at the first one.
    private var lists: [UInt64: [Int32]]?
    private var clusters: [Int] = []
    private var distinctive: [UInt32] = []
    private var edges: [UInt64: Edge] = [:]
    private var commonShingles = CommonShingles()

    init(_ options: DuplicateOptions) {
        rule = EdgeRule(options)
        expectsPages = options.unit == .article
    }

    func documentCount() -> Int { documents.count }

    func add(_ new: [PreparedDocument]) -> [Int] {
        texts.reserve(new)
        var refused: [Int] = []
        for (position, document) in new.enumerated() {
            if let known = numbers[document.id] {
                if !hasText(Int(known), of: document) { refused.append(position) }
                continue
            }
            numbers[document.id] = Int32(documents.count)
            documents.append(document.facts)
            guard !document.text.symbols.isEmpty else {
                textOfDocument.append(Self.noText)
                continue
            }
            if let text = textsByHash[document.fingerprint.hash] {
                textOfDocument.append(Int32(text))
                continue
            }
            let number = texts.count
            textsByHash[document.fingerprint.hash] = number
            textOfDocument.append(Int32(number))
            firstDocuments.append(Int32(documents.count - 1))
            texts.append(document.text, document.fingerprint)
            for anchor in document.fingerprint.anchors where lists != nil {
                lists?[anchor, default: []].append(Int32(number))
            }
        }
        return refused
    }

    private func hasText(_ number: Int, of document: PreparedDocument) -> Bool {
        let text = textOfDocument[number]
        return text == Self.noText
            ? document.text.symbols.isEmpty : texts.hash(of: Int(text)) == document.fingerprint.hash
    }

    func matches(for document: PreparedDocument) -> [DuplicateMatch] {
        if lists == nil {
            var all: [UInt64: [Int32]] = [:]
            for posting in texts.sortedPostings() {
                all[Posting.anchor(posting), default: []].append(Int32(Posting.text(posting)))
            }
            lists = all
        }
        let query = TextQuery(document, texts, rule)
        let found = query.matches(exact: textsByHash[document.fingerprint.hash]) { anchor in
            (lists?[anchor] ?? []).map { Int($0) }
        }
        return found.map { $0.document(documents[Int(firstDocuments[$0.text])].id) }
    }

    func update() {
        guard clusters.count < texts.count else { return }
        var search = ClusterSearch(rule: rule, expectsPages: expectsPages)
        clusters = search.clusters(of: texts, postings: texts.sortedPostings())
        distinctive = search.distinctive
        commonShingles = search.commonShingles
        edges = Dictionary(
            search.edges.map { (TextPairTable.key($0.left, $0.right), $0) }, uniquingKeysWith: { first, _ in first })
    }

    func verdicts(_ policy: SurvivorPolicy, on ids: [String]?) -> DuplicateVerdicts {
        var comparer = PairComparer(commonShingles: commonShingles)
        var verdicts = VerdictBuilder(policy)
        for (facts, text) in zip(documents, textOfDocument) {
            let number = Int(text)
            verdicts.append(
                facts,
                text == Self.noText
                    ? nil
                    : .init(number: number, cluster: clusters[number], isCommon: expectsPages && isCommon(number)))
        }
        return verdicts.build { left, right in
            let key = TextPairTable.key(left, right)
            return edges[key] ?? comparer.edge(key, rule, texts)
        }
    }

    private func isCommon(_ text: Int) -> Bool { distinctive[text] == 0 && texts.anchorCount(of: text) > 0 }
}
