/// Compares one text with many others, symbol by symbol.
///
/// Unsafe code. Invariant: `text` and what is handed in are read inside the call only, at places that were compared
/// with their counts.
struct TextComparison {
    /// A stretch that both texts have: the places where it starts and its length, at least eight symbols.
    struct Run: Hashable, Sendable {
        var left: Int
        var right: Int
        var count: Int

        var leftEnd: Int { left + count }
        var rightEnd: Int { right + count }
    }

    // Open addressing: the place of a shingle's first occurrence in the left text plus one, 0 for nothing.
    private var slots: [UInt32] = []
    private var mask = 0
    // Sixteen bits or more a shingle of the left text, of which one is set (Bloom 1970): most shingles of the right one are
    // told by it to be missing, where a slot is as often taken as not.
    private var filter: [UInt64] = []
    // The number of the left text; -1 for none.
    private var loaded = -1
    /// The runs of the last comparison, by their place in the right text.
    private(set) var runs: [Run] = []

    // Takes a text as the left one of the comparisons that follow.
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
            for place in 0..<count {
                let (low, high) = Shingle.symbols(base, place)
                let hash = Shingle.hash(low, high)
                let (word, bit) = Self.filterPlace(hash, mask)
                filter[word] |= bit
                var slot = Int(truncatingIfNeeded: hash >> 20) & mask
                while slots[slot] != 0 {
                    let known = Shingle.symbols(base, Int(slots[slot]) - 1)
                    if known.low == low && known.high == high { break }
                    slot = (slot + 1) & mask
                }
                if slots[slot] == 0 { slots[slot] = UInt32(truncatingIfNeeded: place + 1) }
            }
        }
    }

    // Eight bits a slot, by other bits of the hash than the slot.
    @inline(__always)
    private static func filterPlace(_ hash: UInt64, _ mask: Int) -> (word: Int, bit: UInt64) {
        (Int(truncatingIfNeeded: hash >> 44) & (mask >> 3), 1 << (hash >> 38 & 63))
    }

    /// Finds the runs that two texts share. The left one has a number, by which it is known again in the next
    /// comparison. Linear in the texts' lengths.
    mutating func compare(
        _ number: Int, _ left: UnsafeBufferPointer<UInt16>, _ right: UnsafeBufferPointer<UInt16>
    ) {
        if number != loaded { load(left) }
        loaded = number
        runs.removeAll(keepingCapacity: true)
        guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return }
        let last = right.count - Shingle.length
        guard last >= 0, left.count >= Shingle.length else { return }
        var place = 0
        slots.withUnsafeBufferPointer { slots in
            while place <= last {
                let (low, high) = Shingle.symbols(rightBase, place)
                let hash = Shingle.hash(low, high)
                let (word, bit) = Self.filterPlace(hash, mask)
                guard filter[word] & bit != 0 else {
                    place += 1
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
                    place += 1
                    continue
                }
                var count = Shingle.length
                while place + count < right.count, found + count < left.count,
                    rightBase[place + count] == leftBase[found + count]
                { count += 1 }
                runs.append(Run(left: found, right: place, count: count))
                place += count
            }
        }
    }
}
