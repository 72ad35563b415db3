/// The shingles of a text that are looked up in the index: one in eight, chosen so that two texts that share a run of
/// 23 symbols share an anchor in it (winnowing: Schleimer, Wilkerson, Aiken 2003).
///
/// An anchor does not depend on where the run stands, so an excerpt finds the whole that it was cut from.
enum Anchors {
    /// Of so many shingles in a row the least hash is an anchor. A power of two; so two anchors are at most so far apart.
    static let window = 16

    /// Finds the anchors of a text: calls `body` with the hash and the place of each in the order of the text; the same
    /// hash may come again. A text of fewer than eight symbols has none. Linear in the text's length.
    @inline(__always)
    static func find(
        in symbols: UnsafeBufferPointer<UInt16>, _ body: (_ hash: UInt64, _ place: Int) -> Void
    ) {
        guard let base = symbols.baseAddress, symbols.count >= Shingle.length else { return }
        let count = symbols.count - Shingle.length + 1
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: window) { ring in
            var least: UInt64 = .max
            var leastPlace = -1
            var lastPlace = -1
            for place in 0..<count {
                let (low, high) = Shingle.symbols(base, place)
                let hash = Shingle.hash(low, high)
                ring[place & (window - 1)] = hash
                if hash <= least {
                    (least, leastPlace) = (hash, place)
                } else if place - leastPlace >= window {
                    least = .max
                    for back in place - window + 1...place where ring[back & (window - 1)] <= least {
                        (least, leastPlace) = (ring[back & (window - 1)], back)
                    }
                }
                if place >= window - 1, leastPlace != lastPlace {
                    body(least, leastPlace)
                    lastPlace = leastPlace
                }
            }
            if count < window { body(least, leastPlace) }
        }
    }

    /// Calls `body` with the same again for a text whose anchors are known by their gaps: how far each stands behind the
    /// one before it, the first behind the start.
    @inline(__always)
    static func forEach(
        in symbols: UnsafeBufferPointer<UInt16>, gaps: UnsafeBufferPointer<UInt8>,
        _ body: (_ index: Int, _ hash: UInt64) -> Void
    ) {
        guard let base = symbols.baseAddress else { return }
        var place = 0
        for (index, gap) in gaps.enumerated() {
            place += Int(gap)
            let (low, high) = Shingle.symbols(base, place)
            body(index, Shingle.hash(low, high))
        }
    }
}
