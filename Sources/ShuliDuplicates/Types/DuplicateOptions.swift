/// How much two texts must have in common to be copies or excerpts, and what kind of texts they are.
public struct DuplicateOptions: Hashable, Sendable {
    /// What one text is.
    public enum Unit: String, Hashable, Sendable, Codable {
        /// A whole article. Passages that unrelated articles share are set aside, and a round-up of several articles is
        /// no copy of any of them.
        case article
        /// A paragraph or a sentence: nothing is set aside, and a part of one is no excerpt.
        case passage
    }

    package var threshold: Double
    package var containment: Double
    package var unit: Unit
    package var memory: Int

    /// Makes options. The defaults are those that all figures of the package were measured with.
    ///
    /// - Parameters:
    ///   - threshold: Copies: the share of each text that the other must have, 0 to 1.
    ///   - containment: Excerpts: the share of the shorter text that the longer must have, 0 to 1.
    ///   - unit: Whether the texts are articles or passages.
    ///   - memory: For an index in a file: about how many bytes of memory to use, beside some sixty bytes a document.
    public init(
        threshold: Double = 0.5, containment: Double = 0.6, unit: Unit = .article, memory: Int = 512 << 20
    ) {
        (self.threshold, self.containment, self.unit) = (threshold, containment, unit)
        self.memory = max(0, memory)
    }
}
