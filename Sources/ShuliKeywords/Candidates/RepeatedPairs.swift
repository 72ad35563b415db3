import ShuliText

/// A filter that rules out most sequences of words of a long text before they become candidates.
///
/// Of a long text only what occurs twice is scored, besides what is in the title or between marks. Every pair of
/// neighbouring characters in a phrase that occurs twice occurs twice as well, however the phrase was cut into words:
/// this alone rules out more than half of the sequences. Pairs are counted by hash in a small table; a collision only
/// lets through a sequence that is discarded later.
struct RepeatedPairs {
    /// By character, the slot in `counts` of the pair that ends with it.
    private let slots: [UInt32]
    /// How often the pairs of a slot occur; 2 means two or more, in the title, or between marks.
    private let counts: [UInt8]

    init(_ rows: WordRows) {
        let labels = rows.labels
        var capacity = 1_024
        while capacity < labels.count * 4 { capacity *= 2 }
        var slots = [UInt32](repeating: 0, count: labels.count)
        var counts = [UInt8](repeating: 0, count: capacity)
        var before: UInt64 = 0
        for position in labels.indices {
            let pair = before << 32 | UInt64(labels[position])
            before = UInt64(labels[position])
            let slot = UInt32(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 40) & UInt32(capacity - 1)
            slots[position] = slot
            counts[Int(slot)] = min(2, counts[Int(slot)] &+ 1)
        }
        for slot in slots[rows.titleLabels] { counts[Int(slot)] = 2 }
        for name in rows.titleNames + rows.textNames {
            for slot in slots[rows.labels(of: name.first..<name.end)] { counts[Int(slot)] = 2 }
        }
        self.slots = slots
        self.counts = counts
    }

    /// Whether a word may be part of a candidate: as its first word, or behind the word before it.
    ///
    /// - Parameter next: the word behind it, where its characters end.
    @inline(__always)
    func allow(_ word: RowWord, upTo next: RowWord, isFirst: Bool) -> Bool {
        var position = Int(word.firstLabel) + (isFirst ? 1 : 0)
        while position < next.firstLabel, counts[Int(slots[position])] > 1 { position += 1 }
        return position >= next.firstLabel
    }
}
