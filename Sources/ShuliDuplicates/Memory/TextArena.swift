/// Folded texts in memory.
final class TextArena: TextStore {
    private var content = TextContent()

    var count: Int { content.hashes.count }

    func hash(of text: Int) -> UInt64 { content.hashes[text] }

    func symbols(of text: Int) -> ArraySlice<UInt16> { content.symbols[text][...] }

    func gaps(of text: Int) -> ArraySlice<UInt8> { content.gaps[text][...] }

    func anchorCount(of text: Int) -> Int { content.anchors(of: text).count }

    func shareAnchors(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool {
        AnchorKey.share(moreThan: limit, content.anchors, content.anchors(of: left), content.anchors(of: right))
    }

    /// Makes room for the texts of documents, if they are more than the arena holds.
    func reserve(_ documents: [PreparedDocument]) { content.reserve(documents) }

    /// Adds a text that the arena does not have yet; it gets the next number.
    func append(_ text: FoldedSymbols, _ fingerprint: Fingerprint) { content.append(text, fingerprint) }

    /// The postings of all texts, sorted.
    func sortedPostings() -> [UInt64] { content.sortedPostings() }
}

/// The arrays of an arena. They are in a value, so that adding a text checks once for exclusive access and not once for
/// each number.
private struct TextContent {
    // The arrays of the documents themselves; they are not copied.
    private(set) var symbols: [[UInt16]] = []
    private(set) var gaps: [[UInt8]] = []
    private(set) var hashes: [UInt64] = []
    private(set) var anchors: [AnchorKey] = []
    private var anchorEnds: [Int] = []
    private var postings: [UInt64] = []

    func anchors(of text: Int) -> Range<Int> { (text == 0 ? 0 : anchorEnds[text - 1])..<anchorEnds[text] }

    mutating func reserve(_ documents: [PreparedDocument]) {
        let newAnchors = documents.reduce(0) { $0 + $1.fingerprint.anchors.count }
        guard newAnchors > anchors.count else { return }
        anchors.reserveCapacity(anchors.count + newAnchors)
        postings.reserveCapacity(postings.count + newAnchors)
    }

    mutating func append(_ text: FoldedSymbols, _ fingerprint: Fingerprint) {
        let number = hashes.count
        symbols.append(text.symbols)
        gaps.append(fingerprint.gaps)
        hashes.append(fingerprint.hash)
        for anchor in fingerprint.anchors {
            anchors.append(AnchorKey(anchor: anchor))
            postings.append(Posting.make(anchor, number))
        }
        anchorEnds.append(anchors.count)
    }

    mutating func sortedPostings() -> [UInt64] {
        RadixSort.sort(&postings)
        return postings
    }
}
