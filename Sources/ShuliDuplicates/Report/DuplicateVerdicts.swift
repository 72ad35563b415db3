/// What each document of an index is: in the order in which the documents came.
public struct DuplicateVerdicts: Sendable {
    /// One document's lot.
    public struct Verdict: Hashable, Sendable {
        /// The document's id.
        public let id: String
        /// The smallest id of its cluster: numbers before words, numbers by value, words by their bytes.
        public let cluster: String
        /// Whether it is the one of its cluster that is kept.
        public let isKept: Bool
        /// The id of the document that is kept instead; nil for one that is kept.
        public let original: String?
        /// What it is to the one that is kept; a kept one, what it is to the most alike of the others.
        public let relation: DuplicateRelation
        /// The share of both texts that is the same, 0 to 1.
        public let similarity: Double
        /// The share of this text that the other has.
        public let containment: Double
        /// Where the page says that it comes from.
        public let source: String?
        /// Whether the page says that it was taken from elsewhere.
        public let isReprint: Bool
    }

    public let all: [Verdict]
    private let places: [String: Int]

    init(_ all: [Verdict]) {
        self.all = all
        places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
    }

    /// The verdict on a document.
    public subscript(id: String) -> Verdict? { places[id].map { all[$0] } }

    /// The clusters of more than one document, by name; the kept document first, then by id.
    public var clusters: [[Verdict]] {
        Dictionary(grouping: all, by: \.cluster).values.filter { $0.count > 1 }
            .map { cluster in
                cluster.sorted {
                    $0.isKept != $1.isKept ? $0.isKept : DocumentID.precedes($0.id, $1.id)
                }
            }
            .sorted { DocumentID.precedes($0[0].cluster, $1[0].cluster) }
    }
}

/// The order of ids.
enum DocumentID {
    /// Whether `left` comes first: numbers before words, numbers by value, words by their bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let (leftNumber, rightNumber) = (isNumber(left), isNumber(right))
        if leftNumber != rightNumber { return leftNumber }
        if leftNumber, left.utf8.count != right.utf8.count { return left.utf8.count < right.utf8.count }
        return left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    // Digits without a leading zero, as JSON writes an integer.
    private static func isNumber(_ id: String) -> Bool {
        id.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && !id.isEmpty && (id.utf8.first != 0x30 || id.utf8.count == 1)
    }
}
