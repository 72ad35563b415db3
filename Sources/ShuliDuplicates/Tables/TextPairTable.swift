/// A counter for each of many pairs of texts: a hash table with open addressing. A pair whose counter is 0 is absent.
struct TextPairTable {
    private var keys: [UInt64] = []
    private var values: [UInt32] = []
    private var mask = 0
    private(set) var count = 0

    init() { grow() }

    /// The key of a pair: two different numbers below 2³², in either order.
    @inline(__always)
    static func key(_ left: Int, _ right: Int) -> UInt64 {
        UInt64(min(left, right)) << 32 | UInt64(max(left, right))
    }

    @inline(__always)
    static func members(_ key: UInt64) -> (smaller: Int, larger: Int) { (Int(key >> 32), Int(key & 0xFFFF_FFFF)) }

    /// The counter of a pair; 0 for one that is absent.
    @inline(__always)
    subscript(key: UInt64) -> UInt32 { values[slot(of: key)] }

    /// Adds to the counter of a pair.
    @inline(__always)
    mutating func add(_ key: UInt64, _ value: UInt32 = 1) {
        let slot = slot(of: key)
        if values[slot] == 0 {
            keys[slot] = key
            count += 1
        }
        values[slot] += value
        if count * 4 > mask * 3 { grow() }
    }

    /// The keys of the pairs that pass, in ascending order.
    func keys(where passes: (_ smaller: Int, _ larger: Int, _ value: Int) -> Bool) -> [UInt64] {
        var found: [UInt64] = []
        forEach { if passes($0, $1, $2) { found.append(Self.key($0, $1)) } }
        RadixSort.sort(&found)
        return found
    }

    /// Calls `body` with each pair and its counter, in no order.
    @inline(__always)
    func forEach(_ body: (_ smaller: Int, _ larger: Int, _ value: Int) -> Void) {
        for slot in values.indices where values[slot] != 0 {
            let (smaller, larger) = Self.members(keys[slot])
            body(smaller, larger, Int(values[slot]))
        }
    }

    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) & mask
        while values[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        let capacity = max(1 << 10, oldKeys.count * 2)
        keys = [UInt64](repeating: 0, count: capacity)
        values = [UInt32](repeating: 0, count: capacity)
        mask = capacity - 1
        for index in oldKeys.indices where oldValues[index] != 0 {
            let slot = slot(of: oldKeys[index])
            (keys[slot], values[slot]) = (oldKeys[index], oldValues[index])
        }
    }
}
