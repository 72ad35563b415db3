import ShuliCleaning
import Testing

/// Pages made to take long: what they do not test is time, which `maximum_depth` and the like in squeeze.c bound.
@Suite struct HostilePageTests {
    private let paragraph = "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。"

    @Test(arguments: ["div", "span", "b", "table", "section", "x", "font"])
    func textInDeeplyNestedElementsIsFound(_ tag: String) {
        let html =
            String(repeating: "<\(tag)>", count: 3_000) + paragraph + String(repeating: "</\(tag)>", count: 3_000)
        #expect(ArticleCleaner().clean(html: html + "<p>\(paragraph)</p>").input == paragraph + "\n" + paragraph + "\n")
    }

    // The blocks stay apart where the elements themselves are left out.
    @Test func blocksInDeeplyNestedElementsStayApart() {
        let html = String(repeating: "<div>", count: 2_000) + "<div>甲</div><ul><li>乙</li><li>丙</ul><h2>丁</h2>戊"
        #expect(ArticleCleaner().clean(html: html).input == "甲\n乙\n丙\n丁\n戊\n")
    }

    // Cells and items without end tags do not nest, and elements that are closed do not count.
    @Test func longPagesAreNotDeep() {
        let rows = String(repeating: "<tr><td>甲<td>乙", count: 2_000)
        let article = ArticleCleaner().clean(
            html: "<table>\(rows)</table>" + String(repeating: "<div><a href=/>丙</a></div>", count: 2_000))
        let lines = article.input.split(separator: "\n")
        #expect(lines.prefix(2_000).allSatisfy { $0 == "甲 乙" })
        #expect(lines.dropFirst(2_000).allSatisfy { $0 == "丙" } && lines.count == 4_000)
        #expect(article.removals.suffix(2_000).allSatisfy { $0.rule == "links" || $0.rule == "outside" })
    }

    @Test func aTagWithThousandsOfAttributes() {
        let attributes = (0..<5_000).map { "a\($0)" }.joined(separator: " ")
        #expect(ArticleCleaner().clean(html: "<p \(attributes)>\(paragraph)</p>").input == paragraph + "\n")
        #expect(ArticleCleaner().clean(html: "<p \"x \(attributes)>\(paragraph)</p>").input == paragraph + "\n")
        #expect(ArticleCleaner().clean(html: "<p>\(paragraph)</p><p \(attributes)").input == paragraph + "\n")
    }

    @Test func lineNumbersStayRight() {
        let html = String(repeating: "<div>\n", count: 1_000) + paragraph
        #expect(ArticleCleaner().clean(html: html).removals.first?.line ?? 1_001 == 1_001)
        let open = ArticleCleaner().clean(html: String(repeating: "<div\n>", count: 1_000) + "<p>分享到：</p>")
        #expect(open.removals.map(\.line) == [1_001])
    }
}
