import ShuliCleaning
import ShuliTestSupport
import Testing

/// The samples of the doc comments, as they are written there.
@Suite struct SampleTests {
    @Test func articleCleaner() {
        let article = ArticleCleaner().clean(
            """
            首页 > 新闻 > 正文
            城西老茶馆修缮两年重新开门
            2025-02-13 08:30　来源：晨报
            昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。
            掌柜说，修缮用了整整两年，桌椅是老物件，墙上的字画也都是街坊们捐的，一件都没有换。
            责任编辑：陈某
            """)
        #expect(article.title == "城西老茶馆修缮两年重新开门")
        #expect(article.published == "2025-02-13 08:30")
        #expect(article.text.split(separator: "\n").count == 2)
        #expect(
            article.removals.last.map { "\($0.line) \($0.rule) \($0.reason)" } == "6 editor names the page's editors")
    }

    @Test func publicationTime() {
        let time = PublicationTime("2025-02-13 19:25")
        #expect(time?.year == 2025 && time?.month == 2 && time?.day == 13)
        #expect(time?.hour == 19 && time?.minute == 25)
    }

    @Test func siteTemplate() throws {
        let template = try SiteTemplate(parsing: "12\t40\t关注我们的公众号，每天都有新鲜事\n")
        let cleaner = ArticleCleaner(template: template)
        let body = "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。"
        let removals = cleaner.clean(body + "\n关注我们的公众号，每天都有新鲜事").removals
        #expect(removals.map(\.rule) == ["template"])
    }

    @Test func siteTemplateLearner() throws {
        let pages = try Repository.files(in: "Corpora/pages", ending: ".html").map {
            try Repository.bytes("Corpora/pages/\($0)")
        }
        var learner = SiteTemplateLearner()
        for page in pages {
            learner.add(ArticleCleaner().clean(html: page))
        }
        let cleaner = ArticleCleaner(template: learner.template())
        #expect(!cleaner.clean(html: pages[0]).text.isEmpty)
    }
}
