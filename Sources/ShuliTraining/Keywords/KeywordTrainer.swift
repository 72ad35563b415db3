import ShuliKeywords
import ShuliText

/// Trains the weights of the keyword scorer on texts with keywords that readers named.
///
/// By logistic regression on all candidates, then on the best candidates of each text, among which the order is
/// decided. Each feature has a weight for news and one for scholarly prose, mixed as the scorer mixes them. Nothing
/// else is learned: no words, no counts.
package struct KeywordTrainer {
    /// A text and its keywords.
    package struct Example: Sendable {
        let title: String
        let text: String
        let keywords: [String]

        package init(title: String, text: String, keywords: [String]) {
            (self.title, self.text, self.keywords) = (title, text, keywords)
        }
    }

    /// The weights, in the order of the features.
    package struct Weights {
        package let features: [String]
        package let news: [Double]
        package let scholarly: [Double]
    }

    /// The candidates of a text: the values of each that are not 0, and whether it is a keyword.
    private struct Candidates {
        var values: [[(place: Int, value: Double)]] = []
        var isKeyword: [Bool] = []
    }

    /// The number of best candidates in the second regression. Chosen by hand.
    private static let best = 40
    /// The factor of the squared weights. Stronger regularization costs .5 to 1.3 points of F1 on the development news.
    private static let regularization = 1.0

    private let extractor = KeywordExtractor()
    private let featureCount = KeywordExtractor.featureNames.count

    package init() {}

    package func weights(_ examples: [Example]) -> Weights {
        // A text without a keyword among its candidates has nothing to learn from.
        let texts = examples.map(candidates).filter { $0.isKeyword.contains(true) }
        var regression = LogisticRegression(count: 2 * featureCount, regularization: Self.regularization)
        for text in texts { regression.add(text.values, text.isKeyword) }
        let first = regression.fit(from: [Double](repeating: 0, count: 2 * featureCount))
        regression.removeAll()
        for text in texts {
            let scores = text.values.map { LogisticRegression.score($0, first) }
            let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(Self.best)
            regression.add(order.map { text.values[$0] }, order.map { text.isKeyword[$0] })
        }
        let second = regression.fit(from: first)
        return Weights(
            features: KeywordExtractor.featureNames, news: Array(second[..<featureCount]),
            scholarly: Array(second[featureCount...]))
    }

    private func candidates(_ example: Example) -> Candidates {
        let wanted = Set(example.keywords.map(folded))
        let (words, share) = extractor.candidates(in: example.text, title: example.title)
        return words.reduce(into: Candidates()) { candidates, word in
            var values: [(place: Int, value: Double)] = []
            for (place, value) in word.features.enumerated() where value != 0 {
                if share < 1 { values.append((place, value * (1 - share))) }
                if share > 0 { values.append((featureCount + place, value * share)) }
            }
            candidates.values.append(values)
            candidates.isKeyword.append(wanted.contains(folded(word.word)))
        }
    }

    private func folded(_ word: String) -> String {
        Normalizer([.nfkc, .foldCase]).normalize(String(word.filter { !$0.isWhitespace })).text
    }
}
