import ShuliText

/// Finds the words and phrases that say what a text is about.
///
/// ```swift
/// let text = "地铁五号线开通了。地铁五号线很长，沿途有三十座车站。"
/// let keywords = KeywordExtractor().keywords(in: text, title: "地铁五号线开通", limit: 3)
/// for keyword in keywords {
///     print(keyword.word, keyword.score, keyword.ranges.map { text[$0] })
/// }
/// ```
///
/// Candidates are sequences of up to four words without stop words, names between 《》 or quotation marks, and names that
/// mix Latin letters, digits and Han characters; stop words, bare numbers, dates and single characters are none. A
/// linear model over features of each candidate (title, position, frequency in the text and in general, cohesion,
/// neighbours, parts of speech) ranks them, as in KEA (Frank et al. 1999) and Maui (Medelyan 2009). Its weights were
/// trained on news and abstracts by `shuli train keywords`; the model contains no words.
///
/// A value that any number of tasks may share.
public struct KeywordExtractor: Sendable {
    private let segmenter: Segmenter
    private let vocabulary: KeywordVocabulary
    private let suppressesSubphrases: Bool

    /// At least this many candidates are scored, a quarter of a long text's, and those in the title. With 24 to 10,000
    /// on the development news and abstracts F1@5 differs by .2 at most.
    private static let minimumScored = 48

    /// An extractor; without arguments a cheap one that shares its tables with all others.
    ///
    /// - Parameters:
    ///   - segmenter: what cuts texts into words, for a user dictionary or another standard.
    ///   - stopWords: words that are part of no keyword.
    ///   - frequencies: how rare words are in a corpus of your own, instead of the lexicon's frequencies.
    ///   - suppressesSubphrases: whether a word inside a better phrase is left out (轨道 beside 轨道交通); otherwise its
    ///     score is only lowered.
    public init(
        segmenter: Segmenter = Segmenter(), stopWords: StopWords = .standard, frequencies: DocumentFrequencies? = nil,
        suppressesSubphrases: Bool = false
    ) {
        self.segmenter = segmenter
        vocabulary =
            stopWords == .standard && frequencies == nil
            ? Self.standardVocabulary
            : KeywordVocabulary(stopWords: stopWords, frequencies: frequencies)
        self.suppressesSubphrases = suppressesSubphrases
    }

    private static let standardVocabulary = KeywordVocabulary(stopWords: .standard, frequencies: nil)

    /// Up to `limit` keywords of `text`, best first; equal scores in order of appearance.
    ///
    /// A smaller limit returns a prefix of what a larger one returns. The number of results is bounded in any case: by
    /// 48, or by a quarter of a long text's candidates, besides those in the title. Never fails; a limit below 1
    /// returns nothing.
    ///
    /// Cost: linear in the text's length. Memory is some twenty times the text and no more than for 4 MiB: of a longer
    /// text parts at even distances, 4 MiB together, decide which keywords there are and how they score; their
    /// occurrences are those in the whole text.
    ///
    /// - Parameters:
    ///   - text: any text; ranges of results are UTF-8 bytes from its start.
    ///   - title: the text's title, which is a strong hint; its occurrences are not counted. Its first 4 KiB are read.
    ///   - limit: the largest number of results.
    public func keywords(in text: some StringProtocol, title: String? = nil, limit: Int = 10) -> [Keyword] {
        guard limit > 0 else { return [] }
        return text.withUTF8Buffer { text in
            guard text.count > sampleSize else { return best(limit, text, title) }
            let keywords = sample(of: text).withUnsafeBufferPointer { best(limit, $0, title) }
            return counted(keywords, in: text)
        }
    }

    /// In bytes; see `keywords(in:title:limit:)`. Sampled are 64 parts; while occurrences are counted, an eighth as
    /// much is held as words. Tests make it smaller.
    var sampleSize = 4 << 20
    private static let sampleParts = 64
    /// In bytes: each candidate is searched for in the title.
    private static let maximumTitle = 4 << 10

    private func best(_ limit: Int, _ text: UTF8Buffer, _ title: String?) -> [Keyword] {
        withText(text, title) { $0.best(limit, suppressesSubphrases: suppressesSubphrases) }
    }

    private func sample(of text: UTF8Buffer) -> [UInt8] {
        let parts = TextSections.ranges(of: text, size: sampleSize / Self.sampleParts)
        let count = min(parts.count, Self.sampleParts)
        var sample: [UInt8] = []
        sample.reserveCapacity(sampleSize + count)
        for index in 0..<count {
            sample += text[parts[index * parts.count / count]]
            // Nothing is a phrase across two parts.
            sample.append(0x0A)
        }
        return sample
    }

    // The keywords of a sample with their occurrences in the whole text.
    private func counted(_ keywords: [Keyword], in text: UTF8Buffer) -> [Keyword] {
        var wanted = WantedPhrases(keywords.map { vocabulary.lexicon.foldedHash(of: $0.word) })
        for section in TextSections.ranges(of: text, size: sampleSize / 8) {
            let rows = WordRows(
                title: nil, text: UTF8Buffer(rebasing: text[section]), segmenter: segmenter, vocabulary: vocabulary)
            wanted.find(in: rows, from: section.lowerBound)
        }
        return zip(keywords, wanted.ranges).map { keyword, ranges in
            Keyword(
                word: ranges.first.map { text.text($0) } ?? keyword.word, score: keyword.score, count: ranges.count,
                ranges: ranges, components: keyword.components)
        }
    }

    /// The features of each scored candidate, for the trainer, and how scholarly the text is, 0 to 1.
    package func candidates(
        in text: String, title: String
    ) -> (words: [(word: String, features: [Double])], scholarlyShare: Double) {
        text.withUTF8Buffer { text in
            withText(text, title) { ($0.candidates(), KeywordScorer.scholarlyShare($0.rows)) }
        }
    }

    /// The names of the features, in their order.
    package static var featureNames: [String] { KeywordFeature.allCases.map { "\($0)" } }

    private func withText<Result>(_ text: UTF8Buffer, _ title: String?, _ body: (Subject) -> Result) -> Result {
        func subject(_ title: UTF8Buffer?) -> Subject {
            let rows = WordRows(title: title, text: text, segmenter: segmenter, vocabulary: vocabulary)
            return Subject(rows, text: text, title: title)
        }
        guard let title, !title.isEmpty else { return body(subject(nil)) }
        return title.withUTF8Buffer { title in
            guard title.count > Self.maximumTitle else { return body(subject(title)) }
            return body(
                subject(UTF8Buffer(rebasing: title[TextSections.ranges(of: title, size: Self.maximumTitle)[0]])))
        }
    }

    /// A text and its title while keywords are chosen.
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

        func best(_ limit: Int, suppressesSubphrases: Bool) -> [Keyword] {
            let values = FeatureValues()
            var pool = pool(values)
            var chosen: [Keyword] = []
            // Candidates that differ in their scalars can be equal as strings (precomposed and decomposed letters):
            // from the first such word on, words are compared.
            var words: Set<String> = []
            var comparesWords = false
            while chosen.count < limit, let best = pool.takeBest(suppressesSubphrases: suppressesSubphrases) {
                let keyword = keyword(best, values)
                if !comparesWords, !Self.hasOneSpelling(keyword.word) {
                    comparesWords = true
                    words = Set(chosen.map(\.word))
                }
                if comparesWords, !words.insert(keyword.word).inserted { continue }
                chosen.append(keyword)
            }
            return chosen
        }

        private func pool(_ values: borrowing FeatureValues) -> KeywordPool {
            let maximum = max(KeywordExtractor.minimumScored, scored.count / 4)
            var candidates: [KeywordPool.Ranked] = []
            candidates.reserveCapacity(min(maximum, scored.count))
            for index in 0..<scored.count where reader.isWorthScoring(maximum, index) {
                reader.read(index, into: values)
                candidates.append(
                    KeywordPool.Ranked(
                        index: index, score: scorer.score(values), hash: scored.hashValue(at: index),
                        labels: rows.labels(of: scored.candidate(at: index).words)))
            }
            return KeywordPool(candidates, labels: rows.labels)
        }

        private func keyword(_ ranked: KeywordPool.Ranked, _ values: borrowing FeatureValues) -> Keyword {
            reader.read(ranked.index, into: values)
            return Keyword(
                word: word(at: ranked.index), score: 1 / (1 + Exponential.natural(-ranked.score)),
                count: Int(scored.candidate(at: ranked.index).count), ranges: scored.ranges(at: ranked.index),
                components: scorer.components(values, damping: ranked.damping))
        }

        // Texts of ASCII and of U+4000 to U+9FFF alone have no canonical equivalents.
        private static func hasOneSpelling(_ word: String) -> Bool {
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
