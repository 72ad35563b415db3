/// How the offsets of a rewritten text belong to those of the original: a list of edits between stretches that were
/// copied. Both directions cost a binary search.
public struct OffsetMap: Hashable, Sendable {
    /// A stretch of the original and what it became; either may be empty, not both.
    public struct Edit: Hashable, Sendable {
        public let original: TextRange
        public let result: TextRange

        public init(original: TextRange, result: TextRange) {
            self.original = original
            self.result = result
        }
    }

    /// Rising, without overlap. Between two edits both texts have as many bytes, and the borders of their scalars stand
    /// at the same places: most often the same scalars, but a step may put one of the same length for another (script
    /// conversion, case) without an edit. `MappedText.changes(from:)` lists those too.
    public let edits: [Edit]

    /// The map of a text that was not changed.
    public static let identity = OffsetMap(edits: [])

    /// A map from rising edits that do not overlap.
    public init(edits: [Edit]) { self.edits = edits }

    /// What a range takes with it where something was deleted or inserted right at its border.
    public enum Border: Sendable {
        /// Nothing: a word keeps clear of the spaces that were dropped or put in beside it.
        case tight
        /// All of it: mapped there and back, a range always covers itself.
        case covering
    }

    /// Where `range` of the result came from: the smallest range of the original, whole edits where it touches one.
    ///
    /// An empty range in a copied stretch stays empty; one where something was deleted is that.
    public func originalRange(of range: TextRange, border: Border = .tight) -> TextRange {
        map(range, border, from: \.result, to: \.original)
    }

    /// What became of `range` of the original; the same rule the other way round.
    public func resultRange(of range: TextRange, border: Border = .tight) -> TextRange {
        map(range, border, from: \.original, to: \.result)
    }

    private func map(
        _ range: TextRange, _ border: Border, from: KeyPath<Edit, TextRange>, to: KeyPath<Edit, TextRange>
    ) -> TextRange {
        guard !edits.isEmpty else { return range }
        let covering = border == .covering || range.isEmpty
        // The last edit that takes part in deciding an end: it begins before the offset, or at it and holds nothing on
        // this side; whether those that begin at it count is what the border decides.
        let start = position(range.lowerBound, isEnd: false, takingEmpty: !covering, from: from, to: to)
        let end = position(range.upperBound, isEnd: true, takingEmpty: covering, from: from, to: to)
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
        return target.upperBound + (offset - source.upperBound)
    }

    /// The map from the original of `self` to the result of `next`, which rewrote the result of `self`.
    ///
    /// Edits that overlap become one; those that only touch stay apart. Linear in the number of edits.
    public func followed(by next: OffsetMap) -> OffsetMap {
        if edits.isEmpty { return next }
        if next.edits.isEmpty { return self }
        var merged: [Edit] = []
        var first = edits[...]
        var second = next.edits[...]
        // What to add to an offset of the text in the middle, behind the edits that were taken, to get to either side.
        var toOriginal = 0
        var toResult = 0
        while let start = [first.first?.result.lowerBound, second.first?.original.lowerBound].compactMap(\.self).min() {
            let originalStart = start + toOriginal
            let resultStart = start + toResult
            var end = start
            // At the same place: first what holds nothing in the middle, so that it stays an edit of its own.
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

/// A text and how its offsets belong to those of the text that it was made from.
public struct MappedText: Hashable, Sendable {
    /// The rewritten text.
    public let text: String
    /// The way back.
    public let map: OffsetMap

    /// A text that was rewritten, or that is as it was.
    public init(_ text: String, map: OffsetMap = .identity) {
        self.text = text
        self.map = map
    }

    /// Where `range` of `text` came from in the original.
    public func originalRange(of range: TextRange) -> TextRange { map.originalRange(of: range) }

    /// Where `range` of `text` came from in the original, as indices of that.
    public func originalRange(of range: Range<String.Index>, in original: String) -> Range<String.Index> {
        Range(map.originalRange(of: TextRange(range, in: text)), in: original)
    }

    /// What differs between the original and the text, rising: the map's edits, and between them each scalar
    /// that another one of the same length stands for. Linear in the text's length.
    public func changes(from original: String) -> [OffsetMap.Edit] {
        original.withUTF8Buffer { before in text.withUTF8Buffer { changes(before, $0) } }
    }

    private func changes(_ before: UTF8Buffer, _ after: UTF8Buffer) -> [OffsetMap.Edit] {
        var changes: [OffsetMap.Edit] = []
        var (left, right) = (0, 0)
        func compare(to end: Int) {
            while left < end {
                let length = before.scalar(at: left).length
                if !before[left..<left + length].elementsEqual(after[right..<right + length]) {
                    let edit = OffsetMap.Edit(
                        original: TextRange(left, left + length), result: TextRange(right, right + length))
                    changes.append(edit)
                }
                left += length
                right += length
            }
        }
        for edit in map.edits {
            compare(to: edit.original.lowerBound)
            if !before[edit.original.bytes].elementsEqual(after[edit.result.bytes]) { changes.append(edit) }
            (left, right) = (edit.original.upperBound, edit.result.upperBound)
        }
        compare(to: before.count)
        return changes
    }

    /// What became of `range` of the original.
    public func range(ofOriginal range: TextRange) -> TextRange { map.resultRange(of: range) }
}
