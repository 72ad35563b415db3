import ShuliCleaning
import Testing

@Suite struct PublicationTimeTests {
    @Test(arguments: ["2025-02-13", "2025-02-13 19:25", "1980-12-31 00:00", "2099-01-01 23:59"])
    func descriptionIsReadBack(_ text: String) {
        #expect(PublicationTime(text)?.description == text)
    }

    @Test func aDayHasNoTimeOfDay() {
        let day = PublicationTime("2025-02-13")
        #expect(day?.day == 13)
        #expect(day?.hour == nil && day?.minute == nil)
    }

    @Test(arguments: [
        "", "2025", "2025-2-13", "2025-13-01", "2025-00-01", "2025-01-32", "2025-02-13 24:00", "2025-02-13 19:60",
        "2025-02-13T19:25", "2025/02/13", "2025-02-13 19:25:00", "２０２５-02", "+025-02-13",
    ])
    func otherFormsAreNoTimes(_ text: String) {
        #expect(PublicationTime(text) == nil)
    }

    @Test func anArticleHasTheComponentsOfItsTime() {
        let page = "<title>老茶馆</title><meta property='article:published_time' content='2025-02-13T19:25:00+08:00'>"
        let article = ArticleCleaner().clean(html: page)
        #expect(article.published == "2025-02-13 19:25")
        #expect(article.publicationTime == PublicationTime("2025-02-13 19:25"))
        #expect(ArticleCleaner().clean("没有日期的一行。").publicationTime == nil)
    }
}
