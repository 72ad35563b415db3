import ShuliCleaning
import ShuliText
import Testing

private let body = [
    "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。",
    "掌柜说，修缮用了整整两年，桌椅是老物件，墙上的字画也都是街坊们捐的，一件都没有换。",
    "“开门那一刻，我差点掉眼泪。”他说，往后每个周末还会请人来说书，不收门票。",
    "附近的居民王老师带着孙女坐了一上午，她告诉孙女，五十年前自己就是在这里学会下棋的。",
]

@Suite struct RuleTests {
    @Test(arguments: [
        ("责任编辑：陈某", "editor"), ("（編輯：陳某）", "editor"), ("来源：某某日报", "source"), ("（原标题：老茶馆开门）", "source"),
        ("本文来源于网络，版权归原作者所有，转载请注明出处。", "repost"), ("免责声明：以上内容不代表本站观点。", "repost"),
        ("分享到：", "share"), ("微信扫一扫", "share"), ("QQ空间", "share"), ("打 赏", "share"), ("广告", "advertisement"),
        ("2025-02-13 19:25", "date"), ("阅读 1,326 次", "date"), ("★ ★ ★", "symbols"),
    ])
    func boilerplateInsideTheBodyIsRemoved(_ line: String, _ rule: String) {
        expectBoilerplate(line, rule, after: 2)
    }

    // What opens the rest of a page: prose behind it need not be the article's.
    @Test(arguments: [
        ("上一篇：茶叶怎么存放", "navigation"), ("下一頁", "navigation"), ("首页 > 新闻 > 正文", "navigation"),
        ("相关推荐", "related"), ("猜你喜欢", "related"), ("發表回覆", "comment"), ("昵称 *", "comment"), ("12条评论", "comment"),
        ("Copyright © 2025 All Rights Reserved", "copyright"), ("京ICP备12345678号", "copyright"), ("责任编辑：陈某", "editor"),
    ])
    func boilerplateAfterTheBodyIsRemoved(_ line: String, _ rule: String) {
        expectBoilerplate(line, rule, after: body.count)
    }

    private func expectBoilerplate(_ line: String, _ rule: String, after count: Int) {
        let text = (body.prefix(count) + [line] + body.dropFirst(count)).joined(separator: "\n")
        let article = ArticleCleaner().clean(text)
        #expect(article.text == body.joined(separator: "\n"))
        #expect(article.removals.map(\.rule) == [rule])
        #expect(article.removals.first.map { String(text[$0.range]) } == line)
        #expect(article.removals.first?.line == count + 1)
    }

    @Test(arguments: [
        "转载请注明出处，他一边抄一边念这句话，自己也笑了起来，因为谁也没有真的照办过，更没有谁来问过一句。可是店里的老人们都记得，当年贴在墙上的那张告示，第一行写的就是这句话，旁边还画着一只打瞌睡的猫，画得很像，后来不知道被谁揭走了，只留下四个钉子眼。那以后再没有人贴过告示，墙倒是白了不少，客人们反而不习惯了，总觉得少了点什么，说起来的时候都要指一指那面墙，再叹一口气，又接着喝茶、下棋、听书，日子就这样一天一天地过去了，谁也没有再提起那只猫，也没有谁再去数那几个钉子眼，只有掌柜的孙子偶尔会问，那里从前挂的是什么，大人们便又把这段旧事从头说一遍。",
        "他在微信上说，这件事不急。", "来源地是南方的三个县，全部按有机标准种植。",
    ])
    func proseThatOnlyMentionsItIsKept(_ line: String) {
        let text = (body.prefix(2) + [line] + body.suffix(2)).joined(separator: "\n")
        #expect(ArticleCleaner().clean(text).text == text)
    }

    @Test func tailsGluedToAParagraph() {
        let text = (body.dropLast() + [(body.last ?? "") + "（责任编辑：陈某）"]).joined(separator: "\n")
        let article = ArticleCleaner().clean(text)
        #expect(article.text == body.joined(separator: "\n"))
        #expect(article.editor == "陈某")
        #expect(article.removals.map(\.isWhole) == [false])
        #expect(article.removals.first.map { String(text[$0.range]) } == "（责任编辑：陈某）")
    }

    @Test func captionsThatRepeatTheHeadline() {
        let headline = "城西老茶馆修缮两年重新开门"
        let text = ([headline, "2025-02-13 19:25 来源：某某日报", headline, body[0], headline + " 本报记者 摄"] + body.dropFirst())
            .joined(separator: "\n")
        let article = ArticleCleaner().clean(text)
        #expect(article.title == headline)
        #expect(article.text == body.joined(separator: "\n"))
        #expect(article.published == "2025-02-13 19:25")
        #expect(article.source == "某某日报")
    }

    @Test func listsOfOtherArticles() {
        let list = [
            "相关推荐", "茶叶怎么存放才不会走味", "很多人把茶叶放在冰箱里，其实要看是哪一种茶，绿茶和红茶的存放方法并不相同……", "2025-02-10 阅读 320",
            "南方的雨季又要来了", "气象部门说，今年的雨季比往年要早十天，江边的几个县已经开始准备防汛的物资……", "2025-02-09 阅读 118",
        ]
        let article = ArticleCleaner().clean((body + list).joined(separator: "\n"))
        #expect(article.text == body.joined(separator: "\n"))
    }
}

@Suite struct PageTests {
    @Test func blocksLinesAndOffsets() throws {
        let html =
            "<html><head><title>标题_网站</title></head>\n<body>\n<p>第一段，<b>粗体</b>的话，写得稍微长一些。</p>\n<p>第二段<br>换行，也是正文的一部分，也要长一些。</p>\n"
            + "<table><tr><td>甲</td><td>乙</td></tr></table></body></html>"
        let article = ArticleCleaner().clean(html: html)
        #expect(article.input == "第一段，粗体的话，写得稍微长一些。\n第二段\n换行，也是正文的一部分，也要长一些。\n甲 乙\n")
        let table = try #require(article.removals.first { article.input[$0.range] == "甲 乙" })
        #expect(table.line == 5)
    }

    @Test func whiteSpaceOfThePage() throws {
        let html = """
            <body>\t  <p
                class = "a"   onclick="b(  )"
                >  第一段，  话与话
                之间  有空格，写得长一些。  </p  >

            <pre>一行\n    再一行</pre>
            <p>责任编辑：甲 < 乙</p>
            </body>
            """
        let article = ArticleCleaner().clean(html: html)
        #expect(article.input == "第一段， 话与话 之间 有空格，写得长一些。\n一行\n再一行\n责任编辑：甲 < 乙\n")
        let last = try #require(article.removals.last)
        #expect(article.input[last.range] == "责任编辑：甲 < 乙")
        #expect(last.line == 8)
    }

    @Test func silentElementsAreNoText() {
        let html = "<body><script>var a='文字';</script><style>p{}</style><p>看得见的一句话，只有这一句。</p><!-- 注释 --></body>"
        #expect(ArticleCleaner().clean(html: html).input == "看得见的一句话，只有这一句。\n")
    }

    @Test func metadataFromClaims() {
        let html = """
            <html><head><title>老茶馆重新开门_某某网</title><meta property="article:published_time" content="2025-02-13T19:25:00+08:00">
            <script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-02-13"}</script></head><body>
            <h1>老茶馆重新开门</h1><p>来源：某某日报　作者：陈某、李某</p>\(body.map { "<p>\($0)</p>" }.joined())</body></html>
            """
        let article = ArticleCleaner().clean(html: html)
        #expect(article.title == "老茶馆重新开门")
        #expect(article.published == "2025-02-13 19:25")
        #expect(article.source == "某某日报")
        #expect(article.authors == ["陈某", "李某"])
        #expect(article.text == body.joined(separator: "\n"))
    }

    @Test func theDeclaredEncodingIsUsed() throws {
        var converter = try CharsetConverter("gb18030")
        let html =
            "<html><head><meta charset=gb2312><title>\("茶馆")</title></head><body>"
            + body.map { "<p>\($0)</p>" }.joined()
        let (bytes, _) = try converter.encode(html)
        #expect(ArticleCleaner().clean(html: bytes).text == body.joined(separator: "\n"))
    }
}
