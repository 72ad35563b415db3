/// How long a summary may be. Numbers below 0 count as 0; a summary is shorter where the text is.
public enum SummaryLength: Hashable, Sendable, Codable {
    /// At most so many sentences.
    case sentences(Int)
    /// At most so many characters (grapheme clusters) that are not white space. Where whole sentences would leave more
    /// than a third of them unused, sentences are cut at commas.
    case characters(Int)
    /// At most this share of the text's characters, 0 to 1; values outside are clamped, NaN counts as 0.
    case ratio(Double)
    /// One sentence, or a part of one, of at most so many characters.
    case headline(atMost: Int)

    /// A headline of at most 30 characters.
    public static let headline = SummaryLength.headline(atMost: 30)
}
