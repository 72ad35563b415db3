import ShuliText
import Testing

@testable import ShuliCleaning

@Suite struct BodyTailTests {
    private func tail(_ text: String) -> (text: String, rule: String)? {
        text.withUTF8Buffer { buffer in
            BodyTail.range(buffer, TextRange(0, buffer.count)).map { (buffer.text($0.range), $0.cause.rule) }
        }
    }

    @Test(arguments: [
        ("茶馆开门了。（责任编辑：陈某）", "（责任编辑：陈某）", "editor"), ("茶馆开门了。 (编辑:陈某)", " (编辑:陈某)", "editor"),
        ("茶馆开门了。责编：陈某", "责编：陈某", "editor"),
        ("茶馆开门了。（完）", "（完）", "end-mark"), ("茶馆开门了。（来源：晨报）", "（来源：晨报）", "source"),
        ("茶館開門了。（來源：晨報）", "（來源：晨報）", "source"),
    ])
    func tails(_ text: String, _ expected: String, _ rule: String) {
        #expect(tail(text)?.text == expected)
        #expect(tail(text)?.rule == rule)
    }

    @Test(arguments: [
        "茶馆开门了。", "他说（完）这个字要念出来，念完才算数，谁也不许赖掉这一句，赖掉的人要罚一壶茶。", "茶馆（来源：晨报）开门了。有人来了！", "（完）", "",
        // A name and no sentence: 24 characters at most follow an opening.
        "茶馆开门了。（责任编辑：陈某李某王某张某刘某杨某赵某黄某周某吴某徐某孙某胡某）",
    ])
    func noTails(_ text: String) {
        #expect(tail(text) == nil)
    }

    @Test func onlyTheEndOfALongParagraphIsSearched() {
        let paragraph = "（完）" + String(repeating: "茶馆开门了，", count: 40)
        #expect(tail(paragraph) == nil)
        #expect(tail(paragraph + "（完）")?.text == "（完）")
    }
}
