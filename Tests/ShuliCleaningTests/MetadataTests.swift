import ShuliCleaning
import Testing

/// Title, author, source and time as pages of several kinds state them.
@Suite struct MetadataTests {
    private static let body = [
        "护鸟队在芦苇荡里搭了三座瞭望台，最高的一座有六米，站在上面能看见整片湖湾。",
        "队员们每天清晨换班，记下看到的种类和数目，傍晚再核对一遍，从来没有断过。", "今年秋天来了两百多只白鹤，比去年多了一倍，附近的学校都组织孩子来看。",
    ]

    private func clean(_ meta: String, behind: String = "", head: String = "<title>湖湾来了白鹤</title>") -> Article {
        let paragraphs = Self.body.map { "<p>\($0)</p>" }.joined()
        return ArticleCleaner().clean(
            html: """
                <html><head>\(head)</head><body><div class="nav"><a>首页</a><a>社会</a></div><h1>湖湾来了白鹤</h1>
                <div class="meta">\(meta)</div><div class="content">\(paragraphs)</div>\(behind)</body></html>
                """)
    }

    @Test(
        arguments: [
            ("来源：湖湾时报", "湖湾时报"), ("来自：湖湾时报 阅读：3", "湖湾时报"), ("来源：网络", nil), ("来源：未知", nil), ("来源：本站", nil),
            ("稿源：网络整理", nil),
        ] as [(String, String?)])
    func sources(_ meta: String, _ source: String?) {
        #expect(clean("2023-11-05 08:30 " + meta).source == source)
    }

    @Test(arguments: [
        ("20231105", "2023-11-05"),
        // The day of the first publication, whatever element the time of a change is in.
        (
            "<span class=\"time\">已于 2023-11-07 10:00:11 修改</span><div>于 2023-11-05 08:30:12 首次发布</div>",
            "2023-11-05 08:30"
        ),
        ("发布于 <time datetime=\"2023-11-05T08:30:00+08:00\">2023年11月5日</time>", "2023-11-05 08:30"),
    ])
    func times(_ meta: String, _ time: String) {
        #expect(clean(meta).published == time)
    }

    @Test(arguments: [
        "<a class=\"nick\">苇塘</a><button>关注</button> 2023-11-05 08:30",
        "<a class=\"follow-nickName\">苇塘</a> 已于 2023-11-05 08:30 修改",
    ])
    func accounts(_ meta: String) {
        #expect(clean(meta).authors == ["苇塘"])
    }

    @Test func theAccountBelowThePost() {
        let article = clean(
            "", behind: "<div>posted @ 2023-11-05 08:30 <a>苇塘</a> 阅读(12) 评论(0) <a>收藏</a></div>",
            head: "<title>湖湾来了白鹤 - 苇塘 - 笔记园</title>")
        #expect(article.authors == ["苇塘"])
        #expect(article.published == "2023-11-05 08:30")
    }

    // A label before the headline is none of the title, and what leads to the page is not the headline.
    @Test func aLabelBeforeTheHeadline() {
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>湖湾来了白鹤，怎么去看？ - 出行 - 湖湾论坛</title></head><body><div><a>湖湾论坛</a> › <a>出行</a> › 湖湾来了白鹤，怎么去看？</div>
                <table><tr><td><h1>[求助] 湖湾来了白鹤，怎么去看？</h1></td></tr></table><div>\(Self.body.map { "<p>\($0)</p>" }.joined())</div></body></html>
                """)
        #expect(article.title == "湖湾来了白鹤，怎么去看？")
    }

    // Headline and subtitle, each a heading, are together what the page claims.
    @Test func aHeadlineInTwoHeadings() {
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>“它们年年来”——访护鸟人老倪-湖湾时报</title></head><body><h1>“它们年年来”</h1><h2>——访护鸟人老倪</h2>
                <div>2023-11-05 来源：湖湾时报</div><div>\(Self.body.map { "<p>\($0)</p>" }.joined())</div></body></html>
                """)
        #expect(article.text == Self.body.joined(separator: "\n"))
    }

    @Test func aTitleInAScriptWithoutItsQuotes() {
        let paragraphs = Self.body.map { "\\u003Cp\\u003E\($0)\\u003C/p\\u003E" }.joined()
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title></title></head><body><script>var page = {title: '&quot;湖湾来了白鹤&quot;', content: '\(paragraphs)'};</script></body></html>
                """)
        #expect(article.title == "湖湾来了白鹤")
        #expect(article.text == Self.body.joined(separator: "\n"))
    }

    // A body that the page has twice: for programs, and behind the byline.
    @Test func theCopyBehindTheByline() {
        let text = Self.body.joined(separator: "\n")
        let menu = ["要闻", "社会", "财经", "教育", "体育", "文化", "旅游", "便民热线", "办事指南", "在线访谈", "民意征集", "统计数据", "今日关注"]
        let lines =
            ["湖湾时报", "首页", text] + menu + menu.reversed() + ["湖湾来了白鹤", "2023-11-05 08:30 来源：湖湾时报", text]
            + menu + ["联系我们", "版权所有"]
        let article = ArticleCleaner().clean(lines.joined(separator: "\n"))
        #expect(article.text == text)
        #expect(article.removals.contains { $0.line == 3 && $0.isWhole })
    }
}
