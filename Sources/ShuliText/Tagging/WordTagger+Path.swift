import CMemory
import CVectors

/// Viterbi's algorithm over the tags of a stretch of words.
///
/// A path has its score in 16 bits. Invariant: a transition is within ±8,000 and the sum of a word's weights within ±3,100
/// (`TaggingCompiler`, 24 features of 8 bits), so that no sum overflows. With a damaged model results wrap around.
///
/// Unsafe code. Invariants: there are as many scores as items, the number of each item's word is below the count of the
/// known words, and tags are below sixteen.
extension WordTagger {
    /// The score of what cannot be; scores of paths are not below.
    static let impossible: Int16 = -8_000

    /// Finds the tags of the words that wait for them, and forgets those.
    func flush(
        _ scratch: inout TaggingScratch, _ bytes: UnsafePointer<UInt8>, into tags: inout [PartOfSpeech]
    ) {
        guard !scratch.items.isEmpty else { return }
        find(&scratch, bytes)
        let count = scratch.items.count
        if scratch.scores.count < count {
            scratch.scores = Array(repeating: .zero, count: min(Self.longestStretch, max(64, 2 * count)))
        }
        let words = UnsafePointer(scratch.words.entries)
        scratch.items.withUnsafeBufferPointer { items in
            scratch.scores.withUnsafeMutableBytes { scores in
                guard let items = items.baseAddress, let scores = scores.baseAddress else { return }
                let rows = scores.assumingMemoryBound(to: Int16.self)
                score(words, items, rows, count: count)
                follow(back: items, rows, count: count, into: &tags)
                // Interjections, by the tags before them.
                var isFirst = true
                for index in 0..<count {
                    let place = items[index].place
                    if isFirst, words[Int(items[index].word)].isInterjection { tags[place] = .interjection }
                    isFirst = tags[place] == .punctuation
                }
            }
        }
        scratch.items.removeAll(keepingCapacity: true)
    }

    /// Numbers the words. They are looked up one behind the other so that the processor waits for many at once.
    private func find(_ scratch: inout TaggingScratch, _ bytes: UnsafePointer<UInt8>) {
        scratch.words.prepare(outside: outside)
        for item in scratch.items { scratch.words.fetchEntry(of: item.key) }
        var unknown: [Int] = []
        for index in scratch.items.indices {
            let key = scratch.items[index].key
            if let number = scratch.words.number(of: key) {
                scratch.items[index].word = number
            } else {
                unknown.append(index)
                fetchFeatures(of: key)
            }
        }
        let alphabet = lexicon.alphabet
        var labels: [UInt16] = []
        for index in unknown {
            let item = scratch.items[index]
            // Another occurrence may have come before it.
            if let number = scratch.words.number(of: item.key) {
                scratch.items[index].word = number
                continue
            }
            labels.removeAll(keepingCapacity: true)
            UTF8Decoding.forEachScalar(bytes, item.start..<item.end) {
                labels.append(UInt16(truncatingIfNeeded: alphabet.entry(of: $0)))
            }
            scratch.items[index].word = scratch.words.insert(
                KnownWord(WordShape(labels: labels, lexicon: lexicon), model))
        }
    }

    /// Fetches into the cache what is read first of the lexicon and the model when a word is made known.
    @inline(__always)
    private func fetchFeatures(of key: UInt64) {
        _ = model.words.place(of: key)
        let (first, second) = WordKey.firstLabels(of: key)
        let nodes = lexicon.trie.nodes
        guard let node = lexicon.trie.first(first) else { return }
        shuli_prefetch(nodes.base + min(DoubleArray.base(node) &+ Int(second), nodes.count &- 1))
    }

    /// Fills `rows`, sixteen scores an item: those of the best path to each tag. Those of an item that can have one tag
    /// alone are not used.
    private func score(
        _ words: UnsafePointer<KnownWord>, _ items: UnsafePointer<TaggingScratch.Item>,
        _ rows: UnsafeMutablePointer<Int16>, count: Int
    ) {
        let transitions = Self.numbers(model.transitions)
        let penalties = TagMask.penalties
        @inline(__always)
        func word(_ index: Int) -> UnsafePointer<KnownWord> {
            index < count ? words + Int(items[index].word) : words
        }
        var reached = SIMD16<Int16>.zero
        withUnsafeMutableBytes(of: &reached) { reached in
            penalties.withUnsafeBytes { penalties in
                guard let reached = reached.baseAddress?.assumingMemoryBound(to: Int16.self),
                    let penalties = penalties.baseAddress?.assumingMemoryBound(to: Int16.self)
                else { return }
                var near = Neighbourhood(outside: words, word(0), word(1))
                var joint = JointPlaces(near.word, near.behind, model)
                var pairBefore: Int?
                for index in 0..<count {
                    let second = word(index &+ 2)
                    // The next word's places are fetched into the cache while this word is scored.
                    let nextJoint = JointPlaces(near.behind, second, model)
                    let pair = joint.pair.flatMap { model.pairs.number(at: $0) }
                    if items[index].onlyTag < 0 {
                        let sums = rows + 16 &* index
                        near.add(to: sums, model)
                        if let pairBefore { shuli_add_bytes(sums, model.pairs.row(pairBefore, 0)) }
                        if let pair { shuli_add_bytes(sums, model.pairs.row(pair, 1)) }
                        if let spelling = model.spellings.number(at: joint.spelling) {
                            shuli_add_bytes(sums, model.spellings.row(spelling, 2))
                        }
                        shuli_add(sums, penalties + 16 &* Int(items[index].mask.rawValue))
                        if index == 0 {
                            shuli_settle(sums, transitions + 16 &* PartOfSpeech.modelledCount, Self.impossible)
                        } else if items[index &- 1].onlyTag >= 0 {
                            let row = transitions + 16 &* Int(items[index &- 1].onlyTag)
                            shuli_settle(sums, row, Self.impossible)
                        } else {
                            shuli_reach(transitions, sums - 16, reached)
                            shuli_settle(sums, reached, Self.impossible)
                        }
                    }
                    near.move(to: second)
                    joint = nextJoint
                    pairBefore = pair
                }
            }
        }
    }

    /// The tags of the best path, from its end.
    private func follow(
        back items: UnsafePointer<TaggingScratch.Item>, _ rows: UnsafePointer<Int16>, count: Int,
        into tags: inout [PartOfSpeech]
    ) {
        let origins = Self.numbers(model.origins)
        let modelled = PartOfSpeech.modelled
        let none = SIMD16<Int16>.zero
        withUnsafeBytes(of: none) { none in
            guard let none = none.baseAddress?.assumingMemoryBound(to: Int16.self) else { return }
            var towards = none
            for index in (0..<count).reversed() {
                let only = Int(items[index].onlyTag)
                let tag = only >= 0 ? only : Int(shuli_greatest(towards, rows + 16 &* index))
                tags[items[index].place] = modelled[tag]
                towards = origins + 16 &* tag
            }
        }
    }

    private static func numbers(_ table: Table<SIMD16<Int16>>) -> UnsafePointer<Int16> {
        UnsafeRawPointer(table.base).assumingMemoryBound(to: Int16.self)
    }
}

/// Where features of a word and the one behind it are, if the model has any.
private struct JointPlaces {
    var pair: WeightTable.Place?
    var spelling: WeightTable.Place

    @inline(__always)
    init(_ word: UnsafePointer<KnownWord>, _ behind: UnsafePointer<KnownWord>, _ model: TaggingModel) {
        let (context, next) = (word.pointee.context.bits, behind.pointee.context.bits)
        if context & TaggingModel.Context.isFirst != 0, next & TaggingModel.Context.isSecond != 0 {
            pair = model.pairs.place(of: TaggingModel.Layout.pairKey(word.pointee.key, behind.pointee.key))
        }
        spelling = model.spellings.place(of: UInt64(word.pointee.last) << 16 | UInt64(behind.pointee.first))
    }
}

/// A word among its neighbours.
private struct Neighbourhood {
    private var before3: UnsafePointer<KnownWord>
    private var before2: UnsafePointer<KnownWord>
    private var before: UnsafePointer<KnownWord>
    private(set) var word: UnsafePointer<KnownWord>
    private(set) var behind: UnsafePointer<KnownWord>

    init(outside: UnsafePointer<KnownWord>, _ word: UnsafePointer<KnownWord>, _ behind: UnsafePointer<KnownWord>) {
        (before3, before2, before) = (outside, outside, outside)
        (self.word, self.behind) = (word, behind)
    }

    @inline(__always)
    mutating func move(to next: UnsafePointer<KnownWord>) {
        (before3, before2, before, word, behind) = (before2, before, word, behind, next)
    }

    /// Sets `sums` to the weights of the words, of their classes and forms.
    @inline(__always)
    func add(to sums: UnsafeMutablePointer<Int16>, _ model: TaggingModel) {
        typealias Layout = TaggingModel.Layout
        let row = UnsafeMutableRawPointer(sums).assumingMemoryBound(to: SIMD16<Int16>.self)
        let (p, w, n) = (before.pointee.wordClass, word.pointee.wordClass, behind.pointee.wordClass)
        row.pointee =
            word.pointee.own &+ before.pointee.before &+ before2.pointee.before2 &+ behind.pointee.behind
            &+ model.classes.base[Layout.classes(p, w, n)]
        let forms = Int(before.pointee.form) &* model.formCount
        Self.add(model.nearForms, (forms &+ Int(behind.pointee.form)) &* 2, to: sums)
        Self.add(model.nearForms, (forms &+ Int(word.pointee.form)) &* 2 &+ 1, to: sums)
        let context = word.pointee.context
        guard context.bits != 0 else { return }
        if let row = context.row(before: p) { Self.add(model.contextRows, row, to: sums) }
        if let row = context.row(behind: n) { Self.add(model.contextRows, row, to: sums) }
        guard context.bits & TaggingModel.Context.hasHistory != 0 else { return }
        let (pp, ppp) = (before2.pointee.wordClass, before3.pointee.wordClass)
        let later = model.histories.place(of: Layout.historyKey(word.pointee.key, reach: 2, pp, p))
        let earlier = model.histories.place(of: Layout.historyKey(word.pointee.key, reach: 3, ppp, pp))
        if let number = model.histories.number(at: later) { shuli_add_bytes(sums, model.histories.row(number)) }
        if let number = model.histories.number(at: earlier) { shuli_add_bytes(sums, model.histories.row(number)) }
    }

    @inline(__always)
    private static func add(_ table: Table<SIMD16<Int8>>, _ index: Int, to sums: UnsafeMutablePointer<Int16>) {
        shuli_add_bytes(sums, UnsafeRawPointer(table.base + index).assumingMemoryBound(to: Int8.self))
    }
}
