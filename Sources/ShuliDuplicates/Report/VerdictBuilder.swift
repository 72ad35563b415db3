/// Makes verdicts on documents from the clusters of their texts.
struct VerdictBuilder {
    private let policy: SurvivorPolicy
    private let expectsPages: Bool
    private var documents: [DocumentFacts] = []
    private var isAsked: [Bool] = []
    private var texts: [Int32] = []
    private var clusters: [Int64] = []
    // Documents whose text tells nothing, by text and title, and the cluster that they are put into.
    private var silent: [SilentKey: Int64] = [:]
    private var nextAlone: Int64 = -1

    private struct SilentKey: Hashable {
        let text: Int
        let title: UInt64
    }

    init(_ policy: SurvivorPolicy, expectsPages: Bool) {
        self.policy = policy
        self.expectsPages = expectsPages
    }

    /// Takes the next document. `telling` is how many anchors of its text are no furniture; only a document that is asked
    /// for gets a verdict.
    ///
    /// A document without text is alone. Where cleaning left nothing but what every page of a site has, or a few
    /// characters, equal texts say nothing: such documents belong together only where their titles are equal too.
    mutating func append(_ facts: DocumentFacts, text: Int?, cluster: Int, telling: Int, isAsked: Bool = true) {
        documents.append(facts)
        self.isAsked.append(isAsked)
        texts.append(Int32(text ?? -1))
        guard let text else { return clusters.append(alone()) }
        guard expectsPages, telling == 0 else { return clusters.append(Int64(cluster)) }
        guard facts.title != 0 else { return clusters.append(alone()) }
        let key = SilentKey(text: text, title: facts.title)
        let known = silent[key] ?? alone()
        silent[key] = known
        clusters.append(known)
    }

    private mutating func alone() -> Int64 {
        nextAlone -= 1
        return nextAlone
    }

    /// The verdicts; `edge` says what two different texts have in common.
    func build(_ edge: (Int, Int) throws -> Edge) rethrows -> DuplicateVerdicts {
        var members: [Int64: [Int]] = [:]
        for (document, cluster) in clusters.enumerated() { members[cluster, default: []].append(document) }
        var verdicts = [DuplicateVerdicts.Verdict?](repeating: nil, count: documents.count)
        for documents in members.values { try judge(documents, &verdicts, edge) }
        return DuplicateVerdicts(verdicts.compactMap(\.self))
    }

    private func judge(
        _ members: [Int], _ verdicts: inout [DuplicateVerdicts.Verdict?], _ edge: (Int, Int) throws -> Edge
    ) rethrows {
        guard var kept = members.first, var least = members.first else { return }
        for member in members.dropFirst() {
            if prefers(member, over: kept) { kept = member }
            if DocumentID.precedes(documents[member].id, documents[least].id) { least = member }
        }
        let name = documents[least].id
        var best: Comparison?
        for member in members where member != kept && (isAsked[member] || isAsked[kept]) {
            let comparison = try compare(member, kept, edge)
            verdicts[member] = verdict(member, name, original: documents[kept].id, comparison)
            if best.map({ comparison.rank > $0.rank }) ?? true { best = comparison }
        }
        if isAsked[kept] { verdicts[kept] = verdict(kept, name, original: nil, best?.reversed ?? Comparison.unique) }
    }

    private func prefers(_ left: Int, over right: Int) -> Bool {
        if policy == .first { return left < right }
        if let preference = policy.prefers(documents[left], over: documents[right]) { return preference }
        if documents[left].isReprint != documents[right].isReprint { return documents[right].isReprint }
        return DocumentID.precedes(documents[left].id, documents[right].id)
    }

    private func verdict(
        _ document: Int, _ name: String, original: String?, _ comparison: Comparison
    ) -> DuplicateVerdicts.Verdict {
        DuplicateVerdicts.Verdict(
            id: documents[document].id, cluster: name, isKept: original == nil, original: original,
            relation: comparison.relation, similarity: comparison.similarity, containment: comparison.share,
            source: documents[document].source, isReprint: documents[document].isReprint)
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
            // Joined through others: an excerpt beside another one.
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

        // The relation last, so that among equal shares it is not the order of the documents that decides.
        var rank: (Double, Double, Double, Int) { (similarity, share, otherShare, Self.order[relation] ?? 0) }

        private static let order: [DuplicateRelation: Int] = [.exact: 4, .near: 3, .contains: 2, .contained: 1]
    }
}
