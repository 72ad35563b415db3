/// The steps of Viterbi's algorithm on rows of sixteen 16-bit scores, one a tag.
///
/// Comparisons are signs of differences: Swift compares and selects lane by lane. Invariant: a transition is within ±8,000
/// and the sum of a word's weights within ±3,100 (`TaggingTrainer`, 24 features of 8 bits), so that no difference
/// overflows. With a damaged model results wrap around.
enum Viterbi {
    typealias Row = SIMD16<Int16>

    /// The score of what cannot be; scores of paths are not below.
    static let impossible: Int16 = -8_000
    /// Not above any sum of a path's score and a transition.
    static let lowest: Int16 = -16_000

    /// Takes the greater scores of a candidate, and notes the tag that they come from.
    @inline(__always)
    static func improve(_ reached: inout Row, _ origin: inout Row, _ candidate: Row, _ tag: Int) {
        let difference = reached &- candidate
        let isBetter = difference &>> 15
        reached &-= difference & isBetter
        origin ^= (origin ^ Row(repeating: Int16(truncatingIfNeeded: tag))) & isBetter
    }

    /// The scores less the greatest of them: only differences matter.
    @inline(__always)
    static func normalized(_ scores: Row) -> Row {
        let a = greater(scores.lowHalf, scores.highHalf)
        let b = greater(a.lowHalf, a.highHalf)
        let c = greater(b.lowHalf, b.highHalf)
        let most = max(c[0], c[1])
        return possible(scores &- Row(repeating: most))
    }

    /// The scores, none of them below `impossible`.
    @inline(__always)
    static func possible(_ scores: Row) -> Row {
        let difference = scores &- Row(repeating: impossible)
        return scores &- (difference & (difference &>> 15))
    }

    @inline(__always)
    private static func greater(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD8<Int16> {
        let difference = a &- b
        return a &- (difference & (difference &>> 15))
    }

    @inline(__always)
    private static func greater(_ a: SIMD4<Int16>, _ b: SIMD4<Int16>) -> SIMD4<Int16> {
        let difference = a &- b
        return a &- (difference & (difference &>> 15))
    }

    @inline(__always)
    private static func greater(_ a: SIMD2<Int16>, _ b: SIMD2<Int16>) -> SIMD2<Int16> {
        let difference = a &- b
        return a &- (difference & (difference &>> 15))
    }
}
