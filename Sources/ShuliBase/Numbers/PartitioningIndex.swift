extension RandomAccessCollection {
    /// The first index whose element satisfies a condition that none before and all behind satisfy. Cost: log n calls.
    @inlinable
    package func partitioningIndex(where condition: (Element) throws -> Bool) rethrows -> Index {
        var (low, length) = (startIndex, count)
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if try condition(self[middle]) {
                length = half
            } else {
                low = index(after: middle)
                length -= half + 1
            }
        }
        return low
    }
}
