import ShuliTestSupport
import ShuliText
import Testing

@Suite struct EncodingTests {
    private static let sample = "据新闻报道，这个城市的地铁将在明年开通第五条线路，市民可以更方便地到达机场和火车站。"
    private static let traditional = "據新聞報導，這個城市的捷運將在明年開通第五條路線，市民可以更方便地到達機場和火車站。"

    private func encoded(_ text: String, _ charset: String) throws -> [UInt8] {
        var converter = try CharsetConverter(charset)
        return try converter.encode(text).bytes
    }

    /// As the standard library has it, for texts with some bytes changed.
    @Test func validUTF8() {
        var random = SeededRandom(seed: 23)
        let whole = Array("a\u{7FF}中文\u{FFFD}\u{10FFFF} plain text of some length 𠮷".utf8)
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let isValid = bytes.withUnsafeBufferPointer(\.isValidUTF8)
            #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil))
        }
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

    /// A declaration that gives clean text is believed without a vote; a wrong one does not.
    @Test func aDeclarationIsBelievedWhereTheTextIsClean() throws {
        let page = "<p>" + Self.sample + "</p>"
        let traditional = "<p>" + Self.traditional + "</p>"
        for declared in [nil, TextEncoding.gb18030, .big5, .utf8] {
            #expect(TextDecoder().decode(try encoded(page, "gb18030"), declared: declared).text == page)
            #expect(
                TextDecoder().decode(try encoded(traditional, "Big5-HKSCS"), declared: declared).text == traditional)
        }
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

    /// In GB18030 and Big5 these bytes would be text too.
    @Test(arguments: ["17:30-20:30\u{A0}", "café", "±5", "玛\u{A0}", "Ω", "é\n"])
    func validUTF8BeyondASCIIIsUTF8(_ text: String) {
        for declared in [nil, TextEncoding.gb18030, .big5] {
            let decoded = TextDecoder().decode(Array(text.utf8), declared: declared)
            #expect(decoded == DecodedText(text: text, encoding: .utf8, undecodable: []))
        }
        #expect(Array(text.utf8).withUnsafeBufferPointer { TextDecoder().readsAsUTF8($0) })
    }

    @Test(
        arguments: ["", "a", "好", "好 a", "id\n1", "{\"text\": \"今天天气很好\"}\n", "标题\r\n正文\r\n"],
        [TextEncoding.utf16LittleEndian, .utf16BigEndian])
    func utf16WithAMark(_ text: String, _ encoding: TextEncoding) throws {
        let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
        let decoded = TextDecoder().decode(mark + (try encoded(text, encoding.name)))
        #expect(decoded == DecodedText(text: text, encoding: encoding, undecodable: []))
    }

    @Test(
        arguments: ["id", "id\n1", "{\"text\": \"今天天气很好\"}\n", "标题:\r\n正文: a\r\n"],
        [TextEncoding.utf16LittleEndian, .utf16BigEndian])
    func utf16WithoutAMark(_ text: String, _ encoding: TextEncoding) throws {
        let bytes = try encoded(text, encoding.name)
        #expect(TextDecoder().decode(bytes) == DecodedText(text: text, encoding: encoding, undecodable: []))
        #expect(!bytes.withUnsafeBufferPointer { TextDecoder().readsAsUTF8($0) })
    }

    @Test(arguments: ["hz-gb-2312", "iso-2022-jp", "iso-2022-cn"])
    func encodingsOfSevenBitsAnnounceThemselves(_ name: String) throws {
        let text = name == "iso-2022-jp" ? "駅まで歩いて行きます。OK\n" : "据新闻报道，地铁开通。OK\n第二行。\n"
        let bytes = try encoded(text, name)
        #expect(bytes.allSatisfy { $0 < 0x80 })
        #expect(TextDecoder().decode(bytes).text == text)
        #expect(TextDecoder().decode(bytes).encoding.name == name)
        #expect(!bytes.withUnsafeBufferPointer { TextDecoder().readsAsUTF8($0) })
    }

    @Test(arguments: [
        "(format t \"~{~a~^, ~}\" list)", "{~{x}~}", "~{", "~{abc~}", "\u{1B}$x", "\u{1B}$B\u{7F}",
        "\u{1B}[31mred\u{1B}[0m",
    ])
    func asciiWithTheirMarksIsASCII(_ text: String) {
        #expect(TextDecoder().decode(Array(text.utf8)).text == text)
        #expect(TextDecoder().decode(Array(text.utf8)).encoding == .utf8)
    }

    @Test(arguments: ["abc\0def\0", "a\0", "\0", "零\0字\0\0符", "a\0b"])
    func textWithNULsIsNoUTF16(_ text: String) {
        #expect(TextDecoder().decode(Array(text.utf8)) == DecodedText(text: text, encoding: .utf8, undecodable: []))
    }

    /// Errors and text are those of the standard library, whichever path of the check a byte takes.
    @Test func theCheckAgreesWithTheStandardLibrary() {
        var random = SeededRandom(seed: 61)
        let pieces: [[UInt8]] =
            ["中", "，", "“", "ก", "é", "a", "12345678", "😀", "\u{D7FF}", "\u{800}", "今天天气"].map { Array($0.utf8) }
            + [
                [0xED, 0xA0, 0x80], [0xE0, 0x80, 0x80], [0xE4, 0xB8], [0xFF], [0x80], [0xF4, 0x90, 0x80, 0x80],
                [0xF0, 0x9F],
            ]
        for _ in 0..<1_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<24, using: &random) {
                bytes += pieces[Int.random(in: 0..<(Bool.random(using: &random) ? 11 : pieces.count), using: &random)]
            }
            let decoded = TextDecoder(encoding: .utf8).decode(bytes)
            let expected = String(decoding: bytes, as: UTF8.self)
            #expect(decoded.text == expected)
            #expect(decoded.undecodable.count == expected.unicodeScalars.count { $0 == "\u{FFFD}" })
            #expect(decoded.undecodable.isEmpty == (String(validating: bytes, as: UTF8.self) != nil))
            #expect(zip(decoded.undecodable, decoded.undecodable.dropFirst()).allSatisfy { $0 < $1 })
        }
    }
}
