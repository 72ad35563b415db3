/// What the engine knows of a text before it compares it: a hash of all of it and its anchors.
struct Fingerprint: Sendable, Hashable {
    /// Of all symbols: two texts with one hash are one text.
    let hash: UInt64
    /// The hashes of the anchors without the bits that a posting gives to a text's number, rising, each once.
    let anchors: [UInt64]

    init(_ symbols: UnsafeBufferPointer<UInt16>) {
        anchors = Self.anchors(of: symbols)
        hash = Self.hash(symbols)
    }

    /// The anchors of a text without their lower bits, rising, each once.
    static func anchors(of symbols: UnsafeBufferPointer<UInt16>) -> [UInt64] {
        var anchors: [UInt64] = []
        anchors.reserveCapacity(symbols.count / 8 + 4)
        Anchors.forEach(in: symbols) { anchors.append($0 & ~Posting.textMask) }
        anchors.sort()
        RadixSort.removeRepeated(&anchors)
        return anchors
    }

    /// A hash of a whole row of symbols, eight at a time.
    static func hash(_ symbols: UnsafeBufferPointer<UInt16>) -> UInt64 {
        var hash = UInt64(symbols.count) &* 0x9E37_79B9_7F4A_7C15
        guard let base = symbols.baseAddress else { return hash }
        var place = 0
        while place + Shingle.length <= symbols.count {
            let (low, high) = Shingle.symbols(base, place)
            hash = Shingle.hash(low ^ hash, high &+ hash)
            place += Shingle.length
        }
        var rest: UInt64 = 1
        while place < symbols.count {
            rest = rest &* 0x1_0001 &+ UInt64(symbols[place])
            place += 1
        }
        return Shingle.hash(hash, rest)
    }
}

/// The upper half of an anchor's hash: enough to count what two texts share.
typealias AnchorKey = UInt32

extension AnchorKey {
    init(anchor: UInt64) { self = UInt32(anchor >> 32) }

    /// How many keys two rising stretches of an array share.
    static func shared(_ keys: [AnchorKey], _ left: Range<Int>, _ right: Range<Int>) -> Int {
        keys.withUnsafeBufferPointer { keys in
            var (i, j, count) = (left.lowerBound, right.lowerBound, 0)
            while i < left.upperBound, j < right.upperBound {
                let (a, b) = (keys[i], keys[j])
                count += a == b ? 1 : 0
                i += a <= b ? 1 : 0
                j += b <= a ? 1 : 0
            }
            return count
        }
    }
}
