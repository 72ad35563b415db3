import ShuliCleaning
import Testing

/// Lines at the edges of a body, and rows in it, that only the structure of the page explains.
@Suite struct BodyEdgeTests {
    private let prose = [
        "周日上午，柳家巷的老木匠在院子里摆开刨子和墨斗，教邻居家的孩子做一只小板凳。", "孩子们先学认木头的纹路，再学拉锯，半天下来，每个人手里都多了一只四平八稳的小凳子。",
        "老木匠说，机器做得快，可是自己做的凳子坐着踏实，谁想学，下个周日还来。",
    ]

    private func article(_ body: String, title: String = "柳家巷的木匠课", heading: String? = nil) -> Article {
        ArticleCleaner().clean(
            html: """
                <html><head><title>\(title)_文化_柳城在线</title></head><body><div class="nav"><a href="/">首页</a> <a href="/w">文化</a></div>
                <h1>\(heading ?? title)</h1><p class="info">2024-06-02 10:20</p><div class="text">\(body)</div>
                <div class="foot">柳城在线 版权所有</div></body></html>
                """)
    }

    private func paragraphs(_ lines: some Sequence<String>) -> String { lines.map { "<p>\($0)</p>" }.joined() }

    @Test func whatIsNeededIsPartOfARecipe() {
        let lines = ["用料", "糯米 300克", "红豆 100克", "做法", "糯米提前泡一夜，红豆煮到软烂，压成泥备用。", "把糯米蒸熟，趁热捣成团，包进红豆泥，搓圆。"]
        let body =
            "<h3>\(lines[0])</h3><ul><li>\(lines[1])</li><li>\(lines[2])</li></ul><h3>\(lines[3])</h3>"
            + paragraphs(lines[4...])
        #expect(article(body, title: "红豆糯米团").text == lines.joined(separator: "\n"))
    }

    @Test func rowsOfYearsAreRowsOfATable() {
        let rows = [["年份", "学员"], ["2022", "18"], ["2023", "41"]]
        let table = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined()
        let found = article(paragraphs(prose.prefix(1)) + "<table>\(table)</table>" + paragraphs(prose.dropFirst()))
        #expect(found.text.contains("2022 18\n2023 41"))
    }

    @Test func aHeadingWithoutItsSection() {
        let links = ["雨天的渡口", "夜市开张"].map { "<li><a href=\"/a\">\($0)</a></li>" }.joined()
        let found = article(paragraphs(prose) + "<h2>同一栏目</h2><ul>\(links)</ul>")
        #expect(!found.text.contains("同一栏目"))
        #expect(found.text.hasSuffix(prose[2]))
    }

    @Test func tagsBelowTheText() throws {
        let found = article(paragraphs(prose) + "<p>#柳家巷 #木匠 #周末</p>")
        #expect(found.text == prose.joined(separator: "\n"))
        let tags = try #require(found.removals.first { found.input[$0.range].hasPrefix("#") })
        #expect(tags.reason == "leads to other pages")
    }

    @Test func titleAndChannelInOneHeading() {
        #expect(article(paragraphs(prose), heading: "柳家巷的木匠课 <small>文化</small>").title == "柳家巷的木匠课")
    }

    @Test func aShortHowToIsNoMessage() {
        let lines = ["备份照片其实只要三步。", "插上硬盘，打开文件夹。", "把照片拖过去，等进度条走完。", "如果提示没有权限，换一个接口再试。"]
        let found = article(paragraphs(lines), title: "三步备份照片")
        #expect(found.kind == .article)
        #expect(found.text.contains("没有权限"))
    }

    @Test(arguments: [
        ("本文来源：柳城晚报 责任编辑：米粒_L12", "names the page's editors"), ("首页 | 上一页 1 下一页 | 尾页", "leads to other pages"),
        ("不感兴趣 播报", "belongs to the tools of the page"),
    ])
    func reasonsThatTheWordsShow(_ line: String, _ reason: String) throws {
        let found = article(paragraphs(prose) + "</div><div class=\"below\"><span>\(line)</span>")
        let removal = try #require(found.removals.first { found.input[$0.range] == line })
        #expect(removal.reason == reason)
    }
}
