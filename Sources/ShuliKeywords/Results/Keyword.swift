import ShuliText

/// A word or phrase that says what a text is about, with its score and its places.
///
/// Coded as the command line writes it: `word`, `score`, `count`, `spans`, `parts`.
public struct Keyword: Hashable, Sendable, Codable {
    /// The word as it is first written in the text, or in the title where only the title has it.
    public let word: String
    /// The estimated probability that a reader would name it a keyword, 0 to 1; comparable within one text.
    public let score: Double
    /// The number of occurrences in the text, the title not counted.
    public let count: Int
    /// The occurrences in the text, in UTF-8 bytes from its start, ascending and without overlap. The spelling of later
    /// ones may differ from `word` in width, case and script.
    public let ranges: [TextRange]
    /// What the score is made of.
    package let components: ScoreComponents

    /// The summands of a score: score = 1 / (1 + e^−(sum of all components)).
    ///
    /// Each component is a sum of features times weights (logarithms of odds): positive values speak for a keyword.
    package struct ScoreComponents: Hashable, Sendable, Codable {
        /// The constant that every candidate starts with.
        package let base: Double
        /// Whether, where and how it occurs in the title.
        package let title: Double
        /// Where it occurs in the text.
        package let position: Double
        /// How often it occurs.
        package let frequency: Double
        /// How rare its words are in general.
        package let rarity: Double
        /// How strongly its words belong together, how rarely it is only a part of a longer phrase, and its number of
        /// words.
        package let cohesion: Double
        /// The words and marks next to it: complete phrases have stop words, punctuation and varied words beside them.
        package let surroundings: Double
        /// Its characters and parts of speech: names and nouns rather than verbs.
        package let form: Double
        /// Title marks 《》 and quotation marks around it.
        package let marks: Double
        /// What it loses because a better keyword contains it or is contained in it; 0 or less.
        package let damping: Double
    }

    private enum CodingKeys: String, CodingKey {
        case word, score, count
        case ranges = "spans"
        case components = "parts"
    }
}
