import ShuliText

/// Tells of each word of a long text whether a keyword may hold it, before any keyword is looked at.
///
/// Of a long text only what stands twice is scored, or what stands in the title or between marks. A run of words that
/// stands twice, however it was cut, has no pair of neighbouring letters that stands once: that alone passes over nine of
/// ten runs. Pairs are counted in a small table by their hash, so that a pair may seem to stand twice; then a run is
/// counted in vain.
struct RepeatedLetters {
    /// By word, whether its own pairs of letters stand twice, and whether the pair that joins it to the letter before does.
    private(set) var inside: [Bool]
    private(set) var joint: [Bool]

    init(_ rows: WordRows) {
        let labels = rows.labels
        inside = [Bool](repeating: true, count: rows.words.count)
        joint = inside
        var capacity = 1_024
        while capacity < labels.count * 4 { capacity *= 2 }
        let mask = capacity - 1
        // 2 stands for more.
        var counts = [UInt8](repeating: 0, count: capacity)
        @inline(__always)
        func slot(_ behind: Int) -> Int {
            let pair = UInt64(labels[behind - 1]) << 32 | UInt64(labels[behind])
            return Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
        }
        for behind in labels.indices.dropFirst() {
            let slot = slot(behind)
            counts[slot] = min(2, counts[slot] + 1)
        }
        let names = (rows.titleNames + rows.textNames).map { rows.labels(of: $0.first..<$0.end) }
        for kept in names + [rows.titleLabels] {
            for behind in kept.dropFirst() { counts[slot(behind)] = 2 }
        }
        for index in rows.words.indices.dropLast() {
            let range = rows.labels(of: index..<index + 1)
            guard !range.isEmpty else { continue }
            joint[index] = range.lowerBound > 0 && counts[slot(range.lowerBound)] > 1
            for behind in range.dropFirst() where counts[slot(behind)] < 2 { inside[index] = false }
        }
    }
}
