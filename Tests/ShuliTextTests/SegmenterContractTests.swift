import ShuliTestSupport
import ShuliText
import Testing

/// What holds for every segmenter: every mode, standard, dictionary policy, with and without tags.
@Suite struct SegmenterContractTests {
    static let dictionary = """
        云-原生
        Edu Trust认证\tforce
        中华人民共和国\tforce
        天气很好\tprefer
        o1\tforce
        的
        👨‍👩‍👧‍👦一家
        """

    static let own: Result<Lexicon, ParseError> = Result { () throws(ParseError) in
        Lexicon.standard.adding(try UserDictionary(parsing: dictionary, file: "test"))
    }

    static let segmenters: Result<[Segmenter], ParseError> = own.map { own in
        [Lexicon.standard, own].flatMap { lexicon in
            Segmenter.Mode.allCases.flatMap { mode in
                WordConvention.allCases.flatMap { convention in
                    [false, true].map {
                        Segmenter(lexicon: lexicon, mode: mode, convention: convention, tagsPartsOfSpeech: $0)
                    }
                }
            }
        }
    }

    @Test(arguments: ContractSample.all)
    func samples(_ sample: ContractSample) throws {
        // The long samples once a mode are enough, of which one with tags: the tagger is slow without optimization.
        let isLong = sample.text.utf8.count > 10_000
        for (index, segmenter) in try Self.segmenters.get().enumerated() where !isLong || [3, 14, 26].contains(index) {
            expectSound(segmenter, sample.text)
        }
    }

    @Test func randomTexts() throws {
        let segmenters = try Self.segmenters.get()
        var random = SeededRandom(seed: 4)
        for _ in 0..<60 {
            let text = random.text(upTo: 60)
            for segmenter in segmenters { expectSound(segmenter, text) }
        }
    }

    @Test func tagsNeverChangeTheCut() {
        var random = SeededRandom(seed: 5)
        let (plain, tagging) = (Segmenter(), Segmenter(tagsPartsOfSpeech: true))
        for _ in 0..<100 {
            let text = random.text(upTo: 60)
            let tagged = tagging.tokens(in: text)
            #expect(tagged.map(\.range) == plain.tokens(in: text).map(\.range))
            #expect(tagged.allSatisfy { $0.partOfSpeech != nil })
        }
    }

    private func expectSound(_ segmenter: Segmenter, _ text: String, sourceLocation: SourceLocation = #_sourceLocation)
    {
        let tokens = segmenter.tokens(in: text)
        var end = 0
        var isSound = true
        for token in tokens {
            isSound = isSound && token.range.lowerBound == end && !token.range.isEmpty
            for subword in token.subwords {
                isSound = isSound && token.range.contains(subword.lowerBound) && subword.upperBound <= text.utf8.count
                isSound =
                    isSound && subword != token.range && (segmenter.mode == .full || token.range.contains(subword))
            }
            isSound = isSound && (segmenter.mode != .plain || token.subwords.isEmpty)
            end = token.range.upperBound
        }
        #expect(
            isSound && end == text.utf8.count, "\(text.debugDescription.prefix(200))", sourceLocation: sourceLocation)
        guard text.utf8.count < 10_000 else { return }
        #expect(tokens.map { String(text[$0.range]) }.joined() == text, sourceLocation: sourceLocation)
    }
}

@Suite struct WholeTokenTests {
    @Test(
        arguments: [
            ("看https://a.example/b?c=d，好", "https://a.example/b?c=d", .url), ("见www.a.example。", "www.a.example", .url),
            ("（https://a.example/x_(y)）", "https://a.example/x_(y)", .url),
            ("写信给li.ming+x@mail.example吧", "li.ming+x@mail.example", .email),
            ("感谢@小明 的帮助", "@小明", .mention), ("#城市马拉松#今天开跑", "#城市马拉松#", .topic),
            ("用o1-mini写", "o1-mini", .latin), ("GPT-4o发布", "GPT-4o", .latin), ("学C++的人", "C++", .latin),
            ("Node.js和AT&T", "Node.js", .latin), ("增长1,234.5%左右", "1,234.5%", .number), ("共3.5亿元", "3.5亿", .number),
            ("到12:30结束", "12:30", .number), ("于2025-02-13发布", "2025-02-13", .number), ("版本1.2.3已出", "1.2.3", .number),
            ("全家👨‍👩‍👧‍👦福", "👨‍👩‍👧‍👦", .emoji), ("国旗🇨🇳🇨🇳好", "🇨🇳", .emoji), ("第1️⃣名", "1️⃣", .emoji), ("好👍🏽！", "👍🏽", .emoji),
            ("爱❤️你", "❤️", .emoji), ("#晨跑#第三天", "#晨跑#", .topic), ("in the U.S. and", "U.S.", .latin),
            ("致 Prof. Chen", "Prof.", .latin), ("见 Fig. 3", "Fig.", .latin), ("写e.g.这样", "e.g.", .latin),
            ("J. Smith", "J.", .latin), ("装好.NET以后", ".NET", .latin), ("打开.xlsx文件", ".xlsx", .latin),
            ("拨打0571-87654321", "0571-87654321", .number), ("热线400-123-4567", "400-123-4567", .number),
        ] as [(String, String, TokenKind)])
    func comeWhole(_ text: String, _ word: String, _ kind: TokenKind) {
        let token = Segmenter().tokens(in: text).first { text[$0.range] == word }
        #expect(token?.kind == kind, "\(Segmenter().words(in: text))")
    }

    @Test(
        arguments: [
            ("今天2025年3月", ["今天", "2025年", "3月"]), ("穿T恤的人", ["穿", "T恤", "的", "人"]), ("音名#C、#D和#E", nil),
            ("他5%的", ["他", "5%", "的"]), ("走了.ok吗", nil),
            ("Tool[x2]更新", ["Tool", "[", "x2", "]", "更新"]), ("{id}", ["{", "id", "}"]),
            ("a@", nil), ("@", nil), ("##", nil), ("https://", nil),
        ] as [(String, [String]?)])
    func areNotSeenWhereThereAreNone(_ text: String, _ words: [String]?) {
        let tokens = Segmenter().tokens(in: text)
        if let words { #expect(tokens.map { String(text[$0.range]) } == words) }
        #expect(!tokens.contains { [.url, .email, .mention, .topic].contains($0.kind) })
    }

    @Test func traditionalTextIsCutAsItsSimplifiedForm() {
        #expect(Segmenter().words(in: "國際論壇在臺灣大學舉行。") == ["國際", "論壇", "在", "臺灣", "大學", "舉行", "。"])
    }
}

@Suite struct UserDictionaryTests {
    private func words(_ text: String, _ source: String) throws -> [String] {
        let dictionary = try UserDictionary(parsing: source, file: "own.txt")
        return Segmenter(lexicon: .standard.adding(dictionary)).words(in: text)
    }

    @Test(arguments: [
        ("他谈Edu Trust认证的事", "Edu Trust认证", "Edu Trust认证"), ("讲云-原生技术", "云-原生", "云-原生"),
        ("用r1模型做", "R1模型\tforce", "r1模型"),
        ("買T恤了", "t恤\tforce", "T恤"), ("大学生活很好", "大学生活", "大学生活"), ("這是臺灣積體電路的", "台湾积体电路", "臺灣積體電路"),
    ])
    func areFound(_ text: String, _ source: String, _ word: String) throws {
        let found = try words(text, source)
        #expect(found.contains(word), "\(found)")
    }

    @Test func latinWordsKeepTheirBorders() throws {
        #expect(try words("MAIL和AI", "ai\tforce") == ["MAIL", "和", "AI"])
    }

    @Test func forcedWordsGoBeforeAll() throws {
        #expect(try words("北京大学生", "京大\tforce") == ["北", "京大", "学生"])
        // Of two forced words the earlier, then the longer.
        #expect(try words("甲乙丙丁", "甲乙\tforce\n甲乙丙\tforce\n丙丁\tforce") == ["甲乙丙", "丁"])
    }

    @Test func problemsHaveLines() {
        let source = "好\n\t\n# 注释\nx\tmaybe\n好\n。\na\tb\tc\n\tforce\n"
        let (dictionary, faults) = UserDictionary.read(source, file: "own.txt")
        let problems = faults.map(\.description)
        #expect(
            problems == [
                "own.txt:4: \"maybe\" is neither prefer, force nor remove, nor a frequency, nor a tag",
                "own.txt:6: a word needs a letter or a digit: \"。\"",
                "own.txt:7: \"c\" is neither prefer, force nor remove, nor a frequency, nor a tag",
                "own.txt:8: no word before the tab",
            ])
        #expect(dictionary.words.map(\.text) == ["好"])
        #expect(dictionary.warnings.map(\.description) == ["own.txt:5: \"好\" is already in line 1; line 5 counts"])
        #expect(throws: ParseError(file: "own.txt", line: 4, .unknownColumn("maybe"))) {
            try UserDictionary(parsing: source, file: "own.txt")
        }
        #expect(throws: ParseError(file: "no/such/file", .unreadable("No such file or directory"))) {
            try Lexicon.standard.adding(contentsOf: "no/such/file")
        }
    }

    @Test func explanations() throws {
        let dictionary = try UserDictionary(parsing: "京大\tforce", file: "own.txt")
        let segmenter = Segmenter(lexicon: .standard.adding(dictionary))
        #expect(
            segmenter.explain("京大", in: "北京大学").map(\.description) == [
                "byte 3: one token, force by line 1 of the dictionary"
            ])
        #expect(
            segmenter.explain("大学", in: "北京大学").map(\.description) == [
                "byte 6: cut as 京大 学: the forced word \"京大\" of line 1 goes before it"
            ])
        let model = try #require(Segmenter().explain("大学生", in: "大学生活很好").first?.description)
        #expect(model.hasPrefix("byte 0: cut as 大学 生活: the model prefers that by "))
        #expect(Segmenter().explain("没有", in: "天气").isEmpty)
    }

    @Test func searchAndFullModes() throws {
        let text = "中华人民共和国成立"
        func subwords(_ mode: Segmenter.Mode) -> [String] {
            Segmenter(mode: mode).tokens(in: text).flatMap { token in token.subwords.map { String(text[$0]) } }
        }
        #expect(subwords(.plain).isEmpty)
        #expect(subwords(.search).contains("共和"))
        #expect(Set(subwords(.search)).isSubset(of: Set(subwords(.full))))
        #expect(subwords(.full).contains("中华人民共和国"))
    }

    @Test func sharedTokensAreThoseOfEachSegmenter() {
        let text = "图书馆昨天在河边开了分馆，王小明去借了三本书。"
        let tokens = SharedTokens()
        text.withUTF8Buffer { buffer in
            for convention in [WordConvention.ctb, .ud, .ctb, .pku] {
                let segmenter = Segmenter(convention: convention)
                let shared = tokens.spans(of: buffer, by: segmenter).map(\.range)
                #expect(shared == segmenter.tokenSpans(in: buffer).map(\.range))
            }
        }
    }
}
