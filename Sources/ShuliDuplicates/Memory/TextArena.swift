/// Folded texts in memory.
final class TextArena: TextStore {
    private var content = TextContent()

    var count: Int { content.hashes.count }

    func hash(of text: Int) -> UInt64 { content.hashes[text] }

    func symbols(of text: Int) -> ArraySlice<UInt16> { content.symbols[text][...] }

    func gaps(of text: Int) -> ArraySlice<UInt8> { content.gaps[text][...] }

    func anchorCount(of text: Int) -> Int { content.anchors.count(of: text) }

    func shareAnchors(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool {
        content.anchors.share(moreThan: limit, left, right)
    }

    /// Makes room for the texts of documents, if they are more than the arena holds.
    func reserve(_ documents: [PreparedDocument]) {
        content.anchors.reserve(documents.reduce(0) { $0 + $1.fingerprint.anchors.count })
    }

    /// Adds a text that the arena does not have yet; it gets the next number.
    func append(_ text: FoldedSymbols, _ fingerprint: Fingerprint) { content.append(text, fingerprint) }

    /// The postings of all texts, sorted.
    func sortedPostings() -> [UInt64] { content.anchors.sortedPostings() }
}

/// The arrays of an arena. They are in a value, so that adding a text checks once for exclusive access and not once for
/// each number.
private struct TextContent {
    // The arrays of the documents themselves; they are not copied.
    private(set) var symbols: [[UInt16]] = []
    private(set) var gaps: [[UInt8]] = []
    private(set) var hashes: [UInt64] = []
    var anchors = AnchorTable()

    mutating func append(_ text: FoldedSymbols, _ fingerprint: Fingerprint) {
        symbols.append(text.symbols)
        gaps.append(fingerprint.gaps)
        hashes.append(fingerprint.hash)
        anchors.append(fingerprint.anchors)
    }
}
