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
        ("陈明", true), ("陈小明", true), ("欧阳明", true), ("欧阳小明", true), ("陈", false), ("陈明明明", false), ("时间", false),
        ("商报", false),
        ("Chen", false), ("某网", false), ("", false),
    ])
    func namesOfPersons(_ text: String, _ isName: Bool) {
        #expect(AuthorReader.isPersonName(Array(text)) == isName)
    }

    @Test func twoNamesWithoutAMark() {
        #expect(AuthorReader.reporters(Array("记者陈明李小华摄")) == ["陈明", "李小华"])
        #expect(AuthorReader.reporters(Array("记者从现场获悉")) == nil)
    }
}
