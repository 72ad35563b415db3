/// Which pairs of characters may begin a longer key of a table: a filter that passes all pairs that do, and few others.
///
/// A bit a pair, by a multiplicative hash. At most one bit in sixteen is set, so that one pair in sixteen passes by
/// chance, and is looked up for nothing.
package struct PhrasePairs: Sendable {
    private let words: Table<UInt64>
    private let shift: UInt32

    /// Nil where the number of words is no power of two.
    init?(_ words: Table<UInt64>) {
        guard words.count.nonzeroBitCount == 1, words.count <= Self.mostWords else { return nil }
        self.words = words
        shift = 32 - 6 - UInt32(words.count.trailingZeroBitCount)
    }

    /// The hash has 32 bits, six of which choose a bit in a word.
    private static let mostWords = 1 << 16

    /// 1 where a key may begin with two characters, else 0.
    @inline(__always)
    func bit(_ first: UInt32, _ second: UInt32) -> UInt64 {
        let place = Self.hash(first, second) >> shift
        // The shift leaves as many bits as the words have.
        return words[Int(place >> 6)] >> UInt64(place & 63) & 1
    }

    @inline(__always)
    private static func hash(_ first: UInt32, _ second: UInt32) -> UInt32 {
        // Knuth's multiplier: 2³² divided by the golden ratio.
        (first << 16 ^ second) &* 0x9E37_79B1
    }

    /// The words of the filter for pairs: sixteen bits a pair.
    package static func bits(of pairs: [(first: UInt32, second: UInt32)]) -> [UInt64] {
        var count = 1
        while count * 4 < pairs.count, count < mostWords { count *= 2 }
        let shift = 32 - 6 - UInt32(count.trailingZeroBitCount)
        var words = [UInt64](repeating: 0, count: count)
        for (first, second) in pairs {
            let place = hash(first, second) >> shift
            words[Int(place >> 6)] |= 1 << UInt64(place & 63)
        }
        return words
    }
}
