import ShuliText

/// Finds the words and phrases that say what a text is about.
///
/// Candidates are runs of up to four words without stop words, names between 《》 or quotation marks, and names of Latin
/// letters, digits and Han. A linear scorer over features of each (title, place, frequency against the frequency in
/// general, cohesion, neighbours, sort of word) ranks them, as in KEA (Frank et al. 1999) and Maui (Medelyan 2009). Its
/// constants were chosen on news and abstracts by `shuli train keywords`; no word was learnt from those.
/// Stop words, bare numbers, dates and single letters are no keywords.
public struct KeywordExtractor: Sendable {
    private let segmenter: Segmenter
    private let vocabulary: KeywordVocabulary
    private let dropsParts: Bool

    /// So many candidates at least are scored, a quarter in a long text, and those in the title. (With 24 to 10,000 on the
    /// news and abstracts measured, F1@5 differs by .2 at most.)
    private static let fewestScored = 48

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
    ///
    /// A smaller limit gives the first of what a greater one gives. There are never more than 48, of a long text a quarter of
    /// its candidates, besides those in the title.
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
            func subject(_ title: UTF8Buffer?) -> Subject {
                let rows = WordRows(title: title, text: text, segmenter: segmenter, vocabulary: vocabulary)
                return Subject(rows, text: text, title: title)
            }
            guard let title, !title.isEmpty else { return body(subject(nil)) }
            return title.withUTF8Buffer { body(subject($0)) }
        }
    }

    /// A text whose keywords are being found.
    private struct Subject {
        private let text: UTF8Buffer
        private let title: UTF8Buffer?
        private let reader: FeatureReader
        private let scorer: KeywordScorer

        init(_ rows: WordRows, text: UTF8Buffer, title: UTF8Buffer?) {
            (self.text, self.title) = (text, title)
            reader = FeatureReader(ScoredCandidates(rows, CandidateTable(rows)), text: text)
            scorer = KeywordScorer(rows)
        }

        private var scored: ScoredCandidates { _read { yield reader.scored } }
        var rows: WordRows { _read { yield reader.scored.rows } }

        func best(_ limit: Int, dropsParts: Bool) -> [Keyword] {
            let values = FeatureValues()
            var pool = pool(values)
            var chosen: [Keyword] = []
            var mayReadTheSame = false
            while chosen.count < limit, let best = pool.takeBest(dropsParts: dropsParts) {
                let keyword = keyword(best, values)
                // Names written in other scalars may read the same.
                mayReadTheSame = mayReadTheSame || !Self.isWrittenOneWay(keyword.word)
                if mayReadTheSame && chosen.contains(where: { $0.word == keyword.word }) { continue }
                chosen.append(keyword)
            }
            return chosen
        }

        private func pool(_ values: borrowing FeatureValues) -> KeywordPool {
            let most = max(KeywordExtractor.fewestScored, scored.count / 4)
            var pool = KeywordPool(labels: rows.labels, capacity: min(most, scored.count))
            for index in 0..<scored.count where reader.isAmongFirst(most, index) {
                reader.read(index, into: values)
                pool.append(index, scorer.score(values), rows.labels(of: scored.candidate(at: index).words))
            }
            return pool
        }

        private func keyword(_ ranked: KeywordPool.Ranked, _ values: borrowing FeatureValues) -> Keyword {
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
}
