/// The ranges of a text that common shingles cover: each from an anchor that is common to the last one of a row of such
/// anchors, with no other anchor between them.
struct CommonShingleMask: Hashable, Sendable {
    /// Ascending, without overlap.
    let ranges: [Range<Int>]
    /// How many symbols are outside of the ranges: those that tell which article the text is.
    let informative: Int

    init(ranges: [Range<Int>], informative: Int) { (self.ranges, self.informative) = (ranges, informative) }

    /// The mask of a text without common shingles.
    init(none symbols: Int) { self.init(ranges: [], informative: symbols) }

    /// The mask of a text whose anchors are at `gaps`.
    init(_ symbols: UnsafeBufferPointer<UInt16>, gaps: UnsafeBufferPointer<UInt8>, commonShingles: CommonShingles) {
        guard !commonShingles.isEmpty else {
            self.init(none: symbols.count)
            return
        }
        var ranges: [Range<Int>] = []
        var start = -1
        var end = 0
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: gaps.count) { anchors in
            Anchors.forEach(in: symbols, gaps: gaps) { anchors[$0] = Posting.anchor($1) }
            var position = 0
            commonShingles.forEach(of: UnsafeBufferPointer(anchors)) { index, isCommon in
                position += Int(gaps[index])
                if isCommon {
                    if start < 0 { start = max(position, ranges.last?.upperBound ?? 0) }
                    end = position + Shingle.length
                } else if start >= 0 {
                    if min(end, position) > start { ranges.append(start..<min(end, position)) }
                    start = -1
                }
            }
        }
        if start >= 0, end > start { ranges.append(start..<end) }
        self.init(ranges: ranges, informative: symbols.count - ranges.reduce(0) { $0 + $1.count })
    }

    /// How many symbols of a range are outside of the mask. Logarithmic in the number of ranges, and linear in those that
    /// overlap.
    func informative(in stretch: Range<Int>) -> Int {
        guard !ranges.isEmpty else { return stretch.count }
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= stretch.lowerBound { low = middle + 1 } else { high = middle }
        }
        var count = stretch.count
        while low < ranges.count, ranges[low].lowerBound < stretch.upperBound {
            count -= min(ranges[low].upperBound, stretch.upperBound) - max(ranges[low].lowerBound, stretch.lowerBound)
            low += 1
        }
        return count
    }
}
