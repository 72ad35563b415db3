/// Finds the runs of symbols that two texts share. The table of the left text is kept for the next comparison.
///
/// Unsafe code. Invariant: the texts are read only inside of the calls that get them, at positions that are checked
/// against their lengths; the caller gives the same text for the same number.
struct TextComparison {
    /// A run that both texts have: its positions in them and its length, at least eight symbols.
    struct Run: Hashable, Sendable {
        var left: Int
        var right: Int
        var count: Int

        var leftEnd: Int { left + count }
        var rightEnd: Int { right + count }
    }

    // A hash table with open addressing: the position of a shingle's first occurrence in the left text plus one, or 0.
    private var slots: [UInt32] = []
    private var mask = 0
    // A filter with one bit set for each shingle of the left text and sixteen or more bits for each (Bloom 1970). It rules
    // out most shingles of the right text, while slots are taken about half of the time.
    private var filter: [UInt64] = []
    // The number of the left text; -1 for none.
    private var loaded = -1
    /// The runs of the last comparison, in the order of the right text, in which they don't overlap.
    private(set) var runs: [Run] = []

    // Makes the table of a left text.
    private mutating func load(_ left: UnsafeBufferPointer<UInt16>) {
        let count = max(0, left.count - Shingle.length + 1)
        var capacity = 64
        while capacity < count * 2 { capacity *= 2 }
        if slots.count < capacity {
            slots = [UInt32](repeating: 0, count: capacity)
            filter = [UInt64](repeating: 0, count: capacity / 8)
        }
        mask = capacity - 1
        slots.withUnsafeMutableBufferPointer { $0[0..<capacity].update(repeating: 0) }
        filter.withUnsafeMutableBufferPointer { $0[0..<capacity / 8].update(repeating: 0) }
        guard let base = left.baseAddress, count > 0 else { return }
        slots.withUnsafeMutableBufferPointer { slots in
            for position in 0..<count {
                let (low, high) = Shingle.symbols(base, position)
                let hash = Shingle.hash(low, high)
                let (word, bit) = Self.filterPosition(hash, mask)
                filter[word] |= bit
                var slot = Int(truncatingIfNeeded: hash >> 20) & mask
                while slots[slot] != 0 {
                    let known = Shingle.symbols(base, Int(slots[slot]) - 1)
                    if known.low == low && known.high == high { break }
                    slot = (slot + 1) & mask
                }
                if slots[slot] == 0 { slots[slot] = UInt32(truncatingIfNeeded: position + 1) }
            }
        }
    }

    // The filter has eight bits for each slot and is addressed by other bits of the hash.
    @inline(__always)
    private static func filterPosition(_ hash: UInt64, _ mask: Int) -> (word: Int, bit: UInt64) {
        (Int(truncatingIfNeeded: hash >> 44) & (mask >> 3), 1 << (hash >> 38 & 63))
    }

    /// Finds the runs that two texts share: from the start of the right text on, each shingle that the left text has is
    /// extended as far as both agree, at its first occurrence there. `number` identifies the left text.
    ///
    /// Linear in the texts' lengths on average; hash collisions could only be made with knowledge of the hash.
    mutating func compare(
        _ number: Int, _ left: UnsafeBufferPointer<UInt16>, _ right: UnsafeBufferPointer<UInt16>
    ) {
        if number != loaded { load(left) }
        loaded = number
        runs.removeAll(keepingCapacity: true)
        guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return }
        let last = right.count - Shingle.length
        guard last >= 0, left.count >= Shingle.length else { return }
        var position = 0
        slots.withUnsafeBufferPointer { slots in
            while position <= last {
                let (low, high) = Shingle.symbols(rightBase, position)
                let hash = Shingle.hash(low, high)
                let (word, bit) = Self.filterPosition(hash, mask)
                guard filter[word] & bit != 0 else {
                    position += 1
                    continue
                }
                var slot = Int(truncatingIfNeeded: hash >> 20) & mask
                var found = -1
                while slots[slot] != 0 {
                    let known = Shingle.symbols(leftBase, Int(slots[slot]) - 1)
                    if known.low == low && known.high == high {
                        found = Int(slots[slot]) - 1
                        break
                    }
                    slot = (slot + 1) & mask
                }
                guard found >= 0 else {
                    position += 1
                    continue
                }
                var count = Shingle.length
                while position + count < right.count, found + count < left.count,
                    rightBase[position + count] == leftBase[found + count]
                { count += 1 }
                runs.append(Run(left: found, right: position, count: count))
                position += count
            }
        }
    }
}
