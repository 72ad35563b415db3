import ShuliText
import Testing

@testable import ShuliCleaning

/// The values of attributes, most of which the parser of HTML does not see.
struct AttributeTests {
    private static func addresses(_ html: String) -> [String] {
        let document = "<body><p>\(html)</p></body>".withUTF8Buffer { BlockDocument(html: $0) }
        return document.elements.spans.map { document.elements.text($0.value) }
    }

    @Test(arguments: [
        (#"<a href="/list?a=1&amp;b=2">列表</a>"#, "/list?a=1&b=2"),
        (#"<a href="/list?a=1&b_c=2&copy=3">列表</a>"#, "/list?a=1&b_c=2&copy=3"),
        (#"<a href="/a&eacute;&nosuch;&lt;">列表</a>"#, "/aé&nosuch;<"),
        (#"<a href="/a&#38;b&#x4E2D;">列表</a>"#, "/a&b中"),
        (#"<a href='/a"b' class="名" id=x>列表</a>"#, "/a\"b"),
        (#"<a href=/list/1.html>列表</a>"#, "/list/1.html"),
        (#"<A HREF="/first" href="/second">列表</A>"#, "/first"),
        (#"<a class="x" href>列表</a>"#, ""),
        (#"<a href="/x" "" title=y>列表</a>"#, "/x"),
        ("<a\n class='x'\n href='/a\n b'\n>列表</a>", "/a\n b"),
    ])
    func valuesAreRead(_ html: String, _ expected: String) {
        #expect(Self.addresses(html) == [expected])
    }

    // The marks that take the place of attributes are numbers of tags.
    @Test(arguments: ["0", "1", "7", "-1", "99999999999999999999", "", "x"])
    func marksOfThePageItselfAreHarmless(_ mark: String) {
        let html = #"<a href="/1">一</a><a _="\#(mark)" "">二</a><a _="\#(mark)">三</a><a href="/4">四</a>"#
        let found = Self.addresses(html)
        #expect(found.count == 4 && found[0] == "/1" && found[2] == "" && found[3] == "/4")
    }

    @Test func placesOfScriptsAreNoted() {
        let html = "<p>一</p><SCRIPT src=x>var a</SCRIPT><!-- <script>b</script> --><script>var c = '</p>'"
        let scripts = html.withUTF8Buffer { buffer in
            BlockDocument(html: buffer).scripts.map { buffer.text($0) }
        }
        #expect(scripts == ["var a", "var c = '</p>'"])
    }
}
