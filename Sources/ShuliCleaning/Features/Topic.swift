import ShuliText

/// What an article is about, as the pairs of neighbouring characters in its densest stretch and its headline.
///
/// A paragraph shares names and terms with other paragraphs of its article; a teaser of another article, a disclaimer or
/// a site's own promotion shares hardly any, whatever its wording.
struct Topic {
    /// How much of a block an article says elsewhere.
    struct Overlap {
        /// Pairs of the block that can tell something.
        var pairs = 0
        /// Of those, how many stand in another block of the densest stretch.
        var elsewhere = 0
        /// How many stand in two others or more.
        var twice = 0
        /// How many stand in the headline.
        var headline = 0
    }

    private(set) var overlaps: [Overlap] = []
    /// The pairs of the headline.
    private(set) var headlinePairs = 0

    // Labels of content that is no function character, by label: found once, not a document.
    private static let tells: [Bool] = {
        let alphabet = Lexicon.standard.alphabet
        let empty = FoldedText(UTF8Buffer(start: nil, count: 0), [], alphabet)
        var tells = (0..<alphabet.labelCount).map { empty.isContent(UInt16($0)) }
        for scalar in UInt32(0x4E00)..<0xA000 where BlockShape.isFunctionCharacter(scalar) {
            tells[Int(alphabet.entry(of: scalar) & 0xFFFF)] = false
        }
        return tells
    }()

    /// `isRepeat` tells blocks whose text stood in the document before: nothing is said elsewhere by being repeated.
    init(_ folded: FoldedText, stretch: Range<Int>, headline: [UInt16], isRepeat: [Bool]) {
        let tells = Self.tells
        var table = PairTable(capacity: folded.labels.count)
        folded.labels.withUnsafeBufferPointer { labels in
            func forEachPair(_ range: Range<Int>, _ body: (UInt32) -> Void) {
                guard range.count >= 2 else { return }
                for index in range.lowerBound..<(range.upperBound - 1) {
                    let (first, second) = (labels[index], labels[index + 1])
                    if tells[Int(first)] && tells[Int(second)] { body(UInt32(first) << 16 | UInt32(second)) }
                }
            }
            for index in stretch where !isRepeat[index] {
                forEachPair(folded.ranges[index]) { table.add($0, block: Int32(index)) }
            }
            for (first, second) in zip(headline, headline.dropFirst()) {
                guard tells[Int(first)], tells[Int(second)] else { continue }
                let pair = UInt32(first) << 16 | UInt32(second)
                table.insert(pair)
                if table.mark(pair) { headlinePairs += 1 }
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
