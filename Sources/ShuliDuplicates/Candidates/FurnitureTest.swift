/// Tells furniture by evidence: an anchor is furniture where three of the texts that have it have little else in common
/// with each other. Disclaimers, teasers, a quotation, a form's opening words: whatever it is, it does not tell which
/// article a text is.
///
/// The copies of one article share far more than any one anchor; so do its excerpts with it.
struct FurnitureTest {
    /// Fewer texts than this show nothing.
    static let least = 3
    /// Of a longer list so many texts are looked at, those with the least hashes: which ones does not depend on any
    /// order, and for the lists of one paragraph they are mostly the same ones.
    static let sampled = 8
    /// Two texts are strangers where they share no more of the anchors of the one that has fewer.
    static let strangersShare = 0.35
    /// And where at least so many of its anchors are not shared.
    static let strangersOwn = 6

    private static let unlike: UInt32 = 1
    private static let alike: UInt32 = 2
    private var known = PairTable()

    /// The greatest hash of three strangers, the witnesses that the anchor that all of `texts` have is furniture; nil
    /// where it is none. `texts` are at most `sampled`. Those below `known` alone were found to have no witnesses, and rise:
    /// only what comes with the others is looked at.
    mutating func witnesses(_ texts: [Int], besides known: Int = 0, in store: some TextStore) -> UInt64? {
        for third in texts.indices where texts[third] >= known {
            for first in texts.indices.prefix(third) where areStrangers(texts[first], texts[third], store) {
                for second in texts.indices[first..<third]
                where second > first && areStrangers(texts[second], texts[third], store)
                    && areStrangers(texts[first], texts[second], store)
                { return [first, second, third].map { store.hash(of: texts[$0]) }.max() }
            }
        }
        return nil
    }

    private mutating func areStrangers(_ left: Int, _ right: Int, _ store: some TextStore) -> Bool {
        let key = PairTable.key(left, right)
        let value = known[key]
        if value != 0 { return value == Self.unlike }
        let least = min(store.anchorCount(of: left), store.anchorCount(of: right))
        let most = min(Int(Self.strangersShare * Double(least)), least - Self.strangersOwn)
        let areStrangers = most >= 0 && !store.shareAnchors(moreThan: most, left, right)
        known.add(key, areStrangers ? Self.unlike : Self.alike)
        return areStrangers
    }
}
