import ShuliText

/// What an article is about: the pairs of adjacent characters in its densest stretch and its headline.
///
/// A paragraph shares names and terms with other paragraphs of its article. A teaser of another article, a disclaimer or a
/// promotion of the site shares hardly any, whatever its wording.
struct Topic {
    /// How many pairs of a block occur elsewhere in the article.
    struct Overlap {
        /// The number of the block's distinctive pairs: content characters that are not function characters.
        var pairs = 0
        /// Of those, how many occur in another block of the densest stretch.
        var elsewhere = 0
        /// How many occur in at least two other blocks of it.
        var twice = 0
        /// How many occur in the headline.
        var headline = 0
    }

    private(set) var overlaps: [Overlap] = []

    // By label: whether it is that of a content character that is not a function character.
    private static let isDistinctive: [Bool] = {
        let alphabet = Alphabet.cleaning
        let empty = FoldedBlocks(UTF8Buffer(start: nil, count: 0), [], alphabet)
        var isDistinctive = (0..<alphabet.labelCount).map { empty.isContent(UInt16($0)) }
        for scalar in UInt32(0x4E00)..<0xA000 where BlockShape.isFunctionCharacter(scalar) {
            isDistinctive[Int(alphabet.entry(of: scalar) & 0xFFFF)] = false
        }
        return isDistinctive
    }()

    /// `isRepeat` marks blocks whose text occurred earlier in the document: a repetition does not count as another block.
    init(_ folded: FoldedBlocks, stretch: Range<Int>, headline: [UInt16], isRepeat: [Bool]) {
        let isDistinctive = Self.isDistinctive
        var table = LabelPairTable(capacity: folded.labels.count)
        folded.labels.withUnsafeBufferPointer { labels in
            func forEachPair(_ range: Range<Int>, _ body: (UInt32) -> Void) {
                guard range.count >= 2 else { return }
                for index in range.lowerBound..<(range.upperBound - 1) {
                    let (first, second) = (labels[index], labels[index + 1])
                    if isDistinctive[Int(first)] && isDistinctive[Int(second)] {
                        body(UInt32(first) << 16 | UInt32(second))
                    }
                }
            }
            for index in stretch where !isRepeat[index] {
                forEachPair(folded.ranges[index]) { table.add($0, block: Int32(index)) }
            }
            for (first, second) in zip(headline, headline.dropFirst()) {
                guard isDistinctive[Int(first)], isDistinctive[Int(second)] else { continue }
                let pair = UInt32(first) << 16 | UInt32(second)
                table.insert(pair)
                _ = table.mark(pair)
            }
            overlaps.reserveCapacity(folded.ranges.count)
            for index in folded.ranges.indices {
                var overlap = Overlap()
                let own = stretch.contains(index) || isRepeat[index] ? 1 : 0
                forEachPair(folded.ranges[index]) { pair in
                    overlap.pairs += 1
                    guard let entry = table.find(pair) else { return }
                    let others = Int(entry.blocks) - own
                    if others >= 1 { overlap.elsewhere += 1 }
                    if others >= 2 { overlap.twice += 1 }
                    if entry.isMarked { overlap.headline += 1 }
                }
                overlaps.append(overlap)
            }
        }
    }
}
