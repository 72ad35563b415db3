import ShuliText

/// Which parts of an input text a cleaned body is made of: the body is these parts with one line break between two.
package struct BodyMap: Sendable, Hashable {
    /// The text that ranges of the input refer to: for a page its blocks, a line each.
    package let input: String
    private let kept: [TextRange]

    /// `kept` are ranges of `input`, rising.
    package init(input: String, kept: [TextRange]) { (self.input, self.kept) = (input, kept) }

    /// The range of the input that a range of the body comes from. One over several kept parts covers what is between
    /// them. Linear in the number of parts.
    package func inputRange(_ range: TextRange) -> TextRange {
        let start = offset(range.lowerBound, isEnd: false)
        return TextRange(start, max(start, offset(range.upperBound, isEnd: true)))
    }

    private func offset(_ offset: Int, isEnd: Bool) -> Int {
        var start = 0
        for part in kept {
            let end = start + part.count
            if offset < end || (isEnd && offset == end) { return part.lowerBound + max(0, offset - start) }
            // One byte for the line break between two parts.
            start = end + 1
        }
        return kept.last?.upperBound ?? 0
    }
}
