import ShuliText
import Testing

@testable import ShuliCleaning

private let body = [
    "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。",
    "掌柜说，修缮用了整整两年，桌椅是老物件，墙上的字画也都是街坊们捐的，一件都没有换。",
    "附近的居民王老师带着孙女坐了一上午，她告诉孙女，五十年前自己就是在这里学会下棋的。",
]
private let title = "城西老茶馆修缮两年重新开门"

@Suite struct AuthorReaderTests {
    private func authors(_ lines: [String]) -> [String] {
        ArticleCleaner().clean(lines.joined(separator: "\n"), title: title).authors
    }

    @Test(arguments: [
        ("作者：陈明", ["陈明"]), ("作者：陈明、李小华", ["陈明", "李小华"]), ("2025-02-13 08:30 文/陈明", ["陈明"]), ("撰文：欧阳明", ["欧阳明"]),
        ("本报记者 陈明 李小华", ["陈明", "李小华"]), ("記者 王明", ["王明"]), ("来源：晨报 作者：陈明 2025-02-13", ["陈明"]),
        ("2025-02-13 08:30 陈明/文 李小华/图", ["陈明"]), ("2025-02-13 08:30（陈明）", ["陈明"]), ("2025-02-13 08:30 投稿：陈明", ["陈明"]),
        ("2025-02-13 08:30 by 陈明", ["陈明"]),
        // A pen name is taken where no person is named.
        ("作者：茶馆里的猫", ["茶馆里的猫"]),
    ])
    func bylines(_ line: String, _ expected: [String]) {
        #expect(authors([title, line] + body) == expected)
    }

    @Test func namesInBracketsAtTheEnd() {
        #expect(authors([title] + body.dropLast() + [(body.last ?? "") + "（陈明 李小华）"]) == ["陈明", "李小华"])
    }

    @Test func aReporterAtTheBeginningOfTheFirstParagraph() {
        #expect(authors([title, "晨报讯（记者 陈明）" + body[0]] + body.dropFirst()) == ["陈明"])
    }

    @Test(arguments: ["责任编辑：陈明", "来源：晨报", "记者从现场获悉，茶馆已经开门", "2025-02-13 08:30"])
    func othersAreNoAuthors(_ line: String) {
        #expect(authors([title, line] + body) == [])
    }

    @Test func aMetaTagCountsOnlyWhereItNamesAPerson() {
        func page(_ author: String) -> Article {
            let paragraphs = body.map { "<p>\($0)</p>" }.joined()
            return ArticleCleaner().clean(
                html: "<title>\(title)</title><meta name=author content='\(author)'><h1>\(title)</h1>\(paragraphs)")
        }
        #expect(page("陈明").authors == ["陈明"])
        #expect(page("某某网").authors == [])
        #expect(page("admin").authors == [])
    }

    @Test(arguments: [
        ("2025-02-13 聯合晚報 記者陳嘉寧／桃園機場報導", ["陳嘉寧"]), ("（某某社記者葉明台北5日電）茶館今天開門，門口排起了長隊，有人天不亮就來了。", ["葉明"]),
        ("作者：王　伟　李　梅", ["王伟", "李梅"]), ("文｜某某 余聪", ["余聪"]), ("采写｜南都记者 黄小川", ["黄小川"]), ("撰文｜林夏 编辑｜周舟", ["林夏"]),
        ("本报记者 欧阳静　通讯员 李梅", ["欧阳静", "李梅"]), ("作者：约翰·史密斯", ["约翰·史密斯"]), ("林舟 · 2024-03-06 10:00", ["林舟"]),
        ("【文/某某网专栏作者 王文】", ["王文"]),
    ])
    func otherForms(_ line: String, _ expected: [String]) {
        #expect(authors([title, line] + body) == expected)
    }

    @Test(arguments: ["作者：未知", "作者：网络整理", "作者：热点栏目", "作者：市教育局办公室", "作者：某某日报", "文/编辑部", "作者：admin"])
    func nobodies(_ line: String) {
        #expect(authors([title, line] + body) == [])
    }

    @Test func whatIsSaidToAReporterIsNoName() {
        let talk = ["记者：您来过这里吗？", "师傅：来过，三十年前。", "记者：谢谢您。", "师傅：谢谢你来。"]
        #expect(authors([title, "2025-02-13 08:30 来源：晨报"] + body + talk) == [])
    }

    @Test(arguments: [
        ("陈明", true), ("陈小明", true), ("欧阳明", true), ("歐陽小明", true), ("陳明", true), ("陈", false), ("陈明明明", false),
        ("时间", false),
        ("商报", false), ("Chen", false), ("某网", false), ("", false), ("买买提·艾力", true),
    ])
    func namesOfPersons(_ text: String, _ isName: Bool) {
        let found = text.withUTF8Buffer { buffer in
            let line = FoldedLine(buffer, TextRange(0, buffer.count), index: 0, seams: [])
            return PersonNames.isName(line, line.indices)
        }
        #expect(found == isName)
    }

    @Test func twoNamesWithoutAMark() {
        #expect(authors([title, "记者陈明李小华摄"] + body) == ["陈明", "李小华"])
        #expect(authors([title, "记者从现场获悉"] + body) == [])
    }

    @Test func elementsNamedAsTheAuthors() {
        func page(_ markup: String) -> Article {
            let paragraphs = body.map { "<p>\($0)</p>" }.joined()
            return ArticleCleaner().clean(
                html: "<title>\(title)</title><h1>\(title)</h1>\(markup)<div>\(paragraphs)</div>")
        }
        #expect(
            page("<p><span class='post-author'>茶馆里的猫</span><span class='date'>2025-02-13</span></p>").authors == [
                "茶馆里的猫"
            ])
        #expect(page("<p itemprop='author'><meta itemprop='name' content='陈明'><a>主页</a></p>").authors == ["陈明"])
        #expect(page("<p class='author'>某某日报</p>").authors == [])
    }
}
