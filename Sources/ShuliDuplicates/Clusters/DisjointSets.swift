/// Disjoint sets of small numbers (Tarjan), each known by one of its numbers, its root.
struct DisjointSets {
    private var parents: [UInt32]

    /// Sets of one.
    init(_ count: Int) { parents = (0..<UInt32(count)).map { $0 } }

    mutating func root(of number: Int) -> Int {
        var number = number
        while Int(parents[number]) != number {
            parents[number] = parents[Int(parents[number])]
            number = Int(parents[number])
        }
        return number
    }

    /// Joins the sets of two roots, of which the second stays one.
    mutating func join(_ root: Int, into other: Int) { parents[root] = UInt32(other) }
}
