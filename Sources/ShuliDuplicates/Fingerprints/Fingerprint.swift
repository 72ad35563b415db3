/// What the engine knows of a text before it compares it: a hash of all of it and its anchors.
struct Fingerprint: Sendable, Hashable {
    /// Of all symbols: two texts with one hash are one text.
    let hash: UInt64
    /// The hashes of the anchors without the bits that a posting gives to a text's number, rising, each once.
    let anchors: [UInt64]
    /// How far each anchor stands behind the one before it, in the order of the text.
    let gaps: [UInt8]

    init(_ symbols: UnsafeBufferPointer<UInt16>) {
        var anchors: [UInt64] = []
        var gaps: [UInt8] = []
        anchors.reserveCapacity(symbols.count / 8 + 4)
        gaps.reserveCapacity(symbols.count / 8 + 4)
        var last = 0
        Anchors.find(in: symbols) { hash, place in
            anchors.append(Posting.anchor(hash))
            gaps.append(UInt8(place - last))
            last = place
        }
        self.anchors = Self.set(anchors)
        self.gaps = gaps
        hash = Self.hash(symbols)
    }

    /// The anchors of a text without their lower bits, rising, each once; `gaps` say where they are.
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

    /// Whether two rising stretches of an array share more than `limit` keys. Stops where that is decided.
    static func share(moreThan limit: Int, _ keys: [AnchorKey], _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        keys.withUnsafeBufferPointer { keys in
            var (i, j, count) = (left.lowerBound, right.lowerBound, 0)
            while count <= limit {
                let rest = Swift.min(left.upperBound - i, right.upperBound - j)
                guard count + rest > limit else { return false }
                // No end is passed in so many steps, and none of them takes a branch that is as good as random; that they
                // may go on a little after it is decided costs less.
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
