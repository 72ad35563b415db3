/// The memory of one run of the tagger at a time, reused by the next.
struct TaggingScratch: ~Copyable {
    /// A word that waits for its tag.
    struct Item {
        let key: UInt64
        /// Where it is in the text, in bytes.
        let start: Int
        let end: Int
        /// Where its tag belongs.
        let place: Int
        /// Its number in `words`, when that is known.
        var word: UInt32 = 0
        let mask: TagMask
        /// The one tag that it can have, by its place in `PartOfSpeech.modelled`; -1 where it can have several.
        let onlyTag: Int8
    }

    var items: [Item] = []
    /// By item the scores of the tags, as far as they depend on it and the words before.
    var scores: [SIMD16<Int16>] = []
    var words = KnownWords()
}
