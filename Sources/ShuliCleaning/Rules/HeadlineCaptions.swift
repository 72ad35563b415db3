import ShuliText

/// Captions under pictures that say the headline again, and the headline itself where it stands in the body.
enum HeadlineCaptions {
    static func mark(
        _ verdicts: inout [Verdict?], _ lines: [JudgedBlock], _ buffer: UTF8Buffer, title: String?, body: Range<Int>
    ) {
        guard let title else { return }
        let key = title.withUTF8Buffer { contentKey($0, TextRange(0, $0.count)) }
        guard key.count >= 6 else { return }
        for index in body where verdicts[index] == nil && lines[index].shape.content <= key.count + 8 {
            let own = contentKey(buffer, lines[index].block.range)
            if own.count * 10 >= key.count * 7, contains(own, key) || (own.count >= 6 && contains(key, own)) {
                verdicts[index] = .caption
            }
        }
    }

    /// The content characters of a range, width and case folded: what two writings of a headline agree in.
    static func contentKey(_ buffer: UTF8Buffer, _ range: TextRange) -> [UInt32] {
        FurnitureRules.folded(buffer, range).filter { CharacterClass($0).isContent }
    }

    static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
        guard let first = part.first, text.count >= part.count else { return false }
        for start in 0...(text.count - part.count) where text[start] == first {
            if text[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
    }
}
