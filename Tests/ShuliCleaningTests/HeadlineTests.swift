import ShuliText
import Testing

@testable import ShuliCleaning

private let body = [
    "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。",
    "掌柜说，修缮用了整整两年，桌椅是老物件，墙上的字画也都是街坊们捐的，一件都没有换。",
    "附近的居民王老师带着孙女坐了一上午，她告诉孙女，五十年前自己就是在这里学会下棋的。",
]

@Suite struct HeadlineTests {
    private func headline(_ lines: [String]) -> Int? {
        DocumentAnalysis.context(
            AssessedDocument(BlockDocument(plain: lines.joined(separator: "\n"))), title: nil,
            headlines: BlockModel.standard.headlines
        ).headline
    }

    @Test(arguments: [
        (["首页 > 新闻 > 正文", "城西老茶馆修缮两年重新开门", "2025-02-13 08:30 来源：晨报"], 1),
        // Buttons for comments and sharing stand between the headline and the body as often as behind it.
        (["登录", "城西老茶馆修缮两年重新开门", "2025-02-13 08:30", "发表评论", "分享到：", "微博"], 1),
        (["新闻", "城西老茶馆重新开门 迎来的第一位客人竟是……", "2025年2月13日 08:30", "来源：晨报", "57人参与11评论"], 1),
        // A list of others first.
        (["东街小学添了新操场", "北桥夜市月底开业", "城西老茶馆修缮两年重新开门", "作者：陈某 2025-02-13"], 2),
    ])
    func before(_ lines: [String], _ expected: Int) {
        #expect(headline(lines + body) == expected)
    }

    // Of a headline that stands in a list and above the body, the latter.
    @Test func repeatedBeforeTheBody() {
        let title = "城西老茶馆修缮两年重新开门"
        #expect(headline(["首页", title, "2025-02-13 08:30", "打印", "关闭", "设为首页", title, "来源：晨报"] + body) == 6)
    }

    @Test func noProseNoHeadline() {
        #expect(headline(["首页", "新闻", "体育"]) == nil)
        #expect(headline(body) == nil)
        #expect(headline([]) == nil)
    }
}
