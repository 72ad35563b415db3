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
        withText(text, title) { ($0.candidates(), KeywordScorer.scholarlyShare($0.scored.rows)) }
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
        let scored: ScoredCandidates
        private let text: UTF8Buffer
        private let title: UTF8Buffer?
        private let reader: FeatureReader
        private let scorer: KeywordScorer

        init(_ rows: WordRows, text: UTF8Buffer, title: UTF8Buffer?) {
            (self.text, self.title) = (text, title)
            scored = ScoredCandidates(rows, CandidateTable(rows))
            reader = FeatureReader(scored, text: text)
            scorer = KeywordScorer(rows)
        }

        func best(_ limit: Int, dropsParts: Bool) -> [Keyword] {
            var values = FeatureValues()
            var ranked: [(index: Int, score: Double)] = (0..<scored.count).map { index in
                reader.read(index, into: &values)
                return (index, scorer.score(values))
            }
            ranked.sort { ($1.score, $0.index) < ($0.score, $1.index) }
            var pool = ranked.prefix(max(limit, KeywordExtractor.mostRanked)).map {
                Ranked(index: $0.index, score: $0.score, letters: letters(at: $0.index))
            }
            var chosen: [Keyword] = []
            var words: Set<String> = []
            while chosen.count < limit {
                // Of equal ones the first, which appears earlier.
                guard let place = pool.indices.max(by: { (pool[$0].score, -$0) < (pool[$1].score, -$1) }) else { break }
                let best = pool.remove(at: place)
                let keyword = keyword(best, &values)
                // Names cut in other ways, or written in other scalars, may read the same.
                guard words.insert(keyword.word).inserted else { continue }
                chosen.append(keyword)
                if dropsParts { pool.removeAll { best.holds($0) } }
                for index in pool.indices {
                    let loss =
                        best.holds(pool[index])
                        ? KeywordExtractor.damping : pool[index].holds(best) ? KeywordExtractor.repeating : 0
                    pool[index].score -= loss
                    pool[index].damping -= loss
                }
            }
            return chosen
        }

        private func keyword(_ ranked: Ranked, _ values: inout FeatureValues) -> Keyword {
            reader.read(ranked.index, into: &values)
            return Keyword(
                word: word(at: ranked.index), score: 1 / (1 + Exponential.natural(-ranked.score)),
                count: scored.candidate(at: ranked.index).count, spans: scored.spans(at: ranked.index),
                parts: scorer.parts(values, damping: ranked.damping))
        }

        private func letters(at index: Int) -> [UInt32] {
            let candidate = scored.candidate(at: index)
            let range = scored.range(of: candidate.words, in: scored.row(of: candidate))
            guard let buffer = candidate.isInText ? text : title else { return [] }
            return Lexicon.standard.foldedLabels(in: buffer, range)
        }

        private func word(at index: Int) -> String {
            let candidate = scored.candidate(at: index)
            let range = scored.range(of: candidate.words, in: scored.row(of: candidate))
            return candidate.isInText ? text.text(range) : title?.text(range) ?? ""
        }

        func candidates() -> [(word: String, features: [Double])] {
            var values = FeatureValues()
            return (0..<scored.count).map { index in
                reader.read(index, into: &values)
                return (word(at: index), values.values)
            }
        }
    }

    /// A candidate with its score so far.
    private struct Ranked {
        let index: Int
        var score: Double
        /// Folded.
        let letters: [UInt32]
        var damping = 0.0

        /// Whether the other's letters stand in this one's.
        func holds(_ other: Ranked) -> Bool {
            guard other.letters.count <= letters.count else { return false }
            return (0...(letters.count - other.letters.count)).contains { start in
                letters[start..<start + other.letters.count].elementsEqual(other.letters)
            }
        }
    }
}
