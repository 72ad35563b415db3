/// Numbers 64-bit keys from 0 in order of insertion. An open hash table without random seeds, so that the trained model
/// is the same on every run.
struct FeatureIndex {
    private(set) var keys: [UInt64] = []
    private var slots: [UInt32]
    private var mask: Int

    init() {
        slots = Array(repeating: .max, count: 1 << 16)
        mask = slots.count - 1
    }

    @inline(__always)
    private func place(of key: UInt64) -> Int {
        var hash = key &* 0x9e37_79b9_7f4a_7c15
        hash ^= hash >> 32
        var place = Int(truncatingIfNeeded: hash &* 0xd6e8_feb8_6659_fd93 >> 20) & mask
        while slots[place] != .max, keys[Int(slots[place])] != key { place = (place + 1) & mask }
        return place
    }

    func number(of key: UInt64) -> UInt32? {
        let slot = slots[place(of: key)]
        return slot == .max ? nil : slot
    }

    mutating func insert(_ key: UInt64) -> UInt32 {
        let place = place(of: key)
        if slots[place] != .max { return slots[place] }
        let number = UInt32(keys.count)
        keys.append(key)
        slots[place] = number
        if keys.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = Array(repeating: .max, count: slots.count * 2)
        mask = slots.count - 1
        for (number, key) in keys.enumerated() { slots[place(of: key)] = UInt32(number) }
    }
}
