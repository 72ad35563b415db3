/// How much of each of two texts occurs in the other, counted exactly, in symbols.
struct Overlap: Hashable, Sendable {
    /// The texts' lengths without common shingles.
    var leftCount: UInt32 = 0
    var rightCount: UInt32 = 0
    /// How much of each text, without common shingles, is in runs of at least eight symbols that the other text has too.
    var leftCovered: UInt32 = 0
    var rightCovered: UInt32 = 0

    var leftShare: Double { leftCount == 0 ? 0 : Double(leftCovered) / Double(leftCount) }
    var rightShare: Double { rightCount == 0 ? 0 : Double(rightCovered) / Double(rightCount) }

    /// What the texts share, divided by what they hold together (a Jaccard coefficient).
    var similarity: Double {
        let shared = (Double(leftCovered) + Double(rightCovered)) / 2
        let all = Double(leftCount) + Double(rightCount) - shared
        return all <= 0 ? 0 : shared / all
    }
}
