import ShuliCleaning
import Testing

/// Pages whose bodies are so short that only the structure of the page says that they are bodies.
@Suite struct ShortPageTests {
    private static let verse = ["石阶湿了", "雨还在下", "门半开着", "等猫回家"]

    private func page(_ title: String, _ body: String) -> String {
        """
        <html><head><title>\(title)-榆林巷图书室</title></head><body><ul class="nav"><li><a>首页</a></li><li><a>告示</a></li></ul>\(body)
        <p><a>上一条</a> <a>下一条</a></p><div class="foot">榆林巷图书室 版权所有</div></body></html>
        """
    }

    @Test(arguments: [
        "<div class=\"poem\">" + verse.joined(separator: "<br>") + "</div>",
        "<article>" + verse.map { "<p>\($0)</p>" }.joined() + "</article>",
        "<table><tr><td>" + verse.joined(separator: "<br>") + "</td></tr></table>",
    ])
    func fourVerses(_ poem: String) {
        let article = ArticleCleaner().clean(html: page("等猫", "<h1>等猫</h1><div class=\"by\">作者：杜小溪</div>\(poem)"))
        #expect(article.kind == .article)
        #expect(article.title == "等猫")
        #expect(article.text == Self.verse.joined(separator: "\n"))
    }

    @Test(arguments: [
        "<h2>闭馆启事</h2><p>2024-05-08</p><div class=\"text\"><p>SENTENCE</p></div>",
        "<table><tr><td><b>闭馆启事</b></td></tr><tr><td>发布日期：2024-05-08</td></tr><tr><td>SENTENCE</td></tr></table>",
    ])
    func aNoticeOfOneSentence(_ body: String) {
        let sentence = "因更换书架，图书室五月十日闭馆一天，请读者错开时间还书。"
        let article = ArticleCleaner().clean(html: page("闭馆启事", body.replacing("SENTENCE", with: sentence)))
        #expect(article.kind == .article)
        #expect(article.title == "闭馆启事")
        #expect(article.text == sentence)
        #expect(article.published == "2024-05-08")
    }

    @Test(arguments: [
        "<h1>读者登录</h1><form><input><button>登录</button></form><p>还没有借书证？<a>立即办理</a></p>",
        "<h1>检索结果</h1><p>没有找到与“石阶”相关的图书，请换一个词再试。</p>",
    ])
    func messagesAreNoArticles(_ body: String) {
        #expect(ArticleCleaner().clean(html: page("榆林巷", body)).kind == .none)
    }

    // 联系人 and the like at the end of a notice are labels, but part of it.
    @Test func theContactBelowANotice() {
        let lines = [
            "榆林巷图书室现招募周末志愿者六名，协助整理图书、登记借还。", "志愿者每周服务半天，表现好的可以优先借阅新书。", "联系人：杜老师 电话：0912-5550142",
        ]
        let body =
            "<h1>招募周末志愿者</h1><p>日期：2024-04-02</p><div id=\"txt\">" + lines.map { "<p>\($0)</p>" }.joined() + "</div>"
        #expect(ArticleCleaner().clean(html: page("招募周末志愿者", body)).text == lines.joined(separator: "\n"))
    }
}
