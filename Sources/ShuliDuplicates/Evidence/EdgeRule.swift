/// How much two texts must have in common.
///
/// The numbers were chosen by hand. The figures in the notes on republished articles were measured with them, on the
/// development set and on pages of other sites, for which nothing was tuned.
struct EdgeRule: Sendable, Hashable {
    /// Copies: the share of each text that the other must have.
    var mutual = 0.5
    /// Excerpts: the share of the shorter text that the longer must have.
    var containment = 0.6
    /// A text with fewer symbols besides common shingles is nobody's copy.
    var minimumLength = 24
    /// A text with fewer symbols is short: eight characters in common are soon a large share of it, so the shares that
    /// it must have are higher.
    var shortLength = 60
    var shortMutual = 0.8
    var shortContainment = 0.9
    /// A form: numbers differ in at least so many places, and in at least this share of the places that have numbers.
    var minimumDifferentNumbers = 2
    var differentNumbersShare = 0.5
    /// Below this share of both texts a pair is not kept.
    var related = 0.15

    init(_ options: DuplicateOptions = DuplicateOptions()) {
        mutual = options.threshold
        containment = options.containment
        if options.unit == .passage {
            // A passage is a copy as a whole; a part of a sentence says nothing, hence a share that no text has.
            containment = 2
            minimumLength = Shingle.length
            shortLength = 0
        }
    }

    func relation(of evidence: PairEvidence) -> Edge.Relation {
        let overlap = evidence.overlap
        let (left, right) = (overlap.leftShare, overlap.rightShare)
        guard max(left, right) >= related else { return .unrelated }
        let shorter = min(overlap.leftCount, overlap.rightCount)
        guard shorter >= minimumLength else { return .related }
        let numbers = evidence.equalNumbers + evidence.differentNumbers
        if evidence.differentNumbers >= minimumDifferentNumbers,
            Double(evidence.differentNumbers) >= differentNumbersShare * Double(numbers)
        {
            return .sameForm
        }
        let isShort = shorter < shortLength
        if min(left, right) >= (isShort ? max(mutual, shortMutual) : mutual) { return .near }
        let containment = isShort ? max(containment, shortContainment) : containment
        if overlap.leftCount <= overlap.rightCount, left >= containment { return .leftInRight }
        if overlap.rightCount <= overlap.leftCount, right >= containment { return .rightInLeft }
        return .related
    }
}
