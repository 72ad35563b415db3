import ShuliCleaning
import Testing

/// A block of code in a body is kept as a whole, with its layout and comments, and without what a highlighter puts beside it.
@Suite struct CodeBlockTests {
    private let opening = "昨天把旧相册里的照片都扫描了一遍，文件名乱得很，于是写了一个小程序按日期改名，记在这里。"
    private let closing = "跑完以后抽查了几十张，日期都对得上，以后再扫描新的照片，放进同一个文件夹再跑一次就行。"
    // `end` by itself marks the end of an article elsewhere; one line repeats the headline.
    private let code = """
        require "date"
        # 先列出所有的照片

        Dir["*.jpg"].each do |name|
          # 按日期改名
          day = read(name)  # 没有日期的跳过
          next if day.nil?
          move(name, day)
        end
        """

    private func article(_ block: String, title: String = "给扫描的照片按日期改名") -> Article {
        ArticleCleaner().clean(
            html: """
                <html><head><title>\(title) | 灯下笔记</title></head><body><div class="nav"><a href="/">首页</a> <a href="/a">归档</a></div>
                <article><h1>\(title)</h1><p class="meta">2024-04-02 阅读 31</p><p>\(opening)</p>\(block)<p>\(closing)</p></article>
                <div class="footer">版权所有 灯下笔记</div></body></html>
                """)
    }

    private var lines: [String] {
        code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    // The comments of a line as an element, as highlighters mark them.
    private func line(_ line: String, markedAs name: String) -> String {
        guard let start = line.firstIndex(of: "#") else { return line }
        return line[..<start] + "<span class=\"\(name)\">" + line[start...] + "</span>"
    }

    private func marked(_ name: String, _ separator: String = "\n") -> String {
        lines.map { line($0, markedAs: name) }.joined(separator: separator)
    }

    private var numbers: ClosedRange<Int> { 1...lines.count }

    private func expectWhole(
        _ block: String, language: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let article = article(block)
        let found = article.blocks.filter { $0.role == .code }
        #expect(found.map(\.text) == [code], sourceLocation: sourceLocation)
        #expect(found.first?.language == language, sourceLocation: sourceLocation)
        let shown = lines.filter { !$0.isEmpty }.map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(article.text == ([opening] + shown + [closing]).joined(separator: "\n"), sourceLocation: sourceLocation)
    }

    @Test func commentsOfHighlightedCode() {
        for name in ["hljs-comment", "token comment", "comment", "c1"] {
            expectWhole("<pre><code class=\"language-ruby\">\(marked(name))</code></pre>", language: "ruby")
        }
    }

    @Test func numbersInAnotherCell() {
        let gutter = numbers.map { "<span class=\"line\">\($0)</span><br>" }.joined()
        let source = lines.map { "<span class=\"line\">\(line($0, markedAs: "comment"))</span><br>" }.joined()
        expectWhole(
            """
            <figure class="highlight ruby"><table><tr><td class="gutter"><pre>\(gutter)</pre></td>\
            <td class="code"><pre>\(source)</pre></td></tr></table></figure>
            """, language: "ruby")
    }

    @Test func numbersInTheLines() {
        let inline = zip(numbers, lines).map { "<span class=\"lineno\">\($0)</span>\($1)" }.joined(separator: "\n")
        expectWhole("<div class=\"highlight-ruby\"><pre>\(inline)</pre></div>", language: "ruby")
        let colored = zip(numbers, lines).map { "<span style=\"color: #080\"> \($0)</span> \($1)" }
        expectWhole("<div class=\"box\"><pre>\(colored.joined(separator: "\n"))</pre></div>")
    }

    @Test func numbersBehindTheCode() {
        let list = numbers.map { "<li>\($0)</li>" }.joined()
        expectWhole(
            "<pre><code class=\"language-ruby\">\(marked("comment"))</code><ul class=\"pre-numbering\">\(list)</ul></pre>",
            language: "ruby")
        let spans = numbers.map { "<span class=\"line-number\">\($0)</span><br>" }.joined()
        expectWhole(
            "<div class=\"language-ruby\"><pre><code>\(marked("comment"))</code></pre><div class=\"rows\">\(spans)</div></div>",
            language: "ruby")
    }

    @Test func labelsAndButtons() {
        expectWhole(
            """
            <div class="box"><div class="head"><span>Ruby</span> <span>复制代码</span></div>\
            <pre><code>\(marked("comment"))</code></pre></div>
            """, language: "ruby")
        expectWhole(
            "<pre><code class=\"hljs language-ruby\">\(marked("hljs-comment"))<span class=\"copy-code-btn\">复制代码</span></code></pre>",
            language: "ruby")
    }

    @Test func linesAsElements() {
        let each = lines.map { "<code>\($0.isEmpty ? "<br>" : $0)</code>" }.joined()
        expectWhole("<pre>\(each)</pre>")
        let items = lines.map { "<li><div>\(line($0, markedAs: "comment"))</div></li>" }.joined()
        expectWhole("<pre><code class=\"language-ruby\"><ol>\(items)</ol></code></pre>", language: "ruby")
    }

    @Test func codeWithoutPreformattedElement() {
        let items = lines.map { "<li>\($0.replacing("  ", with: "&nbsp;&nbsp;"))<br></li>" }.joined()
        let article = article("<div class=\"blockcode\"><div><ol>\(items)</ol></div><em>复制代码</em></div>")
        let block = article.blocks.first { $0.role == .code }
        #expect(block?.text.replacing("\u{A0}", with: " ") == code)
        #expect(!article.text.contains("复制"))
    }

    @Test func numbersThatAProgramPrinted() {
        let printed = article("<p>它打印出前几个数：</p><pre>1\n2\n3</pre>")
        #expect(printed.blocks.first { $0.role == .code }?.text == "1\n2\n3")
        let rows = article("<p>结果是这样的：</p><pre>1 甲 30\n2 乙 28\n3 丙 17</pre>")
        #expect(rows.text.contains("2 乙 28"))
    }

    @Test func readersCommentsStayOut() {
        let comments = """
            <div id="comments"><h3>评论</h3><div class="comment"><b>过客</b> 2024-04-03<p>可以再短一点：</p>
            <pre><code>Dir.glob("*")</code></pre></div></div>
            """
        let page = ArticleCleaner().clean(
            html: """
                <html><head><title>给扫描的照片按日期改名</title></head><body><article><h1>给扫描的照片按日期改名</h1><p>\(opening)</p>
                <pre><code>\(code)</code></pre><p>\(closing)</p></article>\(comments)</body></html>
                """)
        #expect(!page.text.contains("glob"))
    }

    @Test func eachRemovedNumberHasItsReason() {
        let gutter = numbers.map(String.init).joined(separator: "\n")
        let article = article(
            "<table><tr><td><pre>\(gutter)</pre></td><td><pre><code>\(code)</code></pre></td></tr></table>")
        #expect(article.removals.count { $0.rule == "line-number" } == lines.count)
        #expect(article.blocks.first { $0.role == .code }?.text == code)
    }
}
