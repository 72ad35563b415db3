import ShuliText

/// The short lines of a text that claims no title, and what speaks for each being the headline.
///
/// A headline stands before prose that speaks of the same thing, with a byline between them, and captions or the page's
/// path repeat it; subheads stand between paragraphs, lists of other articles behind what they are related to. Trees
/// weigh the features of each candidate; the one with the greatest odds is the headline.
struct HeadlineCandidates {
    struct Candidate {
        let index: Int
        let features: [Float]
    }

    private(set) var candidates: [Candidate] = []

    init(_ lines: [JudgedBlock], _ folded: FoldedText) {
        let surroundings = HeadlineSurroundings(lines, folded)
        let found = lines.indices.compactMap { surroundings.evidence(for: $0) }
        let greatest = HeadlineEvidence.greatest(of: found)
        candidates = found.map { evidence in
            var sink = FeatureList()
            surroundings.put(evidence, beside: greatest, into: &sink)
            return Candidate(index: evidence.index, features: sink.values)
        }
    }

    /// The candidate that the trees like best; of equals the first.
    func best(_ ensemble: TreeEnsemble) -> Int? {
        var scratch: [TreeEnsemble.Batch.Sets] = []
        var features = [TreeEnsemble.Batch.Values](repeating: .zero, count: ensemble.featureCount)
        let odds = candidates.map { candidate in
            for feature in features.indices { features[feature][0] = candidate.features[feature] }
            return features.withUnsafeBufferPointer { ensemble.logOdds($0, scratch: &scratch)[0] }
        }
        var best: (index: Int, odds: Float)?
        for (candidate, odds) in zip(candidates, odds) where best.map({ odds > $0.odds }) ?? true {
            best = (candidate.index, odds)
        }
        return best?.index
    }

    /// How many features a candidate has.
    static let featureCount: Int = {
        let document = BlockDocument(plain: "甲乙丙丁戊己庚辛\n甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳，午未申酉戌亥。")
        let reading = BlockReading(document, title: nil, headlines: nil)
        let example = HeadlineCandidates(reading.lines, reading.folded).candidates.first
        precondition(example != nil, "a short line before a sentence is a candidate")
        return example?.features.count ?? 0
    }()
}
