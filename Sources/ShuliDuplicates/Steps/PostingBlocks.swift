/// The anchors of texts, divided among buckets, so that all texts that have an anchor meet in one bucket.
package struct PostingBlocks {
    /// For each bucket a block: text after text its key, the numbers of its anchors in all and in this bucket in one word,
    /// and the latter anchors.
    package private(set) var blocks: [[UInt64]]

    /// Blocks for so many buckets, at least one.
    package init(buckets: Int) { blocks = [[UInt64]](repeating: [], count: max(1, buckets)) }

    /// Appends a text with its anchors.
    package mutating func append(_ key: UInt64, _ anchors: [UInt64]) {
        var starts = [Int](repeating: -1, count: blocks.count)
        for anchor in anchors {
            // Anchors are the smallest hashes of their neighbourhoods, so their upper bits are unequally distributed.
            let bucket = Int((anchor >> Posting.textBits) % UInt64(blocks.count))
            if starts[bucket] < 0 {
                starts[bucket] = blocks[bucket].count
                blocks[bucket] += [key, UInt64(anchors.count) << 32]
            }
            blocks[bucket].append(anchor)
            blocks[bucket][starts[bucket] + 1] += 1
        }
    }

    /// Calls `body` with each text of a block. Returns whether the block is whole.
    static func forEach(
        _ block: [UInt64], _ body: (_ key: UInt64, _ anchorCount: Int, _ anchors: ArraySlice<UInt64>) -> Void
    ) -> Bool {
        var position = 0
        while position < block.count {
            guard position + 1 < block.count else { return false }
            let (key, numbers) = (block[position], block[position + 1])
            let count = Int(numbers & 0xFFFF_FFFF)
            position += 2
            guard count <= block.count - position else { return false }
            body(key, Int(numbers >> 32), block[position..<position + count])
            position += count
        }
        return true
    }
}
