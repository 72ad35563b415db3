import CMemory
import CVectors

/// A word with the sums of the weights of those features that depend on it alone.
struct KnownWord {
    var key: UInt64 = 0
    /// Its features with its neighbours.
    var context = TaggingModel.Context(bits: 0)
    var first: UInt16 = 0
    var last: UInt16 = 0
    var wordClass: UInt8 = 0
    var form: UInt8 = 0
    var isInterjection = false
    /// As the word that is tagged, as the one before, before that, and behind.
    var own = SIMD16<Int16>.zero
    var before = SIMD16<Int16>.zero
    var before2 = SIMD16<Int16>.zero
    var behind = SIMD16<Int16>.zero
}

extension KnownWord {
    /// Cost: up to three look-ups by hash.
    init(_ shape: WordShape, _ model: TaggingModel) {
        typealias Layout = TaggingModel.Layout
        key = shape.key
        first = shape.first
        last = shape.last
        wordClass = shape.wordClass
        form = model.forms[Int(shape.form)]
        isInterjection = Interjections.contains(shape.key)
        let number = model.words.number(at: model.words.place(of: key))
        if let number { context = TaggingModel.Context(bits: model.contexts[number]) }
        let firstPair = model.spellings.number(at: model.spellings.place(of: UInt64(shape.firstPair)))
        let lastPair =
            shape.firstPair == shape.lastPair
            ? firstPair : model.spellings.number(at: model.spellings.place(of: UInt64(shape.lastPair)))
        func character(_ label: UInt16, _ place: Int) -> UnsafePointer<Int8> {
            UnsafeRawPointer(model.characters.base + (Int(label) * Layout.characterRows + place))
                .assumingMemoryBound(to: Int8.self)
        }
        own = model.ownForms[Int(wordClass) * model.formCount + Int(form)]
        Self.add(character(first, 0), to: &own)
        Self.add(character(last, 1), to: &own)
        if let firstPair { Self.add(model.spellings.row(firstPair, 0), to: &own) }
        if let lastPair { Self.add(model.spellings.row(lastPair, 1), to: &own) }
        Self.add(character(last, 2), to: &before)
        Self.add(character(first, 3), to: &behind)
        guard let number else { return }
        Self.add(model.words.row(number, 0), to: &own)
        Self.add(model.words.row(number, 1), to: &before)
        Self.add(model.words.row(number, 2), to: &before2)
        Self.add(model.words.row(number, 3), to: &behind)
    }

    private static func add(_ weights: UnsafePointer<Int8>, to sums: inout SIMD16<Int16>) {
        withUnsafeMutableBytes(of: &sums) { bytes in
            guard let base = bytes.baseAddress else { return }
            shuli_add_bytes(base.assumingMemoryBound(to: Int16.self), weights)
        }
    }
}

/// The words that occurred last: most words of a text occur again and again, and look-ups in the model wait for memory.
///
/// Words are numbered from 1; number 0 is what precedes the first word and follows the last one. The table belongs to one
/// tagger. Unsafe code. Invariant: `entries` is good for `capacity` words, of which `count` are there; `slots` for
/// `4 * capacity` numbers, each below `count`.
struct KnownWords: ~Copyable {
    private(set) var entries: UnsafeMutablePointer<KnownWord>
    private(set) var count = 1
    private var slots: UnsafeMutablePointer<UInt32>
    private var capacity: Int

    /// So many words of 160 bytes fit into a third-level cache. News have 9,000 different words in 300 KB, 32,000 in 3 MB.
    static let most = 32_768

    /// Room for few words: short texts have few.
    init() {
        capacity = 64
        entries = .allocate(capacity: capacity)
        entries.initialize(to: KnownWord())
        slots = .allocate(capacity: 4 * capacity)
        slots.initialize(repeating: 0, count: 4 * capacity)
    }

    /// Forgets all words where there are too many, and takes `outside` for number 0.
    mutating func prepare(outside: KnownWord) {
        entries[0] = outside
        guard count > Self.most else { return }
        count = 1
        slots.update(repeating: 0, count: 4 * capacity)
    }

    /// Fetches into the cache where the search for a word begins.
    @inline(__always)
    func fetchSlot(of key: UInt64) { shuli_prefetch(slots + slot(of: key)) }

    /// Fetches into the cache the entry at which the search for a word probably ends.
    @inline(__always)
    func fetchEntry(of key: UInt64) {
        let entry = UnsafeRawPointer(entries + Int(slots[slot(of: key)]))
        shuli_prefetch(entry)
        shuli_prefetch(entry + 64)
        shuli_prefetch(entry + 128)
    }

    /// The number of a word; nil where it is not there.
    @inline(__always)
    func number(of key: UInt64) -> UInt32? {
        var slot = slot(of: key)
        while slots[slot] != 0 {
            let number = slots[slot]
            if entries[Int(number)].key == key { return number }
            slot = (slot &+ 1) & (4 &* capacity &- 1)
        }
        return nil
    }

    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 32) & (4 &* capacity &- 1)
    }

    /// Adds a word that is not there; returns its number.
    @inline(never)
    mutating func insert(_ word: KnownWord) -> UInt32 {
        if count == capacity { grow() }
        (entries + count).initialize(to: word)
        place(count)
        count += 1
        return UInt32(count - 1)
    }

    private func place(_ number: Int) {
        var slot = slot(of: entries[number].key)
        while slots[slot] != 0 { slot = (slot + 1) & (4 * capacity - 1) }
        slots[slot] = UInt32(number)
    }

    private mutating func grow() {
        let more = UnsafeMutablePointer<KnownWord>.allocate(capacity: 2 * capacity)
        more.moveInitialize(from: entries, count: count)
        entries.deallocate()
        slots.deallocate()
        entries = more
        capacity *= 2
        slots = .allocate(capacity: 4 * capacity)
        slots.initialize(repeating: 0, count: 4 * capacity)
        for number in 1..<count { place(number) }
    }

    deinit {
        entries.deallocate()
        slots.deallocate()
    }
}
