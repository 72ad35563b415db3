/// How much of each of two texts stands in the other, counted exactly, in symbols.
struct Overlap: Hashable, Sendable {
    /// The texts' lengths without furniture.
    var leftCount: UInt32 = 0
    var rightCount: UInt32 = 0
    /// What of each text, without furniture, stands in a run of eight or more that the other has too.
    var leftCovered: UInt32 = 0
    var rightCovered: UInt32 = 0

    var leftShare: Double { leftCount == 0 ? 0 : Double(leftCovered) / Double(leftCount) }
    var rightShare: Double { rightCount == 0 ? 0 : Double(rightCovered) / Double(rightCount) }

    /// The part of both texts that is the same: what they share over what they hold together.
    var similarity: Double {
        let shared = (Double(leftCovered) + Double(rightCovered)) / 2
        let all = Double(leftCount) + Double(rightCount) - shared
        return all <= 0 ? 0 : shared / all
    }
}
