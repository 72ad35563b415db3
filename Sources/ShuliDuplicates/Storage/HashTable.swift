/// Numbers 0 ..< `count` by the hash that each of them has; several may have the same.
struct HashTable {
    private(set) var hashes: [UInt64] = []
    // Open addressing: a number plus one, 0 for nothing.
    private var slots = [UInt32](repeating: 0, count: 1 << 6)

    var count: Int { hashes.count }

    /// The first number with this hash.
    func number(of hash: UInt64) -> Int? { number(of: hash) { _ in true } }

    /// The first number with this hash for which `isMeant`.
    func number(of hash: UInt64, where isMeant: (Int) throws -> Bool) rethrows -> Int? {
        var slot = home(hash)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, try isMeant(number) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Makes room for so many in all.
    mutating func reserve(_ count: Int) {
        hashes.reserveCapacity(count)
        guard count * 4 > slots.count * 3 else { return }
        var capacity = slots.count
        while count * 4 > capacity * 3 { capacity *= 2 }
        slots = [UInt32](repeating: 0, count: capacity)
        enter(hashes.indices)
    }

    /// Gives the next numbers to these hashes.
    mutating func append(_ new: ArraySlice<UInt64>) {
        if (hashes.count + new.count) * 4 > slots.count * 3 { reserve(max(hashes.count + new.count, hashes.count * 2)) }
        hashes += new
        enter(hashes.count - new.count..<hashes.count)
    }

    private mutating func enter(_ numbers: Range<Int>) {
        for number in numbers {
            var slot = home(hashes[number])
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    private func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (slots.count - 1) }
}
