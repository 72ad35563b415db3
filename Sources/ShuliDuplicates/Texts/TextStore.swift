/// Where the engine reads folded texts from: memory or a file. Texts have the numbers 0 ..< count; no two are equal.
protocol TextStore: AnyObject {
    var count: Int { get }
    /// The hash of all symbols of a text.
    func hash(of text: Int) -> UInt64
    /// The symbols of a text.
    func symbols(of text: Int) -> ArraySlice<UInt16>
    /// How many anchors two texts share, and how many the one has that has fewer.
    func sharedAnchors(_ left: Int, _ right: Int) -> (shared: Int, least: Int)
}

/// Folded texts in memory, in one array.
final class TextArena: TextStore {
    private var symbols: [UInt16] = []
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    private var anchors: [AnchorKey] = []
    private var anchorEnds: [Int] = []
    private var postings: [UInt64] = []

    var count: Int { ends.count }

    func hash(of text: Int) -> UInt64 { hashes[text] }

    func symbols(of text: Int) -> ArraySlice<UInt16> { symbols[(text == 0 ? 0 : ends[text - 1])..<ends[text]] }

    func sharedAnchors(_ left: Int, _ right: Int) -> (shared: Int, least: Int) {
        let (left, right) = (anchors(of: left), anchors(of: right))
        return (AnchorKey.shared(anchors, left, right), min(left.count, right.count))
    }

    private func anchors(of text: Int) -> Range<Int> { (text == 0 ? 0 : anchorEnds[text - 1])..<anchorEnds[text] }

    /// Adds a text that is not here yet; it gets the next number.
    func append(_ text: FoldedText, _ fingerprint: Fingerprint) {
        let number = count
        symbols += text.symbols
        ends.append(symbols.count)
        hashes.append(fingerprint.hash)
        for anchor in fingerprint.anchors {
            anchors.append(AnchorKey(anchor: anchor))
            postings.append(Posting.make(anchor, number))
        }
        anchorEnds.append(anchors.count)
    }

    /// All postings, sorted.
    func sortedPostings() -> [UInt64] {
        RadixSort.sort(&postings)
        return postings
    }
}
