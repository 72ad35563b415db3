/// A trie over labels in one flat array: the child of a node by a label is at the node's base plus the label.
///
/// After Aoe (1989), with unique bases, so that its own label suffices to recognize a child (Yata et al. 2007). A node
/// has 64 bits: label 16, base 24 (0: no children), entry 24 (0: no word ends here).
/// The first `labelCount` nodes are those of the first characters.
package struct DoubleArray: Sendable {
    package let nodes: Table<UInt64>

    package init(nodes: Table<UInt64>) { self.nodes = nodes }

    /// The node of the first character, or nil.
    @inline(__always)
    package func first(_ label: UInt16) -> UInt64? {
        let place = Int(label)
        guard place < nodes.count else { return nil }
        return nodes[place]
    }

    /// The child of a node by a label, or nil.
    @inline(__always)
    package func child(of node: UInt64, by label: UInt16) -> UInt64? {
        let place = Self.base(node) &+ Int(label)
        guard Self.base(node) != 0, place < nodes.count else { return nil }
        let next = nodes[place]
        return UInt16(truncatingIfNeeded: next) == label ? next : nil
    }

    @inline(__always)
    package static func base(_ node: UInt64) -> Int { Int(truncatingIfNeeded: (node >> 16) & 0xff_ffff) }

    @inline(__always)
    package static func entry(_ node: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: node >> 40) }
}

/// Builds a double array from sorted keys, level by level, so that the nodes that are visited most lie together.
package struct DoubleArrayBuilder {
    package private(set) var nodes: [UInt64]
    /// A free place points to itself, a taken one to a later place.
    private var next: [Int32]
    private var baseTaken: [Bool]
    /// For each number of children, where the search for a base begins.
    private var searchStarts: [Int]
    private let labelCount: Int

    /// A base and an entry have 24 bits each.
    package static let mostNodes = 1 << 24

    /// - Parameters:
    ///   - keys: not empty, sorted, different, of labels other than 0.
    ///   - entries: one a key, not 0.
    ///   - labelCount: all labels are below.
    ///   - mostNodes: the bound on bases and entries; smaller than the format's only in tests.
    /// - Throws: `CompiledFileError.tooLarge` where a base or an entry exceeds the bound.
    package init(
        keys: [[UInt16]], entries: [UInt32], labelCount: Int, mostNodes: Int = mostNodes
    ) throws(CompiledFileError) {
        guard entries.allSatisfy({ $0 < Self.mostNodes }) else { throw .tooLarge }
        self.labelCount = labelCount
        nodes = Array(repeating: 0, count: labelCount)
        next = (0..<Int32(labelCount)).map { _ in Int32(labelCount) }
        baseTaken = Array(repeating: false, count: labelCount)
        searchStarts = Array(repeating: labelCount, count: 64)
        // Breadth first: a piece of work is a node and the keys that pass through it.
        var level: [(place: Int, keys: Range<Int>)] = []
        for (label, range) in Self.groups(keys, 0..<keys.count, depth: 0) {
            nodes[Int(label)] = UInt64(label)
            level.append((Int(label), range))
        }
        var depth = 1
        while !level.isEmpty {
            var following: [(place: Int, keys: Range<Int>)] = []
            for (place, range) in level {
                var rest = range
                if keys[range.lowerBound].count == depth {
                    nodes[place] |= UInt64(entries[range.lowerBound]) << 40
                    rest = range.lowerBound + 1..<range.upperBound
                }
                let children = Self.groups(keys, rest, depth: depth)
                if children.isEmpty { continue }
                let base = findBase(children.map { Int($0.label) })
                guard base < mostNodes else { throw .tooLarge }
                nodes[place] |= UInt64(base) << 16
                for (label, range) in children {
                    let child = base + Int(label)
                    nodes[child] = UInt64(label)
                    self.next[child] = Int32(child + 1)
                    following.append((child, range))
                }
            }
            level = following
            depth += 1
        }
        while nodes.last == 0, nodes.count > labelCount { nodes.removeLast() }
    }

    private static func groups(
        _ keys: [[UInt16]], _ range: Range<Int>, depth: Int
    ) -> [(label: UInt16, keys: Range<Int>)] {
        var out: [(label: UInt16, keys: Range<Int>)] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let label = keys[start][depth]
            var end = start + 1
            while end < range.upperBound, keys[end][depth] == label { end += 1 }
            out.append((label, start..<end))
            start = end
        }
        return out
    }

    /// The first place from `place` on that is free: a forest in which each taken place points to a later one, its
    /// paths shortened on the way (Tarjan 1975).
    private mutating func nextFree(_ place: Int) -> Int {
        var place = place
        while true {
            grow(to: place + 1)
            let next = Int(next[place])
            if next == place { return place }
            grow(to: next + 1)
            self.next[place] = self.next[next]
            place = next
        }
    }

    private mutating func findBase(_ labels: [Int]) -> Int {
        let size = min(labels.count, searchStarts.count - 1)
        let start = searchStarts[size]
        var place = nextFree(start)
        var misses = 0
        while true {
            let base = place - labels[0]
            grow(to: max(place, base + labelCount) + labelCount)
            if base > 0, !baseTaken[base], isFree(base, labels) {
                baseTaken[base] = true
                // Where 2,000 places did not fit, later nodes with as many children skip a quarter of them; nodes with
                // fewer children fill the gaps. Both numbers were chosen by hand.
                if misses > 2_000 { searchStarts[size] = start + (place - start) / 4 }
                return base
            }
            misses += 1
            place = nextFree(place + 1)
        }
    }

    private func isFree(_ base: Int, _ labels: [Int]) -> Bool {
        for label in labels where Int(next[base + label]) != base + label { return false }
        return true
    }

    private mutating func grow(to count: Int) {
        guard next.count < count else { return }
        let more = max(count - next.count, next.count / 4)
        nodes.append(contentsOf: repeatElement(0, count: more))
        baseTaken.append(contentsOf: repeatElement(false, count: more))
        for place in next.count..<next.count + more { next.append(Int32(place)) }
    }
}
