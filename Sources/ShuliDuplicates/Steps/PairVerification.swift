/// Compares pairs of texts by their signatures.
package struct PairVerification {
    /// One of the texts of a pair; `common` are those of its anchors that are common shingles.
    package struct Side {
        let key: UInt64
        let signature: TextSignature
        let common: [UInt64]

        package init(key: UInt64, signature: TextSignature, common: [UInt64]) {
            (self.key, self.signature, self.common) = (key, signature, common)
        }
    }

    private let rule: EdgeRule
    private let texts = SignedTexts()
    private var pairs: [(pair: UInt64, shared: Int)] = []

    package init(_ options: DuplicateOptions) { rule = EdgeRule(options) }

    /// Takes a pair of different texts that share so many distinctive anchors.
    package mutating func append(_ left: Side, _ right: Side, shared: Int) {
        let (one, two) = (
            texts.append(left.key, left.signature, common: left.common),
            texts.append(right.key, right.signature, common: right.common)
        )
        pairs.append((TextPairTable.key(one, two), shared))
    }

    /// What the texts of each pair have in common; nil for too little. In the order of the pairs.
    package func edges() -> [TextEdge?] {
        var comparer = PairComparer(commonShingles: texts.commonShingles, distinctive: texts.distinctive)
        var known: [UInt64: TextEdge] = [:]
        let candidates = pairs.filter { pair, shared in
            let (left, right) = TextPairTable.members(pair)
            return left != right
                && CandidateSearch.isCandidate(
                    sharing: shared, of: Int(texts.distinctive[left]), Int(texts.distinctive[right]))
        }
        for pair in ClusterSearch.grouped(candidates.map(\.pair), texts) where known[pair] == nil {
            let edge = comparer.edge(pair, rule, texts)
            if edge.relation != .unrelated { known[pair] = TextEdge(edge, texts) }
        }
        return pairs.map { known[$0.pair] }
    }
}

/// What two texts have in common, as one step of a distributed search hands it to another.
package struct TextEdge: Sendable, Hashable {
    private let left: UInt64
    private let right: UInt64
    private let overlap: Overlap
    private let relation: Edge.Relation

    /// How many bytes an edge has.
    package static let size = 33

    init(_ edge: Edge, _ texts: some TextStore) {
        (left, right) = (texts.hash(of: edge.left), texts.hash(of: edge.right))
        (overlap, relation) = (edge.overlap, edge.relation)
    }

    /// Whether it puts the two texts into one component.
    package var joins: Bool { relation.joins }
    /// The share of both texts together that is the same.
    package var similarity: Double { overlap.similarity }
    /// The share of the text with the smaller key that the other has.
    package var leftShare: Double { overlap.leftShare }
    /// The share of the text with the greater key that the other has.
    package var rightShare: Double { overlap.rightShare }

    /// The edge that `bytes`, `size` of them, are; nil where they are none.
    package init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == Self.size, let relation = bytes.last.flatMap({ Edge.Relation(rawValue: $0) }) else {
            return nil
        }
        let (keys, counts) = bytes.withUnsafeBytes { bytes in
            (
                (0..<2).map { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)) },
                (0..<4).map { UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 16 + $0 * 4, as: UInt32.self)) }
            )
        }
        guard keys[0] < keys[1] else { return nil }
        (left, right, self.relation) = (keys[0], keys[1], relation)
        overlap = Overlap(
            leftCount: counts[0], rightCount: counts[1], leftCovered: counts[2], rightCovered: counts[3])
    }

    /// The keys of the texts, the four numbers of the overlap, and the relation.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for key in [left, right] { withUnsafeBytes(of: key.littleEndian) { bytes += $0 } }
        for count in [overlap.leftCount, overlap.rightCount, overlap.leftCovered, overlap.rightCovered] {
            withUnsafeBytes(of: count.littleEndian) { bytes += $0 }
        }
        return bytes + [relation.rawValue]
    }

    /// The edge among texts that are in a store; nil where one of them is not.
    func edge(_ texts: SignedTexts) -> Edge? {
        guard let left = texts.number(of: left), let right = texts.number(of: right) else { return nil }
        return Edge(left: left, right: right, overlap: overlap, relation: relation)
    }
}
