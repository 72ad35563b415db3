/// Two texts that have something in common, and what that makes them.
struct Edge: Sendable {
    // Their numbers; there are many edges.
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
        /// Something, not enough for one article: an excerpt beside another one, a quotation.
        case related
        /// One form filled with other numbers.
        case sameForm
        /// Most of each stands in the other.
        case near
        /// Most of the left one stands in the right one, which holds more.
        case leftInRight
        case rightInLeft

        /// Whether the two may be in one cluster by this.
        var joins: Bool { self == .near || self == .leftInRight || self == .rightInLeft }
    }

    /// The smaller of the two shares.
    var mutualShare: Double { min(overlap.leftShare, overlap.rightShare) }
    /// The larger of the two shares.
    var share: Double { max(overlap.leftShare, overlap.rightShare) }

    /// The other end.
    func other(than text: Int) -> Int { text == left ? right : left }

    /// How much of `text`, one of the ends, the other has.
    func share(of text: Int) -> Double { text == left ? overlap.leftShare : overlap.rightShare }
}

/// How much two texts must have in common.
struct EdgeRule: Sendable, Hashable {
    /// Copies: the part of each text that the other must have.
    var mutual = 0.5
    /// Excerpts: the part of the shorter text that the longer must have.
    var containment = 0.6
    /// What a text must hold besides furniture, in symbols, to be anybody's copy.
    var least = 24
    /// Below so many symbols a text is short: eight characters in common are soon a large part of it, so the shares
    /// that are asked of it are higher.
    var short = 60
    var shortMutual = 0.8
    var shortContainment = 0.9
    /// A form: at least so many places with different numbers, and at least this part of all places with numbers.
    var leastDifferentNumbers = 2
    var differentNumbersShare = 0.5
    /// Below this share of both texts a pair is not worth remembering.
    var related = 0.15

    func relation(of evidence: PairEvidence) -> Edge.Relation {
        let overlap = evidence.overlap
        let (left, right) = (overlap.leftShare, overlap.rightShare)
        guard max(left, right) >= related else { return .unrelated }
        let shorter = min(overlap.leftCount, overlap.rightCount)
        guard shorter >= least else { return .related }
        let numbers = evidence.equalNumbers + evidence.differentNumbers
        if evidence.differentNumbers >= leastDifferentNumbers,
            Double(evidence.differentNumbers) >= differentNumbersShare * Double(numbers)
        {
            return .sameForm
        }
        let isShort = shorter < short
        if min(left, right) >= (isShort ? max(mutual, shortMutual) : mutual) { return .near }
        let containment = isShort ? max(containment, shortContainment) : containment
        if overlap.leftCount <= overlap.rightCount, left >= containment { return .leftInRight }
        if overlap.rightCount <= overlap.leftCount, right >= containment { return .rightInLeft }
        return .related
    }
}
