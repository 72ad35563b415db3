/// A stretch of text about which the caller of the word decoder knows something.
package struct WordSpan: Hashable, Sendable {
    /// In UTF-8 bytes of the text, at borders of characters.
    package let range: Range<Int>
    package let policy: Policy

    package enum Policy: Hashable, Sendable {
        /// The span is one word, whatever the model thinks.
        case force
        /// The span gets a bonus as one word. 1 is a slight hint, 4 decides most cases of
        /// two characters, longer spans want more; from -64 to 64.
        case prefer(Float)
    }

    package init(_ range: Range<Int>, _ policy: Policy) {
        self.range = range
        self.policy = policy
    }
}
