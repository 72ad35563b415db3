import ShuliText
import Testing

/// Dictionaries as people have them: in the format of jieba, with doubles, with marks in words, with words to remove.
@Suite struct UserDictionaryFormatTests {
    private func words(_ text: String, _ dictionary: UserDictionary) -> [String] {
        Segmenter(lexicon: .standard.adding(dictionary)).words(in: text)
    }

    @Test(arguments: [
        "夜归人 5 n\n折叠屏 12\n周一鸣 3 nr\n", "夜归人 5 n\r\n折叠屏 12 n\r\n周一鸣 nr 3\r\n",
        "夜归人\t5\tn\n折叠屏\t12\n周一鸣\tnr\n", "夜归人 n\n折叠屏 n\n周一鸣 nr\n", "夜归人 force\n折叠屏 prefer\n周一鸣\n",
    ])
    func frequenciesAndTagsAreNoPartOfTheWord(_ source: String) throws {
        let dictionary = try UserDictionary(parsing: source)
        #expect(dictionary.words.map(\.text) == ["夜归人", "折叠屏", "周一鸣"])
        let found = words("夜归人用折叠屏，周一鸣来了", dictionary)
        #expect(found == ["夜归人", "用", "折叠屏", "，", "周一鸣", "来", "了"])
    }

    @Test func formatIsRecognizedByItsLines() throws {
        #expect(try UserDictionary(parsing: "折叠屏 12\nleap year\n").format == .jieba)
        #expect(try UserDictionary(parsing: "Pixel 9\nair force\n").format == .tabs)
        #expect(try UserDictionary(parsing: "Pixel 9\nair force\n").words.map(\.text) == ["Pixel 9", "air force"])
        // In a list in the format of jieba a word may hold spaces.
        #expect(try UserDictionary(parsing: "折叠屏 12\nHot Pot Fan认证 3 nz\n").words.map(\.text)[1] == "Hot Pot Fan认证")
    }

    @Test func lastOfEqualWordsCounts() throws {
        let dictionary = try UserDictionary(parsing: "夜归人\n折叠屏\n夜归人\tforce\n", file: "d.txt")
        #expect(dictionary.words.map(\.policy) == [.force, .prefer])
        #expect(dictionary.warnings.map(\.description) == ["d.txt:3: \"夜归人\" is already in line 1; line 3 counts"])
        let merged = UserDictionary(merging: [dictionary, try UserDictionary(["夜归人", "云台"])])
        #expect(merged.words.map(\.text) == ["夜归人", "折叠屏", "云台"] && merged.words[0].policy == .prefer)
    }

    @Test(arguments: [
        ("去看《你好，明天！》吧", "《你好，明天！》"), ("他唱（加油）之歌", "（加油）之歌"), ("问：为什么？节目组", "为什么？节目组"), ("买A股的人", "A股"),
    ])
    func marksBelongToWords(_ text: String, _ word: String) throws {
        #expect(words(text, try UserDictionary([word])).contains(word))
    }

    @Test func aCommaInAWordIsSaid() throws {
        let dictionary = try UserDictionary(parsing: "夜归人,白夜行\n你好，李焕英\nhello, world", file: "d.txt")
        #expect(dictionary.words.count == 3)
        #expect(dictionary.warnings.map(\.line) == [1])
    }

    @Test func removedWordsAreNeverTokens() throws {
        let lexicon = try Lexicon.standard.removing(["天气"])
        #expect(Segmenter(lexicon: lexicon).words(in: "今天天气很好") == ["今天", "天", "气", "很", "好"])
        #expect(Segmenter(lexicon: lexicon).words(in: "今天天氣很好") == ["今天", "天", "氣", "很", "好"])
        // A longer word that begins with it stays, and jieba's frequency 0 is the same.
        let dictionary = try UserDictionary(parsing: "天气 0\n天气预报 5 n\n")
        #expect(words("看天气预报", dictionary) == ["看", "天气预报"])
        #expect(words("天气", dictionary) == ["天", "气"])
        let segmenter = Segmenter(lexicon: .standard.adding(dictionary), mode: .search)
        #expect(!segmenter.tokens(in: "看天气预报").flatMap(\.subwords).contains(TextRange(3, 9)))
        #expect(
            segmenter.explain("天气", in: "天气").map(\.description) == [
                "byte 0: cut as 天 气: the dictionary removes the word"
            ])
        // A word of one character has no parts.
        #expect(try UserDictionary(parsing: "的\tremove").warnings.count == 1)
    }

    @Test func moreFrequentOfOverlappingWordsWins() throws {
        func cut(_ first: Int, _ second: Int) throws -> [String] {
            words(
                "甲乙丙丁戊",
                try UserDictionary([
                    UserDictionary.Word("甲乙丙", frequency: first), UserDictionary.Word("丙丁戊", frequency: second),
                ]))
        }
        #expect(try cut(1_000_000, 1).first == "甲乙丙")
        #expect(try cut(1, 1_000_000).last == "丙丁戊")
    }

    @Test func wordsWithoutEffectAreNamed() throws {
        let dictionary = try UserDictionary(parsing: "夜归人\n王小明去北京\tremove\n")
        let segmenter = Segmenter(lexicon: .standard.adding(dictionary))
        #expect(segmenter.wordsWithoutEffect(of: dictionary).map(\.word.text) == ["王小明去北京"])
    }
}

@Suite struct LatinStopTests {
    @Test(arguments: [
        ("She was late. He left.", ["She", "was", "late", ".", "He", "left", "."]),
        ("新款Watch. 售罄", ["新款", "Watch", ".", "售罄"]),
        ("行. Yes. 好", ["行", ".", "Yes", ".", "好"]), ("No. I mean it.", ["No", ".", "I", "mean", "it", "."]),
        ("Well... 好", ["Well", "...", "好"]), ("用Node.js. 好", ["用", "Node.js", ".", "好"]),
    ])
    func isATokenOfItsOwn(_ text: String, _ words: [String]) { #expect(Segmenter().words(in: text) == words) }

    @Test(arguments: [
        ("买H股的人", "H股"), ("看K线了吗", "K线"), ("A股市场大涨", "A股"), ("带U盘来", "U盘"), ("买A股票", "股票"), ("A级别墅", "A级"),
    ])
    func letterAndKindAreAWord(_ text: String, _ word: String) {
        #expect(Segmenter().words(in: text).contains(word), "\(Segmenter().words(in: text))")
    }
}

@Suite struct TagKindTests {
    private func tag(_ text: String, _ word: String) -> PartOfSpeech? {
        Segmenter(tagsPartsOfSpeech: true).tokens(in: text).first { text[$0.range] == word }?.partOfSpeech
    }

    @Test(
        arguments: [
            ("定在6月", "6月", .noun), ("只剩8日", "8日", .noun), ("共12.5%", "12.5%", .numeral), ("好🎉", "🎉", .symbol),
            ("转给@张三丰", "@张三丰", .properNoun), ("看 https://a.example/b", "https://a.example/b", .other),
            ("写信给 a.b@c.example", "a.b@c.example", .other), ("#晨跑打卡#", "#晨跑打卡#", .other), ("要HK$30", "HK$", .symbol),
            ("对不起。", "。", .punctuation), ("哎呀，忘了", "哎呀", .interjection), ("喂！你好", "喂", .interjection),
            ("约翰·史密斯来了", "约翰·史密斯", .properNoun), ("局长陈立新表示同意", "陈立新", .properNoun), ("作者：欧阳文静", "欧阳文静", .properNoun),
        ] as [(String, String, PartOfSpeech)])
    func followFromTheKind(_ text: String, _ word: String, _ expected: PartOfSpeech) {
        #expect(tag(text, word) == expected)
    }
}
