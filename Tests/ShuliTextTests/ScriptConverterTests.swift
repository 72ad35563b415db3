import ShuliTestSupport
import ShuliText
import Testing

@Suite struct ScriptConverterTests {
    @Test(
        arguments: [
            (.simplified, .traditional, false, "头发发展，皇后在后面。", "頭髮發展，皇后在後面。"),
            (.traditional, .simplified, false, "乾坤顛倒，衣服乾了。", "乾坤颠倒，衣服干了。"),
            (.simplified, .taiwan, true, "鼠标和软件", "滑鼠和軟體"),
            (.taiwan, .simplified, true, "滑鼠和軟體", "鼠标和软件"),
            (.simplified, .taiwan, false, "为什么", "為什麼"),
            (.simplified, .hongKong, false, "里面", "裏面"),
            (.traditional, .japanese, false, "圖書館的學習", "図書館的学習"),
            (.japanese, .traditional, false, "図書館", "圖書館"),
            (.simplified, .simplified, false, "软件", "软件"),
            (nil, .simplified, false, "這是繁體字", "这是繁体字"),
            (nil, .traditional, false, "这是简体字", "這是簡體字"),
            (nil, .traditional, false, "這後面是皇后", "這後面是皇后"),
            (nil, .traditional, false, "這後面是皇后\n这后面是头发\n好", "這後面是皇后\n這後面是頭髮\n好"),
            (nil, .simplified, false, "这里大部分是简体，只有一個字不是", "这里大部分是简体，只有一个字不是"),
        ] as [(ScriptConverter.Script?, ScriptConverter.Script, Bool, String, String)])
    func converts(
        _ source: ScriptConverter.Script?, _ target: ScriptConverter.Script, _ words: Bool, _ text: String,
        _ expected: String
    ) {
        #expect(ScriptConverter(from: source, to: target, regionalWords: words).convert(text).text == expected)
    }

    @Test func theSegmenterDecidesWhereAPhraseWouldCutWords() {
        let converter = ScriptConverter(from: .simplified, to: .taiwan, regionalWords: true)
        #expect(converter.convert("改变量子比特").text == "改變量子位元")
        #expect(converter.convert("修改变量").text == "修改變數")
        #expect(ScriptConverter(from: .simplified, to: .traditional).convert("美国历史上").text == "美國歷史上")
    }

    @Test func compatibilityIdeographsGoFirst() {
        let result = ScriptConverter(from: .traditional, to: .simplified).convert("豈\u{F900}更\u{F901}")
        #expect(result.text == "岂岂更更")
        #expect(result.map == .identity)
    }

    @Test func regionalWordsAreEditsAndCharactersAreNot() throws {
        let text = "用鼠标点击软件"
        let result = ScriptConverter(from: .simplified, to: .taiwan, regionalWords: true).convert(text)
        #expect(result.text == "用滑鼠點選軟體")
        let range = TextRange(try #require(result.text.firstRange(of: "滑鼠")), in: result.text)
        #expect(text[result.originalRange(of: range)] == "鼠标")
        let changes = result.changes(from: text).map { (String(text[$0.original]), String(result.text[$0.result])) }
        #expect(changes.contains { $0 == ("鼠标", "滑鼠") })
        #expect(ScriptConverter(from: .simplified, to: .traditional).convert("头发").map == .identity)
    }

    @Test func ambiguitiesAreListed() throws {
        let text = "他发，头发。"
        let places = ScriptConverter(from: .simplified, to: .traditional).ambiguities(in: text)
        #expect(places.count == 1)
        let place = try #require(places.first)
        #expect(text[place.range] == "发" && place.chosen == "發" && place.others == ["髮"])
        #expect(place.range == TextRange(3, 6))
    }

    @Test(
        arguments: [
            ("这是简体字", .simplified), ("這是繁體字", .traditional), ("这是简体，這是繁體", .mixed), ("你好", .undecided),
            ("", .undecided),
        ] as [(String, WritingSystem.Classification)])
    func tellsScriptsApart(_ text: String, _ expected: WritingSystem.Classification) {
        #expect(WritingSystem(of: text).classification == expected)
    }

    /// The fast run over characters that depend on nothing finds every phrase of the tables.
    @Test(arguments: [("t2s-phrases", ScriptConverter.Script.traditional, 1), ("s2t-phrases", .simplified, 40)])
    func phrasesAreFoundInRunsOfCharacters(_ table: String, _ source: ScriptConverter.Script, _ step: Int) throws {
        let converter = ScriptConverter(byTablesFrom: source, to: source == .traditional ? .simplified : .traditional)
        // A character that no table has.
        let padding = "丄丄丄"
        let text = try Repository.text("Dictionaries/Conversion/\(table).txt")
        for line in text.split(separator: "\n").enumerated().filter({ $0.offset % step == 0 }).map(\.element) {
            guard !line.hasPrefix("#"), let phrase = line.split(separator: "\t").first else { continue }
            let alone = converter.convert(phrase).text
            #expect(converter.convert(padding + phrase + padding).text == padding + alone + padding)
        }
    }
}
