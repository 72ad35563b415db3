/// Numbers the distinct keys of a text: 0 for the first, 1 for the next new one, and so on.
///
/// Open addressing with linear probing. Keys are hashes of 64 well-mixed bits; equal keys count as the same. The
/// numbers follow the order of insertion alone, so that they are the same on every machine.
@usableFromInline package struct KeyIndex: Sendable {
    // A slot has 0 or the number plus one; its key is in `keys`.
    @usableFromInline var slots: [UInt32]
    /// The keys in the order of their numbers.
    @usableFromInline package internal(set) var keys: [UInt64] = []
    @usableFromInline var mask: Int

    /// Room for some `expected` keys before the table grows.
    package init(expected: Int = 64) {
        var capacity = 64
        while capacity < expected * 2 { capacity *= 2 }
        slots = [UInt32](repeating: 0, count: capacity)
        mask = capacity - 1
        keys.reserveCapacity(capacity / 2)
    }

    package var count: Int { keys.count }

    @inlinable @inline(__always)
    func place(of key: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[place] != 0, keys[Int(slots[place]) - 1] != key { place = (place + 1) & mask }
        return place
    }

    /// The number of a key, a new one for a new key.
    @inlinable @inline(__always)
    package mutating func insert(_ key: UInt64) -> Int {
        let place = place(of: key)
        if slots[place] != 0 { return Int(slots[place]) - 1 }
        keys.append(key)
        slots[place] = UInt32(keys.count)
        if keys.count * 2 > mask { grow() }
        return keys.count - 1
    }

    /// The number of a known key.
    @inlinable @inline(__always)
    package func number(of key: UInt64) -> Int? {
        let found = slots[place(of: key)]
        return found == 0 ? nil : Int(found) - 1
    }

    @usableFromInline
    mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        mask = slots.count - 1
        for (number, key) in keys.enumerated() { slots[place(of: key)] = UInt32(number + 1) }
    }
}
