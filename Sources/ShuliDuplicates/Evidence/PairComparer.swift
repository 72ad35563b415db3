/// Compares pairs of texts of a store and keeps what furniture covers in the texts that come again.
///
/// Which text is the left one is decided by the hashes, so that the outcome does not depend on the texts' numbers.
struct PairComparer {
    let furniture: Furniture
    private var comparison = TextComparison()
    private var masks: [Int: FurnitureMask] = [:]
    private static let keptMasks = 1 << 14
    /// Stands for a length that nobody has asked for.
    static let unknown = UInt32.max
    /// How many symbols of each text are outside of furniture; `unknown` until its mask was made.
    private(set) var lengths: [UInt32]

    // For each text how many of its anchors are no furniture; empty where that is not known.
    private let telling: [UInt32]

    init(furniture: Furniture, telling: [UInt32] = [], lengths: [UInt32] = []) {
        self.lengths = lengths
        self.furniture = furniture
        self.telling = telling
    }

    /// What furniture covers in a text.
    mutating func mask(of text: Int, _ store: some TextStore) -> FurnitureMask {
        if let mask = masks[text] { return mask }
        let symbols = store.symbols(of: text)
        let hasNone = text < telling.count && Int(telling[text]) == store.anchorCount(of: text)
        let mask =
            hasNone
            ? FurnitureMask(none: symbols.count)
            : symbols.withUnsafeBufferPointer { symbols in
                store.gaps(of: text).withUnsafeBufferPointer {
                    FurnitureMask(symbols, gaps: $0, furniture: furniture)
                }
            }
        if masks.count >= Self.keptMasks { masks.removeAll(keepingCapacity: true) }
        masks[text] = mask
        if lengths.count < store.count {
            lengths += repeatElement(Self.unknown, count: store.count - lengths.count)
        }
        lengths[text] = UInt32(mask.informative)
        return mask
    }

    /// How many symbols of a text are outside of furniture.
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

    /// Where in `whole` what it has in common with `part` stands, rising.
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
        let (smaller, larger) = PairTable.members(pair)
        return store.hash(of: smaller) < store.hash(of: larger) ? (smaller, larger) : (larger, smaller)
    }
}
