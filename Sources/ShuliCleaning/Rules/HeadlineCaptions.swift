import ShuliText

/// Captions under pictures that say the headline again, and the headline itself where it stands in the body.
enum HeadlineCaptions {
    /// Marks blocks of `body` that are kept so far. `title` is the content key of the headline.
    static func mark(
        _ verdicts: inout [Verdict?], _ lines: [JudgedBlock], _ folded: FoldedText, title key: [UInt16],
        body: Range<Int>
    ) {
        guard key.count >= 6 else { return }
        for index in body where verdicts[index] == nil && lines[index].shape.content <= key.count + 8 {
            let own = folded.contentKey(index)
            if own.count * 10 >= key.count * 7, own.contains(run: key) || (own.count >= 6 && key.contains(run: own)) {
                verdicts[index] = .caption
            }
        }
    }
}
