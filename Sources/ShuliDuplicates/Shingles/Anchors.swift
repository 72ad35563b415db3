/// Anchors are the shingles of a text that are looked up in the index: about one in eight, chosen so that two texts that
/// share a run of 23 symbols share an anchor in it (winnowing: Schleimer, Wilkerson and Aiken 2003).
///
/// The choice does not depend on where in a text the run is, so an excerpt finds the whole that it was cut from.
enum Anchors {
    /// Of so many shingles in a row the one with the smallest hash is an anchor, so no two neighbours are further apart.
    /// A power of two.
    static let window = 16

    /// Calls `body` with the hash and the position of each anchor, in the order of the text; a hash may occur several
    /// times. A text of fewer than eight symbols has no anchors. Linear in the text's length.
    @inline(__always)
    static func find(
        in symbols: UnsafeBufferPointer<UInt16>, _ body: (_ hash: UInt64, _ position: Int) -> Void
    ) {
        guard let base = symbols.baseAddress, symbols.count >= Shingle.length else { return }
        let count = symbols.count - Shingle.length + 1
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: window) { ring in
            var smallest: UInt64 = .max
            var smallestPosition = -1
            var lastPosition = -1
            for position in 0..<count {
                let (low, high) = Shingle.symbols(base, position)
                let hash = Shingle.hash(low, high)
                ring[position & (window - 1)] = hash
                if hash <= smallest {
                    (smallest, smallestPosition) = (hash, position)
                } else if position - smallestPosition >= window {
                    smallest = .max
                    for back in position - window + 1...position where ring[back & (window - 1)] <= smallest {
                        (smallest, smallestPosition) = (ring[back & (window - 1)], back)
                    }
                }
                if position >= window - 1, smallestPosition != lastPosition {
                    body(smallest, smallestPosition)
                    lastPosition = smallestPosition
                }
            }
            if count < window { body(smallest, smallestPosition) }
        }
    }

    /// Whether anchors with these gaps are inside of a text of so many symbols: what is read from outside may be damaged.
    static func fit(_ gaps: [UInt8], symbols: Int) -> Bool {
        gaps.isEmpty || gaps.reduce(0) { $0 + Int($1) } + Shingle.length <= symbols
    }

    /// Calls `body` with the hash of each anchor of a text whose anchors are known by their gaps: the distance of each
    /// from the one before it, of the first from the start.
    ///
    /// Unsafe code. Invariant: `gaps` are those that were found in these symbols, or were checked to be inside of them.
    @inline(__always)
    static func forEach(
        in symbols: UnsafeBufferPointer<UInt16>, gaps: UnsafeBufferPointer<UInt8>,
        _ body: (_ index: Int, _ hash: UInt64) -> Void
    ) {
        guard let base = symbols.baseAddress else { return }
        var position = 0
        for (index, gap) in gaps.enumerated() {
            position += Int(gap)
            let (low, high) = Shingle.symbols(base, position)
            body(index, Shingle.hash(low, high))
        }
    }
}
