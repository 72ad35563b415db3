/// Reads the lists of the index and finds which anchors are common shingles and which pairs of texts are worth a
/// comparison.
struct CandidateSearch {
    /// In a list of at most so many texts every pair is a candidate. Chosen by hand: it bounds the pairs of a list to 496.
    static let shortList = 32
    /// In a longer list, each text is paired with the so many texts that have the smallest hashes (its leaders): enough to
    /// join what belongs together, at a cost that is linear in the list. Chosen by hand, like `ClusterBuilder.sample`.
    static let leaders = 4
    /// A pair is compared where it shares this part of the distinctive anchors of the text that has fewer. Lower than
    /// any share that makes an edge (`EdgeRule.related` is .15 of the symbols), because anchors are a sample.
    static let minimumShare = 0.1

    /// Whether anchors that strangers share are set aside (see `CommonShingleTest`).
    let findsCommonShingles: Bool
    /// The common shingles that are known.
    private(set) var commonShingles = CommonShingles()
    /// How many anchors of each text are distinctive, that is, not common; counted from the lists that were read.
    private(set) var distinctive: [UInt32]
    private var shared = TextPairTable()
    private var test = CommonShingleTest()

    /// A search among so many texts; `commonShingles` are those that are known already.
    init(texts: Int, findsCommonShingles: Bool = true, commonShingles: CommonShingles = CommonShingles()) {
        self.findsCommonShingles = findsCommonShingles
        self.commonShingles = commonShingles
        distinctive = [UInt32](repeating: 0, count: texts)
    }

    /// Finds whether an anchor is common, given all texts that have it, ascending. For the texts below `known` alone this
    /// has been found before.
    mutating func findWhetherCommon(
        _ anchor: UInt64, _ members: [Int], known: Int = 0, _ store: some TextStore
    ) -> Bool {
        guard findsCommonShingles, members.count >= CommonShingleTest.minimumTexts else { return false }
        let witnesses: UInt64?
        if members.count > CommonShingleTest.sample {
            witnesses = test.witnesses(Self.first(CommonShingleTest.sample, of: members, store), in: store)
        } else {
            // All texts are examined, so strangers that were found before are still there.
            if commonShingles.contains(anchor) { return true }
            witnesses = test.witnesses(members, besides: known, in: store)
        }
        if let witnesses {
            commonShingles.insert(anchor, witnessedUpTo: witnesses)
        } else {
            commonShingles.remove(anchor)
        }
        return witnesses != nil
    }

    /// Takes all lists of a store, whose postings, sorted, these are.
    mutating func take(postings: [UInt64], _ store: some TextStore) {
        var lists = PostingLists()
        postings.withUnsafeBufferPointer { lists.read($0) { take($0, $1, store) } }
        lists.finish { take($0, $1, store) }
    }

    /// Takes a list: finds whether its anchor is common, and counts its pairs if not.
    mutating func take(_ anchor: UInt64, _ members: [Int], _ store: some TextStore) {
        if !findWhetherCommon(anchor, members, store) { count(members, store) }
    }

    /// Counts the pairs of a list whose anchor is not common; with `affected`, only the pairs that have a text of it.
    mutating func count(_ members: [Int], _ store: some TextStore, of affected: TextSet? = nil) {
        for member in members { distinctive[member] += 1 }
        guard members.count > 1 else { return }
        if members.count <= Self.shortList {
            for (index, first) in members.enumerated() {
                let takesAll = affected?.contains(first) ?? true
                for second in members[(index + 1)...] where takesAll || affected?.contains(second) ?? true {
                    shared.add(TextPairTable.key(first, second))
                }
            }
            return
        }
        let leaders = Self.first(Self.leaders, of: members, store)
        for (index, leader) in leaders.enumerated() {
            let takesAll = affected?.contains(leader) ?? true
            for member in members where !leaders[...index].contains(member) {
                if takesAll || affected?.contains(member) ?? true { shared.add(TextPairTable.key(leader, member)) }
            }
        }
    }

    /// The members with the smallest hashes, the smallest first.
    static func first(_ count: Int, of members: [Int], _ store: some TextStore) -> [Int] {
        var hashes: [UInt64] = []
        var first: [Int] = []
        hashes.reserveCapacity(count)
        first.reserveCapacity(count)
        for text in members {
            let hash = store.hash(of: text)
            var position = first.count
            if position == count {
                guard hash < hashes[count - 1] else { continue }
                position -= 1
            } else {
                hashes.append(hash)
                first.append(text)
            }
            while position > 0, hashes[position - 1] > hash {
                (hashes[position], first[position]) = (hashes[position - 1], first[position - 1])
                position -= 1
            }
            (hashes[position], first[position]) = (hash, text)
        }
        return first
    }

    /// The pairs to compare, ascending, where all lists were taken.
    func candidates() -> [UInt64] { candidates { Int(distinctive[$0]) } }

    /// The pairs to compare, ascending; `distinctive` is how many distinctive anchors a text has.
    func candidates(distinctive: (Int) -> Int) -> [UInt64] {
        shared.keys { Self.isCandidate(sharing: $2, of: distinctive($0), distinctive($1)) }
    }

    /// Whether two texts that share so many of their distinctive anchors are worth a comparison.
    static func isCandidate(sharing count: Int, of left: Int, _ right: Int) -> Bool {
        Double(count) >= minimumShare * Double(min(left, right))
    }

    /// Calls `body` with each pair that was counted and how many distinctive anchors it shares.
    func forEachPair(_ body: (_ smaller: Int, _ larger: Int, _ shared: Int) -> Void) { shared.forEach(body) }
}
