/// Where the engine reads folded texts from: memory or a file. Texts have the numbers 0 ..< count; no two are equal.
protocol TextStore: AnyObject {
    var count: Int { get }
    /// The hash of all symbols of a text.
    func hash(of text: Int) -> UInt64
    /// The symbols of a text.
    func symbols(of text: Int) -> ArraySlice<UInt16>
    /// The keys of a text's anchors, rising.
    func anchors(of text: Int) -> ArraySlice<AnchorKey>
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

    func anchors(of text: Int) -> ArraySlice<AnchorKey> {
        anchors[(text == 0 ? 0 : anchorEnds[text - 1])..<anchorEnds[text]]
    }

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
