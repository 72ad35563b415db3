/// Two texts that have something in common, and what they are to each other.
struct Edge: Sendable {
    // The numbers of the texts, in 32 bits because there are many edges.
    private let ends: (left: UInt32, right: UInt32)
    let overlap: Overlap
    let relation: Relation

    init(left: Int, right: Int, overlap: Overlap, relation: Relation) {
        ends = (UInt32(left), UInt32(right))
        (self.overlap, self.relation) = (overlap, relation)
    }

    var left: Int { Int(ends.left) }
    var right: Int { Int(ends.right) }

    /// What two texts are to each other.
    enum Relation: UInt8, Sendable {
        /// Too little in common.
        case unrelated
        /// Something in common, but not enough for one article: two overlapping excerpts, a quotation.
        case related
        /// The same form with other numbers.
        case sameForm
        /// Most of each text occurs in the other.
        case near
        /// Most of the left text occurs in the right one, which is longer.
        case leftInRight
        /// Most of the right text occurs in the left one, which is longer.
        case rightInLeft

        /// Whether this puts the two texts into one cluster.
        var joins: Bool { self == .near || self == .leftInRight || self == .rightInLeft }
    }

    /// The smaller of the two shares.
    var mutualShare: Double { min(overlap.leftShare, overlap.rightShare) }
    /// The larger of the two shares.
    var share: Double { max(overlap.leftShare, overlap.rightShare) }

    /// The other end.
    func other(than text: Int) -> Int { text == left ? right : left }

    /// The share of `text`, one of the ends, that the other has.
    func share(of text: Int) -> Double { text == left ? overlap.leftShare : overlap.rightShare }
}
