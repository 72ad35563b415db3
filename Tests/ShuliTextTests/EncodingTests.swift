import ShuliText
import Testing

@Suite struct EncodingTests {
    private static let sample = "据新闻报道，这个城市的地铁将在明年开通第五条线路，市民可以更方便地到达机场和火车站。"
    private static let traditional = "據新聞報導，這個城市的捷運將在明年開通第五條路線，市民可以更方便地到達機場和火車站。"

    private func encoded(_ text: String, _ charset: String) throws -> [UInt8] {
        var converter = try CharsetConverter(charset)
        return try converter.encode(text).bytes
    }

    @Test func findsTheEncoding() throws {
        #expect(TextDecoder().decode(Array(Self.sample.utf8)).encoding == .utf8)
        let gb = TextDecoder().decode(try encoded(Self.sample, "gb18030"))
        #expect(gb == DecodedText(text: Self.sample, encoding: .gb18030, undecodable: []))
        let big5 = TextDecoder().decode(try encoded(Self.traditional, "Big5-HKSCS"))
        #expect(big5 == DecodedText(text: Self.traditional, encoding: .big5, undecodable: []))
    }

    @Test func aWrongDeclarationIsOutvoted() throws {
        #expect(TextDecoder().decode(try encoded(Self.sample, "gb18030"), declared: .big5).encoding == .gb18030)
        #expect(TextDecoder().decode(Array(Self.sample.utf8), declared: .gb18030).encoding == .utf8)
    }

    @Test func marksAndWideText() throws {
        #expect(TextDecoder().decode([0xEF, 0xBB, 0xBF] + Array("好".utf8)).text == "好")
        #expect(TextDecoder().decode([0xFF, 0xFE] + (try encoded("好 a", "UTF-16LE"))).text == "好 a")
        #expect(TextDecoder().decode(try encoded("title: 标题\nbody", "UTF-16BE")).encoding == .utf16BigEndian)
    }

    @Test func textCutInsideACharacter() {
        let bytes = Array(Self.sample.utf8)
        let decoded = TextDecoder().decode(Array(bytes[1..<(bytes.count - 1)]))
        #expect(decoded.encoding == .utf8)
        #expect(decoded.undecodable == [0, 1, bytes.count - 4])
    }

    @Test func damagedUTF8StaysUTF8() {
        var bytes = Array(Self.sample.utf8)
        bytes[30] = 0xFF
        let decoded = TextDecoder().decode(bytes)
        #expect(decoded.encoding == .utf8)
        #expect(decoded.undecodable.first == 30)
    }

    @Test func loneSurrogatesInUTF16AreReplacedAndReported() {
        let decoded = TextDecoder(encoding: .utf16LittleEndian).decode([0x00, 0xD8, 0x2D, 0x4E, 0x00, 0xDC])
        #expect(decoded.text == "\u{FFFD}中\u{FFFD}")
        #expect(decoded.undecodable == [0, 4])
    }

    @Test(
        arguments: [
            ("<meta charset=gb2312>", "gb18030"),
            ("<META http-equiv=content-type content=\"text/html; charset=Big5\">", "big5"),
            ("<meta charset = 'UTF-8'/>", "utf-8"), ("<p>no charset here", nil),
            ("<meta charset=klingon><meta charset=gbk>", "gb18030"),
        ] as [(String, String?)])
    func declaredInHTML(_ html: String, _ name: String?) {
        #expect(TextEncoding(declaredInHTML: Array(html.utf8))?.name == name)
    }
}
