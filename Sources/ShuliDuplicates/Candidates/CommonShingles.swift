/// The set of common shingles: anchors that occur in unrelated articles (see `CommonShingleTest`), without their lower
/// bits. A hash table with open addressing; anchors are hashes already.
///
/// For each anchor it also keeps the greatest hash of its witnesses, the three strangers that have it. Witnesses are looked
/// for among the texts with the smallest hashes, so a further text with a greater hash can't change that the anchor is
/// common: most lists of common shingles need not be read again when texts are added.
struct CommonShingles: Sendable {
    // An anchor and, in its unused lower bits, the upper bits of that hash, made odd: so the word of a common shingle is not
    // zero, and differs from the word of an anchor that was removed.
    private var slots: [UInt64] = []
    private var mask = 0
    private(set) var count = 0
    /// What was inserted, changed and removed since the set was read, in this order: words as they are in the table; one
    /// without witnesses removes its anchor.
    private(set) var changes: [UInt64] = []

    init() { grow(to: 1 << 6) }

    /// The set from its `words`, which may be followed by `changes`.
    init(words: [UInt64]) {
        var capacity = 1 << 6
        while capacity < words.count * 2 { capacity *= 2 }
        grow(to: capacity)
        for word in words {
            if word & Posting.textMask == 0 { take(word) } else { put(word) }
        }
    }

    /// The words of all anchors, ascending.
    var words: [UInt64] {
        var words = slots.filter { $0 != 0 }
        RadixSort.sort(&words)
        return words
    }

    /// Forgets the changes, which have been stored.
    mutating func forgetChanges() { changes = [] }

    var isEmpty: Bool { count == 0 }

    @inline(__always)
    func contains(_ anchor: UInt64) -> Bool { slots[slot(of: anchor)] != 0 }

    /// Calls `body` for each anchor with whether it is common. The first slots of all anchors are read before any is
    /// examined, so that the processor waits for memory only once.
    @inline(__always)
    func forEach(of anchors: UnsafeBufferPointer<UInt64>, _ body: (_ index: Int, _ isCommon: Bool) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: anchors.count) { words in
            for index in anchors.indices { words[index] = slots[home(of: anchors[index])] }
            for index in anchors.indices {
                let (anchor, word) = (anchors[index], words[index])
                body(index, word != 0 && (Posting.sharesAnchor(word, anchor) || contains(anchor)))
            }
        }
    }

    /// Whether an anchor is common and stays common if a further text, with this hash, has it.
    func staysCommon(_ anchor: UInt64, withTextOf hash: UInt64) -> Bool {
        let word = slots[slot(of: anchor)]
        return word != 0 && hash >> (64 - Posting.textBits) > word & Posting.textMask
    }

    /// Inserts an anchor or changes its witnesses; `hash` is the greatest of their hashes.
    mutating func insert(_ anchor: UInt64, witnessedUpTo hash: UInt64) {
        let word = anchor | hash >> (64 - Posting.textBits) | 1
        guard slots[slot(of: anchor)] != word else { return }
        put(word)
        changes.append(word)
    }

    mutating func remove(_ anchor: UInt64) {
        guard contains(anchor) else { return }
        take(anchor)
        changes.append(anchor)
    }

    private mutating func put(_ word: UInt64) {
        let slot = slot(of: Posting.anchor(word))
        if slots[slot] == 0 { count += 1 }
        slots[slot] = word
        if count * 2 > mask { grow(to: slots.count * 2) }
    }

    private mutating func take(_ anchor: UInt64) {
        var free = slot(of: anchor)
        guard slots[free] != 0 else { return }
        count -= 1
        // Later words of the same run move up, unless a word would come before its home slot.
        var next = (free + 1) & mask
        while slots[next] != 0 {
            if (next - home(of: slots[next])) & mask >= (next - free) & mask {
                slots[free] = slots[next]
                free = next
            }
            next = (next + 1) & mask
        }
        slots[free] = 0
    }

    @inline(__always)
    private func home(of anchor: UInt64) -> Int { Int(truncatingIfNeeded: anchor >> Posting.textBits) & mask }

    @inline(__always)
    private func slot(of anchor: UInt64) -> Int {
        var slot = home(of: anchor)
        while slots[slot] != 0, !Posting.sharesAnchor(slots[slot], anchor) { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow(to capacity: Int) {
        let old = slots
        slots = [UInt64](repeating: 0, count: capacity)
        mask = capacity - 1
        for word in old where word != 0 { slots[slot(of: Posting.anchor(word))] = word }
    }
}
