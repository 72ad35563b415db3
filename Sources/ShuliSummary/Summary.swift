import ShuliText

/// The sentences of a text that say most of what it says.
public struct Summary: Hashable, Sendable, Codable {
    /// One chosen sentence.
    public struct Sentence: Hashable, Sendable, Codable {
        public let text: String
        /// Where it stands in the text.
        public let range: TextRange
        /// 1 for the one that was chosen first.
        public let rank: Int
        /// How much it says; comparable inside one text.
        public let score: Double
    }

    /// The chosen sentences, in document order.
    public let sentences: [Sentence]

    /// The sentences joined; between two that Latin letters or digits end and begin stands a space.
    public var text: String {
        sentences.reduce(into: "") { joined, sentence in
            if joined.last?.isASCII == true && sentence.text.first?.isASCII == true { joined += " " }
            joined += sentence.text
        }
    }

    /// Its length in characters (grapheme clusters) without white space.
    public var characters: Int { sentences.reduce(0) { $0 + Summary.length(of: $1.text) } }

    /// The length that budgets count: characters (grapheme clusters) without white space.
    public static func length(of text: some StringProtocol) -> Int { text.count { !$0.isWhitespace } }
}

/// How long a summary may be.
public enum SummaryLength: Hashable, Sendable {
    /// At most so many sentences.
    case sentences(Int)
    /// At most so many characters, without white space.
    case characters(Int)
    /// At most this share of the text's characters, 0…1.
    case ratio(Double)
}
