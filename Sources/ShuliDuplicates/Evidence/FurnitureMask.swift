/// The stretches of a text that furniture covers: from one anchor that is furniture to the last of its row, as long as no
/// other anchor stands between.
struct FurnitureMask: Hashable, Sendable {
    /// Rising, without overlap.
    let ranges: [Range<Int>]
    /// The symbols outside of them: what tells which article the text is.
    let informative: Int

    init(ranges: [Range<Int>], informative: Int) { (self.ranges, self.informative) = (ranges, informative) }

    /// Of a text that has no furniture.
    init(none symbols: Int) { self.init(ranges: [], informative: symbols) }

    /// Of a text with the gaps between its anchors.
    init(_ symbols: UnsafeBufferPointer<UInt16>, gaps: UnsafeBufferPointer<UInt8>, furniture: Furniture) {
        guard !furniture.isEmpty else {
            self.init(none: symbols.count)
            return
        }
        var ranges: [Range<Int>] = []
        var start = -1
        var end = 0
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: gaps.count) { anchors in
            Anchors.forEach(in: symbols, gaps: gaps) { anchors[$0] = Posting.anchor($1) }
            var place = 0
            furniture.forEach(of: UnsafeBufferPointer(anchors)) { index, isFurniture in
                place += Int(gaps[index])
                if isFurniture {
                    if start < 0 { start = max(place, ranges.last?.upperBound ?? 0) }
                    end = place + Shingle.length
                } else if start >= 0 {
                    if min(end, place) > start { ranges.append(start..<min(end, place)) }
                    start = -1
                }
            }
        }
        if start >= 0, end > start { ranges.append(start..<end) }
        self.init(ranges: ranges, informative: symbols.count - ranges.reduce(0) { $0 + $1.count })
    }

    /// How many symbols of a stretch are outside of furniture.
    func informative(in stretch: Range<Int>) -> Int {
        var count = stretch.count
        for range in ranges where range.overlaps(stretch) {
            count -= min(range.upperBound, stretch.upperBound) - max(range.lowerBound, stretch.lowerBound)
        }
        return count
    }
}
