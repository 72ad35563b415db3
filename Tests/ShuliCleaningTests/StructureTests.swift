import ShuliCleaning
import Testing

/// The structure of a body, and how it is written as Markdown and HTML.
@Suite struct StructureTests {
    private let prose = "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。"
    private let more = "掌柜说，修缮用了整整两年，桌椅是老物件，墙上的字画也都是街坊们捐的，一件都没有换。"

    private func article(_ body: String) -> Article {
        ArticleCleaner(level: .gentle).clean(
            html: """
                <html><head><title>老茶馆重新开门</title></head><body><h1>老茶馆重新开门</h1><div class="content">
                <p>\(prose)</p>\(body)<p>\(more)</p></div></body></html>
                """)
    }

    private func markdown(_ body: String, address: String? = nil) -> String {
        let lines = article(body).markdown(address: address)
        return String(lines.dropFirst(prose.count + 2).dropLast(more.count + 2))
    }

    @Test func nestedLists() {
        let list = "<ul><li>清扫</li><li>修缮<ol start=\"3\"><li>屋顶</li><li>门窗</li></ol></li></ul>"
        #expect(markdown(list) == "- 清扫\n- 修缮\n  3. 屋顶\n  4. 门窗")
        let items = article(list).blocks.filter { $0.role == .item }
        #expect(items.map(\.level) == [1, 1, 2, 2])
        #expect(items.map(\.number) == [nil, nil, 3, 4])
        #expect(article(list).html().contains("<ol start=\"3\"><li>屋顶"))
    }

    @Test func headingsQuotesAndEmphasis() {
        #expect(
            markdown("<h2>茶客</h2><blockquote><p>每天<b>六点</b>就来，坐到中午才走，几十年如一日。</p></blockquote>")
                == "## 茶客\n\n> 每天**六点**就来，坐到中午才走，几十年如一日。")
    }

    @Test func codeKeepsItsWhiteSpace() throws {
        let code = "def f(x):\n    if x:\n\n        return \"<a>\"\n    return 0"
        let source = code.replacing("<", with: "&lt;")
        let block = try #require(
            article("<pre><code class=\"language-python\">\(source)\n</code></pre>").blocks.first { $0.role == .code })
        #expect(block.text == code)
        #expect(block.language == "python")
        #expect(markdown("<pre class=\"lang-python\">\n\(source)</pre>") == "```python\n\(code)\n```")
    }

    @Test func tablesOfData() throws {
        let rows = [["区", "河流"], ["东区", "柳河|支流"], ["西区", ""]]
        let html = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined()
        let table = try #require(article("<table>\(html)</table>").blocks.first { $0.role == .table })
        #expect(table.cells == rows)
        #expect(markdown("<table>\(html)</table>").contains("| 东区 | 柳河\\|支流 |"))
    }

    @Test func picturesWithTheirRealAddress() {
        let picture = "<p><img src=\"data:image/gif;base64,R0lGOD\" data-src=\"/a.jpg\" alt=\"门口\"></p>"
        #expect(markdown(picture, address: "https://tea.example/n/1.html") == "![门口](https://tea.example/a.jpg)")
        #expect(
            markdown(
                "<figure><img src=\"a.jpg\" alt=\"门口\"><figcaption>排队的人</figcaption></figure>",
                address: "https://tea.example/n/1.html")
                == "![门口](https://tea.example/n/a.jpg)\n\n*排队的人*")
    }

    @Test func linksAreResolvedAndMarksEscaped() {
        #expect(
            markdown(
                "<p>路线见<a href=\"../map\">地图</a>，五*六点之间人最少，<a href=\"javascript:void(0)\">门票</a>不用买。</p>",
                address: "https://tea.example/n/x/1")
                == "路线见[地图](https://tea.example/n/map)，五\\*六点之间人最少，门票不用买。")
    }

    @Test func rangesLieInTheInput() {
        let article = article("<p>路线见<a href=\"/map\">地图</a>，周一休息，其他日子从早上六点开到晚上八点。</p>")
        for block in article.blocks where block.role == .paragraph { #expect(article.input[block.range] == block.text) }
        let links = article.blocks.flatMap(\.spans).filter { $0.kind == .link }
        #expect(links.map { String(article.input[$0.range]) } == ["地图"])
    }

    @Test func aPlainTextHasParagraphs() {
        let article = ArticleCleaner().clean(prose + "\n" + more)
        #expect(article.markdown() == prose + "\n\n" + more)
        #expect(article.html() == "<p>\(prose)</p>\n<p>\(more)</p>")
    }
}
