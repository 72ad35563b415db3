/// Runs of eight symbols, the unit in which texts are compared.
///
/// Eight: two different Chinese articles hardly share eight characters in a row that are no name or set phrase; an
/// edit breaks eight shingles.
enum Shingle {
    static let length = 8

    /// A shingle's hash from its eight symbols, the first in the lowest bits of `low` (after wyhash: multiply, fold).
    @inline(__always)
    static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
        let product = (low ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: high ^ 0xE703_7ED1_A0B4_28DB)
        return (product.high ^ product.low) &* 0x9E37_79B9_7F4A_7C15
    }

    /// The eight symbols at `place`. Invariant: eight symbols stand there.
    @inline(__always)
    static func symbols(_ base: UnsafePointer<UInt16>, _ place: Int) -> (low: UInt64, high: UInt64) {
        let raw = UnsafeRawPointer(base + place)
        return (raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
}
