/// The features of a single word; equal for words that are equal after folding.
package struct WordShape {
    package var word: UInt64 = 0
    package var first: UInt16 = 0
    package var last: UInt16 = 0
    package var firstTwo: UInt64 = 0
    package var lastTwo: UInt64 = 0
    /// The length up to 5, the kinds of the first and the last character, and whether there is a digit.
    package var form: UInt64 = 0
    package var wordClass: UInt64 = 0

    /// The shape before the first word and behind the last one.
    package static let outside = WordShape()

    init() {}

    /// - Parameter labels: of the word's characters, at least one.
    package init(labels: ArraySlice<UInt16>, lexicon: Lexicon) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var previous: UInt16 = 0
        var hasDigit = false
        var node: UInt64?
        var isFirst = true
        for label in labels {
            hash = (hash ^ UInt64(label)) &* 0x0000_0100_0000_01b3
            hash = (hash ^ UInt64(label >> 8)) &* 0x0000_0100_0000_01b3
            if isFirst {
                first = label
                firstTwo = UInt64(label)
                node = lexicon.trie.first(label)
                isFirst = false
            } else {
                if firstTwo < 1 << 16 { firstTwo |= UInt64(label) << 16 }
                previous = last
                if let found = node { node = lexicon.trie.child(of: found, by: label) }
            }
            last = label
            if Self.kind(label, lexicon) == .digit { hasDigit = true }
        }
        word = hash
        lastTwo = UInt64(previous) << 16 | UInt64(last)
        let firstKind = Self.kind(first, lexicon)
        form =
            UInt64(min(labels.count, 5)) << 8 | UInt64(firstKind.rawValue) << 4
            | UInt64(Self.kind(last, lexicon).rawValue) << 1 | (hasDigit ? 1 : 0)
        wordClass = UInt64(node.map { DoubleArray.entry($0) & 15 } ?? 0) + 1
    }

    private static func kind(_ label: UInt16, _ lexicon: Lexicon) -> SymbolKind {
        SymbolKind(rawValue: lexicon.alphabet.kinds[Int(label)] & 7) ?? .mark
    }

    /// The features of a word between its neighbours, as 64-bit keys: the template in the upper 8 bits.
    @inline(__always)
    package static func features(
        _ w: WordShape, before p: WordShape, before2 pp: WordShape, before3 ppp: WordShape, behind n: WordShape,
        emit: (UInt64) -> Void
    ) {
        ownFeatures(w, emit: emit)
        featuresBefore(p, emit: emit)
        featuresBefore2(pp, emit: emit)
        featuresBehind(n, emit: emit)
        pairFeatures(w, before: p, before2: pp, before3: ppp, behind: n, emit: emit)
    }

    @inline(__always)
    private static func key(_ template: UInt64, _ a: UInt64, _ b: UInt64 = 0) -> UInt64 {
        let mixed = (a &* 0x9e37_79b9_7f4a_7c15) ^ (b &+ 0x7f4a_7c15) &* 0xd6e8_feb8_6659_fd93
        return template << 56 | (mixed ^ mixed >> 31) & 0x00ff_ffff_ffff_ffff
    }

    /// Those of the word alone.
    @inline(__always)
    static func ownFeatures(_ w: WordShape, emit: (UInt64) -> Void) {
        emit(key(1, w.word))
        emit(key(4, UInt64(w.first)))
        emit(key(5, UInt64(w.last)))
        emit(key(6, w.firstTwo))
        emit(key(7, w.lastTwo))
        emit(key(10, w.form))
        emit(key(12, w.wordClass, w.form))
    }

    /// Those of the word before alone.
    @inline(__always)
    static func featuresBefore(_ p: WordShape, emit: (UInt64) -> Void) {
        emit(key(2, p.word))
        emit(key(8, UInt64(p.last)))
    }

    /// Those of the word before that one alone.
    @inline(__always)
    static func featuresBefore2(_ pp: WordShape, emit: (UInt64) -> Void) { emit(key(21, pp.word)) }

    /// Those of the word behind alone.
    @inline(__always)
    static func featuresBehind(_ n: WordShape, emit: (UInt64) -> Void) {
        emit(key(3, n.word))
        emit(key(9, UInt64(n.first)))
    }

    /// Those of several words.
    @inline(__always)
    static func pairFeatures(
        _ w: WordShape, before p: WordShape, before2 pp: WordShape, before3 ppp: WordShape, behind n: WordShape,
        emit: (UInt64) -> Void
    ) {
        emit(key(11, p.form, n.form))
        emit(key(13, p.wordClass, w.word))
        emit(key(14, n.wordClass, w.word))
        emit(key(15, p.wordClass, w.wordClass))
        emit(key(16, w.wordClass, n.wordClass))
        emit(key(17, p.word, w.word))
        emit(key(18, w.word, n.word))
        emit(key(19, UInt64(w.last), UInt64(n.first)))
        emit(key(20, p.wordClass << 8 | n.wordClass, w.wordClass))
        emit(key(22, p.form, w.form))
        emit(key(23, pp.wordClass << 8 | p.wordClass, w.word))
        emit(key(24, ppp.wordClass << 8 | pp.wordClass, w.word))
    }
}
