/// All steps on all texts of a store: furniture, candidates, comparison, round-ups, clusters.
struct ClusterSearch {
    let rule: EdgeRule
    /// Whether what strangers share is set aside and round-ups are looked for.
    let expectsPages: Bool
    private(set) var edges: [Edge] = []
    private(set) var roundUps: Set<Int> = []
    /// For each text how many of its anchors are no furniture, and the anchors that are.
    private(set) var telling: [UInt32] = []
    private(set) var furniture = Furniture()

    init(rule: EdgeRule = EdgeRule(), expectsPages: Bool = true, edges: [Edge] = []) {
        self.rule = rule
        self.expectsPages = expectsPages
        self.edges = edges
    }

    /// The cluster of each text, as the number of one of its texts. `postings` are those of all texts, sorted.
    mutating func clusters(of store: some TextStore, postings: [UInt64]) -> [Int] {
        var search = CandidateSearch(texts: store.count, testsFurniture: expectsPages)
        var lists = PostingLists()
        postings.withUnsafeBufferPointer { lists.read($0) { search.take($0, $1, store) } }
        lists.finish { search.take($0, $1, store) }
        let candidates = search.candidates { Int(search.informative[$0]) }
        telling = search.informative
        furniture = search.furniture
        var comparer = PairComparer(furniture: furniture, telling: telling)
        for pair in Self.grouped(candidates, store) {
            let edge = comparer.edge(pair, rule, store)
            if edge.relation != .unrelated { edges.append(edge) }
        }
        return join(Array(0..<store.count), &comparer, store)
    }

    /// Joins texts along the edges that were found; the clusters in the order of `texts`, each as one of its texts.
    mutating func join(_ texts: [Int], _ comparer: inout PairComparer, _ store: some TextStore) -> [Int] {
        if expectsPages {
            roundUps = RoundUps(edges).all { comparer.stretches(of: $1, in: $0, store) }
        }
        var builder = ClusterBuilder(store.count, hash: store.hash)
        builder.join(edges, apart: roundUps, lengths: { comparer.length(of: $0, store) }) {
            Self.haveCommon($0, $1, comparer.furniture, store)
        }
        return texts.map { builder.cluster(of: $0) }
    }

    // Candidates in the order in which the fewest texts have to be read twice.
    private static func grouped(_ pairs: [UInt64], _ store: some TextStore) -> [UInt64] {
        pairs.map { pair in
            let (left, right) = PairComparer.oriented(pair, store)
            return (UInt64(left) << 32 | UInt64(right), pair)
        }.sorted { $0.0 < $1.0 }.map { $0.1 }
    }

    // Whether two texts that were not compared share a quarter of the anchors of the one that has fewer.
    private static func haveCommon(
        _ left: Int, _ right: Int, _ furniture: Furniture, _ store: some TextStore
    ) -> Bool {
        func telling(_ text: Int) -> [UInt64] {
            Fingerprint.anchors(of: store.symbols(of: text), gaps: store.gaps(of: text))
                .filter { !furniture.contains($0) }
        }
        let (leftAnchors, rightAnchors) = (telling(left), Set(telling(right)))
        let shared = leftAnchors.count { rightAnchors.contains($0) }
        return shared > 0 && shared * 4 >= min(leftAnchors.count, rightAnchors.count)
    }
}
