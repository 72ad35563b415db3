/// All documents whose texts edges join, directly or through others: what is needed to say what each of them is. The documents
/// of several components may be decided together.
package struct DuplicateComponent {
    private let options: DuplicateOptions
    private let rule: EdgeRule
    private let texts = SignedTexts()
    private var documents: [(facts: DocumentFacts, text: VerdictBuilder.TextFacts?)] = []
    private var edges: [UInt64: Edge] = [:]
    private var pairs: [UInt64] = []

    package init(_ options: DuplicateOptions) {
        self.options = options
        rule = EdgeRule(options)
    }

    /// Takes a document. `key` is that of its text, nil where it has none. Where no edge has the text, `signature` may be
    /// that of a text without symbols: it is compared with no other; so `anchorCount` is given beside it.
    package mutating func append(
        _ facts: DocumentFacts, key: UInt64?, _ signature: TextSignature, anchorCount: Int, common: [UInt64]
    ) {
        let text = key.map { key in
            let number = texts.append(key, signature, common: common)
            let isCommon = options.unit == .article && anchorCount > 0 && common.count >= anchorCount
            return VerdictBuilder.TextFacts(number: number, cluster: number, isCommon: isCommon)
        }
        documents.append((facts, text))
    }

    /// Takes an edge; both of its texts were taken before.
    package mutating func append(_ edge: TextEdge) {
        guard let edge = edge.edge(texts) else { return }
        edges[TextPairTable.key(edge.left, edge.right)] = edge
    }

    /// Takes the keys of two texts that are to be compared here; both were taken before.
    package mutating func append(pair left: UInt64, _ right: UInt64) {
        guard let left = texts.number(of: left), let right = texts.number(of: right), left != right else { return }
        pairs.append(TextPairTable.key(left, right))
    }

    /// What each document is, in the order in which they were taken. For `SurvivorPolicy.first`, the first document is the
    /// one whose id comes first.
    package func verdicts(keeping policy: SurvivorPolicy) -> [DuplicateVerdict] {
        var comparer = PairComparer(commonShingles: texts.commonShingles, distinctive: texts.distinctive)
        var edges = edges
        for pair in ClusterSearch.grouped(pairs, texts) where edges[pair] == nil {
            let edge = comparer.edge(pair, rule, texts)
            if edge.relation != .unrelated { edges[pair] = edge }
        }
        var search = ClusterSearch(
            rule: rule, expectsPages: options.unit == .article,
            edges: edges.sorted { $0.key < $1.key }.map(\.value))
        let clusters = search.join(Array(0..<texts.count), &comparer, texts)
        let order = documents.indices.sorted { DocumentFacts.precedes(documents[$0].facts, documents[$1].facts) }
        var builder = VerdictBuilder(policy)
        for place in order {
            let (facts, text) = documents[place]
            builder.append(
                facts,
                text.map { .init(number: $0.number, cluster: clusters[$0.number], isCommon: $0.isCommon) })
        }
        let found = builder.build { left, right in
            let key = TextPairTable.key(left, right)
            return edges[key] ?? comparer.edge(key, rule, texts)
        }
        var verdicts = found.all
        for (place, verdict) in zip(order, found.all) { verdicts[place] = verdict }
        return verdicts
    }
}
