/// A stretch of text about which the caller of the word decoder knows something.
public struct WordSpan: Hashable, Sendable {
    /// In UTF-8 bytes of the text, at borders of characters.
    public let range: Range<Int>
    public let policy: Policy

    public enum Policy: Hashable, Sendable {
        /// The span is one word, whatever the model thinks.
        case force
        /// The span gets a bonus as one word. 1 is a slight hint, 4 decides most cases of
        /// two characters, longer spans want more; from -64 to 64.
        case prefer(Float)
    }

    public init(_ range: Range<Int>, _ policy: Policy) {
        self.range = range
        self.policy = policy
    }
}
