import ShuliText

/// Finds the words that say what a text is about, by TF-IDF with weight on the title (Salton and Buckley 1988). How rare
/// a word is comes from a corpus of one's own, or else from the lexicon's frequencies.
///
/// Stop words, numbers, single characters and punctuation are no keywords.
public struct KeywordExtractor: Sendable {
    /// How many occurrences in the text one in the title is worth.
    private static let titleWeight = 5.0

    private let segmenter: Segmenter
    private let stopwords: Set<String>
    private let frequencies: DocumentFrequencies?

    /// An extractor with the built-in stop words, or with others; `frequencies` from a corpus of one's own.
    public init(
        segmenter: Segmenter = Segmenter(), stopwords: Set<String>? = nil, frequencies: DocumentFrequencies? = nil
    ) {
        self.segmenter = segmenter
        self.stopwords = stopwords ?? Self.standardStopwords
        self.frequencies = frequencies
    }

    private static let standardStopwords = Set(TextList.stopwords.entries.map(\.text))

    /// Up to `limit` keywords of `text`, best first; equal scores in order of appearance. Linear in the text's length.
    public func keywords(in text: String, title: String? = nil, limit: Int = 10) -> [Keyword] {
        var candidates = Candidates()
        text.withUTF8Buffer { collect($0, isTitle: false, &candidates) }
        if let title { title.withUTF8Buffer { collect($0, isTitle: true, &candidates) } }
        let length = Double(max(1, text.utf8.count))
        let scored = candidates.inOrder.map { candidate in
            let rarity = frequencies?.rarity(of: candidate.key) ?? WordRarity.rarity(of: candidate.key)
            let first = Double(candidate.spans.first?.lowerBound ?? 0)
            let position = 1 + 0.5 * (1 - first / length)
            let weight = Double(candidate.spans.count) + Self.titleWeight * Double(candidate.titleCount)
            return Keyword(
                word: candidate.word, score: weight * rarity * position, count: candidate.spans.count,
                spans: candidate.spans,
                parts: Keyword.Parts(titleCount: candidate.titleCount, rarity: rarity, position: position))
        }
        // A stable order: the sort is by score and then by place.
        let ranked = scored.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
        return ranked.prefix(max(0, limit)).map(\.element)
    }

    private func collect(_ buffer: UTF8Buffer, isTitle: Bool, _ candidates: inout Candidates) {
        for token in segmenter.tokens(in: buffer) where token.kind == .word || token.kind == .latin {
            let word = buffer.text(token.range)
            let key = token.kind == .latin ? word.lowercased() : word
            guard word.unicodeScalars.count >= 2, !stopwords.contains(key) else { continue }
            candidates.add(key, word, isTitle ? nil : token.range)
        }
    }
}

/// The distinct words of a text in order of appearance.
private struct Candidates {
    struct Candidate {
        let key: String
        let word: String
        var spans: [TextRange] = []
        var titleCount = 0
    }

    private(set) var inOrder: [Candidate] = []
    private var indices: [String: Int] = [:]

    /// One more occurrence, in the text at `range` or in the title.
    mutating func add(_ key: String, _ word: String, _ range: TextRange?) {
        let index: Int
        if let known = indices[key] {
            index = known
        } else {
            index = inOrder.count
            indices[key] = index
            inOrder.append(Candidate(key: key, word: word))
        }
        if let range { inOrder[index].spans.append(range) } else { inOrder[index].titleCount += 1 }
    }
}
