import ShuliText

/// A word of a corpus that the lexicon does not list.
public struct NewWord: Hashable, Sendable, Codable {
    public let word: String
    /// How often it stands in the corpus.
    public let count: Int
    /// How much more often its two parts stand together than by chance, at the weakest place: a natural logarithm.
    public let cohesion: Double
    /// How free its neighbours are: the entropy, in nats, of the letters before it or behind it, whichever is less.
    public let freedom: Double

    /// Words with more of both, and more often, come first.
    var score: Double { cohesion * freedom * Logarithm.natural(Double(count)) }
}
