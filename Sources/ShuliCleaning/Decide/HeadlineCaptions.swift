/// Recognizes repetitions of the headline inside the body: captions of pictures, and the headline itself.
enum HeadlineCaptions {
    /// Marks blocks of `body` as captions that are kept so far. `title` is the content key of the headline.
    static func mark(
        _ causes: inout [RemovalCause?], _ lines: [AssessedBlock], _ folded: FoldedBlocks, title key: [UInt16],
        body: Range<Int>
    ) {
        // The limits (6 and 8 characters, 70 %) were chosen by hand: shorter headlines are words of the text as well.
        // A longer one is no headline, and would take long to look for.
        guard (6...1000).contains(key.count) else { return }
        for index in body where causes[index] == nil && lines[index].shape.content <= key.count + 8 {
            let own = folded.contentKey(index)
            if own.count * 10 >= key.count * 7, own.contains(run: key) || (own.count >= 6 && key.contains(run: own)) {
                causes[index] = .caption
            }
        }
    }
}
