import CMemory

/// For each character the longest listed word (of two characters or more) that begins there, that ends there, and that
/// strictly covers it: the features of the lexicon.
///
/// A match is a number: the entry's combination in the lower 11 bits, above them a code from 1 up: for `begin` and
/// `end` the length (2, 3, 4, 5 or more), for `cover` the length and place (`coverShape`). 0: no match.
package enum WordMatch {
    package static let lengthCodes = 5
    package static let coverShapes = 7
    static let longest = 8

    @inline(__always)
    package static func code(_ match: UInt16) -> Int { Int(match >> 11) }
    @inline(__always)
    package static func combination(_ match: UInt16) -> Int { Int(match & 0x7ff) }
    package static func bucket(_ match: UInt16) -> Int { Int(match >> 4 & 7) }
    package static func sources(_ match: UInt16) -> Int { Int(match >> 7 & 15) }
    package static func wordClass(_ match: UInt16) -> Int { Int(match & 15) }

    /// 1 to 6: of 3 characters the middle; of 4 the second, the third; of more the second, one between, the last but
    /// one.
    @inline(__always)
    static func coverShape(length: Int, offset: Int) -> UInt16 {
        if length == 3 { return 1 }
        if length == 4 { return offset == 1 ? 2 : 3 }
        return offset == 1 ? 4 : offset == length &- 2 ? 6 : 5
    }

    /// Fills `begin`, `end` and `cover`, which hold `count` numbers each, from `count` labels; `nodes` and
    /// `walks` have room for as many.
    ///
    /// Invariant: the pointers are good for `count` elements, checked by the caller, who owns the buffers.
    @inline(__always)
    package static func find(
        in trie: DoubleArray, labels: UnsafePointer<UInt16>, count: Int, nodes: UnsafeMutablePointer<UInt64>,
        walks: UnsafeMutablePointer<UInt32>, begin: UnsafeMutablePointer<UInt16>,
        end: UnsafeMutablePointer<UInt16>, cover: UnsafeMutablePointer<UInt16>
    ) {
        guard count > 0 else { return }
        let table = trie.nodes.base
        let tableCount = trie.nodes.count
        cover.update(repeating: 0, count: count)
        // First the second step of all walks, then the third, without branches, so that the processor can wait for many
        // reads of memory at once. Most walks end there. A walk that has ended is at the node 0, which has no children.
        @inline(__always)
        func step(from node: UInt64, by label: UInt16) -> UInt64 {
            let base = DoubleArray.base(node)
            let place = base &+ Int(label)
            let next = table[place < tableCount ? place : 0]
            // 1 if there is no base, and 1 if the label is the right one: signs of differences.
            let childless = UInt64(truncatingIfNeeded: base &- 1) >> 63
            let isRight = (((next ^ UInt64(label)) & 0xffff) &- 1) >> 63
            return next & (0 &- (isRight & ~childless))
        }
        for start in 0..<(count &- 1) {
            let node = step(from: table[Int(labels[start])], by: labels[start &+ 1])
            // The third step's place.
            shuli_prefetch(table + (DoubleArray.base(node) &+ Int(labels[min(start &+ 2, count &- 1)])))
            nodes[start] = node
        }
        nodes[count &- 1] = 0
        end[0] = 0
        for start in 0..<(count &- 1) {
            let node = nodes[start]
            let match = node >> 59 != 0 ? UInt16(truncatingIfNeeded: node >> 40) & 0x7ff | 1 << 11 : 0
            begin[start] = match
            end[start &+ 1] = match
        }
        begin[count &- 1] = 0
        var longer = 0
        for start in 0..<max(0, count &- 2) {
            let node = step(from: nodes[start], by: labels[start &+ 2])
            // The nodes that were read serve as the list of walks that continue: `longer` never exceeds `start`.
            nodes[longer] = node
            walks[longer] = UInt32(truncatingIfNeeded: start)
            longer &+= node != 0 ? 1 : 0
        }
        for walk in 0..<longer {
            let start = Int(walks[walk])
            follow(
                from: nodes[walk], start: start, most: min(longest, count &- start), table: table,
                tableCount: tableCount,
                labels: labels, begin: begin, end: end, cover: cover)
        }
    }

    /// The rest of a walk behind three characters; the same invariants.
    @inline(__always)
    private static func follow(
        from third: UInt64, start: Int, most: Int, table: UnsafePointer<UInt64>, tableCount: Int,
        labels: UnsafePointer<UInt16>, begin: UnsafeMutablePointer<UInt16>, end: UnsafeMutablePointer<UInt16>,
        cover: UnsafeMutablePointer<UInt16>
    ) {
        var node = third
        var length = 3
        var longestLength = 0
        var longestMatch: UInt16 = 0
        while true {
            if node >> 59 != 0 {
                let code = UInt16(truncatingIfNeeded: min(length, lengthCodes) &- 1)
                longestMatch = UInt16(truncatingIfNeeded: node >> 40) & 0x7ff | code << 11
                longestLength = length
                // Words of three characters and more that begin earlier come first and are longer.
                let last = start &+ length &- 1
                if end[last] >> 11 <= 1 { end[last] = longestMatch }
            }
            let base = DoubleArray.base(node)
            guard base != 0, length < most else { break }
            let label = labels[start &+ length]
            let place = base &+ Int(label)
            guard place < tableCount else { break }
            node = table[place]
            guard UInt16(truncatingIfNeeded: node) == label else { break }
            length &+= 1
        }
        guard longestLength > 2 else { return }
        begin[start] = longestMatch
        for offset in 1..<(longestLength &- 1) {
            let shape = coverShape(length: longestLength, offset: offset)
            let place = start &+ offset
            // Of words of equal length the first one is kept.
            if cover[place] == 0 || lengthOfShape(cover[place] >> 11) < min(longestLength, 5) {
                cover[place] = longestMatch & 0x7ff | shape << 11
            }
        }
    }

    @inline(__always)
    private static func lengthOfShape(_ shape: UInt16) -> Int { shape == 1 ? 3 : shape <= 3 ? 4 : 5 }
}
