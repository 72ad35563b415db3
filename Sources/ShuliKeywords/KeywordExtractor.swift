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
    private let selection: KeywordSelection

    /// An extractor; without arguments a cheap one that shares its tables with all others.
    ///
    /// - Parameters:
    ///   - segmenter: what cuts texts into words, for a user dictionary or another standard.
    ///   - stopWords: words that are part of no keyword.
    ///   - frequencies: how rare words are in a corpus of your own, instead of the lexicon's frequencies.
    ///   - selection: whether fragments and parts of other keywords are left out.
    public init(
        segmenter: Segmenter = Segmenter(), stopWords: StopWords = .standard, frequencies: DocumentFrequencies? = nil,
        selection: KeywordSelection = .complete
    ) {
        self.segmenter = segmenter
        vocabulary =
            stopWords == .standard && frequencies == nil
            ? Self.standardVocabulary
            : KeywordVocabulary(stopWords: stopWords, frequencies: frequencies)
        self.selection = selection
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
        keywords(in: text, title: title, limit: limit, sharing: nil)
    }

    /// The same with tokens that others who read the text share.
    package func keywords(
        in text: some StringProtocol, title: String?, limit: Int, sharing tokens: SharedTokens?
    ) -> [Keyword] {
        guard limit > 0 else { return [] }
        return text.withUTF8Buffer { text in
            guard text.count > sampleSize else { return best(limit, text, title, tokens) }
            let keywords = sample(of: text).withUnsafeBufferPointer { best(limit, $0, title, nil) }
            return counted(keywords, in: text)
        }
    }

    /// In bytes; see `keywords(in:title:limit:)`. Sampled are 64 parts; while occurrences are counted, an eighth as
    /// much is held as words. Tests make it smaller.
    var sampleSize = 4 << 20
    private static let sampleParts = 64
    /// In bytes: each candidate is searched for in the title.
    private static let maximumTitle = 4 << 10

    private func best(_ limit: Int, _ text: UTF8Buffer, _ title: String?, _ tokens: SharedTokens?) -> [Keyword] {
        withText(text, title, tokens) { $0.best(limit, selection) }
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
            withText(text, title, nil) { ($0.candidates(), $0.scholarlyShare) }
        }
    }

    /// The names of the features, in their order.
    package static var featureNames: [String] { KeywordFeature.allCases.map { "\($0)" } }

    private func withText<Result>(
        _ text: UTF8Buffer, _ title: String?, _ tokens: SharedTokens?, _ body: (KeywordSubject) -> Result
    ) -> Result {
        func subject(_ title: UTF8Buffer?) -> KeywordSubject {
            let rows = WordRows(
                title: title, text: text, segmenter: segmenter, vocabulary: vocabulary, tokens: tokens)
            return KeywordSubject(rows, text: text, title: title)
        }
        guard let title, !title.isEmpty else { return body(subject(nil)) }
        return title.withUTF8Buffer { title in
            guard title.count > Self.maximumTitle else { return body(subject(title)) }
            return body(
                subject(UTF8Buffer(rebasing: title[TextSections.ranges(of: title, size: Self.maximumTitle)[0]])))
        }
    }
}
