/// Goes through the lists of the index and finds which anchors are furniture and which pairs of texts are worth a
/// comparison.
struct CandidateSearch {
    /// In a list of at most so many texts every pair is a candidate.
    static let shortList = 32
    /// In a longer one, each text with so many of those that have the least hashes: enough to join what belongs
    /// together, at a cost that grows with the list and not with its square.
    static let leaders = 4
    /// A pair is compared where it shares this part of the anchors that tell something of the one that has fewer.
    static let leastShare = 0.1

    /// Whether anchors that strangers share are set aside.
    let testsFurniture: Bool
    /// Anchors that are furniture, without their lower bits.
    private(set) var furniture = Furniture()
    /// For each text that lists were read of, how many of its anchors are no furniture.
    private(set) var informative: [UInt32]
    private var shared = PairTable()
    private var test = FurnitureTest()

    /// A search among so many texts. `furniture` is what is known from before.
    init(texts: Int, testsFurniture: Bool = true, furniture: Furniture = Furniture()) {
        self.testsFurniture = testsFurniture
        self.furniture = furniture
        informative = [UInt32](repeating: 0, count: texts)
    }

    /// Finds whether the anchor that all of `members` have is furniture; they rise. What it was with the texts below
    /// `known` alone is known.
    mutating func testFurniture(
        _ anchor: UInt64, _ members: [Int], known: Int = 0, _ store: some TextStore
    ) -> Bool {
        guard testsFurniture, members.count >= FurnitureTest.least else { return false }
        let witnesses: UInt64?
        if members.count > FurnitureTest.sampled {
            witnesses = test.witnesses(Self.first(FurnitureTest.sampled, of: members, store), in: store)
        } else {
            // All of them are looked at, so three strangers that were there are there still.
            if furniture.contains(anchor) { return true }
            witnesses = test.witnesses(members, besides: known, in: store)
        }
        if let witnesses {
            furniture.insert(anchor, witnessedUpTo: witnesses)
        } else {
            furniture.remove(anchor)
        }
        return witnesses != nil
    }

    /// Takes a list: finds what its anchor is, and counts its pairs where that is no furniture.
    mutating func take(_ anchor: UInt64, _ members: [Int], _ store: some TextStore) {
        if !testFurniture(anchor, members, store) { count(members, store) }
    }

    /// Takes a list whose anchor is no furniture: counts its pairs, or those of them that have a text of `affected`.
    mutating func count(_ members: [Int], _ store: some TextStore, of affected: TextSet? = nil) {
        for member in members { informative[member] += 1 }
        guard members.count > 1 else { return }
        if members.count <= Self.shortList {
            for (index, first) in members.enumerated() {
                let takesAll = affected?.contains(first) ?? true
                for second in members[(index + 1)...] where takesAll || affected?.contains(second) ?? true {
                    shared.add(PairTable.key(first, second))
                }
            }
            return
        }
        let leaders = Self.first(Self.leaders, of: members, store)
        for (index, leader) in leaders.enumerated() {
            let takesAll = affected?.contains(leader) ?? true
            for member in members where !leaders[...index].contains(member) {
                if takesAll || affected?.contains(member) ?? true { shared.add(PairTable.key(leader, member)) }
            }
        }
    }

    /// The members with the least hashes, the least first.
    static func first(_ count: Int, of members: [Int], _ store: some TextStore) -> [Int] {
        var hashes: [UInt64] = []
        var first: [Int] = []
        hashes.reserveCapacity(count)
        first.reserveCapacity(count)
        for text in members {
            let hash = store.hash(of: text)
            var place = first.count
            if place == count {
                guard hash < hashes[count - 1] else { continue }
                place -= 1
            } else {
                hashes.append(hash)
                first.append(text)
            }
            // Those with greater hashes move up.
            while place > 0, hashes[place - 1] > hash {
                (hashes[place], first[place]) = (hashes[place - 1], first[place - 1])
                place -= 1
            }
            (hashes[place], first[place]) = (hash, text)
        }
        return first
    }

    /// The pairs to compare, rising; `informative` says of any text how many of its anchors are no furniture.
    func candidates(informative: (Int) -> Int) -> [UInt64] {
        shared.keys { smaller, larger, count in
            Double(count) >= Self.leastShare * Double(min(informative(smaller), informative(larger)))
        }
    }
}
