/// Finds the pairs of texts that are worth a comparison, where the anchors of all texts are in one place, and divides the
/// texts into parts that can be decided apart.
package struct PairSearch {
    private let texts = AnchoredTexts()

    package init() {}

    /// What was found of a text.
    package struct Answer {
        package let key: UInt64
        /// The number of its part. Texts that pairs connect, directly or through others, have the same one.
        package let part: Int
        /// Those of its anchors that are common shingles.
        package let common: [UInt64]
        /// The texts with greater keys that it is to be compared with; nil where it is compared with no text at all.
        package let partners: [UInt64]?
    }

    /// Takes a text with its anchors, ascending. The same text may come again. Returns whether there is room for it.
    package mutating func append(_ key: UInt64, _ anchors: [UInt64]) -> Bool { texts.append(key, anchors) }

    /// What was found of each text, in the order in which they were taken; the texts are divided into so many parts.
    ///
    /// Cost: about linear in the anchors.
    package mutating func answers(parts: Int) -> [Answer] {
        var search = CandidateSearch(texts: texts.count)
        let postings = texts.sortedPostings()
        search.take(postings: postings, texts)
        var common = [[UInt64]](repeating: [], count: texts.count)
        for posting in postings where search.commonShingles.contains(Posting.anchor(posting)) {
            common[Posting.text(posting)].append(Posting.anchor(posting))
        }
        let pairs = search.candidates()
        var partners = [[UInt64]?](repeating: nil, count: texts.count)
        for pair in pairs {
            let (left, right) = PairComparer.oriented(pair, texts)
            for text in [left, right] where partners[text] == nil { partners[text] = [] }
            partners[left]?.append(texts.hash(of: right))
        }
        let division = division(pairs, max(1, parts))
        return (0..<texts.count).map { text in
            Answer(key: texts.hash(of: text), part: division[text], common: common[text], partners: partners[text])
        }
    }

    // The part of each text. The groups with most work are given away first, each to the part that has least.
    private func division(_ pairs: [UInt64], _ parts: Int) -> [Int] {
        var sets = DisjointSets(texts.count)
        for pair in pairs {
            let (smaller, larger) = TextPairTable.members(pair)
            let (one, other) = (sets.root(of: smaller), sets.root(of: larger))
            if one != other { sets.join(one, into: other) }
        }
        // A pair is counted as much as a text.
        var work = [Int](repeating: 1, count: texts.count)
        for pair in pairs { work[TextPairTable.members(pair).smaller] += 1 }
        var groups: [Int: Int] = [:]
        for text in work.indices { groups[sets.root(of: text), default: 0] += work[text] }
        var sums = [Int](repeating: 0, count: parts)
        var division = [Int](repeating: 0, count: texts.count)
        for (root, sum) in groups.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            // Single texts, which are most of them, come last and by turns.
            let part = sum == 1 ? root % parts : sums.indices.min { sums[$0] < sums[$1] } ?? 0
            sums[part] += sum
            division[root] = part
        }
        return division.indices.map { division[sets.root(of: $0)] }
    }
}

/// Texts of which only keys and anchors are known.
private final class AnchoredTexts: TextStore {
    private var hashes: [UInt64] = []
    private var numbers: [UInt64: Int] = [:]
    private var anchors = AnchorTable()

    // Whether a posting has room for the number of the text.
    func append(_ hash: UInt64, _ anchors: [UInt64]) -> Bool {
        guard numbers[hash] == nil else { return true }
        guard count <= Int(Posting.textMask) else { return false }
        numbers[hash] = count
        hashes.append(hash)
        self.anchors.append(anchors)
        return true
    }

    func sortedPostings() -> [UInt64] { anchors.sortedPostings() }

    var count: Int { hashes.count }
    func hash(of text: Int) -> UInt64 { hashes[text] }
    func symbols(of text: Int) -> ArraySlice<UInt16> { [] }
    func gaps(of text: Int) -> ArraySlice<UInt8> { [] }
    func anchorCount(of text: Int) -> Int { anchors.count(of: text) }
    func shareAnchors(moreThan limit: Int, _ left: Int, _ right: Int) -> Bool {
        anchors.share(moreThan: limit, left, right)
    }
}
