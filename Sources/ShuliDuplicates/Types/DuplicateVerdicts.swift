/// What an index says of one document.
public struct DuplicateVerdict: Hashable, Sendable, Codable {
    /// The document's id.
    public let id: String
    /// The smallest id in its cluster, which names the cluster: numbers before words, numbers by value, words by their
    /// bytes. A document that is like no other is a cluster of its own.
    public let cluster: String
    /// Whether it is the one of its cluster that is kept.
    public let isKept: Bool
    /// The id of the document that is kept instead; nil for one that is kept.
    public let original: String?
    /// What it is to the document that is kept; for a kept one, what it is to the most similar of the others.
    public let relation: DuplicateRelation
    /// The share of both texts together that is the same, 0 to 1.
    public let similarity: Double
    /// The share of this text that the other has, 0 to 1.
    public let containment: Double
    /// The labels of the document, its cluster and its original; the ids where no others were given.
    package let label: String
    package let clusterLabel: String
    package let originalLabel: String?
    /// The name that the page gives as its source.
    package let source: String?
    /// Whether the page says that it was taken from elsewhere.
    package let isReprint: Bool
}

/// What an index says of its documents.
public struct DuplicateVerdicts: Hashable, Sendable {
    /// The verdicts in the order in which the documents were added.
    public let all: [DuplicateVerdict]
    private let positions: [String: Int]

    init(_ all: [DuplicateVerdict]) {
        self.all = all
        // Ids are different; only in a damaged file two may have become the same.
        positions = Dictionary(all.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The verdict on the document with this id; nil where there is none. Cost: a look-up.
    package subscript(id: String) -> DuplicateVerdict? { positions[id].map { all[$0] } }

    /// The clusters of more than one document, in the order of their names; the kept document first, then by id.
    package var clusters: [[DuplicateVerdict]] {
        func precedes(_ left: (label: String, id: String), _ right: (label: String, id: String)) -> Bool {
            left.label == right.label
                ? DocumentID.precedes(left.id, right.id) : DocumentID.precedes(left.label, right.label)
        }
        return Dictionary(grouping: all, by: \.cluster).values.filter { $0.count > 1 }
            .map { cluster in
                cluster.sorted {
                    $0.isKept != $1.isKept ? $0.isKept : precedes(($0.label, $0.id), ($1.label, $1.id))
                }
            }
            .sorted { precedes(($0[0].clusterLabel, $0[0].cluster), ($1[0].clusterLabel, $1[0].cluster)) }
    }
}
