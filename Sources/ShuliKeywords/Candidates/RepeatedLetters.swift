import ShuliText

/// Tells of a stretch of a long text whether a keyword may hold it, before any keyword is looked at.
///
/// Of a long text only what stands twice is scored, or what stands in the title or between marks. A run of words that
/// stands twice, however it was cut, has no pair of neighbouring letters that stands once: that alone passes over half
/// of the runs. Pairs are counted in a small table by their hash, so that a pair may seem to stand twice; then a run is counted in
/// vain.
struct RepeatedLetters {
    /// By letter, the place in `counts` of it and the one before.
    private let slots: [UInt32]
    /// How often pairs of letters stand, 2 for more, in the title or between marks.
    private let counts: [UInt8]

    init(_ rows: WordRows) {
        let labels = rows.labels
        var capacity = 1_024
        while capacity < labels.count * 4 { capacity *= 2 }
        var slots = [UInt32](repeating: 0, count: labels.count)
        // 2 stands for more.
        var counts = [UInt8](repeating: 0, count: capacity)
        var before: UInt64 = 0
        for place in labels.indices {
            let pair = before << 32 | UInt64(labels[place])
            before = UInt64(labels[place])
            let slot = UInt32(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 40) & UInt32(capacity - 1)
            slots[place] = slot
            counts[Int(slot)] = min(2, counts[Int(slot)] &+ 1)
        }
        for slot in slots[rows.titleLabels] { counts[Int(slot)] = 2 }
        for name in rows.titleNames + rows.textNames {
            for slot in slots[rows.labels(of: name.first..<name.end)] { counts[Int(slot)] = 2 }
        }
        self.slots = slots
        self.counts = counts
    }

    /// Whether a word may stand in a keyword, alone or behind the word before it.
    @inline(__always)
    func hold(_ word: RowWord, upTo next: RowWord, isFirst: Bool) -> Bool {
        var place = Int(word.firstLabel) + (isFirst ? 1 : 0)
        while place < next.firstLabel, counts[Int(slots[place])] > 1 { place += 1 }
        return place >= next.firstLabel
    }
}
