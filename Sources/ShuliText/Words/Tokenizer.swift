/// Enumerates the words, sentences or paragraphs of a string, with the interface of Apple's `NLTokenizer` and, for the
/// parts of speech of words, of `NLTagger`, which do not exist on Linux.
///
/// New code may prefer `Segmenter` and `SentenceSplitter`, which hold no string.
///
/// ```swift
/// var tokenizer = Tokenizer(unit: .word, tagsPartsOfSpeech: true)
/// let text = "明天下雨"
/// tokenizer.string = text
/// tokenizer.enumerateTokens(in: text.startIndex..<text.endIndex) { range, attributes in
///     print(text[range], attributes.partOfSpeech?.rawValue ?? "")
///     return true
/// }
/// ```
public struct Tokenizer: Sendable {
    /// What to enumerate.
    public enum Unit: Int, Hashable, Sendable, CaseIterable {
        /// Words: all tokens except white space and punctuation.
        case word
        /// Sentences, with the white space behind them.
        case sentence
        /// Paragraphs: the text between line breaks.
        case paragraph
    }

    /// What is known of a token.
    public struct Attributes: Hashable, Sendable {
        /// What a word is; nil for sentences and paragraphs.
        public let kind: TokenKind?
        /// The part of speech of a word; nil unless the tokenizer tags.
        public let partOfSpeech: PartOfSpeech?
    }

    private let unit: Unit
    private let segmenter: Segmenter
    private var pieces: [(range: TextRange, attributes: Attributes)] = []

    /// The text, nil at first. Setting it divides the text, at the cost of `Segmenter` or `SentenceSplitter`.
    public var string: String? {
        didSet { pieces = string.map { pieces(of: $0) } ?? [] }
    }

    /// A tokenizer without a text.
    ///
    /// - Parameters:
    ///   - unit: what to enumerate.
    ///   - tagsPartsOfSpeech: whether words have parts of speech.
    public init(unit: Unit, tagsPartsOfSpeech: Bool = false) {
        self.unit = unit
        segmenter = Segmenter(tagsPartsOfSpeech: tagsPartsOfSpeech)
    }

    /// Calls `body` for each token that overlaps `range`, in order, until it returns false.
    public func enumerateTokens(
        in range: Range<String.Index>, using body: (Range<String.Index>, Attributes) -> Bool
    ) {
        guard let string else { return }
        let wanted = TextRange(range, in: string)
        let first = pieces.partitioningIndex { $0.range.upperBound > wanted.lowerBound }
        for piece in pieces[first...] where piece.range.overlaps(wanted) {
            guard body(Range(piece.range, in: string), piece.attributes) else { return }
            if piece.range.upperBound >= wanted.upperBound { return }
        }
    }

    /// The tokens that overlap `range`.
    public func tokens(for range: Range<String.Index>) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        enumerateTokens(in: range) { token, _ in
            found.append(token)
            return true
        }
        return found
    }

    /// The token that holds the character at `index`; the empty range at `index` where there is none.
    public func tokenRange(at index: String.Index) -> Range<String.Index> {
        guard let string, index < string.endIndex else { return index..<index }
        return tokens(for: index..<string.index(after: index)).first ?? index..<index
    }

    private func pieces(of text: String) -> [(TextRange, Attributes)] {
        let none = Attributes(kind: nil, partOfSpeech: nil)
        switch unit {
        case .word:
            return segmenter.tokens(in: text).filter { $0.kind != .space && $0.kind != .punctuation }.map {
                ($0.range, Attributes(kind: $0.kind, partOfSpeech: $0.partOfSpeech))
            }
        case .sentence:
            return SentenceSplitter().ranges(in: text).map { ($0, none) }
        case .paragraph:
            return text.withUTF8Buffer { buffer in Lines(buffer).map { ($0, none) } }
        }
    }
}
