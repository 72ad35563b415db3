/// A stretch of text that the caller of the word decoder wants as one word.
package struct WordSpan: Hashable, Sendable {
    /// In UTF-8 bytes of the text, at boundaries of characters.
    package let range: Range<Int>
    package let policy: Policy

    package enum Policy: Hashable, Sendable {
        /// The span is one word, whatever the model prefers.
        case force
        /// The span gets a bonus as one word, from -64 to 64. 1 is a slight hint; 4 decides most cases of two
        /// characters, longer spans need more.
        case prefer(Float)
    }

    package init(_ range: Range<Int>, _ policy: Policy) {
        self.range = range
        self.policy = policy
    }
}
