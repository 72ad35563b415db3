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
                if table.markHeadline(UInt32(first) << 16 | UInt32(second)) { headlinePairs += 1 }
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
                    if entry.inHeadline { overlap.headline += 1 }
                }
                overlaps.append(overlap)
            }
        }
    }
}

/// A set of pairs with the number of blocks that hold each: open addressing, at most half full.
private struct PairTable {
    struct Entry {
        var pair: UInt32 = 0
        /// The last block that was counted.
        var block: Int32 = -1
        var blocks: UInt16 = 0
        var inHeadline = false
        var isUsed = false
    }

    private var entries: [Entry]
    private let mask: Int
    private var count = 0

    init(capacity: Int) {
        var size = 256
        while size < min(capacity, 1 << 22) * 2 { size *= 2 }
        entries = [Entry](repeating: Entry(), count: size)
        mask = size - 1
    }

    @inline(__always)
    private func slot(_ pair: UInt32) -> Int {
        var slot = Int((UInt64(pair) &* 0x9E37_79B9_7F4A_7C15) >> 33) & mask
        while entries[slot].isUsed && entries[slot].pair != pair { slot = (slot + 1) & mask }
        return slot
    }

    // A text with more distinct pairs than half the table keeps those that came first.
    private mutating func entry(_ pair: UInt32) -> Int? {
        let slot = slot(pair)
        if !entries[slot].isUsed {
            guard count * 2 < entries.count else { return nil }
            count += 1
            entries[slot].isUsed = true
            entries[slot].pair = pair
        }
        return slot
    }

    @inline(__always)
    mutating func add(_ pair: UInt32, block: Int32) {
        guard let slot = entry(pair), entries[slot].block != block else { return }
        entries[slot].block = block
        if entries[slot].blocks < .max { entries[slot].blocks += 1 }
    }

    // Whether it was not marked before.
    mutating func markHeadline(_ pair: UInt32) -> Bool {
        guard let slot = entry(pair), !entries[slot].inHeadline else { return false }
        entries[slot].inHeadline = true
        return true
    }

    @inline(__always)
    func find(_ pair: UInt32) -> Entry? {
        let slot = slot(pair)
        return entries[slot].isUsed ? entries[slot] : nil
    }
}
