import ShuliText

/// Boosted decision trees, laid out to be evaluated for several blocks at once (QuickScorer: Lucchese et al. 2015).
///
/// A walk from root to leaf mispredicts a branch at nearly every node. Here the comparisons of all trees are grouped by feature,
/// in ascending order of their thresholds. A comparison that sends a block to the right removes the leaves of the left subtree
/// from the tree's set of reachable leaves; the first leaf that remains is the one that the walk would have reached.
struct TreeEnsemble: Sendable {
    private struct Comparison {
        let threshold: Float
        let tree: UInt16
        /// The leaves that remain where the value is greater than the threshold.
        let remaining: UInt16
    }

    /// The maximum number of leaves of a tree, which is the number of bits of a set.
    static let maximumLeaves = 16

    private let comparisons: [Comparison]
    /// The comparisons of feature n are `comparisons[starts[n] ..< starts[n + 1]]`.
    private let starts: [Int]
    /// The values of the leaves, `maximumLeaves` for each tree.
    private let leaves: [Float]
    private let treeCount: Int

    /// The number of features.
    var featureCount: Int { starts.count - 1 }

    /// Reads the tables of a model whose names begin with `prefix`: for each tree `trees` (its first node) and `leafs` (its first
    /// leaf); for each node `feats`, `cuts` (the threshold), `lefts`, `rights` (a child −n is leaf n − 1); for each leaf, numbered from left
    /// to right, `values`. Every index is checked, so that evaluation needs no checks.
    init(_ file: CompiledFile, _ prefix: String, featureCount: Int) throws(CompiledFileError) {
        let trees = try file.table(prefix + "trees", of: UInt32.self)
        let firstLeaves = try file.table(prefix + "leafs", of: UInt32.self, count: trees.count)
        let features = try file.table(prefix + "feats", of: UInt16.self)
        let cuts = try file.table(prefix + "cuts", of: Float.self, count: features.count)
        let lefts = try file.table(prefix + "lefts", of: Int16.self, count: features.count)
        let rights = try file.table(prefix + "rights", of: Int16.self, count: features.count)
        let values = try file.table(prefix + "values", of: Float.self)
        guard trees.count <= Int(UInt16.max) else { throw .damaged(table: prefix + "trees") }
        var leaves = [Float](repeating: 0, count: trees.count * Self.maximumLeaves)
        var byFeature = [[Comparison]](repeating: [], count: featureCount)
        for tree in 0..<trees.count {
            let isLast = tree + 1 == trees.count
            guard
                let nodes = Self.range(trees[tree], isLast ? nil : trees[tree + 1], count: features.count),
                let own = Self.range(firstLeaves[tree], isLast ? nil : firstLeaves[tree + 1], count: values.count),
                own.count <= Self.maximumLeaves
            else { throw .damaged(table: prefix + "trees") }
            for (place, leaf) in own.enumerated() { leaves[tree * Self.maximumLeaves + place] = values[leaf] }
            // The leaves below each node, from the last node to the first: children come after their parent.
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
                // A tree without a split is a node with the same leaf on both sides.
                guard left != right else { continue }
                byFeature[Int(features[node])].append(
                    Comparison(threshold: cuts[node], tree: UInt16(tree), remaining: ~left))
            }
        }
        // The order of equal thresholds does not matter, because the removal of leaves commutes.
        comparisons = byFeature.flatMap { $0.sorted { $0.threshold < $1.threshold } }
        starts = byFeature.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        self.leaves = leaves
        treeCount = trees.count
    }

    // From one start to the next, or to the end; nil where that is empty or outside of the table.
    private static func range(_ start: UInt32, _ next: UInt32?, count: Int) -> Range<Int>? {
        let end = next.map { Int($0) } ?? count
        return Int(start) < end && end <= count ? Int(start)..<end : nil
    }

    /// The log-odds of the blocks of a batch, lane by lane: the sum of one leaf of each tree. `features` has `featureCount`
    /// elements; lanes without a block give meaningless sums. `sets` is scratch memory that the caller keeps between calls.
    func logOdds(_ features: UnsafeBufferPointer<FeatureBatch.Values>, scratch sets: inout [LeafSets])
        -> FeatureBatch.Values
    {
        precondition(features.count == featureCount)
        if sets.count != treeCount { sets = [LeafSets](repeating: .zero, count: treeCount) }
        // Unsafe code. Invariant: every comparison's tree is below treeCount, starts are within comparisons, and a set is never
        // empty, because a comparison removes only the left subtree of a node.
        return comparisons.withUnsafeBufferPointer { comparisons in
            sets.withUnsafeMutableBufferPointer { sets in
                sets.update(repeating: LeafSets(repeating: UInt32(UInt16.max)))
                for feature in 0..<features.count {
                    let values = features[feature]
                    let greatest = Self.greatest(values)
                    var index = starts[feature]
                    let end = starts[feature + 1]
                    while index < end, comparisons[index].threshold < greatest {
                        let comparison = comparisons[index]
                        let tree = Int(comparison.tree)
                        let set = sets[tree]
                        sets[tree] = set.replacing(
                            with: set & UInt32(comparison.remaining), where: values .> comparison.threshold)
                        index += 1
                    }
                }
                return leaves.withUnsafeBufferPointer { leaves in
                    var sums = FeatureBatch.Values.zero
                    for tree in 0..<treeCount {
                        let set = sets[tree]
                        for lane in 0..<FeatureBatch.lanes {
                            sums[lane] += leaves[tree &* Self.maximumLeaves &+ set[lane].trailingZeroBitCount]
                        }
                    }
                    return sums
                }
            }
        }
    }

    // One set of leaves for each block of a batch.
    typealias LeafSets = SIMD16<UInt32>

    // Not `max()`, which compares lane by lane. No feature is NaN.
    @inline(__always)
    private static func greatest(_ values: FeatureBatch.Values) -> Float {
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
