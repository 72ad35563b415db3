import ShuliText

// Elements of one kind side by side in one element, by their names alone.
extension PageElements {
    /// The nodes of each group that has several, or one that is named as a contribution; by their first nodes.
    func repeated() -> [[Int]] {
        // For each node the next one of its group, and a hash table of the last one of each group.
        let count = nodes.count
        var next = [Int32](repeating: -1, count: count)
        var isFirst = [Bool](repeating: false, count: count)
        let size = 1 << (Int.bitWidth - (count * 2).leadingZeroBitCount)
        var last = [Int32](repeating: -1, count: size)
        for number in 1..<max(1, count) where nodes[number].end > nodes[number].first {
            let (parent, kind) = (nodes[number].parent, nodes[number].kind)
            let key = (UInt64(UInt32(bitPattern: parent)) << 32 | UInt64(kind)) &* 0x9E37_79B9_7F4A_7C15
            var place = Int(truncatingIfNeeded: key >> 24) & (size - 1)
            while last[place] >= 0, case let other = Int(last[place]),
                nodes[other].parent != parent || nodes[other].kind != kind
            { place = (place + 1) & (size - 1) }
            if last[place] >= 0 { next[Int(last[place])] = Int32(number) } else { isFirst[number] = true }
            last[place] = Int32(number)
        }
        return (0..<count).compactMap { number in
            guard isFirst[number], next[number] >= 0 || nodes[number].names.contains(.item) else { return nil }
            var group = [number]
            while let node = group.last, next[node] >= 0 { group.append(Int(next[node])) }
            return group
        }
    }

    /// The blocks of each node of a group and of the gap before it; before the first one as many as before the second.
    func extents(_ group: [Int]) -> [Range<Int>] {
        var extents: [Range<Int>] = []
        extents.reserveCapacity(group.count)
        let first = nodes[group[0]]
        var gap = 0
        if group.count > 1 { gap = max(0, Int(nodes[group[1]].first - first.end)) }
        var end = max(nodes[Int(first.parent)].blocks.lowerBound, Int(first.first) - min(gap, 12))
        for number in group {
            let node = nodes[number].blocks
            let start = min(max(end, node.lowerBound - 12), node.lowerBound)
            end = max(node.upperBound, start)
            extents.append(start..<end)
        }
        return extents
    }
}
