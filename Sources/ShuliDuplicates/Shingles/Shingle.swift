/// A shingle is a run of eight symbols, the unit in which texts are compared (Broder 1997).
///
/// Why eight: two different Chinese articles hardly ever share eight characters in a row that are not a name or a set
/// phrase, and an edit breaks only eight shingles.
enum Shingle {
    static let length = 8

    /// The hash of eight symbols, the first in the lowest bits of `low` (multiply and fold, as in wyhash, whose constants
    /// these are).
    @inline(__always)
    static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
        let product = (low ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: high ^ 0xE703_7ED1_A0B4_28DB)
        return (product.high ^ product.low) &* 0x9E37_79B9_7F4A_7C15
    }

    /// The eight symbols at `position`.
    ///
    /// Unsafe code. Invariant: the text has eight symbols from `position` on.
    @inline(__always)
    static func symbols(_ base: UnsafePointer<UInt16>, _ position: Int) -> (low: UInt64, high: UInt64) {
        let raw = UnsafeRawPointer(base + position)
        return (raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
}
