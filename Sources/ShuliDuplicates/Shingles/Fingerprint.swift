/// What is known of a text before it is compared: a hash of the whole text, and its anchors.
struct Fingerprint: Sendable, Hashable {
    /// The hash of all symbols. Texts with equal hashes are taken for equal: with 64 bits and ten million texts, two
    /// different ones have the same hash with a chance of 3 in a million.
    let hash: UInt64
    /// The different hashes of the anchors, ascending, without the bits that a posting uses for the text's number.
    let anchors: [UInt64]
    /// The distance of each anchor from the one before it, in the order of the text; at most `Anchors.window`.
    let gaps: [UInt8]

    init(_ symbols: UnsafeBufferPointer<UInt16>) {
        var anchors: [UInt64] = []
        var gaps: [UInt8] = []
        anchors.reserveCapacity(symbols.count / 8 + 4)
        gaps.reserveCapacity(symbols.count / 8 + 4)
        var last = 0
        Anchors.find(in: symbols) { hash, position in
            anchors.append(Posting.anchor(hash))
            gaps.append(UInt8(position - last))
            last = position
        }
        self.anchors = Self.set(anchors)
        self.gaps = gaps
        hash = Self.hash(symbols)
    }

    /// The same `anchors` again, from the symbols and gaps of a text.
    static func anchors(of symbols: ArraySlice<UInt16>, gaps: ArraySlice<UInt8>) -> [UInt64] {
        var anchors: [UInt64] = []
        anchors.reserveCapacity(gaps.count)
        symbols.withUnsafeBufferPointer { symbols in
            gaps.withUnsafeBufferPointer { gaps in
                Anchors.forEach(in: symbols, gaps: gaps) { _, hash in anchors.append(Posting.anchor(hash)) }
            }
        }
        return set(anchors)
    }

    private static func set(_ anchors: [UInt64]) -> [UInt64] {
        var anchors = anchors
        anchors.sort()
        RadixSort.removeRepeated(&anchors)
        return anchors
    }

    /// The hash of an array of symbols, eight at a time.
    static func hash(_ symbols: UnsafeBufferPointer<UInt16>) -> UInt64 {
        var hash = UInt64(symbols.count) &* 0x9E37_79B9_7F4A_7C15
        guard let base = symbols.baseAddress else { return hash }
        var position = 0
        while position + Shingle.length <= symbols.count {
            let (low, high) = Shingle.symbols(base, position)
            hash = Shingle.hash(low ^ hash, high &+ hash)
            position += Shingle.length
        }
        var rest: UInt64 = 1
        while position < symbols.count {
            rest = rest &* 0x1_0001 &+ UInt64(symbols[position])
            position += 1
        }
        return Shingle.hash(hash, rest)
    }
}

/// The upper half of an anchor's hash, which is enough to count what two texts share.
typealias AnchorKey = UInt32

extension AnchorKey {
    init(anchor: UInt64) { self = UInt32(anchor >> 32) }

    /// Whether two ascending stretches of an array share more than `limit` keys. Stops as soon as that is known.
    static func share(moreThan limit: Int, _ keys: [AnchorKey], _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        keys.withUnsafeBufferPointer { keys in
            var (i, j, count) = (left.lowerBound, right.lowerBound, 0)
            while count <= limit {
                let rest = Swift.min(left.upperBound - i, right.upperBound - j)
                guard count + rest > limit else { return false }
                // So many steps can't pass an end. Computed, because branches would be mispredicted; a few steps too many
                // cost less.
                for _ in 0..<Swift.min(rest, 8) {
                    let (a, b) = (keys[i], keys[j])
                    count += a == b ? 1 : 0
                    i += a <= b ? 1 : 0
                    j += b <= a ? 1 : 0
                }
            }
            return true
        }
    }
}
