/// Compares pairs of texts of a store. The masks of texts are kept, because a text is compared several times.
///
/// The text with the smaller hash is the left one, so that the outcome does not depend on the texts' numbers.
struct PairComparer {
    let commonShingles: CommonShingles
    private var comparison = TextComparison()
    private var masks: [Int: CommonShingleMask] = [:]
    // Bounds the memory for masks to a few megabytes; all are dropped when there are more.
    private static let maximumMasks = 1 << 14
    /// Marks a length that has not been computed.
    static let unknown = UInt32.max
    /// How many symbols of each text are outside of its mask; `unknown` until the mask has been made.
    private(set) var lengths: [UInt32]

    // How many anchors of each text are not common; empty where that is not known.
    private let distinctive: [UInt32]

    init(commonShingles: CommonShingles, distinctive: [UInt32] = [], lengths: [UInt32] = []) {
        self.lengths = lengths
        self.commonShingles = commonShingles
        self.distinctive = distinctive
    }

    /// The mask of a text.
    mutating func mask(of text: Int, _ store: some TextStore) -> CommonShingleMask {
        if let mask = masks[text] { return mask }
        let symbols = store.symbols(of: text)
        let hasNone = text < distinctive.count && Int(distinctive[text]) == store.anchorCount(of: text)
        let mask =
            hasNone
            ? CommonShingleMask(none: symbols.count)
            : symbols.withUnsafeBufferPointer { symbols in
                store.gaps(of: text).withUnsafeBufferPointer {
                    CommonShingleMask(symbols, gaps: $0, commonShingles: commonShingles)
                }
            }
        if masks.count >= Self.maximumMasks { masks.removeAll(keepingCapacity: true) }
        masks[text] = mask
        if lengths.count < store.count {
            lengths += repeatElement(Self.unknown, count: store.count - lengths.count)
        }
        lengths[text] = UInt32(mask.informative)
        return mask
    }

    /// How many symbols of a text are outside of its mask.
    mutating func length(of text: Int, _ store: some TextStore) -> Int {
        if text < lengths.count, lengths[text] != Self.unknown { return Int(lengths[text]) }
        return mask(of: text, store).informative
    }

    /// The edge between two texts.
    mutating func edge(_ pair: UInt64, _ rule: EdgeRule, _ store: some TextStore) -> Edge {
        let (left, right) = Self.oriented(pair, store)
        let (leftMask, rightMask) = (mask(of: left, store), mask(of: right, store))
        let evidence = store.symbols(of: left).withUnsafeBufferPointer { leftSymbols in
            store.symbols(of: right).withUnsafeBufferPointer { rightSymbols in
                comparison.compare(left, leftSymbols, rightSymbols)
                return PairEvidence(comparison.runs, leftSymbols, rightSymbols, leftMask, rightMask)
            }
        }
        return Edge(left: left, right: right, overlap: evidence.overlap, relation: rule.relation(of: evidence))
    }

    /// The ranges of `whole` that `part` has too, ascending.
    mutating func stretches(of part: Int, in whole: Int, _ store: some TextStore) -> [Range<Int>] {
        store.symbols(of: part).withUnsafeBufferPointer { partSymbols in
            store.symbols(of: whole).withUnsafeBufferPointer { wholeSymbols in
                comparison.compare(part, partSymbols, wholeSymbols)
                return comparison.runs.map { $0.right..<$0.rightEnd }
            }
        }
    }

    /// The pair with the text of the smaller hash first.
    static func oriented(_ pair: UInt64, _ store: some TextStore) -> (left: Int, right: Int) {
        let (smaller, larger) = TextPairTable.members(pair)
        return store.hash(of: smaller) < store.hash(of: larger) ? (smaller, larger) : (larger, smaller)
    }
}
