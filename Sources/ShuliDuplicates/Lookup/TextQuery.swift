/// Looks up a text among those of an index.
struct TextQuery {
    /// A text of the index that is like the one that was looked up.
    struct Match {
        let text: Int
        private let relation: DuplicateRelation
        private let similarity: Double
        private let containment: Double
        private let otherContainment: Double

        init(_ text: Int, _ relation: DuplicateRelation, _ overlap: Overlap) {
            (self.text, self.relation, similarity) = (text, relation, overlap.similarity)
            (containment, otherContainment) = (overlap.leftShare, overlap.rightShare)
        }

        init(exact text: Int) {
            (self.text, relation, similarity, containment, otherContainment) = (text, .exact, 1, 1, 1)
        }

        /// The match with a document that has the text.
        func document(_ id: String) -> DuplicateMatch {
            DuplicateMatch(
                id: id, relation: relation, similarity: similarity, containment: containment,
                otherContainment: otherContainment)
        }
    }

    private let document: PreparedDocument
    private let texts: any TextStore
    private let rule: EdgeRule
    // Only so many texts, those that share most anchors, are compared. Chosen by hand: it bounds a look-up to some 64
    // comparisons of a few microseconds each.
    private static let maximumComparisons = 64
    // Longer lists are skipped: an anchor of so many texts is mostly a common shingle. Chosen by hand, to bound the time.
    private static let maximumList = 1_024

    init(_ document: PreparedDocument, _ texts: any TextStore, _ rule: EdgeRule) {
        self.document = document
        self.texts = texts
        self.rule = rule
    }

    /// The texts that are like the document, the most similar first. `exact` is the text that is the same, and `list`
    /// gives the texts that have an anchor.
    func matches(exact: Int?, list: (UInt64) throws -> [Int]) rethrows -> [Match] {
        var shared: [Int: Int] = [:]
        for anchor in document.fingerprint.anchors {
            let members = try list(anchor)
            guard members.count <= Self.maximumList else { continue }
            for text in members where text != exact { shared[text, default: 0] += 1 }
        }
        let candidates = shared.sorted {
            ($0.value, texts.hash(of: $0.key)) > ($1.value, texts.hash(of: $1.key))
        }.prefix(Self.maximumComparisons)
        var comparison = TextComparison()
        var found: [(text: Int, overlap: Overlap, relation: DuplicateRelation)] = []
        for (text, _) in candidates {
            let evidence = document.text.symbols.withUnsafeBufferPointer { left in
                texts.symbols(of: text).withUnsafeBufferPointer { right in
                    comparison.compare(0, left, right)
                    return PairEvidence(
                        comparison.runs, left, right, CommonShingleMask(none: left.count),
                        CommonShingleMask(none: right.count))
                }
            }
            switch rule.relation(of: evidence) {
            case .near: found.append((text, evidence.overlap, .near))
            case .leftInRight: found.append((text, evidence.overlap, .contained))
            case .rightInLeft: found.append((text, evidence.overlap, .contains))
            case .unrelated, .related, .sameForm: break
            }
        }
        found.sort {
            ($0.overlap.similarity, texts.hash(of: $0.text)) > ($1.overlap.similarity, texts.hash(of: $1.text))
        }
        return (exact.map { [Match(exact: $0)] } ?? []) + found.map { Match($0.text, $0.relation, $0.overlap) }
    }
}
