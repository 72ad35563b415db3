/// A set of anchors without their lower bits, by open addressing: their hashes are as good as any hash of them.
struct AnchorSet: Sendable {
    private var slots: [UInt64] = []
    private var mask = 0
    private(set) var count = 0

    init() { grow(to: 1 << 6) }

    var isEmpty: Bool { count == 0 }

    @inline(__always)
    func contains(_ anchor: UInt64) -> Bool { slots[slot(of: anchor)] != 0 }

    mutating func insert(_ anchor: UInt64) {
        let slot = slot(of: anchor)
        guard slots[slot] == 0 else { return }
        slots[slot] = anchor | 1
        count += 1
        if count * 2 > mask { grow(to: slots.count * 2) }
    }

    mutating func remove(_ anchor: UInt64) {
        var free = slot(of: anchor)
        guard slots[free] != 0 else { return }
        count -= 1
        // What stands behind in the same run moves up, unless it would come before its own place.
        var next = (free + 1) & mask
        while slots[next] != 0 {
            let home = Int(truncatingIfNeeded: slots[next] >> Posting.textBits) & mask
            if (next - home) & mask >= (next - free) & mask {
                slots[free] = slots[next]
                free = next
            }
            next = (next + 1) & mask
        }
        slots[free] = 0
    }

    /// The anchors, rising.
    func sorted() -> [UInt64] {
        var anchors = slots.filter { $0 != 0 }.map { $0 & ~1 }
        RadixSort.sort(&anchors)
        return anchors
    }

    // The lowest bit, which anchors do not have, tells a taken slot from a free one.
    @inline(__always)
    private func slot(of anchor: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: anchor >> Posting.textBits) & mask
        while slots[slot] != 0, slots[slot] & ~1 != anchor { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow(to capacity: Int) {
        let old = slots
        slots = [UInt64](repeating: 0, count: capacity)
        mask = capacity - 1
        for entry in old where entry != 0 { slots[slot(of: entry & ~1)] = entry }
    }
}
