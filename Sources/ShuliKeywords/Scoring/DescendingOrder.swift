/// Puts numbers in order, greatest first, of equal ones the first.
///
/// Numbers that differ by less than a 32-bit float tells count as equal: number and place fit one integer then, and
/// integers are sorted several times faster than pairs.
struct DescendingOrder {
    private var keys: [UInt64] = []

    init(capacity: Int) { keys.reserveCapacity(capacity) }

    mutating func append(_ number: Double) {
        // A float's bits rise with it if the sign is turned, and of negative ones all the others.
        let bits = Float(number).bitPattern
        let rising = bits >> 31 == 0 ? bits | 1 << 31 : ~bits
        keys.append(UInt64(~rising) << 32 | UInt64(keys.count))
    }

    /// The places of the numbers in their order.
    consuming func indices() -> some Sequence<Int> {
        keys.sort()
        return keys.lazy.map { Int($0 & 0xFFFF_FFFF) }
    }
}
