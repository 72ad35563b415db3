/// The anchors of texts in one array, and their postings. Texts have numbers from 0.
struct AnchorTable {
    private var keys: [AnchorKey] = []
    private var ends: [Int] = []
    private var postings: [UInt64] = []

    /// Makes room for so many anchors, if they are more than the table holds.
    mutating func reserve(_ count: Int) {
        guard count > keys.count else { return }
        keys.reserveCapacity(keys.count + count)
        postings.reserveCapacity(postings.count + count)
    }

    /// Appends the anchors of the next text, ascending.
    mutating func append(_ anchors: [UInt64]) {
        for anchor in anchors {
            keys.append(AnchorKey(anchor: anchor))
            postings.append(Posting.make(anchor, ends.count))
        }
        ends.append(keys.count)
    }

    /// How many anchors a text has.
    func count(of text: Int) -> Int { range(of: text).count }

    /// Whether two texts share more than `limit` anchors.
    func share(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool {
        AnchorKey.share(moreThan: limit, keys, range(of: left), range(of: right))
    }

    /// The postings of all texts, sorted.
    mutating func sortedPostings() -> [UInt64] {
        RadixSort.sort(&postings)
        return postings
    }

    private func range(of text: Int) -> Range<Int> { (text == 0 ? 0 : ends[text - 1])..<ends[text] }
}
