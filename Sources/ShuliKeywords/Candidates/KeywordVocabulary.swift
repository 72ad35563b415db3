import ShuliText

/// What is known of words before a text is read: lists of stop and function words, surnames, and how rare each word is.
struct KeywordVocabulary: Sendable {
    /// For folding, word classes and rarities. Always the standard one: user dictionaries change how texts are cut, but
    /// they state no class and no frequency, and their words fold by the same alphabet.
    let lexicon = Lexicon.standard
    private let frequencies: DocumentFrequencies?
    /// The words of all lists below, each once, so that one look-up finds all traits of a word.
    private var words = KeyIndex()
    private var traits: [WordTraits] = []

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
        noteParts()
    }

    // What shows where a phrase begins and ends.
    private mutating func noteParts() {
        // Characters that begin or end at least 10 or 15 nouns of three characters whose other two are a listed word, by
        // `words.txt`; those that are more often words of their own (第, 下, 中, 自) left out.
        note(characters: "大小老核高电不性白红总阿反水热脑黑三超外女手无新重黄副双正软二半非低零亚", .prefix)
        note(
            characters: "者器人机员子家性化儿车会线学力率场体物品剂权病表区室症站点书花法商式费片量管店生院队师局赛派层台厂论灯业炎军处馆面油国球素图水感官色卡词石"
                + "制战计界箱证地形板菜团号所度药仪网镜部舞金本戏声虫鱼语口库史房党树裤厅带纸期包鬼岩价级舰税系剧犯圈服组工楼画刀船酱"
                + "市县镇村路街桥河湖山岛港湾州省洲海江门城园寺杯奖节展榜版款族群派氏王帝府校班票股币粉茶酒饭汤糕饼肉奶油漆胶膜链泵阀罩柜床椅灶盒袋瓶杆",
            .suffix)
        note(all: "每 本 这 那 某 各 几 首 数 第 此 该 两 这些 那些", .counter)
        note(characters: Self.measureCharacters, .measure)
        note(
            all: """
                公里 千米 毫米 厘米 分米 纳米 微米 英里 英尺 英寸 平方米 平方公里 立方米 公顷 公斤 千克 毫克 吨 毫升 小时 分钟 秒钟 毫秒 万元 亿元 美元 欧元 英镑 \
                日元 港元 像素 万像素 毫安 毫安时 赫兹 千瓦 兆瓦 马力 分贝 摄氏度 周年 周岁 人次 名额 GB MB TB KB PB G M K T mAh Wh mm cm dm km nm um kg mg g ml L Hz \
                MHz GHz kHz W kW MW V A dB ppi dpi fps bps Kbps Mbps Gbps rpm kcal kJ cc px pt ms s h min Pa kPa MPa N lx lm nit nits mol mmol mmHg inch
                """, .measure)
        note(all: "vs pk", .versus)
        // Words of place and time that are part of no name, which the list of stop words lacks, entries of the lexicon that
        // are cut before an ordinal's number, and what is left of entities.
        note(all: "当中 过后 如今 此举 排名第 转到第 倒数第 nbsp quot", .stop)
        // Words of degree, comparison and direction, and those that ask.
        note(
            all: """
                最为 极为 相较于 相比于 相当于 有别于 何不 刚要 正要 总有 还得 即可 莫属 下去 下来 出去 上去 上来 进来 进去 回来 回去 过来 过去 哪儿 哪 有点儿 \
                看看 附近 周围 里面 外面 上面 下面 前面 后面 旁边 身边 敢不敢 能不能 会不会 是不是 要不要 好不好
                """, .stop)
        note(all: "简称 下称 缩写 缩写为 简写 合称", .abbreviates)
    }

    private mutating func note(all list: String, _ trait: WordTraits) {
        for word in list.split(separator: " ") { note(String(word), trait) }
    }

    private mutating func note(characters: String, _ trait: WordTraits) {
        for character in characters { note(String(character), trait) }
    }

    private mutating func note(_ word: String, _ trait: WordTraits) { note(lexicon.foldedHash(of: word), trait) }

    private mutating func note(_ hash: UInt64, _ trait: WordTraits) {
        let number = words.insert(hash)
        if number == traits.count { traits.append([]) }
        traits[number].insert(trait)
    }

    private static let measureCharacters =
        "个位名种款部年月日号天元块点分次回度岁米里斤吨口人家件条项届期场头辆架艘张把双对套间层楼倍级代秒只台座股支枚大类份幅批则起宗轮局集章篇页行段句堂节课门颗粒片瓶杯碗盘箱袋包盒"

    /// By label, whether a character is a surname, and whether it is a stop word that given names contain.
    private let isSurname = Self.flags(TextList.surnames.entries.map(\.text).joined())
    private let isInGivenNames = Self.flags("一之以有可如若为子同才云")
    /// Whether an unlisted word that begins with it is an adverb and a verb, or a counter and a measure. By closed classes.
    private let isAdverb = Self.flags("只不没别再又也都很就才还已刚先更最太哪每这那某此该")

    private static let isMeasure = flags(measureCharacters)

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
        var traits: WordTraits = words.number(of: folded.hash.value).map { self.traits[$0] } ?? []
        let kind = kind(buffer, token, folded, entry, traits)
        if kind == .number || isNumeral(buffer, token.range) { traits.insert(.counter) }
        var neighbour = Neighbour()
        neighbour.setKind(kind)
        neighbour.flag(.possessive, traits.contains(.possessive))
        neighbour.flag(.preposition, traits.contains(.preposition))
        neighbour.flag(.adverb, traits.contains(.adverb))
        neighbour.flag(.aspect, traits.contains(.aspect))
        neighbour.flag(.verb, entry?.wordClass == .verb)
        return Term(
            folded: folded, entry: entry, kind: kind, traits: traits,
            beginsWithSurname: folded.first < isSurname.count && isSurname[Int(folded.first)],
            isInGivenNames: folded.letters == 1 && folded.first < isInGivenNames.count
                && isInGivenNames[Int(folded.first)],
            beginsWithAdverb: entry == nil && folded.letters == 2 && folded.first < isAdverb.count
                && isAdverb[Int(folded.first)],
            beginsWithMeasure: folded.letters == 2 && folded.first < Self.isMeasure.count
                && Self.isMeasure[Int(folded.first)],
            endsInVerb: entry == nil && folded.letters == 3 && endsInVerb(buffer, token.range),
            isPlace: entry == nil && folded.letters == 2
                && [0x4E0A, 0x91CC].contains(buffer.scalar(before: token.range.upperBound).value),
            rarity: frequencies?.rarity(ofFolded: folded.hash.value) ?? Self.rarity(of: entry, length: folded.letters),
            neighbour: neighbour)
    }

    private func endsInVerb(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        let last = TextRange(range.upperBound - buffer.scalar(before: range.upperBound).length, range.upperBound)
        guard let wordClass = lexicon.entry(in: buffer, last)?.wordClass else { return false }
        guard wordClass == .verb || wordClass == .nounAndVerb else { return false }
        return words.number(of: lexicon.folded(in: buffer, last).hash.value)
            .map { !traits[$0].contains(.suffix) } ?? true
    }

    // A single character that is not listed is a piece of a word: it counts as half as rare as an unlisted word.
    private static func rarity(of entry: LexiconEntry?, length: Int) -> Double {
        entry?.rarity ?? (length == 1 ? LexiconEntry.unlistedRarity / 2 : LexiconEntry.unlistedRarity)
    }

    private func kind(
        _ buffer: UTF8Buffer, _ token: TokenSpan, _ folded: Lexicon.Folded, _ entry: LexiconEntry?, _ traits: WordTraits
    ) -> RowWord.Kind {
        if traits.contains(.stop) { return traits.contains(.inner) ? .inner : .stop }
        let first = CharacterClass(buffer.scalar(at: token.range.lowerBound).value)
        if token.kind == .number || first == .digit && token.kind == .word {
            return Self.endsDate(buffer.scalar(before: token.range.upperBound).value) ? .stop : .number
        }
        if isOrdinal(buffer, token.range) || first == .digit && isQuantity(buffer, token) { return .number }
        if folded.letters == 1 { return .inner }
        return isCount(buffer, token, entry) ? .stop : .content
    }

    // 第5, 第六.
    private func isOrdinal(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        let (first, length) = buffer.scalar(at: range.lowerBound)
        guard first == 0x7B2C, range.count > length else { return false }
        let rest = TextRange(range.lowerBound + length, range.upperBound)
        return CharacterClass(buffer.scalar(at: rest.lowerBound).value) == .digit || isNumeral(buffer, rest)
    }

    // 90mmHg. A unit of one letter may be a name: 3G.
    private func isQuantity(_ buffer: UTF8Buffer, _ token: TokenSpan) -> Bool {
        var unit = token.range.lowerBound
        while unit < token.range.upperBound, buffer[unit] == 0x2E || CharacterClass(UInt32(buffer[unit])) == .digit {
            unit += 1
        }
        guard unit + 1 < token.range.upperBound else { return false }
        let hash = lexicon.folded(in: buffer, TextRange(unit, token.range.upperBound)).hash.value
        return words.number(of: hash).map { traits[$0].contains(.measure) } ?? false
    }

    // 二十, 十三元, 三次: numbers in Han characters, alone or with a measure word.
    private func isCount(_ buffer: UTF8Buffer, _ token: TokenSpan, _ entry: LexiconEntry?) -> Bool {
        let offset = numeralEnd(buffer, token.range)
        if offset == token.range.upperBound { return true }
        guard offset > token.range.lowerBound, entry?.wordClass == .numeral || entry?.wordClass == .phrase else {
            return false
        }
        return measures.contains(buffer.scalar(before: token.range.upperBound).value)
    }

    private func isNumeral(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        numeralEnd(buffer, range) == range.upperBound
    }

    // Where the numerals end that a range begins with.
    private func numeralEnd(_ buffer: UTF8Buffer, _ range: TextRange) -> Int {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            guard numerals.contains(scalar) else { break }
            offset += length
        }
        return offset
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
