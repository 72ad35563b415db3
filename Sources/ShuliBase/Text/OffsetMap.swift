/// How the offsets of a rewritten text correspond to those of the original: a list of edits. Between two edits the
/// text was copied.
public struct OffsetMap: Hashable, Sendable, CustomStringConvertible {
    /// A stretch of the original and what it became. Either may be empty, not both.
    package struct Edit: Hashable, Sendable {
        /// The stretch of the original.
        package let original: TextRange
        /// The stretch of the result.
        package let result: TextRange

        package init(original: TextRange, result: TextRange) {
            self.original = original
            self.result = result
        }
    }

    /// Rising, without overlap. Between two edits both texts have as many bytes, with the boundaries of their scalars
    /// at the same offsets. Usually the scalars are the same; script conversion and case folding also replace a scalar
    /// by one of the same length without an edit.
    package let edits: [Edit]

    /// The map of a text that was not changed.
    package static let identity = OffsetMap(edits: [])

    /// Invariant: the edits rise, do not overlap, and fit the texts that they are of.
    package init(edits: [Edit]) { self.edits = edits }

    /// What a range includes where text was deleted or inserted right at one of its ends.
    public enum Border: Sendable {
        /// Not the deleted or inserted text: a word does not include the spaces that were dropped or put beside it.
        case inner
        /// All of it: a range that is mapped to the other text and back contains itself.
        case outer
    }

    /// For instance `[3..<6 → 3..<4]`.
    public var description: String {
        "[" + edits.map { "\($0.original) → \($0.result)" }.joined(separator: ", ") + "]"
    }

    /// Where `range` of the result came from: the smallest range of the original that holds it, with an edit that it
    /// touches as a whole. An empty range stays empty in a copied stretch; where text was deleted it becomes that text.
    /// Cost: a binary search among the edits.
    public func originalRange(of range: TextRange, border: Border = .inner) -> TextRange {
        map(range, border, from: \.result, to: \.original)
    }

    /// What became of `range` of the original, by the same rule.
    public func resultRange(of range: TextRange, border: Border = .inner) -> TextRange {
        map(range, border, from: \.original, to: \.result)
    }

    private func map(
        _ range: TextRange, _ border: Border, from: KeyPath<Edit, TextRange>, to: KeyPath<Edit, TextRange>
    ) -> TextRange {
        guard !edits.isEmpty else { return range }
        let isOuter = border == .outer || range.isEmpty
        // An end is decided by the last edit that begins before the offset, or at the offset and is empty on this side.
        // Whether one of the latter counts depends on the border.
        let start = position(range.lowerBound, isEnd: false, takingEmpty: !isOuter, from: from, to: to)
        let end = position(range.upperBound, isEnd: true, takingEmpty: isOuter, from: from, to: to)
        return TextRange(start, end)
    }

    private func position(
        _ offset: Int, isEnd: Bool, takingEmpty: Bool, from: KeyPath<Edit, TextRange>, to: KeyPath<Edit, TextRange>
    ) -> Int {
        var low = 0
        var high = edits.count
        while low < high {
            let middle = (low + high) / 2
            let source = edits[middle][keyPath: from]
            let counts = source.lowerBound < offset || (takingEmpty && source.upperBound == offset)
            if counts { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return offset }
        let source = edits[low - 1][keyPath: from]
        let target = edits[low - 1][keyPath: to]
        if offset < source.upperBound { return isEnd ? target.upperBound : target.lowerBound }
        // A caller may pass any offset: one far outside wraps round and does not trap.
        return target.upperBound &+ (offset &- source.upperBound)
    }

    /// The map from the original of `self` to the result of `next`, which rewrote the result of `self`. Overlapping
    /// edits become one; edits that only touch stay apart. Linear in the number of edits.
    package func followed(by next: OffsetMap) -> OffsetMap {
        if edits.isEmpty { return next }
        if next.edits.isEmpty { return self }
        var merged: [Edit] = []
        var first = edits[...]
        var second = next.edits[...]
        // The difference between an offset of the text in the middle, behind the edits taken so far, and one of either
        // side.
        var toOriginal = 0
        var toResult = 0
        while let start = [first.first?.result.lowerBound, second.first?.original.lowerBound].compactMap(\.self).min() {
            let originalStart = start + toOriginal
            let resultStart = start + toResult
            var end = start
            // At the same offset the edit that is empty in the middle comes first, so that it remains an edit of its
            // own.
            var takesFirst = first.first?.result.lowerBound == start
            if takesFirst, second.first?.original == TextRange(start, start) {
                takesFirst = first.first?.result.isEmpty == true
            }
            while true {
                if let edit = first.first, takesFirst || edit.result.lowerBound < end {
                    first.removeFirst()
                    toOriginal = edit.original.upperBound - edit.result.upperBound
                    end = max(end, edit.result.upperBound)
                } else if let edit = second.first, edit.original.lowerBound < end || end == start && !takesFirst {
                    second.removeFirst()
                    toResult = edit.result.upperBound - edit.original.upperBound
                    end = max(end, edit.original.upperBound)
                } else {
                    break
                }
                if end == start { break }
                takesFirst = false
            }
            merged.append(
                Edit(
                    original: TextRange(originalStart, end + toOriginal),
                    result: TextRange(resultStart, end + toResult)))
        }
        return OffsetMap(edits: merged)
    }
}
