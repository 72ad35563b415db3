import ShuliText

/// What is known of words before any text is read: the lexicon, stop words, how rare a word is.
struct KeywordVocabulary: Sendable {
    let lexicon: Lexicon
    private let frequencies: DocumentFrequencies?
    /// The words of the lists below, each once: one look-up tells of all.
    private var words = KeyIndex()
    private var traits: [Traits] = []

    /// What the lists say of a word.
    private struct Traits: OptionSet {
        let rawValue: UInt8
        static let stop = Traits(rawValue: 1)
        static let inner = Traits(rawValue: 2)
        static let preposition = Traits(rawValue: 4)
        static let adverb = Traits(rawValue: 8)
        static let aspect = Traits(rawValue: 16)
        static let possessive = Traits(rawValue: 32)
        static let scholarly = Traits(rawValue: 64)
    }

    init(lexicon: Lexicon = .standard, stopwords: some Sequence<String>, frequencies: DocumentFrequencies?) {
        self.lexicon = lexicon
        self.frequencies = frequencies
        for word in stopwords { note(word, .stop) }
        // Letters that are stop words alone and begin or end names: 大数据, 新能源, 非遗.
        for letter in "大小新高少多内外前后无非自正全本" { note(String(letter), .inner) }
        // Words that tell what stands behind them, or (了) before.
        note(all: "在 对 与 和 由 从 向 为 把 跟 同 及 以 于 给 比", .preposition)
        note(all: "不 没 没有 也 都 就 很 太 更 最 又 还 再 要 会 能 可 可以 来 去 想 让 被", .adverb)
        note(all: "了 着 过", .aspect)
        note("的", .possessive)
        // Words that scholarly prose is full of; an abstract's keywords look unlike a news article's.
        note(
            all: """
                研究 分析 方法 结果 表明 本文 采用 基于 提出 探讨 影响 及其 应用 目的 结论 模型 实验 试验 特征 机制 理论 系统 性能 有效 显著 关系 作用 条件 \
                过程 变化 因素 评价 具有 主要
                """, .scholarly)
    }

    private mutating func note(all list: String, _ trait: Traits) {
        for word in list.split(separator: " ") { note(String(word), trait) }
    }

    private mutating func note(_ word: String, _ trait: Traits) {
        let number = words.insert(lexicon.foldedHash(of: word))
        if number == traits.count { traits.append([]) }
        traits[number].insert(trait)
    }

    /// By label, whether a letter is a surname, and whether it is a stop word that names of persons hold in the middle.
    private let isSurname = Self.flags(TextList.surnames.entries.map(\.text).joined())
    private let isInGivenNames = Self.flags("一之以有可如若为子同才云")

    private static func flags(_ letters: String) -> [Bool] {
        var flags = [Bool](repeating: false, count: Lexicon.standard.alphabet.labelCount)
        for letter in letters.unicodeScalars {
            let label = Int(Lexicon.standard.foldedLabel(of: letter.value))
            if label < flags.count { flags[label] = true }
        }
        return flags
    }

    func term(in buffer: UTF8Buffer, _ place: TokenSpan, _ folded: Lexicon.Folded) -> Term {
        let entry = lexicon.entry(in: buffer, place.range)
        let traits: Traits = words.number(of: folded.hash.value).map { self.traits[$0] } ?? []
        let kind = kind(buffer, place, folded, entry, traits)
        var neighbour = Neighbour()
        neighbour.setKind(kind)
        neighbour.flag(.possessive, traits.contains(.possessive))
        neighbour.flag(.preposition, traits.contains(.preposition))
        neighbour.flag(.adverb, traits.contains(.adverb))
        neighbour.flag(.aspect, traits.contains(.aspect))
        neighbour.flag(.verb, entry?.wordClass == .verb)
        return Term(
            folded: folded, entry: entry, kind: kind, isScholarly: traits.contains(.scholarly),
            beginsWithSurname: folded.first < isSurname.count && isSurname[Int(folded.first)],
            isInGivenNames: folded.letters == 1 && folded.first < isInGivenNames.count
                && isInGivenNames[Int(folded.first)],
            rarity: frequencies?.rarity(ofFolded: folded.hash.value) ?? Self.rarity(of: entry, letters: folded.letters),
            neighbour: neighbour)
    }

    // An unlisted single letter is no rarity: it is a piece of a word.
    private static func rarity(of entry: LexiconEntry?, letters: Int) -> Double {
        entry?.rarity ?? (letters == 1 ? LexiconEntry.unlistedRarity / 2 : LexiconEntry.unlistedRarity)
    }

    private func kind(
        _ buffer: UTF8Buffer, _ place: TokenSpan, _ folded: Lexicon.Folded, _ entry: LexiconEntry?, _ traits: Traits
    ) -> RowWord.Kind {
        if traits.contains(.stop) { return traits.contains(.inner) ? .inner : .stop }
        let first = CharacterClass(buffer.scalar(at: place.range.lowerBound).value)
        if place.kind == .number || first == .digit && place.kind == .word {
            return Self.endsDate(buffer.scalar(before: place.range.upperBound).value) ? .stop : .number
        }
        if folded.letters == 1 { return .inner }
        return isCount(buffer, place, entry) ? .stop : .content
    }

    // 二十, 十三元, 三次: numbers in Han letters, alone or with a measure.
    private func isCount(_ buffer: UTF8Buffer, _ place: TokenSpan, _ entry: LexiconEntry?) -> Bool {
        var offset = place.range.lowerBound
        while offset < place.range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            guard numerals.contains(scalar) else { break }
            offset += length
        }
        if offset == place.range.upperBound { return true }
        guard offset > place.range.lowerBound, entry?.wordClass == .numeral || entry?.wordClass == .phrase else {
            return false
        }
        return measures.contains(buffer.scalar(before: place.range.upperBound).value)
    }

    private let numerals = KeyIndex(scalarsOf: "〇零一二三四五六七八九十百千万萬亿億两兩半几幾多余餘")
    private let measures = KeyIndex(
        scalarsOf:
            "个個位名种種款部年月日号號天元块塊点點分次回度岁歲米里斤吨噸口人家件条條项項届屆期场場头頭辆輛架艘张張本把双雙对對套间間层層楼樓倍级級代秒")

    // 2025年, 3月, 8时, 5%: dates, times and shares. 年月日号时時分秒点點%％
    private static func endsDate(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x65F6, 0x6642, 0x5206, 0x79D2, 0x70B9, 0x9EDE, 0x25, 0xFF05: true
        default: false
        }
    }
}

extension KeyIndex {
    /// The scalars of `letters` as keys: Swift's own sets cost ten times as much to ask.
    fileprivate init(scalarsOf letters: String) {
        self.init(expected: letters.unicodeScalars.count)
        for scalar in letters.unicodeScalars { _ = insert(UInt64(scalar.value)) }
    }

    fileprivate func contains(_ scalar: UInt32) -> Bool { number(of: UInt64(scalar)) != nil }
}
