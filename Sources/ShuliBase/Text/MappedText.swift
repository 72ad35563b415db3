/// A rewritten text, and how its offsets correspond to those of the original.
///
/// ```swift
/// let original = "用Ｓｗｉｆｔ写 代码"
/// let result = Normalizer([.asciiWidth, .tightSpaces]).normalize(original)
/// print(result.text)  // 用Swift写代码
/// print(original[result.originalRange(of: TextRange(3, 8))])  // Ｓｗｉｆｔ
/// ```
public struct MappedText: Hashable, Sendable, CustomStringConvertible {
    /// The rewritten text.
    public let text: String
    /// The correspondence of its offsets to those of the original.
    public let map: OffsetMap

    /// A text that was rewritten, or one that was not.
    package init(_ text: String, map: OffsetMap = .identity) {
        self.text = text
        self.map = map
    }

    /// The rewritten text.
    public var description: String { text }

    /// Where `range` of `text` came from in the original; see `OffsetMap.originalRange(of:border:)`.
    public func originalRange(of range: TextRange) -> TextRange { map.originalRange(of: range) }

    /// The differences between the original and `text`, rising: the edits of the map and, between them, each scalar
    /// that another one of the same length replaced. A text that the map does not fit was not the original: then the
    /// whole text is one difference. Linear in the length of the text.
    package func changes(from original: String) -> [OffsetMap.Edit] {
        original.withUTF8Buffer { before in text.withUTF8Buffer { changes(before, $0) } }
    }

    private func changes(_ before: UTF8Buffer, _ after: UTF8Buffer) -> [OffsetMap.Edit] {
        let (lastBefore, lastAfter) = map.edits.last.map { ($0.original.upperBound, $0.result.upperBound) } ?? (0, 0)
        guard lastBefore <= before.count, before.count - lastBefore == after.count - lastAfter else {
            return [OffsetMap.Edit(original: TextRange(0, before.count), result: TextRange(0, after.count))]
        }
        // From here on all edits and the stretches between them lie in both texts. In a text that is not the original a
        // stretch may begin inside a scalar: only bytes are compared, and a scalar is cut at the end of its stretch.
        var changes: [OffsetMap.Edit] = []
        var (left, right) = (0, 0)
        func compare(to end: Int) {
            while left < end {
                let length = min(UTF8Buffer.length(ofScalarBeginningWith: before[left]), end - left)
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
}
