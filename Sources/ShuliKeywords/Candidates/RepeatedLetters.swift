import ShuliText

/// Tells of a stretch of a long text whether a keyword may hold it, before any keyword is looked at.
///
/// Of a long text only what stands twice is scored, or what stands in the title or between marks. A run of words that
/// stands twice, however it was cut, has no pair of neighbouring letters that stands once: that alone passes over half
/// of the runs. Pairs are counted in a small table by their hash, so that a pair may seem to stand twice; then a run is counted in
/// vain.
struct RepeatedLetters {
    /// By letter, whether it and the one before stand so twice, or in the title, or between marks.
    private let isRepeated: [Bool]

    init(_ rows: WordRows) {
        let labels = rows.labels
        var capacity = 1_024
        while capacity < labels.count * 4 { capacity *= 2 }
        var slots: [Int] = []
        slots.reserveCapacity(labels.count)
        var before: UInt64 = 0
        for label in labels {
            let pair = before << 32 | UInt64(label)
            slots.append(Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 40) & (capacity - 1))
            before = UInt64(label)
        }
        // 2 stands for more.
        var counts = [UInt8](repeating: 0, count: capacity)
        counts.withUnsafeMutableBufferPointer { counts in
            for slot in slots { counts[slot] = min(2, counts[slot] + 1) }
        }
        for slot in slots[rows.titleLabels] { counts[slot] = 2 }
        for name in rows.titleNames + rows.textNames {
            for slot in slots[rows.labels(of: name.first..<name.end)] { counts[slot] = 2 }
        }
        isRepeated = slots.map { counts[$0] > 1 }
    }

    /// Whether a word may stand in a keyword, alone or behind the word before it.
    @inline(__always)
    func hold(_ word: RowWord, upTo next: RowWord, isFirst: Bool) -> Bool {
        var place = Int(word.firstLabel) + (isFirst ? 1 : 0)
        while place < next.firstLabel, isRepeated[place] { place += 1 }
        return place >= next.firstLabel
    }
}
