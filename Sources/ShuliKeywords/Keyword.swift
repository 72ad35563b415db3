import ShuliText

/// A word that says what a text is about.
public struct Keyword: Hashable, Sendable, Codable {
    /// The word, as it first stands in the text (or in the title, where it stands only there).
    public let word: String
    /// How much it says; comparable inside one text, higher is better.
    public let score: Double
    /// How often it stands in the text.
    public let count: Int
    /// Where it stands in the text, in order.
    public let spans: [TextRange]
    /// What the score was made of.
    public let parts: Parts

    /// score = (count + titleCount × the title's weight) × rarity × position
    public struct Parts: Hashable, Sendable, Codable {
        /// How often it stands in the title.
        public let titleCount: Int
        /// How rare it is in general: ln(documents / documents with it), or of the commonest words' frequency by its own.
        public let rarity: Double
        /// 1 at the end of a long text to 1.5 at its start, by the first place.
        public let position: Double
    }
}
