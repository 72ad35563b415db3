/// Where the engine reads folded texts from: memory or a file. Texts have the numbers 0 ..< count; no two are equal.
protocol TextStore: AnyObject {
    var count: Int { get }
    /// The hash of all symbols of a text.
    func hash(of text: Int) -> UInt64
    /// The symbols of a text.
    func symbols(of text: Int) -> ArraySlice<UInt16>
    /// The gaps between the anchors of a text.
    func gaps(of text: Int) -> ArraySlice<UInt8>
    /// How many anchors a text has.
    func anchorCount(of text: Int) -> Int
    /// Whether two texts share more than `limit` anchors.
    func shareAnchors(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool
}

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

    /// Makes room for the texts of many documents, where they are more than are here.
    func reserve(_ documents: [DuplicateIndex.PreparedDocument]) { content.reserve(documents) }

    /// Adds a text that is not here yet; it gets the next number.
    func append(_ text: FoldedText, _ fingerprint: Fingerprint) { content.append(text, fingerprint) }

    /// All postings, sorted.
    func sortedPostings() -> [UInt64] { content.sortedPostings() }
}

/// What an arena holds: a value, so that a text is added under one check of access and not one a number.
private struct TextContent {
    // As they come: nobody copies them.
    private(set) var symbols: [[UInt16]] = []
    private(set) var gaps: [[UInt8]] = []
    private(set) var hashes: [UInt64] = []
    private(set) var anchors: [AnchorKey] = []
    private var anchorEnds: [Int] = []
    private var postings: [UInt64] = []

    func anchors(of text: Int) -> Range<Int> { (text == 0 ? 0 : anchorEnds[text - 1])..<anchorEnds[text] }

    mutating func reserve(_ documents: [DuplicateIndex.PreparedDocument]) {
        let newAnchors = documents.reduce(0) { $0 + $1.fingerprint.anchors.count }
        guard newAnchors > anchors.count else { return }
        anchors.reserveCapacity(anchors.count + newAnchors)
        postings.reserveCapacity(postings.count + newAnchors)
    }

    mutating func append(_ text: FoldedText, _ fingerprint: Fingerprint) {
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
