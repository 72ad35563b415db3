/// Disjoint sets of small numbers (union-find, with path halving: Tarjan and van Leeuwen 1984). A set is named by one of
/// its numbers, its root.
struct DisjointSets {
    private var parents: [UInt32]

    /// The sets of one number each of the numbers below `count`.
    init(_ count: Int) { parents = (0..<UInt32(count)).map { $0 } }

    mutating func root(of number: Int) -> Int {
        var number = number
        while Int(parents[number]) != number {
            parents[number] = parents[Int(parents[number])]
            number = Int(parents[number])
        }
        return number
    }

    /// Joins the sets of two roots; the second one is the root of both.
    mutating func join(_ root: Int, into other: Int) { parents[root] = UInt32(other) }
}
