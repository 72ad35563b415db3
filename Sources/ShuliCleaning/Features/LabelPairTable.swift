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
    private let mask: Int
    /// The number of pairs.
    private(set) var count = 0

    init(capacity: Int) {
        var size = 256
        while size < min(capacity, 1 << 22) * 2 { size *= 2 }
        entries = [Entry](repeating: Entry(), count: size)
        mask = size - 1
    }

    @inline(__always)
    private func slot(_ pair: UInt32) -> Int {
        var slot = Int((UInt64(pair) &* 0x9E37_79B9_7F4A_7C15) >> 33) & mask
        while entries[slot].isUsed && entries[slot].pair != pair { slot = (slot + 1) & mask }
        return slot
    }

    // Once the table is half full, further pairs are ignored. Only texts with more than four million pairs get there.
    private mutating func entry(_ pair: UInt32) -> Int? {
        let slot = slot(pair)
        if !entries[slot].isUsed {
            guard count * 2 < entries.count else { return nil }
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
