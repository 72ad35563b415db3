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
    ///
    /// Two or three words that follow each other more than once, or in the title, are one candidate. A word that hardly
    /// stands outside of a better phrase gives way to it.
    public func keywords(in text: String, title: String? = nil, limit: Int = 10) -> [Keyword] {
        var candidates = Candidates()
        text.withUTF8Buffer { collect($0, isTitle: false, &candidates) }
        if let title { title.withUTF8Buffer { collect($0, isTitle: true, &candidates) } }
        let length = Double(max(1, text.utf8.count))
        let scored = candidates.inOrder.filter(\.isWord).map { candidate in
            let rarities = candidate.words.map { frequencies?.rarity(of: $0) ?? WordRarity.rarity(of: $0) }
            let rarity = rarities.reduce(0, +) / Double(rarities.count) * (1 + 0.5 * Double(rarities.count - 1))
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
        return Array(withoutParts(ranked.map(\.element)).prefix(max(0, limit)))
    }

    // Drops what hardly stands outside of a better candidate that holds it, and what only adds to a better one.
    private func withoutParts(_ ranked: [Keyword]) -> [Keyword] {
        var kept: [Keyword] = []
        for keyword in ranked.prefix(60) {
            let own = keyword.count + keyword.parts.titleCount
            let isPart = kept.contains { better in
                let count = better.count + better.parts.titleCount
                if better.word.contains(keyword.word) { return own < 2 * count }
                return keyword.word.contains(better.word) && 2 * own <= count
            }
            if !isPart { kept.append(keyword) }
        }
        return kept
    }

    private func collect(_ buffer: UTF8Buffer, isTitle: Bool, _ candidates: inout Candidates) {
        var run: [(range: TextRange, key: String)] = []
        for token in segmenter.tokens(in: buffer) {
            let word = buffer.text(token.range)
            let key = token.kind == .latin ? word.lowercased() : word
            // Not 2025年, 3月, 10股: what begins with a digit and goes on in Han counts or dates.
            let isCount =
                token.kind == .word && CharacterClass(buffer.scalar(at: token.range.lowerBound).value) == .digit
            let isCandidate =
                (token.kind == .word || token.kind == .latin) && !isCount && !stopwords.contains(key)
            guard isCandidate else {
                run.removeAll(keepingCapacity: true)
                continue
            }
            run.append((token.range, key))
            if word.unicodeScalars.count >= 2 { candidates.add([key], word, isTitle ? nil : token.range) }
            for count in 2...3 where run.count >= count {
                let parts = run.suffix(count)
                let range = TextRange(parts[parts.startIndex].range.lowerBound, token.range.upperBound)
                let phrase = buffer.text(range)
                guard phrase.unicodeScalars.count <= 10 else { continue }
                candidates.add(parts.map(\.key), phrase, isTitle ? nil : range)
            }
        }
    }
}

/// The distinct words and phrases of a text in order of appearance.
private struct Candidates {
    struct Candidate {
        let words: [String]
        let word: String
        var spans: [TextRange] = []
        var titleCount = 0

        /// A single word, or several that follow each other by more than chance.
        var isWord: Bool { words.count == 1 || spans.count >= 2 || titleCount > 0 && !spans.isEmpty }
    }

    private(set) var inOrder: [Candidate] = []
    private var indices: [[String]: Int] = [:]

    /// One more occurrence, in the text at `range` or in the title.
    mutating func add(_ words: [String], _ word: String, _ range: TextRange?) {
        let index: Int
        if let known = indices[words] {
            index = known
        } else {
            index = inOrder.count
            indices[words] = index
            inOrder.append(Candidate(words: words, word: word))
        }
        if let range { inOrder[index].spans.append(range) } else { inOrder[index].titleCount += 1 }
    }
}
