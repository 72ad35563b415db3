import ShuliTestSupport
import Testing

@testable import ShuliDuplicates

/// Clusters from edges, against a reference that keeps nothing between its steps.
@Suite struct ClusterBuilderTests {
    /// Texts with hashes, lengths and edges at random.
    private struct Texts {
        var hashes: [UInt64]
        var lengths: [Int]
        var edges: [Edge]
        var apart: Set<Int>

        init(_ count: Int, _ random: inout SeededRandom) {
            hashes = (0..<count).map { _ in UInt64.random(in: 0...UInt64.max, using: &random) }
            lengths = (0..<count).map { _ in Int.random(in: 100...104, using: &random) * 10 }
            edges = []
            apart = []
            let relations: [Edge.Relation] = [.related, .sameForm, .near, .near, .near, .leftInRight, .rightInLeft]
            for left in 0..<count {
                if Int.random(in: 0..<6, using: &random) == 0 { apart.insert(left) }
                for right in left + 1..<count where Int.random(in: 0..<10, using: &random) < 3 {
                    let (first, second) = Bool.random(using: &random) ? (left, right) : (right, left)
                    func covered(_ text: Int) -> UInt32 {
                        UInt32(Int.random(in: 0...10, using: &random) * lengths[text] / 10)
                    }
                    let overlap = Overlap(
                        leftCount: UInt32(lengths[first]), rightCount: UInt32(lengths[second]),
                        leftCovered: covered(first), rightCovered: covered(second))
                    edges.append(
                        Edge(
                            left: first, right: second, overlap: overlap,
                            relation: relations[Int.random(in: relations.indices, using: &random)]))
                }
            }
        }

        /// The same texts with other numbers, and edges in another order.
        func renumbered(_ numbers: [Int], _ random: inout SeededRandom) -> Texts {
            var other = self
            for (old, new) in numbers.enumerated() {
                (other.hashes[new], other.lengths[new]) = (hashes[old], lengths[old])
            }
            other.apart = Set(apart.map { numbers[$0] })
            other.edges = edges.map {
                Edge(left: numbers[$0.left], right: numbers[$0.right], overlap: $0.overlap, relation: $0.relation)
            }.shuffled(using: &random)
            return other
        }

        // Texts without an edge have something in common if a bit of their hashes says so.
        func haveCommon(_ left: Int, _ right: Int) -> Bool { (hashes[left] ^ hashes[right]) & 3 == 0 }

        var clusters: Set<Set<Int>> {
            var builder = ClusterBuilder(hashes.count) { hashes[$0] }
            builder.join(edges, apart: apart, lengths: { lengths[$0] }, haveCommon: haveCommon)
            return Set(
                Dictionary(grouping: hashes.indices) { builder.cluster(of: $0) }.values.map { Set($0) })
        }

        // MARK: The reference

        var expected: Set<Set<Int>> {
            var clusters = hashes.indices.map { Set([$0]) }
            func position(_ text: Int) -> Int { clusters.firstIndex { $0.contains(text) } ?? 0 }
            func longest(_ cluster: Set<Int>) -> [Int] {
                Array(cluster.sorted { (lengths[$0], hashes[$0]) > (lengths[$1], hashes[$1]) }.prefix(4))
            }
            func join(_ one: Int, _ other: Int) {
                let joined = clusters[one].union(clusters[other])
                clusters = clusters.indices.filter { $0 != one && $0 != other }.map { clusters[$0] } + [joined]
            }
            let usable = edges.filter { apart.contains($0.left) == apart.contains($0.right) }
            let copies = usable.filter {
                $0.relation == .near && (!apart.contains($0.left) || $0.mutualShare >= 0.7)
            }
            func ends(_ edge: Edge) -> [UInt64] { [hashes[edge.left], hashes[edge.right]].sorted() }
            for edge in copies.sorted(by: {
                $0.mutualShare != $1.mutualShare
                    ? $0.mutualShare > $1.mutualShare : ends($0).lexicographicallyPrecedes(ends($1))
            }) {
                let (one, other) = (position(edge.left), position(edge.right))
                guard one != other else { continue }
                var (agreeing, pairs) = (0, 0)
                for left in longest(clusters[one]) {
                    for right in longest(clusters[other]) {
                        pairs += 1
                        let known = usable.first { Set([$0.left, $0.right]) == Set([left, right]) }
                        let agree =
                            known.map { $0.share >= 0.25 && $0.relation != .sameForm } ?? haveCommon(left, right)
                        agreeing += agree ? 1 : 0
                    }
                }
                if agreeing * 3 >= pairs { join(one, other) }
            }
            // Excerpts, the cluster with the longest text first.
            var parts: [(text: Int, wholes: [(text: Int, share: Double)])] = []
            for cluster in clusters {
                let wholes = usable.filter { !apart.contains($0.left) }.compactMap {
                    edge -> (text: Int, share: Double)? in
                    switch edge.relation {
                    case .leftInRight where cluster.contains(edge.left): (edge.right, edge.share)
                    case .rightInLeft where cluster.contains(edge.right): (edge.left, edge.share)
                    default: nil
                    }
                }
                if !wholes.isEmpty { parts.append((longest(cluster)[0], wholes)) }
            }
            for part in parts.sorted(by: { (lengths[$0.text], hashes[$0.text]) > (lengths[$1.text], hashes[$1.text]) })
            {
                var shares: [Set<Int>: Double] = [:]
                for whole in part.wholes where position(whole.text) != position(part.text) {
                    let cluster = clusters[position(whole.text)]
                    shares[cluster] = max(shares[cluster] ?? 0, whole.share)
                }
                let best = shares.values.max() ?? 0
                let close = shares.filter { best - $0.value < 0.15 }
                if close.count == 1, let whole = close.keys.first?.first { join(position(part.text), position(whole)) }
            }
            return Set(clusters)
        }
    }

    @Test func agreesWithTheReference() {
        var random = SeededRandom(seed: 21)
        for count in [1, 2, 3, 5, 8, 12, 20] {
            for _ in 0..<40 {
                let texts = Texts(count, &random)
                #expect(texts.clusters == texts.expected)
            }
        }
    }

    @Test func numbersAndOrderDoNotMatter() {
        var random = SeededRandom(seed: 22)
        for _ in 0..<100 {
            let texts = Texts(14, &random)
            let numbers = texts.hashes.indices.shuffled(using: &random)
            let expected = Set(texts.clusters.map { Set($0.map { numbers[$0] }) })
            #expect(texts.renumbered(numbers, &random).clusters == expected)
        }
    }

    private func edge(_ left: Int, _ right: Int, _ share: Double, _ relation: Edge.Relation) -> Edge {
        let covered = UInt32(share * 100)
        return Edge(
            left: left, right: right,
            overlap: Overlap(leftCount: 100, rightCount: 100, leftCovered: covered, rightCovered: covered),
            relation: relation)
    }

    private func clusters(_ count: Int, _ edges: [Edge], apart: Set<Int> = []) -> [Int] {
        var builder = ClusterBuilder(count) { UInt64($0) }
        builder.join(edges, apart: apart, lengths: { _ in 100 }, haveCommon: { _, _ in false })
        return (0..<count).map { builder.cluster(of: $0) }
    }

    @Test func oneEdgeDoesNotJoinTwoLargeClusters() {
        // 0, 1, 2 are copies, and so are 3, 4, 5; one weaker edge is between the two.
        var edges = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)].map { edge($0.0, $0.1, 0.9, .near) }
        edges.append(edge(2, 3, 0.6, .near))
        let found = clusters(6, edges)
        #expect(Set(found[..<3]).count == 1 && Set(found[3...]).count == 1 && found[0] != found[3])
    }

    @Test func anExcerptOfTwoUnrelatedTextsJoinsNeither() {
        let (first, second) = (edge(0, 1, 0.9, .leftInRight), edge(0, 2, 0.8, .leftInRight))
        #expect(Set(clusters(3, [first, second])).count == 3)
        #expect(Set(clusters(3, [first, edge(0, 2, 0.7, .leftInRight)])).count == 2)
    }

    @Test func roundUpsJoinOnlyEachOther() {
        let edges = [edge(0, 1, 0.9, .near), edge(1, 2, 0.9, .near)]
        let found = clusters(3, edges, apart: [1, 2])
        #expect(found[0] != found[1] && found[1] == found[2])
    }
}
