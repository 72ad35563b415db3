import ShuliText

/// What is known of words before a text is read: lists of stop and function words, surnames, and how rare each word is.
struct KeywordVocabulary: Sendable {
    /// For folding, word classes and rarities. Always the standard one: user dictionaries change how texts are cut, but
    /// they state no class and no frequency, and their words fold by the same alphabet.
    let lexicon = Lexicon.standard
    private let frequencies: DocumentFrequencies?
    /// The words of all lists below, each once, so that one look-up finds all traits of a word.
    private var words = KeyIndex()
    private var traits: [Traits] = []

    /// The lists that a word is in.
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

    init(stopWords: StopWords, frequencies: DocumentFrequencies?) {
        self.frequencies = frequencies
        for hash in stopWords.foldedHashes { note(hash, .stop) }
        // Stop words of one character that also begin or end names: 大数据, 新能源, 非遗.
        for character in "大小新高少多内外前后无非自正全本" { note(String(character), .inner) }
        // Words that show what follows them (a noun, a verb), or what 了 follows.
        note(all: "在 对 与 和 由 从 向 为 把 跟 同 及 以 于 给 比", .preposition)
        note(all: "不 没 没有 也 都 就 很 太 更 最 又 还 再 要 会 能 可 可以 来 去 想 让 被", .adverb)
        note(all: "了 着 过", .aspect)
        note("的", .possessive)
        // Words that are frequent in scholarly prose, whose keywords have other features than those of news.
        note(
            all: """
                研究 分析 方法 结果 表明 本文 采用 基于 提出 探讨 影响 及其 应用 目的 结论 模型 实验 试验 特征 机制 理论 系统 性能 有效 显著 关系 作用 条件 \
                过程 变化 因素 评价 具有 主要
                """, .scholarly)
    }

    private mutating func note(all list: String, _ trait: Traits) {
        for word in list.split(separator: " ") { note(String(word), trait) }
    }

    private mutating func note(_ word: String, _ trait: Traits) { note(lexicon.foldedHash(of: word), trait) }

    private mutating func note(_ hash: UInt64, _ trait: Traits) {
        let number = words.insert(hash)
        if number == traits.count { traits.append([]) }
        traits[number].insert(trait)
    }

    /// By label, whether a character is a surname, and whether it is a stop word that given names contain.
    private let isSurname = Self.flags(TextList.surnames.entries.map(\.text).joined())
    private let isInGivenNames = Self.flags("一之以有可如若为子同才云")

    private static func flags(_ characters: String) -> [Bool] {
        var flags = [Bool](repeating: false, count: Lexicon.standard.alphabet.labelCount)
        for character in characters.unicodeScalars {
            let label = Int(Lexicon.standard.foldedLabel(of: character.value))
            if label < flags.count { flags[label] = true }
        }
        return flags
    }

    func term(in buffer: UTF8Buffer, _ token: TokenSpan, _ folded: Lexicon.Folded) -> Term {
        let entry = lexicon.entry(in: buffer, token.range)
        let traits: Traits = words.number(of: folded.hash.value).map { self.traits[$0] } ?? []
        let kind = kind(buffer, token, folded, entry, traits)
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
            rarity: frequencies?.rarity(ofFolded: folded.hash.value) ?? Self.rarity(of: entry, length: folded.letters),
            neighbour: neighbour)
    }

    // A single character that is not listed is a piece of a word: it counts as half as rare as an unlisted word.
    private static func rarity(of entry: LexiconEntry?, length: Int) -> Double {
        entry?.rarity ?? (length == 1 ? LexiconEntry.unlistedRarity / 2 : LexiconEntry.unlistedRarity)
    }

    private func kind(
        _ buffer: UTF8Buffer, _ token: TokenSpan, _ folded: Lexicon.Folded, _ entry: LexiconEntry?, _ traits: Traits
    ) -> RowWord.Kind {
        if traits.contains(.stop) { return traits.contains(.inner) ? .inner : .stop }
        let first = CharacterClass(buffer.scalar(at: token.range.lowerBound).value)
        if token.kind == .number || first == .digit && token.kind == .word {
            return Self.endsDate(buffer.scalar(before: token.range.upperBound).value) ? .stop : .number
        }
        if folded.letters == 1 { return .inner }
        return isCount(buffer, token, entry) ? .stop : .content
    }

    // 二十, 十三元, 三次: numbers in Han characters, alone or with a measure word.
    private func isCount(_ buffer: UTF8Buffer, _ token: TokenSpan, _ entry: LexiconEntry?) -> Bool {
        var offset = token.range.lowerBound
        while offset < token.range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            guard numerals.contains(scalar) else { break }
            offset += length
        }
        if offset == token.range.upperBound { return true }
        guard offset > token.range.lowerBound, entry?.wordClass == .numeral || entry?.wordClass == .phrase else {
            return false
        }
        return measures.contains(buffer.scalar(before: token.range.upperBound).value)
    }

    private let numerals = KeyIndex(scalarsOf: "〇零一二三四五六七八九十百千万萬亿億两兩半几幾多余餘")
    private let measures = KeyIndex(
        scalarsOf:
            "个個位名种種款部年月日号號天元块塊点點分次回度岁歲米里斤吨噸口人家件条條项項届屆期场場头頭辆輛架艘张張本把双雙对對套间間层層楼樓倍级級代秒")

    // 2025年, 3月, 8时, 5%: dates, times and percentages end in one of 年月日号时時分秒点點%％.
    private static func endsDate(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x65F6, 0x6642, 0x5206, 0x79D2, 0x70B9, 0x9EDE, 0x25, 0xFF05: true
        default: false
        }
    }
}

extension KeyIndex {
    /// The scalars of a text as keys: a look-up in a `Set` costs ten times as much.
    fileprivate init(scalarsOf text: String) {
        self.init(expected: text.unicodeScalars.count)
        for scalar in text.unicodeScalars { _ = insert(UInt64(scalar.value)) }
    }

    fileprivate func contains(_ scalar: UInt32) -> Bool { number(of: UInt64(scalar)) != nil }
}
