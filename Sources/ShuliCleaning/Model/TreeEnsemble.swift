import ShuliText

/// The trees for one kind of document, laid out to be asked of many blocks.
///
/// A walk down each tree waits for a comparison that nobody can predict at every step. Instead all comparisons of one
/// feature stand together, cuts ascending: those that fail strike the leaves of the left subtree out of their tree's set,
/// and the first leaf that is left is the one that the walk would have reached (QuickScorer: Lucchese et al. 2015), for
/// several blocks at once.
struct TreeEnsemble: Sendable {
    private struct Comparison {
        let cut: Float
        let tree: UInt16
        /// The leaves that stay when the comparison fails.
        let rest: UInt16
    }

    /// The most leaves that a tree may have: as many as a set has bits.
    static let mostLeaves = 16

    private let comparisons: [Comparison]
    /// Where the comparisons of each feature begin, and where the last ones end.
    private let starts: [Int]
    /// `mostLeaves` for each tree.
    private let leaves: [Float]
    private let treeCount: Int

    /// How many features it asks for.
    var featureCount: Int { starts.count - 1 }

    /// From the tables of a model: `trees` (each tree's first node), `leafs` (its first leaf), `feats`, `cuts`, `lefts`,
    /// `rights` a node (a negative child is leaf −1 − child), `values` a leaf, numbered from left to right.
    init(_ file: CompiledFile, _ prefix: String, featureCount: Int) throws(CompiledFileError) {
        let trees = try file.table(prefix + "trees", of: UInt32.self)
        let firstLeaves = try file.table(prefix + "leafs", of: UInt32.self, count: trees.count)
        let features = try file.table(prefix + "feats", of: UInt16.self)
        let cuts = try file.table(prefix + "cuts", of: Float.self, count: features.count)
        let lefts = try file.table(prefix + "lefts", of: Int16.self, count: features.count)
        let rights = try file.table(prefix + "rights", of: Int16.self, count: features.count)
        let values = try file.table(prefix + "values", of: Float.self)
        guard trees.count <= Int(UInt16.max) else { throw .damaged(table: prefix + "trees") }
        var leaves = [Float](repeating: 0, count: trees.count * Self.mostLeaves)
        var byFeature = [[Comparison]](repeating: [], count: featureCount)
        for tree in 0..<trees.count {
            let nodes = Int(trees[tree])..<(tree + 1 < trees.count ? Int(trees[tree + 1]) : features.count)
            let own = Int(firstLeaves[tree])..<(tree + 1 < trees.count ? Int(firstLeaves[tree + 1]) : values.count)
            guard !nodes.isEmpty, nodes.upperBound <= features.count, own.count <= Self.mostLeaves,
                own.upperBound <= values.count
            else { throw .damaged(table: prefix + "trees") }
            for (place, leaf) in own.enumerated() { leaves[tree * Self.mostLeaves + place] = values[leaf] }
            // The leaves below each node, from the last node up: a child stands behind its parent.
            func highest(_ set: UInt16) -> Int { 15 - set.leadingZeroBitCount }
            var below = [UInt16](repeating: 0, count: nodes.count)
            for node in nodes.reversed() {
                func reach(_ child: Int16) -> UInt16? {
                    if child < 0 { return -1 - Int(child) < own.count ? 1 << UInt16(-1 - Int(child)) : nil }
                    let place = Int(child)
                    return nodes.lowerBound + place > node && place < nodes.count ? below[place] : nil
                }
                guard Int(features[node]) < featureCount, let left = reach(lefts[node]),
                    let right = reach(rights[node]),
                    left == right || highest(left) < right.trailingZeroBitCount
                else { throw .damaged(table: prefix + "lefts") }
                below[node - nodes.lowerBound] = left | right
                // A tree without a split is one node whose both sides are its leaf.
                guard left != right else { continue }
                byFeature[Int(features[node])].append(Comparison(cut: cuts[node], tree: UInt16(tree), rest: ~left))
            }
        }
        // Which of equal cuts comes first changes nothing: striking out commutes.
        comparisons = byFeature.flatMap { $0.sorted { $0.cut < $1.cut } }
        starts = byFeature.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        self.leaves = leaves
        treeCount = trees.count
    }

    /// The log-odds of the blocks of a batch, lane by lane: the sum of a leaf of each tree. `features` holds as many as the
    /// ensemble was opened for; what stands in lanes without a block says nothing. `sets` is scratch that a caller keeps.
    func logOdds(_ features: UnsafeBufferPointer<Batch.Values>, scratch sets: inout [Batch.Sets]) -> Batch.Values {
        precondition(features.count == featureCount)
        if sets.count != treeCount { sets = [Batch.Sets](repeating: .zero, count: treeCount) }
        // Unsafe code. Invariant: comparisons name trees below treeCount, starts lie within comparisons, and a set never
        // becomes empty, since what a comparison strikes out leaves the right subtree.
        return comparisons.withUnsafeBufferPointer { comparisons in
            sets.withUnsafeMutableBufferPointer { sets in
                sets.update(repeating: Batch.Sets(repeating: UInt32(UInt16.max)))
                for feature in 0..<features.count {
                    let values = features[feature]
                    let greatest = Batch.greatest(values)
                    var index = starts[feature]
                    let end = starts[feature + 1]
                    while index < end, comparisons[index].cut < greatest {
                        let comparison = comparisons[index]
                        let tree = Int(comparison.tree)
                        let set = sets[tree]
                        sets[tree] = set.replacing(
                            with: set & UInt32(comparison.rest), where: values .> comparison.cut)
                        index += 1
                    }
                }
                return leaves.withUnsafeBufferPointer { leaves in
                    var sums = Batch.Values.zero
                    for tree in 0..<treeCount {
                        let set = sets[tree]
                        for lane in 0..<Batch.lanes {
                            sums[lane] += leaves[tree &* Self.mostLeaves &+ set[lane].trailingZeroBitCount]
                        }
                    }
                    return sums
                }
            }
        }
    }

    /// Blocks that are asked about at once, a lane each.
    enum Batch {
        typealias Values = SIMD16<Float>
        typealias Sets = SIMD16<UInt32>
        static let lanes = 16

        // Not `max()`, which goes from lane to lane. No feature is NaN.
        @inline(__always)
        static func greatest(_ values: Values) -> Float {
            let eight = greater(values.lowHalf, values.highHalf)
            let four = greater(eight.lowHalf, eight.highHalf)
            let two = greater(four.lowHalf, four.highHalf)
            return max(two[0], two[1])
        }

        @inline(__always)
        private static func greater<Vector: SIMD>(_ a: Vector, _ b: Vector) -> Vector where Vector.Scalar == Float {
            a.replacing(with: b, where: b .> a)
        }
    }
}
