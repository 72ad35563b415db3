import ShuliText

/// A word that a corpus uses and the lexicon does not list, as `NewWordFinder` finds it.
package struct NewWord: Hashable, Sendable, Codable {
    /// The word: two to six Han characters.
    package let word: String
    /// The number of occurrences in the corpus.
    package let count: Int
    /// The least pointwise mutual information over all ways to cut the word in two, in nats: how much more often the
    /// parts occur together than by chance.
    package let cohesion: Double
    /// The branching entropy, in nats: that of the characters before the word or of those behind it, whichever is less.
    package let freedom: Double

    /// The order of results: more cohesion, more freedom and more occurrences come first.
    var score: Double { cohesion * freedom * Logarithm.natural(Double(count)) }
}
