/// Whether a text stays in a corpus, and why not.
public struct FilterVerdict: Sendable, Hashable {
    /// The first rule that the text breaks; nil where it stays.
    public let rule: FilterRule?
    /// What was measured and what is asked for, in English; empty where the text stays.
    public let reason: String
    /// What was measured, of every text.
    public let measures: TextMeasures

    /// Whether the text stays.
    public var isKept: Bool { rule == nil }
}
