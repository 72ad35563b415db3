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

    // A hash table with open addressing: the position of a shingle's first occurrence in the left text plus one, or 0. The
    // first `capacity` slots are in use.
    private var slots: [UInt32] = []
    private var capacity = 0
    // A filter with one bit set for each shingle of the left text and eight or more bits for each (Bloom 1970), fewer for
    // very long texts. It rules out most shingles of the right text, while slots are taken half of the time or more.
    private var filter: [UInt64] = []
    private var filterMask = 0
    // Texts of more shingles have a table that is four fifths full: what it takes counts more than its speed.
    private static let roomyCount = 1 << 20
    // As many words as the bits of the hash that address the filter.
    private static let longestFilter = 1 << 20
    // The number of the left text; -1 for none.
    private var loaded = -1
    /// The runs of the last comparison, in the order of the right text, in which they don't overlap.
    private(set) var runs: [Run] = []

    // Makes the table of a left text.
    private mutating func load(_ left: UnsafeBufferPointer<UInt16>) {
        let count = max(0, left.count - Shingle.length + 1)
        let capacity = max(64, count <= Self.roomyCount ? count * 2 : count + count / 4)
        var filterMask = 7
        while filterMask < Self.longestFilter - 1, filterMask * 8 < capacity { filterMask = filterMask * 2 + 1 }
        (self.capacity, self.filterMask) = (capacity, filterMask)
        if slots.count < capacity { slots = [UInt32](repeating: 0, count: max(capacity, slots.count * 2)) }
        if filter.count <= filterMask { filter = [UInt64](repeating: 0, count: filterMask + 1) }
        slots.withUnsafeMutableBufferPointer { $0[0..<capacity].update(repeating: 0) }
        filter.withUnsafeMutableBufferPointer { $0[0...filterMask].update(repeating: 0) }
        guard let base = left.baseAddress, count > 0 else { return }
        slots.withUnsafeMutableBufferPointer { slots in
            for position in 0..<count {
                let (low, high) = Shingle.symbols(base, position)
                let hash = Shingle.hash(low, high)
                let (word, bit) = Self.filterPosition(hash, filterMask)
                filter[word] |= bit
                var slot = Self.firstSlot(hash, capacity)
                while slots[slot] != 0 {
                    let known = Shingle.symbols(base, Int(slots[slot]) - 1)
                    if known.low == low && known.high == high { break }
                    slot = Self.nextSlot(slot, capacity)
                }
                if slots[slot] == 0 { slots[slot] = UInt32(truncatingIfNeeded: position + 1) }
            }
        }
    }

    // The filter is addressed by other bits of the hash than the slots.
    @inline(__always)
    private static func filterPosition(_ hash: UInt64, _ mask: Int) -> (word: Int, bit: UInt64) {
        (Int(truncatingIfNeeded: hash >> 44) & mask, 1 << (hash >> 38 & 63))
    }

    // Maps 32 bits of the hash to the slots in use by a multiplication (Lemire 2019).
    @inline(__always)
    private static func firstSlot(_ hash: UInt64, _ capacity: Int) -> Int {
        Int(((hash & 0xFFFF_FFFF) &* UInt64(capacity)) >> 32)
    }

    @inline(__always)
    private static func nextSlot(_ slot: Int, _ capacity: Int) -> Int { slot + 1 == capacity ? 0 : slot + 1 }

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
                let (word, bit) = Self.filterPosition(hash, filterMask)
                guard filter[word] & bit != 0 else {
                    position += 1
                    continue
                }
                var slot = Self.firstSlot(hash, capacity)
                var found = -1
                while slots[slot] != 0 {
                    let known = Shingle.symbols(leftBase, Int(slots[slot]) - 1)
                    if known.low == low && known.high == high {
                        found = Int(slots[slot]) - 1
                        break
                    }
                    slot = Self.nextSlot(slot, capacity)
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
