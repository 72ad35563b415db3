/// Makes verdicts on documents from the clusters of their texts.
struct VerdictBuilder {
    /// What is known of a document's text.
    struct TextFacts {
        let number: Int
        /// The cluster, named by the number of one of its texts.
        let cluster: Int
        /// Whether the text is long enough to have anchors, and all of them are common: it tells nothing of its article.
        let isCommon: Bool
    }

    private let policy: SurvivorPolicy
    private var documents: [DocumentFacts] = []
    private var isAsked: [Bool] = []
    private var texts: [Int32] = []
    private var clusters: [Int64] = []
    // The cluster of documents with a common text, by text and title.
    private var clustersByTitle: [TitledText: Int64] = [:]
    // Clusters that are named by no text have negative numbers.
    private var nextCluster: Int64 = -1

    private struct TitledText: Hashable {
        let text: Int
        let title: UInt64
    }

    init(_ policy: SurvivorPolicy) { self.policy = policy }

    /// Takes the next document; `text` is nil where it has no letter, digit or ideograph. Only a document that is asked
    /// for gets a verdict.
    ///
    /// A document without text is alone. Where cleaning left nothing but what every page of a site has, equal texts say
    /// nothing: such documents are copies only where their titles are equal, too.
    mutating func append(_ facts: DocumentFacts, _ text: TextFacts?, isAsked: Bool = true) {
        documents.append(facts)
        self.isAsked.append(isAsked)
        texts.append(Int32(text?.number ?? -1))
        guard let text else { return clusters.append(newCluster()) }
        guard text.isCommon else { return clusters.append(Int64(text.cluster)) }
        guard facts.title != 0 else { return clusters.append(newCluster()) }
        let key = TitledText(text: text.number, title: facts.title)
        let known = clustersByTitle[key] ?? newCluster()
        clustersByTitle[key] = known
        clusters.append(known)
    }

    private mutating func newCluster() -> Int64 {
        nextCluster -= 1
        return nextCluster
    }

    /// Makes the verdicts; `edge` gives what two different texts have in common.
    func build(_ edge: (Int, Int) throws -> Edge) rethrows -> DuplicateVerdicts {
        var members: [Int64: [Int]] = [:]
        for (document, cluster) in clusters.enumerated() { members[cluster, default: []].append(document) }
        var verdicts = [DuplicateVerdict?](repeating: nil, count: documents.count)
        for documents in members.values { try judge(documents, &verdicts, edge) }
        return DuplicateVerdicts(verdicts.compactMap(\.self))
    }

    private func judge(
        _ members: [Int], _ verdicts: inout [DuplicateVerdict?], _ edge: (Int, Int) throws -> Edge
    ) rethrows {
        guard var kept = members.first, var smallest = members.first else { return }
        for member in members.dropFirst() {
            if prefers(member, over: kept) { kept = member }
            if DocumentFacts.precedes(documents[member], documents[smallest]) { smallest = member }
        }
        let name = documents[smallest]
        var best: Comparison?
        for member in members where member != kept && (isAsked[member] || isAsked[kept]) {
            let comparison = try compare(member, kept, edge)
            verdicts[member] = verdict(member, name, original: documents[kept], comparison)
            if best.map({ comparison.rank > $0.rank }) ?? true { best = comparison }
        }
        if isAsked[kept] { verdicts[kept] = verdict(kept, name, original: nil, best?.reversed ?? Comparison.unique) }
    }

    private func prefers(_ left: Int, over right: Int) -> Bool {
        if policy == .first { return left < right }
        if let preference = policy.prefers(documents[left], over: documents[right]) { return preference }
        if documents[left].isReprint != documents[right].isReprint { return documents[right].isReprint }
        return DocumentFacts.precedes(documents[left], documents[right])
    }

    private func verdict(
        _ document: Int, _ cluster: DocumentFacts, original: DocumentFacts?, _ comparison: Comparison
    ) -> DuplicateVerdict {
        let facts = documents[document]
        return DuplicateVerdict(
            id: facts.id, cluster: cluster.id, isKept: original == nil, original: original?.id,
            relation: comparison.relation, similarity: comparison.similarity, containment: comparison.share,
            label: facts.label, clusterLabel: cluster.label, originalLabel: original?.label, source: facts.source,
            isReprint: facts.isReprint)
    }

    private func compare(
        _ document: Int, _ other: Int, _ edge: (Int, Int) throws -> Edge
    ) rethrows -> Comparison {
        let (text, otherText) = (Int(texts[document]), Int(texts[other]))
        if text == otherText { return Comparison(relation: .exact, similarity: 1, share: 1, otherShare: 1) }
        let edge = try edge(text, otherText)
        let (share, otherShare) = (edge.share(of: text), edge.share(of: otherText))
        let relation: DuplicateRelation =
            switch edge.relation {
            case .near: .near
            case .leftInRight: edge.left == text ? .contained : .contains
            case .rightInLeft: edge.right == text ? .contained : .contains
            // The two are in one cluster through other texts, such as two excerpts of one article.
            case .unrelated, .related, .sameForm: share > otherShare ? .contained : .contains
            }
        return Comparison(
            relation: relation, similarity: edge.overlap.similarity, share: share, otherShare: otherShare)
    }

    private struct Comparison {
        let relation: DuplicateRelation
        let similarity: Double
        let share: Double
        let otherShare: Double

        static let unique = Comparison(relation: .unique, similarity: 0, share: 0, otherShare: 0)

        var reversed: Comparison {
            let reversed: DuplicateRelation =
                switch relation {
                case .contained: .contains
                case .contains: .contained
                case .unique, .exact, .near: relation
                }
            return Comparison(relation: reversed, similarity: similarity, share: otherShare, otherShare: share)
        }

        // The relation comes last, so that equal shares are not decided by the order of the documents.
        var rank: (Double, Double, Double, Int) { (similarity, share, otherShare, Self.order[relation] ?? 0) }

        private static let order: [DuplicateRelation: Int] = [.exact: 4, .near: 3, .contains: 2, .contained: 1]
    }
}
