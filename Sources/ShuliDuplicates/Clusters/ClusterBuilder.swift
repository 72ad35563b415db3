/// Joins texts into clusters: first copies, the most similar ones first (agglomerative clustering with a linkage between
/// single and complete), then excerpts to their wholes.
///
/// The result depends only on the texts and edges, not on their order or numbers: among equals, the hashes of the texts
/// decide.
struct ClusterBuilder {
    /// Two clusters of copies are joined where this share of the pairs across them have something in common. A single edge
    /// is too weak: chains of edges would join unrelated articles. With the rule for parts it lifted pair F1 on raw pages
    /// from .966 to .994.
    static let linkage = 1.0 / 3
    /// How many texts of a cluster, the longest ones, are tested for that. Chosen by hand: it bounds the pairs to 16.
    static let sample = 4
    /// An excerpt that occurs in several clusters joins one that has this much more of it than any other. Chosen by hand.
    static let margin = 0.15

    // A cluster of several texts: how many they are, and the longest ones in descending order. They are kept because a large
    // cluster is tested at each of its edges.
    private struct Cluster {
        var count: Int
        var longest: [Int]
    }

    private var sets: DisjointSets
    private var clusters: [Int: Cluster] = [:]
    private let hash: (Int) -> UInt64

    /// A cluster for each of the texts below `count`.
    init(_ count: Int, hash: @escaping (Int) -> UInt64) {
        self.hash = hash
        sets = DisjointSets(count)
    }

    /// The cluster of a text, named by one of its texts.
    mutating func cluster(of text: Int) -> Int { sets.root(of: text) }

    private func members(_ cluster: Int) -> Cluster { clusters[cluster] ?? Cluster(count: 1, longest: [cluster]) }

    private mutating func join(_ left: Int, _ right: Int, _ lengths: (Int) -> Int) {
        let (small, large) = members(left).count < members(right).count ? (left, right) : (right, left)
        let (smaller, larger) = (members(small), members(large))
        let longest = (larger.longest + smaller.longest).sorted { rank($0, lengths) > rank($1, lengths) }
        sets.join(small, into: large)
        clusters[large] = Cluster(count: larger.count + smaller.count, longest: Array(longest.prefix(Self.sample)))
        clusters[small] = nil
    }

    private func rank(_ text: Int, _ lengths: (Int) -> Int) -> (Int, UInt64) { (lengths(text), hash(text)) }

    /// Joins clusters along edges. Texts in `apart` join only each other. `lengths` gives the length of a text, and
    /// `haveCommon` says whether two texts without an edge have something in common nevertheless (in long lists not every
    /// pair is compared).
    mutating func join(
        _ edges: [Edge], apart: Set<Int>, lengths: (Int) -> Int, haveCommon: (Int, Int) -> Bool
    ) {
        let usable = edges.filter { apart.contains($0.left) == apart.contains($0.right) }
        joinCopies(usable, apart, lengths, haveCommon)
        joinParts(usable.filter { !apart.contains($0.left) }, lengths)
    }

    // MARK: Copies

    private mutating func joinCopies(
        _ edges: [Edge], _ apart: Set<Int>, _ lengths: (Int) -> Int, _ haveCommon: (Int, Int) -> Bool
    ) {
        var known = TextPairTable()
        for edge in edges {
            let haveCommon = edge.share >= ClusterSearch.commonShare && edge.relation != .sameForm
            known.add(TextPairTable.key(edge.left, edge.right), haveCommon ? 1 : 2)
        }
        let copies = edges.filter {
            $0.relation == .near && (!apart.contains($0.left) || $0.mutualShare >= RoundUps.copyShare)
        }
        for edge in strongestFirst(copies, by: { $0.mutualShare }) {
            let (left, right) = (cluster(of: edge.left), cluster(of: edge.right))
            guard left != right else { continue }
            let (some, others) = (members(left).longest, members(right).longest)
            var agreeing = 0
            for text in some {
                for other in others {
                    let key = TextPairTable.key(text, other)
                    let value = known[key]
                    if value == 1 || value == 0 && haveCommon(text, other) { agreeing += 1 }
                }
            }
            if Double(agreeing) >= Self.linkage * Double(some.count * others.count) {
                join(left, right, lengths)
            }
        }
    }

    private func strongestFirst(_ edges: [Edge], by strength: (Edge) -> Double) -> [Edge] {
        edges.indices.map { (strength(edges[$0]), ends(edges[$0]), $0) }.sorted {
            $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1
        }.map { edges[$0.2] }
    }

    private func ends(_ edge: Edge) -> (UInt64, UInt64) {
        let (left, right) = (hash(edge.left), hash(edge.right))
        return (min(left, right), max(left, right))
    }

    // MARK: Parts

    // A cluster of copies whose texts occur in texts of other clusters joins the one that has clearly more of it than any
    // other. A text that several unrelated articles hold belongs to none of them. The longest clusters are joined first, so
    // that an excerpt of an excerpt finds the latter in its final cluster.
    private mutating func joinParts(_ edges: [Edge], _ lengths: (Int) -> Int) {
        var wholes: [Int: [(whole: Int, share: Double)]] = [:]
        for edge in edges {
            switch edge.relation {
            case .leftInRight: wholes[cluster(of: edge.left), default: []].append((edge.right, edge.share))
            case .rightInLeft: wholes[cluster(of: edge.right), default: []].append((edge.left, edge.share))
            case .unrelated, .related, .sameForm, .near: break
            }
        }
        let parts = wholes.keys.map { ($0, rank(members($0).longest[0], lengths)) }.sorted { $0.1 > $1.1 }
        for (part, _) in parts {
            var shares: [Int: Double] = [:]
            for (whole, share) in wholes[part] ?? [] where cluster(of: whole) != cluster(of: part) {
                shares[cluster(of: whole)] = max(shares[cluster(of: whole)] ?? 0, share)
            }
            guard let best = shares.max(by: { ($0.value, hash($0.key)) < ($1.value, hash($1.key)) }) else { continue }
            let isClear = shares.allSatisfy { $0.key == best.key || best.value - $0.value >= Self.margin }
            if isClear { join(cluster(of: part), best.key, lengths) }
        }
    }
}
