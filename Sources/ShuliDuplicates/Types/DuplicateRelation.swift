/// What a document is to another one.
public enum DuplicateRelation: String, Hashable, Sendable, Codable, CaseIterable {
    /// Neither a copy nor an excerpt.
    case unique
    /// The same text but for script, width, case, spaces and punctuation.
    case exact
    /// A copy: most of each occurs in the other.
    case near
    /// An excerpt of the other one.
    case contained
    /// The other one is an excerpt of it.
    case contains
}

/// A document of an index that is like another document.
public struct DuplicateMatch: Hashable, Sendable, Codable {
    /// The id of the document in the index.
    public let id: String
    /// What the document that was looked up is to this one.
    public let relation: DuplicateRelation
    /// The share of both texts together that is the same, 0 to 1.
    public let similarity: Double
    /// The share of the document that was looked up which this one has, 0 to 1.
    public let containment: Double
    /// The share of this one which the document that was looked up has, 0 to 1.
    package let otherContainment: Double
}
