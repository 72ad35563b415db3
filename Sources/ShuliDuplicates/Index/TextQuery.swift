/// Looks one text up among those of an index.
struct TextQuery {
    private let document: DuplicateIndex.PreparedDocument
    private let texts: any TextStore
    private let rule: EdgeRule
    // More texts than these, the ones that share most, are not compared.
    private static let compared = 64
    // Lists longer than this say little.
    private static let longest = 1_024

    init(_ document: DuplicateIndex.PreparedDocument, _ texts: any TextStore, _ rule: EdgeRule) {
        self.document = document
        self.texts = texts
        self.rule = rule
    }

    /// The texts that the document is like, the most alike first, each with what it is to it by the id that is filled in.
    /// `exact` is the text that is the same; `list` says which texts have an anchor.
    func matches(
        exact: Int?, list: (UInt64) throws -> [Int]
    ) rethrows -> [(text: Int, match: (String) -> DuplicateMatch)] {
        var shared: [Int: Int] = [:]
        for anchor in document.fingerprint.anchors {
            let members = try list(anchor)
            guard members.count <= Self.longest else { continue }
            for text in members where text != exact { shared[text, default: 0] += 1 }
        }
        let candidates = shared.sorted {
            ($0.value, texts.hash(of: $0.key)) > ($1.value, texts.hash(of: $1.key))
        }.prefix(Self.compared)
        var comparison = TextComparison()
        var found: [(text: Int, overlap: Overlap, relation: DuplicateRelation)] = []
        for (text, _) in candidates {
            let evidence = document.text.symbols.withUnsafeBufferPointer { left in
                texts.symbols(of: text).withUnsafeBufferPointer { right in
                    comparison.compare(0, left, right)
                    return PairEvidence(
                        comparison.runs, left, right, FurnitureMask(none: left.count),
                        FurnitureMask(none: right.count))
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
        let same: [(text: Int, match: (String) -> DuplicateMatch)] =
            exact.map { text in
                [
                    (
                        text,
                        { DuplicateMatch(id: $0, relation: .exact, similarity: 1, containment: 1, otherContainment: 1) }
                    )
                ]
            } ?? []
        return same
            + found.map { text, overlap, relation in
                (
                    text,
                    {
                        DuplicateMatch(
                            id: $0, relation: relation, similarity: overlap.similarity,
                            containment: overlap.leftShare, otherContainment: overlap.rightShare)
                    }
                )
            }
    }
}
