@testable import ShuliSummary
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct DatelineTests {
    private func rest(_ sentence: String) -> String {
        sentence.withUTF8Buffer { buffer in
            buffer.text(TextRange(Dateline.end(in: buffer, TextRange(0, buffer.count)), buffer.count))
        }
    }

    @Test(
        arguments: [
            ("本报讯 大桥通车。", "大桥通车。"), ("新华社北京1月17日电（记者 许望舒）大桥通车。", "大桥通车。"), ("新华社云杉1月17日电大桥通车。", "大桥通车。"),
            ("大桥夜景（供图/云杉社）本报讯 大桥通车。", "大桥通车。"), ("晨报訊：大橋通車。", "大橋通車。"),
        ])
    func theSentenceBeginsBehindIt(_ sentence: String, _ expected: String) {
        #expect(rest(sentence) == expected)
    }

    @Test(
        arguments: [
            "腾讯 大桥通车。", "大桥夜景（资料图）大桥通车。", "大桥（现任市长）本报讯 大桥通车。", "本报讯", "本报讯大桥通车。", "讯 大桥通车。", "",
            "新华社北京1月17日电（记者 许望舒大桥通车。",
        ])
    func otherSentencesBeginAtTheirStart(_ sentence: String) {
        #expect(rest(sentence) == sentence)
    }
}

@Suite struct OpenersTests {
    private func holds(_ text: String, _ test: (UTF8Buffer, TextRange) -> Bool) -> Bool {
        text.withUTF8Buffer { test($0, TextRange(0, $0.count)) }
    }

    private func pointsBack(_ text: String, endsWord: Bool = true) -> Bool {
        holds(text) { Openers.pointsBack($0, $1) { _ in endsWord } }
    }

    @Test func sentencesThatReferBack() {
        for text in ["对此，市民很高兴。", "他还说会再来。", "但是天气不好。"] { #expect(pointsBack(text), "\(text)") }
        // An opener alone refers to nothing.
        for text in ["市民很高兴。", "他", ""] { #expect(!pointsBack(text), "\(text)") }
        // 就 is only the first character of a word.
        #expect(pointsBack("就在昨天，大桥通车。") && !pointsBack("就业中心昨天开门。", endsWord: false))
    }

    @Test func subordinateClauses() {
        for text in ["虽然下雨", "随着春天到来"] { #expect(holds(text, Openers.isSubordinate), "\(text)") }
        #expect(!holds("大桥通车", Openers.isSubordinate))
    }

    @Test func unfinishedClauses() {
        for text in ["局长说", "重要的是"] { #expect(holds(text, Openers.isUnfinished), "\(text)") }
        for text in ["局长说了话", "说"] { #expect(!holds(text, Openers.isUnfinished), "\(text)") }
    }

    @Test func asides() {
        for text in ["图为大桥夜景。", "欢迎留言说说大桥。", "大桥昨天通车。王小明 摄"] { #expect(holds(text, Openers.isAside), "\(text)") }
        #expect(!holds("大桥昨天通车。", Openers.isAside))
        // The byline is on the line of the sentence, behind it.
        let text = "大桥昨天通车。（王小明 摄）\n下一行"
        text.withUTF8Buffer { #expect(Openers.isAside($0, TextRange(0, 21))) }
        let far = "大桥昨天通车。" + String(repeating: "很长的一行", count: 10) + "摄"
        far.withUTF8Buffer { #expect(!Openers.isAside($0, TextRange(0, 21))) }
    }

    @Test func labels() {
        func content(_ text: String) -> String {
            text.withUTF8Buffer { $0.text(TextRange(Openers.labelEnd($0, TextRange(0, $0.count)), $0.count)) }
        }
        #expect(content("记者：大桥真不错。") == "大桥真不错。")
        #expect(content("02、打开盖子") == "打开盖子")
        #expect(content("3.记者:好") == "好")
        #expect(content("大桥昨天通车。") == "大桥昨天通车。")
        #expect(content("这是一个太长的标签名：好") == "这是一个太长的标签名：好")
        #expect(content("12") == "12")
    }
}

@Suite struct FillersTests {
    @Test func fillersAreCountedByTheirEnds() {
        "嗯，就是大桥，其实对吧".withUTF8Buffer { buffer in
            let fillers = Fillers(buffer)
            #expect(fillers.count(in: TextRange(0, buffer.count)) == 4)
            #expect(fillers.count(in: TextRange(0, 3)) == 1)
            #expect(fillers.count(in: TextRange(3, 6)) == 0)
        }
        "大桥通车".withUTF8Buffer { #expect(Fillers($0).count(in: TextRange(0, $0.count)) == 0) }
    }

    @Test func talkIsDenseInFillers() {
        #expect(Fillers.talkShare(fillers: 0, units: 0) == 0)
        #expect(Fillers.talkShare(fillers: 1, units: 100) == 0)
        #expect(Fillers.talkShare(fillers: 3, units: 200) == 0.5)
        #expect(Fillers.talkShare(fillers: 20, units: 100) == 1)
    }
}
