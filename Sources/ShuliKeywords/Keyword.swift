import ShuliText

/// A word or phrase that says what a text is about.
public struct Keyword: Hashable, Sendable, Codable {
    /// The word, as it first stands in the text (or in the title, where it stands only there).
    public let word: String
    /// How likely it is a keyword, 0 to 1; comparable inside one text, higher is better.
    public let score: Double
    /// How often it stands in the text.
    public let count: Int
    /// Where it stands in the text, in order.
    public let spans: [TextRange]
    /// What the score was made of.
    public let parts: Parts

    /// score = 1 / (1 + e^−(base + the sum of the parts)): each part is a sum of features times weights (see
    /// `KeywordFeature`), more for a keyword where it is positive.
    public struct Parts: Hashable, Sendable, Codable {
        /// What any candidate starts with.
        public let base: Double
        /// Whether and how it stands in the title.
        public let title: Double
        /// Where in the text it stands.
        public let position: Double
        /// How often it stands in the text.
        public let frequency: Double
        /// How rare its words are in general.
        public let rarity: Double
        /// How well its words hold together, how seldom it is but a part of a longer phrase, how many words it has.
        public let cohesion: Double
        /// What stands beside it: a whole phrase has stop words and punctuation beside it, and often others.
        public let surroundings: Double
        /// Its letters and sorts of words: names and nouns rather than verbs.
        public let form: Double
        /// 《》 and quotation marks around it.
        public let marks: Double
        /// What it loses because a better one holds it, or it a better one.
        public let damping: Double
    }
}
