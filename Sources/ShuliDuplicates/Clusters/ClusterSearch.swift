/// All steps from texts to clusters: common shingles, candidates, comparison, round-ups, clusters.
struct ClusterSearch {
    let rule: EdgeRule
    /// Two texts have something in common where they share this part of the shorter one (of its anchors where they were not
    /// compared): half of what makes a copy. Chosen by hand.
    static let commonShare = 0.25

    /// Whether common shingles are set aside and round-ups are looked for.
    let expectsPages: Bool
    private(set) var edges: [Edge] = []
    private(set) var roundUps: Set<Int> = []
    /// How many anchors of each text are not common, and the common ones.
    private(set) var distinctive: [UInt32] = []
    private(set) var commonShingles = CommonShingles()

    init(rule: EdgeRule = EdgeRule(), expectsPages: Bool = true, edges: [Edge] = []) {
        self.rule = rule
        self.expectsPages = expectsPages
        self.edges = edges
    }

    /// Finds the cluster of each text, named by one of its texts. `postings` are those of all texts, sorted.
    mutating func clusters(of store: some TextStore, postings: [UInt64]) -> [Int] {
        var search = CandidateSearch(texts: store.count, findsCommonShingles: expectsPages)
        search.take(postings: postings, store)
        let candidates = search.candidates()
        distinctive = search.distinctive
        commonShingles = search.commonShingles
        var comparer = PairComparer(commonShingles: commonShingles, distinctive: distinctive)
        for pair in Self.grouped(candidates, store) {
            let edge = comparer.edge(pair, rule, store)
            if edge.relation != .unrelated { edges.append(edge) }
        }
        return join(Array(0..<store.count), &comparer, store)
    }

    /// Joins texts along the edges that were found. Returns the clusters of `texts` in their order, each named by one of its
    /// texts.
    mutating func join(_ texts: [Int], _ comparer: inout PairComparer, _ store: some TextStore) -> [Int] {
        if expectsPages {
            roundUps = RoundUps(edges).all { comparer.stretches(of: $1, in: $0, store) }
        }
        var builder = ClusterBuilder(store.count, hash: store.hash)
        builder.join(edges, apart: roundUps, lengths: { comparer.length(of: $0, store) }) {
            Self.haveCommon($0, $1, comparer.commonShingles, store)
        }
        return texts.map { builder.cluster(of: $0) }
    }

    /// The pairs in an order in which few texts have to be read twice.
    static func grouped(_ pairs: [UInt64], _ store: some TextStore) -> [UInt64] {
        pairs.map { pair in
            let (left, right) = PairComparer.oriented(pair, store)
            return (UInt64(left) << 32 | UInt64(right), pair)
        }.sorted { $0.0 < $1.0 }.map { $0.1 }
    }

    // Whether two texts that were not compared have something in common, by their anchors.
    private static func haveCommon(
        _ left: Int, _ right: Int, _ commonShingles: CommonShingles, _ store: some TextStore
    ) -> Bool {
        func distinctive(_ text: Int) -> [UInt64] {
            Fingerprint.anchors(of: store.symbols(of: text), gaps: store.gaps(of: text))
                .filter { !commonShingles.contains($0) }
        }
        let (leftAnchors, rightAnchors) = (distinctive(left), Set(distinctive(right)))
        let shared = leftAnchors.count { rightAnchors.contains($0) }
        return shared > 0 && Double(shared) >= commonShare * Double(min(leftAnchors.count, rightAnchors.count))
    }
}
