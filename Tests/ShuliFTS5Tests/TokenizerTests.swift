import ShuliFTS5
import ShuliStorage
import ShuliTestSupport
import ShuliText
import Testing

/// What is in an index.
struct TokenizerTests {
    @Test func aWordComesWithTheShorterWordsInsideOfIt() throws {
        let positions = try SearchTable("shuli", ["大学生在图书馆"]).positions()
        #expect(positions.first.map { Set($0) } == ["大学生", "大学", "学生"])
        #expect(positions.last.map { $0.contains("图书馆") && $0.contains("图书") } == true)
    }

    @Test func theModesOfTheSegmenterAreOptions() throws {
        #expect(try SearchTable("shuli default", ["大学生"]).positions() == [["大学生"]])
        #expect(try SearchTable("shuli search", ["大学生"]).positions() == [["大学", "大学生", "学生"]])
        #expect(try SearchTable("shuli full", ["今天天气"]).positions().first?.contains("天天") == true)
    }

    @Test(arguments: [
        ("發展", "发展"), ("Ｓｗｉｆｔ", "swift"), ("GPT", "gpt"), ("Café", "cafe"), ("瞭解", "了解"), ("想像", "想象"),
        ("ｶﾞﾗｽ", "カ\u{3099}ラス"),
        ("約翰·史密斯", "约翰史密斯"),
    ])
    func formsAreFolded(_ text: String, _ form: String) throws {
        #expect(try SearchTable("shuli default", [text]).positions().joined().joined() == form)
    }

    @Test func withoutFoldsFormsStayAsTheyAre() throws {
        #expect(try SearchTable("shuli folds off", ["Swift 發展"]).positions() == [["Swift"], ["發展"]])
    }

    @Test func phrasesDoNotCrossTheEndOfAClause() throws {
        let table = try SearchTable("shuli", ["他来自上海，市场很大。", "上海市场很大", "上海\n市场", "上海：市场", "上海 市场"])
        #expect(try table.matching("\"上海 市场\"") == [1, 4])
        // A phrase with the mark itself does.
        #expect(try table.matching("\"上海，市场\"") == [0, 2, 3])
        #expect(try table.positions().joined().contains("。"))
    }

    @Test(arguments: [
        ("2021年", ["2021"]), ("https://www.example.com/a-b", ["www", "example", "com"]), ("@张三李四", ["张三李四"]),
        ("#春节档电影#", ["春节档电影", "电影"]), ("node.js", ["node", "js"]), ("卡拉OK", ["卡拉", "ok"]), ("10GB", ["10", "gb"]),
    ])
    func whatATokenHidesIsFound(_ text: String, _ parts: [String]) throws {
        let terms = Set(try SearchTable("shuli", ["看" + text + "吧"]).positions().joined())
        for part in parts { #expect(terms.contains(part), "\(part) in \(terms)") }
    }

    @Test func stopWordsAreLeftOut() throws {
        let scratch = try Scratch()
        let words = try scratch.file("stopwords.txt", "我們\n".utf8)
        #expect(try SearchTable("shuli stopwords standard", ["我的学校"]).positions().joined().contains("的") == false)
        let table = try SearchTable("shuli stopwords '\(words)'", ["我们的学校"])
        #expect(try !table.positions().joined().contains("我们"))
        #expect(try table.asking("我们的学校") == [0])
    }

    @Test func aDictionaryKeepsItsWordsWhole() throws {
        let scratch = try Scratch()
        let words = try scratch.file("words.txt", "云原生架构\tforce\n".utf8)
        #expect(try SearchTable("shuli default dictionary '\(words)'", ["讲云原生架构"]).positions() == [["讲"], ["云原生架构"]])
    }

    @Test(arguments: [
        "shuli fold on", "shuli folds", "shuli folds maybe", "shuli dictionary /nowhere", "shuli stopwords",
    ])
    func optionsThatSayNothingAreErrors(_ tokenizer: String) {
        #expect(throws: StorageError.self) { try SearchTable(tokenizer) }
    }

    @Test func porterStemsLatinAndLeavesHan() throws {
        let table = try SearchTable("porter shuli", ["他们 running 跑步"])
        #expect(try table.matching("runs") == [0])
        #expect(try table.asking("跑步") == [0])
    }

    @Test func pairsOverlapAndEndWithTheirLastCharacter() throws {
        #expect(
            try SearchTable("shuli pairs", ["学生活动，GPT4 好"]).positions() == [
                ["学生"], ["生活"], ["活动"], ["动"], ["gpt4"], ["好"],
            ])
    }

    @Test func offsetsAreThoseOfTheOriginal() throws {
        let table = try SearchTable()
        // Two bytes that are no UTF-8, then full-width letters.
        try table.database.execute("INSERT INTO t VALUES (CAST(x'fffe' AS TEXT) || 'ＡＢＣ、發展，很快')")
        let sql = "SELECT hex(highlight(t, 0, '[', ']')) FROM t WHERE t MATCH ?"
        let text = "ＡＢＣ、[發展]，很快".utf8.map { String($0, radix: 16, uppercase: true) }.joined()
        #expect(try table.rows(sql, [.text("发展")]) == ["FFFE" + text])
    }

    @Test(arguments: ["\u{200B}", "\u{AD}", "\u{FEFF}", "\u{2060}", "\u{200D}", "\u{FE0F}"])
    func invisibleCharactersDoNotDivideWords(_ mark: String) throws {
        let text = "很发\(mark)展\(mark)，"
        for tokenizer in ["shuli", "shuli pairs", "shuli folds off"] {
            let table = try SearchTable(tokenizer, [text])
            #expect(try table.matching("发展") == [0])
            #expect(try table.rows("SELECT highlight(t, 0, '', '') FROM t WHERE t MATCH '发展'") == [text])
        }
    }

    @Test func accentsOfTheirOwnDivideNothing() throws {
        let table = try SearchTable("shuli", ["看e\u{301}cole和cafe\u{301}吧"])
        #expect(try table.asking("école") == [0])
        let sql = "SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH 'cafe'"
        #expect(try table.rows(sql).map { Array($0.utf8) } == [Array("看e\u{301}cole和[cafe\u{301}]吧".utf8)])
    }

    @Test func NULIsACharacterLikeOthers() throws {
        let table = try SearchTable("shuli", ["零\u{0}字 发展\u{0}"])
        #expect(try table.asking("发展\u{0}") == [0])
    }

    @Test func anIndexIsWholeAfterChanges() throws {
        for tokenizer in ["shuli", "shuli pairs", "shuli full", "porter shuli"] {
            var random = SeededRandom(seed: 5)
            let table = try SearchTable(tokenizer)
            for row in 0..<60 { try table.add(random.text(upTo: 40), as: row) }
            try table.database.execute(
                "DELETE FROM t WHERE rowid % 3 = 0; UPDATE t SET text = '改了' WHERE rowid % 5 = 0")
            try table.database.execute("INSERT INTO t(t) VALUES ('integrity-check')")
        }
    }
}
