import ShuliCleaning
import Testing

/// Bodies that only scripts hold.
@Suite struct ScriptTests {
    private static let paragraphs = [
        "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。",
        "掌柜说，修缮用了整整两年，桌椅是老物件，墙上的字画也都是街坊们捐的，一件都没有换。",
    ]
    private static let html = paragraphs.map { "<p>\($0)</p>" }.joined()
    private static let escaped = html.utf16.map { unit -> String in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()

    static let scripts = [
        "<script type=\"application/ld+json\">{\"articleBody\":\"\(paragraphs.joined(separator: "\\n"))\"}</script>",
        "<script>window.__INITIAL_STATE__={a:{id:1,content:\"\(escaped)\"}};</script>",
        "<script>var x=JSON.parse(\"{\\\"body\\\":\\\"\(html)\\\"}\")</script>",
        "<script>window.__NUXT__=(function(a,b){return {t:a,c:b}}('茶馆','\(html)'))</script>",
        "<script>let page={list:[\(paragraphs.map { "{type:'p',text:'\($0)'}" }.joined(separator: ","))]}</script>",
        "<script>content: JsDecode('\(paragraphs.joined(separator: "\\x0a"))')</script>",
    ]

    @Test(arguments: scripts)
    func longestProse(_ script: String) {
        let article = ArticleCleaner().clean(
            html: "<html><head><title>老茶馆重新开门</title></head><body><div id=app>加载中</div>\n\(script)</body></html>")
        #expect(article.text == Self.paragraphs.joined(separator: "\n"))
        #expect(article.title == "老茶馆重新开门")
        #expect(article.kind == .article)
    }

    @Test func aPageThatShowsItsTextIsReadAsItIs() {
        let shown = String(repeating: "<p>\(Self.paragraphs[1])</p>", count: 8)
        let article = ArticleCleaner().clean(
            html: "<html><body>\(shown)<script>var other=\"\(Self.html)\"</script></body></html>")
        #expect(!article.text.contains(Self.paragraphs[0]))
    }

    @Test func scriptsWithoutProse() {
        let article = ArticleCleaner().clean(
            html: "<html><body><script>var a='未命名',b=\"it's\",c=`x`;if(a<b)f('请先登录')</script></body></html>")
        #expect(article.kind == .none)
    }
}
