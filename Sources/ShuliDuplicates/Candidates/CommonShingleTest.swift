/// Recognizes common shingles by evidence: an anchor is common where three of the texts that have it are strangers, which
/// means that they share little else with each other. Disclaimers, teasers, quotations, the opening words of a form:
/// whatever it is, it does not tell which article a text is.
///
/// The copies of one article share far more than one anchor, and so do its excerpts with it.
package struct CommonShingleTest {
    /// Three strangers are the evidence, so fewer texts can't show anything.
    static let minimumTexts = 3
    /// Of a longer list only so many texts are examined: those with the smallest hashes. That choice does not depend on
    /// the order of the texts, and for the lists of one paragraph it is mostly the same one, so pairs are rarely new.
    static let sample = 8
    /// Strangers share at most this part of the anchors of the one that has fewer. Chosen by hand, like
    /// `ownAnchors`; the figures in the notes on republished articles were measured with it.
    static let maximumShare = 0.35
    /// Strangers leave at least so many anchors of the one that has fewer unshared: some fifty characters of its own.
    static let ownAnchors = 6

    private static let strangers: UInt32 = 1
    private static let alike: UInt32 = 2
    private var known = TextPairTable()

    /// The greatest hash of three strangers among `texts`, the witnesses that the anchor they all have is common; nil
    /// where there are none.
    ///
    /// `texts` are at most `sample`. Those with numbers below `known` are known to have no witnesses among themselves and
    /// come in ascending order before the others, so only triples with a text from `known` on are examined.
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
        let key = TextPairTable.key(left, right)
        let value = known[key]
        if value != 0 { return value == Self.strangers }
        let limit = Self.limit(store.anchorCount(of: left), store.anchorCount(of: right))
        let areStrangers = limit.map { !store.shareAnchors(moreThan: $0, left, right) } ?? false
        known.add(key, areStrangers ? Self.strangers : Self.alike)
        return areStrangers
    }

    /// How many anchors two strangers that have so many share at most; nil where one has too few to be a stranger.
    static func limit(_ left: Int, _ right: Int) -> Int? {
        let fewer = min(left, right)
        let limit = min(Int(maximumShare * Double(fewer)), fewer - ownAnchors)
        return limit >= 0 ? limit : nil
    }
}
