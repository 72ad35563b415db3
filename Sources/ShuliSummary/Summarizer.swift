import HeapModule
import ShuliText

/// Chooses the sentences of a text that together say most of it, and keeps them in order.
///
/// A sentence is worth what its units share with the whole text (its similarity to the centroid: Radev et al. 2004),
/// more near the text's head and where it shares words with the title. Units are pairs of neighbouring Han characters
/// and whole Latin words: they need no segmentation. A sentence that repeats what was chosen loses by it.
public struct Summarizer: Sendable {
    public init() {}

    /// A summary of `text`, never longer than `length` allows. Linear in the text's length, but for the choice: n log n
    /// in the number of sentences where few of them overlap.
    public func summary(of text: String, title: String? = nil, length: SummaryLength = .sentences(3)) -> Summary {
        text.withUTF8Buffer { buffer in
            let sentences = SentenceSplitter().ranges(in: buffer).map { buffer.trimmed($0) }.filter { !$0.isEmpty }
            let texts = sentences.map { buffer.text($0) }
            let statistics = SentenceStatistics(buffer, sentences, title: title)
            var budget = Budget(length, total: { texts.reduce(0) { $0 + Summary.length(of: $1) } })
            var covered: Set<UInt64> = []
            var chosen: [(index: Int, score: Double)] = []
            // What is covered only grows, so a score only falls: one that is up to date and still the greatest is the best
            // (lazy greedy selection: Minoux 1978).
            var candidates = Heap(
                sentences.indices.map { Candidate(score: statistics.score(of: $0), index: $0, chosenBefore: 0) })
            while var candidate = candidates.popMax(), candidate.score > 0 {
                if candidate.chosenBefore < chosen.count {
                    let novelty = statistics.novelty(of: candidate.index, beside: covered)
                    candidate.score = statistics.score(of: candidate.index) * novelty
                    candidate.chosenBefore = chosen.count
                    candidates.insert(candidate)
                    continue
                }
                if budget.isSpent { break }
                guard budget.take(Summary.length(of: texts[candidate.index])) else { continue }
                chosen.append((candidate.index, candidate.score))
                covered.formUnion(statistics.units[candidate.index])
            }
            let ranked = chosen.enumerated().map { rank, choice in
                Summary.Sentence(
                    text: texts[choice.index], range: sentences[choice.index], rank: rank + 1, score: choice.score)
            }
            return Summary(sentences: ranked.sorted { $0.range < $1.range })
        }
    }
}

/// A sentence that may be chosen, with its score when so many others had been.
private struct Candidate: Comparable {
    var score: Double
    let index: Int
    var chosenBefore: Int

    // Of equal scores the earlier sentence is the greater.
    static func < (left: Candidate, right: Candidate) -> Bool {
        (left.score, right.index) < (right.score, left.index)
    }
}

/// What may still be spent.
private struct Budget {
    private var sentences: Int
    private var characters: Int

    init(_ length: SummaryLength, total: () -> Int) {
        switch length {
        case .sentences(let count): (sentences, characters) = (count, .max)
        case .characters(let count): (sentences, characters) = (.max, count)
        case .ratio(let share):
            let share = share.isNaN ? 0 : min(max(share, 0), 1)
            (sentences, characters) = (.max, Int(Double(total()) * share))
        }
    }

    var isSpent: Bool { sentences <= 0 || characters <= 0 }

    /// Spends a sentence of `length` characters if it fits.
    mutating func take(_ length: Int) -> Bool {
        guard sentences > 0, length <= characters else { return false }
        sentences -= 1
        characters -= length
        return true
    }
}
