/// Which candidates may become keywords.
public enum KeywordSelection: Hashable, Sendable {
    /// All of them, by their scores: for other programs to choose among.
    case all
    /// Words and complete phrases. A part gives way to the phrase that it hardly occurs without.
    case complete
    /// The same, and no keyword is part of another one.
    case disjoint
}
