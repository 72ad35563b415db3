/// Finds the common shingles and the pairs of texts that share anchors in one bucket of postings.
///
/// Whether texts are strangers depends on all their anchors, which are in other buckets too: so the bucket first says of
/// which pairs that must be known (`questions`), and is searched once more with the answers.
package struct BucketSearch {
    private let texts = PostedTexts()
    private var numbers: [UInt64: Int] = [:]
    private var postings: [UInt64] = []

    package init() {}

    /// Takes a block of `PostingBlocks`, of this bucket or of another one that is searched with it. The same text may come
    /// again. Returns whether the block is whole.
    package mutating func take(_ block: [UInt64]) -> Bool {
        PostingBlocks.forEach(block) { key, anchorCount, anchors in
            guard let number = number(of: key, anchorCount) else { return }
            for anchor in anchors { postings.append(Posting.make(anchor, number)) }
        }
    }

    // Nil where a posting has no room for one more number.
    private mutating func number(of key: UInt64, _ anchorCount: Int) -> Int? {
        if let number = numbers[key] { return number }
        guard texts.count < Int(Posting.textMask) else { return nil }
        let number = texts.append(key, anchorCount: anchorCount)
        numbers[key] = number
        return number
    }

    /// The pairs of texts of which has to be known whether they are strangers, the smaller key first.
    package mutating func questions() -> [(UInt64, UInt64)] {
        // While all texts pass for alike, all pairs of a list are asked for.
        texts.strangers = nil
        var search = CandidateSearch(texts: texts.count)
        forEachList { [texts] in _ = search.findWhetherCommon($0, $1, texts) }
        return texts.asked.map { keys($0) }
    }

    /// A pair of texts and how many distinctive anchors they share, the smaller key first.
    package typealias Pair = (left: UInt64, right: UInt64, shared: Int)

    /// The common shingles of each text that has any, and the pairs of texts; `strangers` are those of the pairs that were
    /// asked for.
    package mutating func answers(
        strangers: [(UInt64, UInt64)]
    ) -> (common: [(text: UInt64, anchors: [UInt64])], pairs: [Pair]) {
        texts.strangers = Set(
            strangers.compactMap { left, right in
                guard let left = numbers[left], let right = numbers[right], left != right else { return nil }
                return TextPairTable.key(left, right)
            })
        var search = CandidateSearch(texts: texts.count)
        forEachList { [texts] in search.take($0, $1, texts) }
        var common: [Int: [UInt64]] = [:]
        for posting in postings where search.commonShingles.contains(Posting.anchor(posting)) {
            common[Posting.text(posting), default: []].append(Posting.anchor(posting))
        }
        var pairs: [Pair] = []
        search.forEachPair { smaller, larger, shared in
            let (left, right) = keys(TextPairTable.key(smaller, larger))
            pairs.append((left, right, shared))
        }
        return (common.sorted { $0.key < $1.key }.map { (texts.hash(of: $0.key), $0.value) }, pairs)
    }

    private mutating func forEachList(_ body: (_ anchor: UInt64, _ members: [Int]) -> Void) {
        RadixSort.sort(&postings)
        RadixSort.removeRepeated(&postings)
        var lists = PostingLists()
        postings.withUnsafeBufferPointer { lists.read($0, body) }
        lists.finish(body)
    }

    private func keys(_ pair: UInt64) -> (UInt64, UInt64) {
        let (left, right) = PairComparer.oriented(pair, texts)
        return (texts.hash(of: left), texts.hash(of: right))
    }
}

/// The texts of a bucket, of which only keys and numbers of anchors are known.
private final class PostedTexts: TextStore {
    private var hashes: [UInt64] = []
    private var anchorCounts: [Int] = []
    /// The pairs that are strangers; nil while that is asked for.
    var strangers: Set<UInt64>?
    /// The pairs that were asked for.
    private(set) var asked: [UInt64] = []

    func append(_ hash: UInt64, anchorCount: Int) -> Int {
        hashes.append(hash)
        anchorCounts.append(anchorCount)
        return hashes.count - 1
    }

    var count: Int { hashes.count }
    func hash(of text: Int) -> UInt64 { hashes[text] }
    func symbols(of text: Int) -> ArraySlice<UInt16> { [] }
    func gaps(of text: Int) -> ArraySlice<UInt8> { [] }
    func anchorCount(of text: Int) -> Int { anchorCounts[text] }

    func shareAnchors(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool {
        let pair = TextPairTable.key(left, right)
        if let strangers { return !strangers.contains(pair) }
        asked.append(pair)
        return true
    }
}

extension CommonShingleTest {
    /// Whether two texts with these anchors, ascending, are strangers.
    package static func areStrangers(_ left: [UInt64], _ right: [UInt64]) -> Bool {
        guard let limit = limit(left.count, right.count) else { return false }
        let keys = (left + right).map { AnchorKey(anchor: $0) }
        return !AnchorKey.share(moreThan: limit, keys, 0..<left.count, left.count..<keys.count)
    }
}
