/// Whether a text is kept in a corpus, and why not.
public struct FilterVerdict: Sendable, Hashable {
    /// The first rule that the text breaks, in the order of `FilterRule.allCases`; nil where the text is kept.
    public let rule: FilterRule?
    /// What was measured and what the threshold is, in English; empty where the text is kept.
    public let reason: String
    /// All measures of the text.
    package let measures: TextMeasures

    /// Whether the text is kept.
    public var isKept: Bool { rule == nil }
}
