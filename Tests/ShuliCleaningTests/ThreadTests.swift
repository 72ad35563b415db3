import ShuliCleaning
import Testing

/// Discussions: which pages are one, and what of them is a post.
@Suite struct ThreadTests {
    private let texts = [
        "上周换了新的链条，骑起来还是有响声，爬坡的时候更明显，停下来空转又听不见。大家有没有碰到过？",
        "先看一下后轮的飞轮，链条换了飞轮没有换，齿形对不上就会响。",
        "我那辆也是这样，后来发现是中轴松了，拧紧就好了。",
        "是飞轮的问题，换了以后安静得像新车一样，谢谢！",
    ]

    private func board(_ wrap: (Int, String) -> String) -> String {
        let posts = texts.enumerated().map { wrap($0, $1) }.joined()
        return """
            <html><head><title>换了链条还是响 - 车友论坛</title></head><body><div class="nav"><a href="/">首页</a></div>
            <h1>换了链条还是响</h1>\(posts)<div>您需要登录后才可以回帖</div></body></html>
            """
    }

    private var classes: String {
        board { index, text in
            """
            <div class="post"><div class="side"><a href="/u/\(index)">车友\(index)</a><p>积分 \(index * 10)</p></div>
            <div class="head">发表于 2024-3-\(index + 1) 09:3\(index)</div><div class="message">\(text)</div>
            <div class="sig">骑行改变生活</div><div class="ops"><a>回复</a> <a>举报</a></div></div>
            """
        }
    }

    @Test func postsHaveAuthorTimeAndText() {
        let article = ArticleCleaner().clean(html: classes)
        #expect(article.kind == .thread)
        #expect(article.posts.map(\.author) == ["车友0", "车友1", "车友2", "车友3"])
        #expect(article.posts.map(\.published) == (0..<4).map { "2024-03-0\($0 + 1) 09:3\($0)" })
        #expect(article.text == (["换了链条还是响"] + texts).joined(separator: "\n"))
        #expect(article.posts.dropFirst().map(\.text) == Array(texts.dropFirst()))
        for post in article.posts { #expect(article.input[post.range].hasSuffix(post.text.suffix(10))) }
    }

    @Test func whatIsBesidePostsIsRemovedWithReasons() {
        let removed = ArticleCleaner().clean(html: classes).removals.filter { $0.rule == "beside-post" }
        #expect(removed.count >= 12)
    }

    @Test func repliesAreDropped() {
        let article = ArticleCleaner(replies: .drop).clean(html: classes)
        #expect(article.text == "换了链条还是响\n" + texts[0])
        #expect(article.posts.count == 1)
        #expect(article.removals.contains { $0.rule == "reply" })
    }

    // As old boards write them: a table a post, without a class.
    @Test func postsInTablesWithoutClasses() {
        let article = ArticleCleaner().clean(
            html: board { index, text in
                """
                <table width=98%><tr><td width=160><b>车友\(index)</b><br>文章：\(index * 7)<br>注册：2003-4-1</td>
                <td><font size=2>\(text)</font></td></tr><tr><td>2004-5-\(index + 1) 10:00</td>
                <td><a href=re.asp>回复</a> <a href=q.asp>引用</a> 第 \(index + 1) 楼</td></tr></table>
                """
            })
        #expect(article.kind == .thread)
        for text in texts { #expect(article.text.contains(text)) }
        #expect(!article.text.contains("注册"))
    }

    // Answers without dates, whose authors only their place makes known.
    @Test(arguments: [
        "<p>赞同 7　评论 3</p>", "<p><a>回复</a> <a>举报</a></p>", "<p>3小时前 <a>赞(4)</a></p>",
    ])
    func shortLinesAboveAnswersAreTheirAuthors(_ foot: String) {
        let answers = texts.dropFirst().enumerated().map { index, text in
            "<div class=\"a\"><div class=\"n\">车友\(index)</div><div class=\"t\">\(text)</div>\(foot)</div>"
        }
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>换了链条还是响</title></head><body><h1>换了链条还是响</h1><div class="q">\(texts[0])</div>
                \(answers.joined())</body></html>
                """)
        #expect(article.kind == .thread)
        #expect(article.posts.dropFirst().map(\.author) == ["车友0", "车友1", "车友2"])
        #expect(article.posts.dropFirst().map(\.text) == Array(texts.dropFirst()))
    }

    @Test func shortHeadingsAreNoAuthors() {
        let parts = ["飞轮", "中轴", "链条"].map { "<div><div>\($0)</div><p>\(texts[1])\($0)也要看。</p></div>" }
        let article = ArticleCleaner().clean(
            html: "<html><body><h1>哪里会响</h1><div class=\"list\">\(parts.joined())</div></body></html>")
        #expect(article.kind == .article)
    }

    @Test func whoSpeaksIsTheAuthor() {
        let answers = texts.dropFirst().enumerated().map { index, text in
            "<div class=\"comment\"><p><b>车友\(index)</b> 说：</p><p>\(text)</p><p>2024-3-\(index + 2) 10:00</p></div>"
        }
        let article = ArticleCleaner().clean(
            html: "<html><body><h1>换了链条还是响</h1><p>\(texts[0])</p><div>\(answers.joined())</div></body></html>")
        #expect(article.posts.dropFirst().map(\.author) == ["车友0", "车友1", "车友2"])
    }

    // The path, the title and the form for a reply are tables as well, and a row of marks comes before each signature.
    @Test func onlyTablesWithATimeArePosts() {
        let posts = texts.enumerated().map { index, text in
            """
            <table width=98%><tr bgcolor=#eeeeee><td>车友\(index)<br>&nbsp;</td><td>\(text)<br>------------------<br>骑车的第 \(index) 年<br></td>
            </tr><tr><td>〓 车友论坛 维修版 发布时间 2005/05/1\(index) 22:11:42 by rider\(index) 〓</td><td>[回复]</td></tr></table>
            """
        }
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>换了链条还是响 - 车友论坛</title></head><body>
                <table width=98%><tr><td><a href=/>车友论坛</a> → <a href=/l>维修</a> → 换了链条还是响 版主：[申请版主]</td></tr></table>
                \(posts.joined())<table><tr><td>快速回复 用户名： 密码：</td></tr></table></body></html>
                """)
        #expect(article.kind == .thread)
        #expect(article.posts.compactMap { $0.text.split(separator: "\n").last.map(String.init) } == texts)
        #expect(article.published == "2005-05-10 22:11")
    }

    private func topic(_ opening: String, _ reply: (Int, String) -> String) -> String {
        """
        <html><head><title>链条还响 - 车友角</title></head><body><div class="top"><a>首页</a></div><div class="box"><h1>链条还响</h1>
        <small><a href="/member/k">阿凯</a> · 2024-3-1 09:30 · 88 次点击</small>\(opening)</div>
        <div class="box"><div>3 条回复</div>\(texts.dropFirst().enumerated().map(reply).joined())</div></body></html>
        """
    }

    // A title that says all, with a word or nothing below it, opens a discussion as well as a long post does.
    @Test(arguments: ["<div class=\"cell\"><p>求助</p></div>", "<div class=\"cell\"><p>怎么办？</p></div>", ""])
    func aShortOpeningPost(_ opening: String) {
        let article = ArticleCleaner().clean(
            html: topic(opening) { index, text in
                """
                <div class="reply" id="r\(index)"><a href="/member/\(index)">车友\(index)</a> <span>2024-3-2 10:0\(index)</span>
                <div class="said">\(text)</div></div>
                """
            })
        #expect(article.kind == .thread)
        #expect(article.posts.map(\.author) == ["阿凯", "车友0", "车友1", "车友2"])
        #expect(article.posts.first?.published == "2024-03-01 09:30")
        let word = opening.contains("求助") ? "\n求助" : opening.contains("怎么办") ? "\n怎么办？" : ""
        #expect(article.posts.first?.text == "链条还响" + word)
    }

    // Where no element says who it is, the word before the time is the author.
    @Test func theNameBeforeTheTime() {
        let article = ArticleCleaner().clean(
            html: topic("<p>\(texts[0])</p>") { index, text in
                """
                <div class="reply"><span>车友\(index)</span><span> \(index + 1) 小时前</span><div class="said">\(text)</div><a>回复</a></div>
                """
            })
        #expect(article.posts.dropFirst().map(\.author) == ["车友0", "车友1", "车友2"])
    }

    // Two answers without names, times and classes that say so, to a question.
    @Test(arguments: [1, 12]) func twoAnswersToAQuestion(_ length: Int) {
        let question = String(repeating: "上周换了新的链条，骑起来还是有响声。", count: length)
        let answers = texts[1...2].enumerated().map { index, text in
            """
            <div class="a"><div class="u">车友\(index)</div><div class="c">\(text)</div><div>赞同 \(index + 4)　评论 \(index)</div></div>
            """
        }
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>换了链条还响是什么原因？ - 问一问</title></head><body><div><a>首页</a></div><h1>换了链条还响是什么原因？</h1>
                <div class="q">\(question)</div>\(answers.joined())<div>© 问一问</div></body></html>
                """)
        #expect(article.kind == .thread)
        #expect(article.posts.map(\.author) == [nil, "车友0", "车友1"])
        #expect(article.posts.dropFirst().map(\.text) == Array(texts[1...2]))
    }

    // As pages of programs for boards are without scripts: a name and what is said, nothing else.
    @Test func postsWithNamesAlone() {
        let posts = texts.enumerated().map { index, text in
            """
            <article><div class="PostUser"><h3 class="PostUser-name">车友\(index)</h3></div><div class="Post-body"><p>\(text)</p></div></article>
            """
        }
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>换了链条还是响 - 车友角</title></head><body><div class="container"><h1>换了链条还是响</h1>
                <div>\(posts.joined())</div></div></body></html>
                """)
        #expect(article.kind == .thread)
        #expect(article.posts.map(\.author) == ["车友0", "车友1", "车友2", "车友3"])
    }

    @Test func commentsBelowALongArticleAreNoThread() {
        let paragraph = "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。掌柜说，修缮用了整整两年，桌椅是老物件，墙上的字画也都是街坊们捐的，一件都没有换。"
        let comments = (1...4).map {
            "<li class=\"comment\"><b class=\"fn\">读者\($0)</b><time>2024-3-\($0) 10:00</time><p>写得真好，下次去看看。</p><a>回复</a></li>"
        }
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>老茶馆重新开门</title></head><body><h1>老茶馆重新开门</h1><div class="entry">
                \(String(repeating: "<p>\(paragraph)</p>", count: 4))</div><ol class="comments">\(comments.joined())</ol></body></html>
                """)
        #expect(article.kind == .article)
        #expect(article.posts.isEmpty)
        #expect(article.text.contains("掌柜说") && !article.text.contains("下次去看看"))
    }

    // The time of each post leads to the post.
    @Test func timesInLinks() {
        let article = ArticleCleaner().clean(
            html: board { index, text in
                """
                <li class="row"><div><a class="username" href="/user/\(index)">车友\(index)</a>
                <a href="/p/\(index)"><span>2024-03-0\(index + 1) 09:3\(index)</span></a></div><div class="body"><p>\(text)</p></div>
                <div><a>引用</a> <a>回复</a></div></li>
                """
            })
        #expect(article.kind == .thread)
        #expect(article.posts.map(\.author) == ["车友0", "车友1", "车友2", "车友3"])
        #expect(article.posts.last?.text == texts[3])
    }

    // Name, words and time in one line.
    @Test func wordsBetweenNameAndTime() {
        let replies = ["先看一下飞轮", "我那辆是中轴松了", "换了飞轮就好了，谢谢"]
        let pushes = replies.enumerated().map { index, text in
            """
            <div class="push"><span>推 </span><span class="userid">rider\(index)</span><span>: \(text)</span>\
            <span> 03/0\(index + 1) 20:3\(index)</span></div>
            """
        }
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>换了链条还是响 - 车友论坛</title></head><body><h1>换了链条还是响</h1><div class="main"><p>\(texts[0])</p></div>
                \(pushes.joined())<div>您需要登录后才可以回帖</div></body></html>
                """)
        #expect(article.kind == .thread)
        #expect(article.posts.dropFirst().map(\.text) == replies)
        #expect(article.posts.dropFirst().map(\.author) == ["rider0", "rider1", "rider2"])
    }

    @Test func codeInAPostIsWhole() {
        let code = "for i in range(3):\n    # 试三次\n    run(i)"
        let article = ArticleCleaner().clean(
            html: board { index, text in
                """
                <div class="post"><a class="user" href="/u/\(index)">车友\(index)</a> <span>2024-3-\(index + 1) 09:3\(index)</span>
                <div class="message">\(text)\(index == 1 ? "<pre><code>\(code)</code></pre>" : "")</div><div><a>回复</a></div></div>
                """
            })
        #expect(article.kind == .thread)
        #expect(article.blocks.first { $0.role == .code }?.text == code)
    }

    @Test func anEssayWithAFewRemarksIsAnArticle() {
        let essay = (1...12).map { number in
            "第\(number)天我沿着旧铁路骑到了下一个小站，站台上的候车室还在，墙上的时刻表停在许多年以前，看门的老人说现在只有骑车的人会来，"
                + "他把暖瓶里的水分给我，又问我从哪里来，要到哪里去，我说只是想把这条路骑完，他就笑了，说这条路从前是运木头的。"
        }
        let head = { (index: Int) in
            "<tr><td><a href=\"user.php?id=\(index)\">车友\(index)</a></td><td>时间 2005/05/1\(index) 22:11</td></tr>"
        }
        let posts = ([essay.map { "<p>\($0)</p>" }.joined()] + texts.dropFirst().map { "<p>\($0)</p>" }).enumerated()
            .map {
                "<table>\(head($0))<tr><td>\($1)</td></tr></table>"
            }
        let article = ArticleCleaner().clean(
            html: "<html><head><title>骑完旧铁路</title></head><body><h1>骑完旧铁路</h1>\(posts.joined())</body></html>")
        #expect(article.kind == .article)
        #expect(article.text.contains(essay[11]))
    }

    @Test func aLetterAndItsAnswer() {
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>来信详情</title></head><body><h3>路灯不亮</h3><table><tr><th>写信时间</th><td>2024-3-1</td></tr>
                <tr><th>来信内容</th><td><p>桥北巷的路灯坏了三盏，晚上很黑，老人走路不方便，请尽快修理。</p></td></tr>
                <tr><th>回复单位</th><td>城管局</td></tr><tr><th>回复时间</th><td>2024-3-4</td></tr>
                <tr><th>回复内容</th><td><p>您好，已于今天下午修好，感谢您的反映，欢迎继续监督。</p></td></tr></table></body></html>
                """)
        #expect(article.kind == .thread)
        #expect(article.posts.count == 2)
        #expect(article.posts.last?.author == "城管局")
        #expect(article.posts.last?.published == "2024-03-04")
        #expect(article.posts.last?.text == "您好，已于今天下午修好，感谢您的反映，欢迎继续监督。")
    }

    @Test func aListOfLinksHasNoText() {
        let items = (1...8).map { "<li><a href=\"/n/\($0)\">社区图书角开放半年记第\($0)期</a><span>05-0\($0)</span></li>" }
        let article = ArticleCleaner().clean(
            html: "<html><head><title>最新</title></head><body><h2>最新</h2><ul>\(items.joined())</ul></body></html>")
        #expect(article.kind == .listing)
        #expect(article.text.isEmpty)
    }

    @Test(arguments: ["<h1>请稍候…</h1><p>页面将自动跳转。</p>", "<p>该内容已被发布者删除</p>", "<h1>404</h1><p>您访问的页面不存在。</p>", ""])
    func pagesWithNothingToRead(_ body: String) {
        let article = ArticleCleaner().clean(html: "<html><body>\(body)</body></html>")
        #expect(article.kind == .none)
        #expect(article.text.isEmpty)
    }
}
