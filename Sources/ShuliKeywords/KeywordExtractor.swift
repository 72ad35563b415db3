import ShuliText

/// Finds the words and phrases that say what a text is about.
///
/// Candidates are runs of up to five words without stop words, names between 《》 or quotation marks, and names of Latin
/// letters, digits and Han. A linear scorer over features of each (title, place, frequency against the frequency in
/// general, cohesion, neighbours, sort of word) ranks them, as in KEA (Frank et al. 1999) and Maui (Medelyan 2009). Its
/// constants were chosen on news and abstracts by `shuli train keywords`; no word was learnt from those.
/// Stop words, bare numbers, dates and single letters are no keywords.
public struct KeywordExtractor: Sendable {
    private let segmenter: Segmenter
    private let vocabulary: KeywordVocabulary
    private let dropsParts: Bool

    /// Log-odds that a part of a better phrase loses, and a phrase that holds a better one.
    private static let (damping, repeating) = (0.3, 0.2)
    /// So many of the best may damp others.
    private static let mostRanked = 60

    /// - Parameters:
    ///   - stopwords: instead of the built-in ones.
    ///   - frequencies: how rare words are in a corpus of one's own, instead of the lexicon's frequencies.
    ///   - dropsParts: whether a word that is part of a better phrase gives way to it altogether; else it only loses a
    ///     little.
    public init(
        segmenter: Segmenter = Segmenter(), stopwords: Set<String>? = nil, frequencies: DocumentFrequencies? = nil,
        dropsParts: Bool = false
    ) {
        self.segmenter = segmenter
        vocabulary =
            stopwords == nil && frequencies == nil
            ? Self.standardVocabulary
            : KeywordVocabulary(stopwords: stopwords ?? Self.standardStopwords, frequencies: frequencies)
        self.dropsParts = dropsParts
    }

    private static let standardStopwords = Set(TextList.stopwords.entries.map(\.text))
    private static let standardVocabulary = KeywordVocabulary(stopwords: standardStopwords, frequencies: nil)

    /// Up to `limit` keywords of `text`, best first; equal scores in order of appearance. Linear in the text's length.
    public func keywords(in text: String, title: String? = nil, limit: Int = 10) -> [Keyword] {
        guard limit > 0 else { return [] }
        return withText(text, title) { $0.best(limit, dropsParts: dropsParts) }
    }

    /// The features of every candidate that is scored, for the trainer, and how scholarly the text is, 0 to 1.
    package func candidates(
        in text: String, title: String
    ) -> (words: [(word: String, features: [Double])], scholarlyShare: Double) {
        withText(text, title) { ($0.candidates(), KeywordScorer.scholarlyShare($0.rows)) }
    }

    /// The names of the features, in their order.
    package static var featureNames: [String] { KeywordFeature.allCases.map { "\($0)" } }

    private func withText<Result>(_ text: String, _ title: String?, _ body: (Subject) -> Result) -> Result {
        text.withUTF8Buffer { text in
            guard let title, !title.isEmpty else {
                let rows = WordRows(title: nil, text: text, segmenter: segmenter, vocabulary: vocabulary)
                return body(Subject(rows, text: text, title: nil))
            }
            return title.withUTF8Buffer { title in
                let rows = WordRows(title: title, text: text, segmenter: segmenter, vocabulary: vocabulary)
                return body(Subject(rows, text: text, title: title))
            }
        }
    }

    /// A text whose keywords are being found.
    private struct Subject {
        let rows: WordRows
        private let text: UTF8Buffer
        private let title: UTF8Buffer?
        private let scored: ScoredCandidates
        private let reader: FeatureReader
        private let scorer: KeywordScorer

        init(_ rows: WordRows, text: UTF8Buffer, title: UTF8Buffer?) {
            (self.rows, self.text, self.title) = (rows, text, title)
            scored = ScoredCandidates(rows, CandidateTable(rows))
            reader = FeatureReader(scored, text: text)
            scorer = KeywordScorer(rows)
        }

        func best(_ limit: Int, dropsParts: Bool) -> [Keyword] {
            let values = FeatureValues()
            var ranked: [(score: Double, index: Int32)] = []
            ranked.reserveCapacity(scored.count)
            for index in 0..<scored.count {
                reader.read(index, into: values)
                ranked.append((scorer.score(values), Int32(index)))
            }
            ranked.sort { $0.score > $1.score || $0.score == $1.score && $0.index < $1.index }
            let labels = rows.labels
            var pool: [Ranked] = []
            pool.reserveCapacity(ranked.count)
            for (score, index) in ranked.prefix(max(limit, KeywordExtractor.mostRanked)) {
                pool.append(
                    Ranked(Int(index), score, rows.labels(of: scored.candidate(at: Int(index)).words), labels))
            }
            var chosen: [Keyword] = []
            var mayReadTheSame = false
            while chosen.count < limit, !pool.isEmpty {
                // Of equal ones the first, which appears earlier.
                var place = 0
                for index in pool.indices where pool[index].score > pool[place].score { place = index }
                let best = pool.remove(at: place)
                let keyword = keyword(best, values)
                // Names written in other scalars may read the same.
                mayReadTheSame = mayReadTheSame || !Self.isWrittenOneWay(keyword.word)
                if mayReadTheSame && chosen.contains(where: { $0.word == keyword.word }) { continue }
                chosen.append(keyword)
                if dropsParts { pool.removeAll { best.holds($0, labels) } }
                for index in pool.indices {
                    let loss =
                        best.holds(pool[index], labels)
                        ? KeywordExtractor.damping : pool[index].holds(best, labels) ? KeywordExtractor.repeating : 0
                    guard loss > 0 else { continue }
                    pool[index].score -= loss
                    pool[index].damping -= loss
                }
            }
            return chosen
        }

        private func keyword(_ ranked: Ranked, _ values: borrowing FeatureValues) -> Keyword {
            reader.read(ranked.index, into: values)
            return Keyword(
                word: word(at: ranked.index), score: 1 / (1 + Exponential.natural(-ranked.score)),
                count: Int(scored.candidate(at: ranked.index).count), spans: scored.spans(at: ranked.index),
                parts: scorer.parts(values, damping: ranked.damping))
        }

        // Han of the first block and ASCII: with other letters alone there is more than one way to write a word.
        private static func isWrittenOneWay(_ word: String) -> Bool {
            word.utf8.allSatisfy { $0 < 0xC0 || (0xE4...0xE9).contains($0) }
        }

        private func word(at index: Int) -> String {
            let words = scored.candidate(at: index).words
            let buffer = rows.isInText(words.lowerBound) ? text : title
            return buffer.map { String(valid: UTF8Buffer(rebasing: $0[rows.range(of: words).bytes])) } ?? ""
        }

        func candidates() -> [(word: String, features: [Double])] {
            let values = FeatureValues()
            var candidates: [(word: String, features: [Double])] = []
            for index in 0..<scored.count {
                reader.read(index, into: values)
                candidates.append((word(at: index), KeywordFeature.allCases.map { values[$0] }))
            }
            return candidates
        }
    }

    /// A candidate with its score so far.
    private struct Ranked {
        let index: Int
        var score: Double
        var damping = 0.0
        /// Where its letters stand in the rows' labels.
        private let labels: Range<Int>
        /// A bit for each of its letters, by their last six bits: without the other's bits it can't hold the other.
        private let letters: UInt64

        init(_ index: Int, _ score: Double, _ range: Range<Int>, _ labels: [UInt32]) {
            (self.index, self.score, self.labels) = (index, score, range)
            var letters: UInt64 = 0
            for place in range { letters |= 1 << UInt64(labels[place] & 63) }
            self.letters = letters
        }

        /// Whether the other's letters stand in this one's.
        func holds(_ other: Ranked, _ labels: [UInt32]) -> Bool {
            other.letters & ~letters == 0 && labels.holds(other.labels, in: self.labels)
        }
    }
}
