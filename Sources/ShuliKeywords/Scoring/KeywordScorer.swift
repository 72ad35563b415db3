import ShuliText

/// A linear scorer: the features of a candidate times weights, which differ between news and scholarly prose.
struct KeywordScorer {
    /// The weights for this text, and the same eight a vector.
    private let weights: [Double]
    private let vectors: [SIMD8<Double>]

    /// Words of scholarly prose in a hundred letters: with fewer than the first a text is none, with more than the second
    /// it is; between the two the weights are mixed. (95 % of the news measured has under 1.3, 90 % of the abstracts over.)
    private static let fewMarks = 0.8
    private static let manyMarks = 2.0

    init(_ rows: WordRows) {
        let share = Self.scholarlyShare(rows)
        let weights = zip(KeywordWeights.news, KeywordWeights.scholarly).map { (1 - share) * $0 + share * $1 }
        vectors = stride(from: 0, to: weights.count, by: 8).map { first in
            var vector = SIMD8<Double>()
            for index in first..<min(first + 8, weights.count) { vector[index - first] = weights[index] }
            return vector
        }
        self.weights = weights
    }

    /// 0 for news to 1 for scholarly prose, by the words of title and text.
    static func scholarlyShare(_ rows: WordRows) -> Double {
        var (marks, letters) = (0, 0)
        for term in rows.terms {
            letters += Int(term.count) * term.folded.letters
            if term.isScholarly { marks += Int(term.count) }
        }
        let density = 100 * Double(marks) / Double(max(1, letters))
        return min(1, max(0, (density - fewMarks) / (manyMarks - fewMarks)))
    }

    /// The log-odds of a keyword.
    func score(_ features: borrowing FeatureValues) -> Double {
        var sum = SIMD8<Double>()
        for index in vectors.indices { sum += vectors[index] * features.vector(index) }
        // Halves, so that the rounding is the same on every machine.
        let four = sum.lowHalf + sum.highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }

    /// The same by part.
    func parts(_ features: borrowing FeatureValues, damping: Double) -> Keyword.Parts {
        func sum(_ part: KeywordFeature.Part) -> Double {
            var sum = 0.0
            for index in part.features { sum += weights[index] * features.value(index) }
            return sum
        }
        return Keyword.Parts(
            base: sum(.base), title: sum(.title), position: sum(.position), frequency: sum(.frequency),
            rarity: sum(.rarity), cohesion: sum(.cohesion), surroundings: sum(.surroundings), form: sum(.form),
            marks: sum(.marks), damping: damping)
    }
}
