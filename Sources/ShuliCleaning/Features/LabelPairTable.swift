/// A set of pairs of adjacent labels with the number of blocks that contain each: open addressing, at most half full.
struct LabelPairTable {
    struct Entry {
        var pair: UInt32 = 0
        /// The last block that was counted.
        var block: Int32 = -1
        var blocks: UInt16 = 0
        var isMarked = false
        var isUsed = false
    }

    private var entries: [Entry]
    private var mask: Int
    // Of entries.
    private let maximum: Int
    /// The number of pairs.
    private(set) var count = 0

    /// `capacity` bounds the number of pairs. The table grows with those that there are: a long text has most of its pairs
    /// many times.
    init(capacity: Int) {
        func size(_ pairs: Int) -> Int {
            var size = 256
            while size < pairs * 2 { size *= 2 }
            return size
        }
        maximum = size(min(capacity, 1 << 22))
        let first = size(min(capacity, 1 << 13))
        entries = [Entry](repeating: Entry(), count: first)
        mask = first - 1
    }

    private mutating func grow() {
        let old = entries
        entries = [Entry](repeating: Entry(), count: old.count * 2)
        mask = entries.count - 1
        for entry in old where entry.isUsed { entries[slot(entry.pair)] = entry }
    }

    @inline(__always)
    private func slot(_ pair: UInt32) -> Int {
        var slot = Int((UInt64(pair) &* 0x9E37_79B9_7F4A_7C15) >> 33) & mask
        while entries[slot].isUsed && entries[slot].pair != pair { slot = (slot + 1) & mask }
        return slot
    }

    // Once the table is half full and may not grow, further pairs are ignored. Only texts with more than four million
    // pairs get there.
    private mutating func entry(_ pair: UInt32) -> Int? {
        var slot = slot(pair)
        if !entries[slot].isUsed {
            if count * 2 >= entries.count {
                guard entries.count < maximum else { return nil }
                grow()
                slot = self.slot(pair)
            }
            count += 1
            entries[slot].isUsed = true
            entries[slot].pair = pair
        }
        return slot
    }

    @inline(__always)
    mutating func add(_ pair: UInt32, block: Int32) {
        guard let slot = entry(pair), entries[slot].block != block else { return }
        entries[slot].block = block
        if entries[slot].blocks < .max { entries[slot].blocks += 1 }
    }

    /// Adds a pair without counting a block.
    mutating func insert(_ pair: UInt32) { _ = entry(pair) }

    /// Marks a pair. Returns whether it is in the set and was not marked before.
    @inline(__always)
    mutating func mark(_ pair: UInt32) -> Bool {
        let slot = slot(pair)
        guard entries[slot].isUsed, !entries[slot].isMarked else { return false }
        entries[slot].isMarked = true
        return true
    }

    @inline(__always)
    func find(_ pair: UInt32) -> Entry? {
        let slot = slot(pair)
        return entries[slot].isUsed ? entries[slot] : nil
    }
}
