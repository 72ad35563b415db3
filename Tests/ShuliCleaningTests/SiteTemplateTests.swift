import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliCleaning

@Suite struct SiteTemplateTests {
    private let promotion = "关注我们的公众号，每天都有新鲜事！"

    // The articles, each followed by the promotion and a line of its own.
    private func learner(_ articles: [String]) -> SiteTemplateLearner {
        var learner = SiteTemplateLearner()
        for (article, number) in zip(articles, ["甲", "乙", "丙", "丁", "戊"]) {
            learner.add(ArticleCleaner().clean([article, promotion, "本页的编号是" + number].joined(separator: "\n")))
        }
        return learner
    }

    private func articles() throws -> [String] {
        try Repository.files(in: "Corpora/flattened", ending: ".txt").map {
            try Repository.text("Corpora/flattened/\($0)")
        }
    }

    @Test func linesAroundDifferentArticles() throws {
        let template = learner(try articles()).template()
        let entry = try #require(template.entries.first { $0.text == promotion })
        #expect(entry.articles == 5)
        #expect(entry.pages == 5)
        #expect(!template.entries.contains { $0.text.hasPrefix("本页的编号") })
    }

    @Test func pagesOfOneArticleCountOnce() throws {
        let article = try #require(try articles().first)
        let learner = learner(Array(repeating: article, count: 5))
        #expect(learner.template(minimumArticles: 2).entries.isEmpty)
    }

    @Test func theOrderOfPagesDoesNotMatter() throws {
        let articles = try articles()
        var (forward, backward) = (SiteTemplateLearner(), SiteTemplateLearner())
        for article in articles { forward.add(ArticleCleaner().clean(article + "\n" + promotion)) }
        for article in articles.reversed() { backward.add(ArticleCleaner().clean(article + "\n" + promotion)) }
        #expect(forward.template() == backward.template())
        #expect(!forward.template().entries.isEmpty)
    }

    @Test func aTemplateIsReadBackFromItsText() throws {
        let template = learner(try articles()).template()
        #expect(try SiteTemplate(parsing: template.text) == template)
        #expect(try SiteTemplate(parsing: Substring("# 注释\n\n3\t5\t一行\n")).entries.map(\.text) == ["一行"])
    }

    @Test(arguments: [("3\t5", 1), ("# 注释\n三\t5\t一行", 2), ("3\t5\t一行\n0\t5\t一行", 2), ("3\t-1\t一行", 1)])
    func errorsNameTheLine(_ source: String, _ line: Int) {
        let error = #expect(throws: ParseError.self) { try SiteTemplate(parsing: source, file: "site.txt") }
        #expect(error?.line == line)
        #expect(error?.description.hasPrefix("site.txt:\(line): ") == true)
    }

    @Test func aFileThatCannotBeReadIsNamed() {
        let path = "no such folder/no such file"
        let error = #expect(throws: ParseError.self) { try SiteTemplate(contentsOf: path) }
        #expect(error?.file == path)
        #expect(error?.line == nil)
    }

    @Test func linesThatDifferInWidthScriptOrDateHaveOneKey() {
        func key(_ text: String) -> UInt64? { text.withUTF8Buffer { LineKey($0, TextRange(0, $0.count))?.hash } }
        #expect(key("关注我们 ！") == key("關注我們"))
        #expect(key("更新于 2025-02-13") == key("更新于２０２４-１-１"))
        #expect(key("关注我们") != key("关注他们"))
        #expect(key("！？……") == nil)
    }
}
