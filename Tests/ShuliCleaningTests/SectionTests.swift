import ShuliCleaning
import Testing

/// Long documents with sections, and several articles on one page: the whole, in order.
@Suite struct SectionTests {
    private let sections: [(name: String, text: [String])] = [
        ("产地", ["这种黑陶只出在青石滩一带，窑口沿着河岸排开，最多的时候有四十多座。", "河泥里含铁，烧出来的颜色比别处深。"]),
        ("烧制", ["泥坯要阴干七天，入窑以后用松枝慢烧，最后一个时辰封住窑口，让烟渗进陶里。"]),
        ("用途", ["当地人用它腌菜和存茶，夏天放在里面的水两天不坏。", "近些年也有人拿来插花，卖得比腌菜坛子还多。"]),
    ]
    private let introduction = "青石黑陶是青石滩一带烧制的陶器，因为颜色深得像雨后的石头而得名，已有三百多年的历史。"

    private var whole: String {
        ([introduction] + sections.flatMap { [$0.name] + $0.text }).joined(separator: "\n")
    }

    private func page(_ body: String) -> String {
        """
        <html><head><title>青石黑陶_小镇百科</title></head><body><div class="nav"><a href="/">首页</a><a href="/all">全部词条</a></div>
        <h1>青石黑陶</h1>\(body)<div class="footer">版权所有 小镇百科</div></body></html>
        """
    }

    private var contents: String {
        "<ol>" + sections.indices.map { "<li><a href=\"#s\($0)\">\($0 + 1) \(sections[$0].name)</a></li>" }.joined()
            + "</ol>"
    }

    private func paragraphs(_ texts: [String]) -> String { texts.map { "<p>\($0)</p>" }.joined() }

    // The names of the elements are those of side columns on other sites.
    @Test(arguments: ["list", "more", "related", "text"])
    func sectionsOfTheContentsAreKept(name: String) {
        let parts = sections.enumerated().map { "<h2 id=s\($0)>\($1.name)</h2>\(paragraphs($1.text))" }.joined()
        let article = ArticleCleaner().clean(
            html: page(
                """
                <div class="summary"><p>\(introduction)</p></div><h2>目录</h2>\(contents)<div class="para-\(name)">\(parts)</div>
                <div><h2>参考资料</h2><p>青石滩志稿，一九八三年油印本。</p></div>
                """))
        #expect(article.text == whole)
        #expect(article.kind == .article)
    }

    @Test func factsBeforeTheSectionsAreNoText() {
        let parts = sections.enumerated().map { "<h2 id=s\($0)>\($1.name)</h2>\(paragraphs($1.text))" }.joined()
        let article = ArticleCleaner().clean(
            html: page(
                """
                <p>\(introduction)</p><dl><dt>名称</dt><dd>青石黑陶</dd><dt>产地</dt><dd>青石滩</dd><dt>类别</dt><dd>陶器</dd></dl>
                \(contents)<div>\(parts)</div>
                """))
        #expect(article.text == whole)
    }

    // A menu leads to other pages: what it names is no section.
    @Test func boxesThatTheMenuNamesAreNoSections() {
        let article = ArticleCleaner().clean(
            html: page(
                """
                <ul><li><a href="/a">产地</a></li><li><a href="/b">烧制</a></li></ul><div class="text"><p>\(introduction)</p>
                \(paragraphs(sections[2].text))</div><div class="sidebar"><h3>产地</h3><p>六个窑口本月开放参观，欢迎预约。</p>
                <h3>烧制</h3><p>老师傅每个周末现场示范，欢迎报名。</p><h3>更多</h3></div>
                """))
        #expect(!article.text.contains("欢迎预约") && !article.text.contains("现场示范"))
    }

    @Test func severalArticlesAreKeptInOrder() {
        let parts = sections.map {
            """
            <div class="post"><h2><a href="/p">\($0.name)的故事</a></h2><div class="entry">\(paragraphs($0.text + [introduction]))</div>
            <p class="tags">标签：黑陶 | <a href="/c">评论</a></p></div>
            """
        }
        let article = ArticleCleaner().clean(
            html: """
                <html><head><title>黑陶三题 - 小镇月刊</title></head><body><div class="nav"><a href="/">首页</a></div><div class="main">
                <h1>黑陶三题</h1>\(parts.joined())</div><div class="footer">版权所有 小镇月刊</div></body></html>
                """)
        #expect(
            article.text == sections.flatMap { ["\($0.name)的故事"] + $0.text + [introduction] }.joined(separator: "\n"))
    }
}
