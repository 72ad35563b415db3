/// Enumerates the words, sentences or paragraphs of a string, in the shape of Apple's `NLTokenizer`, which does not
/// exist on Linux. New code may prefer `Segmenter` and `SentenceSplitter`: values, without a string inside.
public struct Tokenizer: Sendable {
    /// What to enumerate.
    public enum Unit: Int, Sendable, CaseIterable {
        /// Words: tokens that are neither white space nor punctuation, as `NLTokenizer` gives them.
        case word
        case sentence
        case paragraph
    }

    /// What is known of a token.
    public struct Attributes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt
        public init(rawValue: UInt) { self.rawValue = rawValue }
        /// It is a number.
        public static let numeric = Attributes(rawValue: 1 << 0)
        /// It is a symbol.
        public static let symbolic = Attributes(rawValue: 1 << 1)
        /// It is an emoji.
        public static let emoji = Attributes(rawValue: 1 << 2)
    }

    /// What is enumerated.
    public let unit: Unit
    /// The text.
    public var string: String? {
        didSet { pieces = string.map { Self.pieces(of: $0, unit) } ?? [] }
    }

    private var pieces: [(range: TextRange, attributes: Attributes)] = []

    /// A tokenizer without a text yet.
    public init(unit: Unit) { self.unit = unit }

    /// Calls `body` for each token that overlaps `range`, in order, until it returns false.
    public func enumerateTokens(
        in range: Range<String.Index>, using body: (Range<String.Index>, Attributes) -> Bool
    ) {
        guard let string else { return }
        let wanted = TextRange(range, in: string)
        for piece in pieces where piece.range.overlaps(wanted) {
            guard body(Range(piece.range, in: string), piece.attributes) else { return }
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

    /// The token that holds the character at `index`; empty at `index` where there is none.
    public func tokenRange(at index: String.Index) -> Range<String.Index> {
        guard let string, index < string.endIndex else { return index..<index }
        return tokens(for: index..<string.index(after: index)).first ?? index..<index
    }

    private static func pieces(of text: String, _ unit: Unit) -> [(TextRange, Attributes)] {
        switch unit {
        case .word:
            return Segmenter().tokens(in: text).compactMap { token in
                switch token.kind {
                case .space, .punctuation: nil
                case .number: (token.range, .numeric)
                case .symbol: (token.range, .symbolic)
                case .emoji: (token.range, .emoji)
                case .word, .latin, .url, .email, .mention, .topic: (token.range, [])
                }
            }
        case .sentence:
            return SentenceSplitter().ranges(in: text).map { ($0, []) }
        case .paragraph:
            return text.withUTF8Buffer { buffer in
                Lines(buffer).map { ($0, []) }
            }
        }
    }
}
