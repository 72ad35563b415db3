/// The best candidates, of which one after the other is chosen; each damps those that say the same.
struct KeywordPool {
    /// A candidate with its score so far.
    struct Ranked {
        let index: Int
        var score: Double
        var damping = 0.0
        /// Where its letters stand in the labels.
        fileprivate let labels: Range<Int>
    }

    /// Log-odds that a part of a better phrase loses.
    private static let damping = 0.3
    /// Log-odds that a phrase that holds a better one loses.
    private static let repeating = 0.2

    private let labels: [UInt32]
    /// In order of appearance.
    private var ranked: [Ranked] = []
    /// Of each a bit for each of its letters, by their last six bits: without the other's bits it can't hold the other.
    private var letters: [UInt64] = []

    init(labels: [UInt32], capacity: Int) {
        self.labels = labels
        ranked.reserveCapacity(capacity)
        letters.reserveCapacity(capacity)
    }

    mutating func append(_ index: Int, _ score: Double, _ range: Range<Int>) {
        ranked.append(Ranked(index: index, score: score, labels: range))
        var bits: UInt64 = 0
        for place in range { bits |= 1 << UInt64(labels[place] & 63) }
        letters.append(bits)
    }

    /// Takes out the one with the greatest score so far; lowers what is part of it, or takes it out, and what holds it.
    mutating func takeBest(dropsParts: Bool) -> Ranked? {
        guard !ranked.isEmpty else { return nil }
        var place = 0
        for index in ranked.indices where ranked[index].score > ranked[place].score { place = index }
        let best = ranked.remove(at: place)
        damp(by: best, letters.remove(at: place), dropsParts: dropsParts)
        return best
    }

    private mutating func damp(by best: Ranked, _ bits: UInt64, dropsParts: Bool) {
        var parts: [Int] = []
        for index in ranked.indices {
            let other = letters[index]
            if other & ~bits == 0, labels.holds(ranked[index].labels, in: best.labels) {
                lower(index, by: Self.damping)
                if dropsParts { parts.append(index) }
            } else if bits & ~other == 0, labels.holds(best.labels, in: ranked[index].labels) {
                lower(index, by: Self.repeating)
            }
        }
        for index in parts.reversed() {
            ranked.remove(at: index)
            letters.remove(at: index)
        }
    }

    private mutating func lower(_ index: Int, by loss: Double) {
        ranked[index].score -= loss
        ranked[index].damping -= loss
    }
}
