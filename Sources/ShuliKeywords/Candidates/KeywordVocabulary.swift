import ShuliText

/// What is known of words before any text is read: the lexicon, stop words, how rare a word is.
struct KeywordVocabulary: Sendable {
    let lexicon: Lexicon
    private let stops: WordSet
    private let frequencies: DocumentFrequencies?

    init(lexicon: Lexicon = .standard, stopwords: some Sequence<String>, frequencies: DocumentFrequencies?) {
        self.lexicon = lexicon
        self.frequencies = frequencies
        stops = WordSet(stopwords.map { Self.hash(of: $0, lexicon) })
    }

    private static func hash(of word: String, _ lexicon: Lexicon = .standard) -> UInt64 {
        word.withUTF8Buffer { lexicon.folded(in: $0, TextRange(0, $0.count)).hash.value }
    }

    /// Letters that are stop words alone and begin or end names: 大数据, 新能源, 非遗.
    private static let inner = WordSet("大小新高少多内外前后无非自正全本".unicodeScalars.map { hash(of: String($0)) })

    /// Words that tell what stands behind them, or (了) before.
    private static let prepositions = words("在 对 与 和 由 从 向 为 把 跟 同 及 以 于 给 比")
    private static let adverbs = words("不 没 没有 也 都 就 很 太 更 最 又 还 再 要 会 能 可 可以 来 去 想 让 被")
    private static let aspects = words("了 着 过")

    private static func words(_ list: String) -> WordSet {
        WordSet(list.split(separator: " ").map { hash(of: String($0)) })
    }

    private static func role(of hash: UInt64) -> Term.Role {
        prepositions.contains(hash)
            ? .preposition : adverbs.contains(hash) ? .adverb : aspects.contains(hash) ? .aspect : .none
    }

    /// Words that scholarly prose is full of; an abstract's keywords look unlike a news article's.
    private static let scholarly = WordSet(
        """
        研究 分析 方法 结果 表明 本文 采用 基于 提出 探讨 影响 及其 应用 目的 结论 模型 实验 试验 特征 机制 理论 系统 性能 有效 显著 关系 作用 条件 过程 变化 \
        因素 评价 具有 主要
        """.split(separator: " ").map { hash(of: String($0)) })

    /// The label of 的.
    static let possessive = Lexicon.standard.foldedLabel(of: 0x7684)

    /// The labels of surnames of one letter.
    static let surnames = Set(
        TextList.surnames.entries.flatMap { $0.text.unicodeScalars.map { Lexicon.standard.foldedLabel(of: $0.value) } })

    /// The labels of stop words that names of persons hold in the middle.
    static let givenNames = Set("一之以有可如若为子同才云".unicodeScalars.map { Lexicon.standard.foldedLabel(of: $0.value) })

    func term(in buffer: UTF8Buffer, _ token: Token, _ folded: Lexicon.Folded) -> Term {
        let entry = lexicon.entry(in: buffer, token.range)
        return Term(
            folded: folded, entry: entry, kind: kind(buffer, token, folded, entry),
            rarity: frequencies?.rarity(ofFolded: folded.hash.value) ?? Self.rarity(of: entry, letters: folded.letters),
            isScholarly: Self.scholarly.contains(folded.hash.value), role: Self.role(of: folded.hash.value))
    }

    // An unlisted single letter is no rarity: it is a piece of a word.
    private static func rarity(of entry: LexiconEntry?, letters: Int) -> Double {
        entry?.rarity ?? (letters == 1 ? LexiconEntry.unlistedRarity / 2 : LexiconEntry.unlistedRarity)
    }

    private func kind(
        _ buffer: UTF8Buffer, _ token: Token, _ folded: Lexicon.Folded, _ entry: LexiconEntry?
    ) -> RowWord.Kind {
        if stops.contains(folded.hash.value) { return Self.inner.contains(folded.hash.value) ? .inner : .stop }
        let first = CharacterClass(buffer.scalar(at: token.range.lowerBound).value)
        if token.kind == .number || first == .digit && token.kind == .word {
            return Self.endsDate(buffer.scalar(before: token.range.upperBound).value) ? .stop : .number
        }
        if folded.letters == 1 { return .inner }
        return isCount(buffer, token, entry) ? .stop : .content
    }

    // 二十, 十三元, 三次: numbers in Han letters, alone or with a measure.
    private func isCount(_ buffer: UTF8Buffer, _ token: Token, _ entry: LexiconEntry?) -> Bool {
        var offset = token.range.lowerBound
        while offset < token.range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            guard Self.numerals.contains(scalar) else { break }
            offset += length
        }
        if offset == token.range.upperBound { return true }
        guard offset > token.range.lowerBound, entry?.wordClass == .numeral || entry?.wordClass == .phrase else {
            return false
        }
        return Self.measures.contains(buffer.scalar(before: token.range.upperBound).value)
    }

    private static let numerals = Set("〇零一二三四五六七八九十百千万萬亿億两兩半几幾多余餘".unicodeScalars.map(\.value))
    private static let measures = Set(
        "个個位名种種款部年月日号號天元块塊点點分次回度岁歲米里斤吨噸口人家件条條项項届屆期场場头頭辆輛架艘张張本把双雙对對套间間层層楼樓倍级級代秒"
            .unicodeScalars.map(\.value))

    // 2025年, 3月, 8时, 5%: dates, times and shares. 年月日号时時分秒点點%％
    private static func endsDate(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x65F6, 0x6642, 0x5206, 0x79D2, 0x70B9, 0x9EDE, 0x25, 0xFF05: true
        default: false
        }
    }
}

/// A set of folded words by their hashes, which are mixed already.
struct WordSet: Sendable {
    private var index: KeyIndex

    init(_ hashes: [UInt64]) {
        index = KeyIndex(expected: hashes.count)
        for hash in hashes { _ = index.insert(hash) }
    }

    @inline(__always)
    func contains(_ hash: UInt64) -> Bool { index.number(of: hash) != nil }
}
