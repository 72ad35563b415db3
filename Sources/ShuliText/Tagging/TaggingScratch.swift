/// The memory of one run of the tagger at a time, reused by the next.
struct TaggingScratch {
    var scalars: [UInt32] = []
    var labels: [UInt16] = []
    var shapes: [WordShape] = []
    var masks: [TagMask] = []
    var places: [Int] = []
    var origins: [SIMD16<UInt8>] = []
    var weights = WordWeights()
}

/// The weights of the features that depend on one word alone, of the words that occurred last: most words of a text
/// occur again and again, and look-ups in the model wait for memory.
///
/// A table without chains: a word is at the place that its hash gives, or was replaced there. It belongs to one model.
struct WordWeights {
    typealias Row = SIMD16<Int16>

    /// The sums of a word's rows: as the word that is tagged, as the one before, before that, and behind.
    struct Entry {
        var word: UInt64 = 0
        var own = Row.zero
        var before = Row.zero
        var before2 = Row.zero
        var behind = Row.zero
    }

    /// 2,048 entries of 136 bytes fit into a second-level cache.
    private static let places = 2_048
    private var entries: [Entry] = []

    /// The sums of a word; `make` computes those of a word that is not there.
    @inline(__always)
    mutating func entry(of word: UInt64, make: () -> Entry) -> Entry {
        if entries.isEmpty { entries = Array(repeating: Entry(), count: Self.places) }
        let place = Int(truncatingIfNeeded: word ^ word >> 32) & (Self.places - 1)
        if entries[place].word != word { entries[place] = make() }
        return entries[place]
    }
}
