import CMemory

/// Rows of sixteen 8-bit weights, one a tag, by 64-bit keys: an open hash table with linear probing.
///
/// A key has `width` rows, which follow each other. Unsafe code. Invariant: places are masked to the count of the checks,
/// which is a power of two, and there are `width` rows for each.
package struct WeightTable: Sendable {
    let checks: Table<UInt32>
    let rows: Table<SIMD16<Int8>>
    private let width: Int
    private let mask: Int

    /// A key is at most so many places behind the one that its hash gives.
    package static let longestProbe = 16

    /// - Throws: `CompiledFileError.damaged` where the tables of the file do not fit each other.
    init(_ file: CompiledFile, _ name: String, width: Int) throws(CompiledFileError) {
        checks = try file.table(name, of: UInt32.self)
        let isPowerOfTwo = checks.count > 0 && checks.count & (checks.count - 1) == 0
        guard isPowerOfTwo, checks.count <= 1 << 24 else { throw .damaged(table: name) }
        rows = try file.table(name + "row", of: SIMD16<Int8>.self, count: checks.count * width)
        self.width = width
        mask = checks.count - 1
    }

    /// The place where the search for a key begins, and the check by which it is recognized, never 0.
    @inline(__always)
    package static func hash(_ key: UInt64, mask: Int) -> (place: Int, check: UInt32) {
        var hash = (key ^ key >> 29) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ hash >> 32) &* 0x94d0_49bb_1331_11eb
        return (Int(truncatingIfNeeded: hash >> 36) & mask, UInt32(truncatingIfNeeded: hash >> 4) | 1)
    }

    /// Where the search for a key begins.
    struct Place {
        var start: Int
        var check: UInt32
    }

    /// The place of a key, which is fetched into the cache.
    @inline(__always)
    func place(of key: UInt64) -> Place {
        let (start, check) = Self.hash(key, mask: mask)
        shuli_prefetch(checks.base + start)
        return Place(start: start, check: check)
    }

    /// The number of the key at a place; nil where the table does not have it.
    @inline(__always)
    func number(at place: Place) -> Int? {
        var index = place.start
        for _ in 0..<Self.longestProbe {
            let found = checks.base[index]
            if found == place.check { return index }
            if found == 0 { return nil }
            index = (index &+ 1) & mask
        }
        return nil
    }

    /// The first of the rows of a numbered key.
    @inline(__always)
    func row(_ number: Int, _ place: Int = 0) -> UnsafePointer<Int8> {
        UnsafeRawPointer(rows.base + (number &* width &+ place)).assumingMemoryBound(to: Int8.self)
    }
}
