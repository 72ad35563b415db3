import ShuliText

/// A linear scorer: the features of a candidate times weights, which differ between news and scholarly prose.
struct KeywordScorer {
    /// The weights for this text.
    private let weights: [Double]

    /// Words of scholarly prose in a hundred letters: with fewer than the first a text is none, with more than the second
    /// it is; between the two the weights are mixed. (95 % of the news measured has under 1.3, 90 % of the abstracts over.)
    private static let (fewMarks, manyMarks) = (0.8, 2.0)

    init(_ rows: WordRows) {
        let share = Self.scholarlyShare(rows)
        weights = zip(KeywordWeights.news, KeywordWeights.scholarly).map { (1 - share) * $0 + share * $1 }
    }

    /// 0 for news to 1 for scholarly prose, by the words of title and text.
    static func scholarlyShare(_ rows: WordRows) -> Double {
        var (marks, letters) = (0, 0)
        for term in rows.terms {
            letters += term.count * term.folded.letters
            if term.isScholarly { marks += term.count }
        }
        let density = 100 * Double(marks) / Double(max(1, letters))
        return min(1, max(0, (density - fewMarks) / (manyMarks - fewMarks)))
    }

    /// The log-odds of a keyword.
    func score(_ features: FeatureValues) -> Double {
        var sum = 0.0
        for index in weights.indices { sum += weights[index] * features.values[index] }
        return sum
    }

    /// The same by part.
    func parts(_ features: FeatureValues, damping: Double) -> Keyword.Parts {
        var sums = [Double](repeating: 0, count: KeywordFeature.Part.allCases.count)
        for feature in KeywordFeature.allCases {
            sums[feature.part.rawValue] += weights[feature.rawValue] * features[feature]
        }
        func sum(_ part: KeywordFeature.Part) -> Double { sums[part.rawValue] }
        return Keyword.Parts(
            base: sum(.base), title: sum(.title), position: sum(.position), frequency: sum(.frequency),
            rarity: sum(.rarity), cohesion: sum(.cohesion), surroundings: sum(.surroundings), form: sum(.form),
            marks: sum(.marks), damping: damping)
    }
}
