import ShuliTestSupport
import ShuliText
import Testing

@Suite struct MojibakeTests {
    private static let text = "今天上午，记者从市气象局了解到，未来三天本市将有大到暴雨，请市民注意防范。"
    private static let traditional = "今天上午，記者從市氣象局了解到，未來三天本市將有大到暴雨，請市民注意防範。"

    private func read(_ text: String, in encoding: String, as wrong: String) throws -> String {
        var encoder = try CharsetConverter(encoding)
        var decoder = try CharsetConverter(wrong)
        return try encoder.encode(text).bytes.withUnsafeBufferPointer { try decoder.decode($0).text }
    }

    @Test(
        arguments: [("utf-8", "iso-8859-1", .utf8AsLatin), ("gb18030", "iso-8859-1", .gbAsLatin)]
            as [(String, String, Mojibake.Damage)])
    func latinIsUndone(_ encoding: String, _ wrong: String, _ damage: Mojibake.Damage) throws {
        let broken = try read(Self.text, in: encoding, as: wrong)
        #expect(MojibakeDetector().findings(in: broken).map(\.damage) == [damage])
        #expect(MojibakeDetector().repair(broken).text == Self.text)
    }

    @Test(
        arguments: [
            ("big5", "iso-8859-1", .big5AsLatin), ("big5", "windows-1252", .big5AsLatin),
            ("big5", "gb18030", .big5AsGB),
        ] as [(String, String, Mojibake.Damage)])
    func traditionalTextComesBack(_ encoding: String, _ wrong: String, _ damage: Mojibake.Damage) throws {
        let broken = try read(Self.traditional, in: encoding, as: wrong)
        let found = MojibakeDetector().findings(in: broken)
        #expect(found.map(\.damage) == [damage])
        #expect(MojibakeDetector().repair(broken).text == Self.traditional)
    }

    @Test func gbReadAsBig5ComesBack() throws {
        let text = "市图书馆把闭馆时间推迟到晚上十点，理由很简单。"
        let broken = try read(text, in: "gb18030", as: "big5-hkscs")
        #expect(MojibakeDetector().repair(broken).text == text)
    }

    @Test func damageOfTwoReadingsIsUndone() throws {
        let once = try read(Self.text, in: "utf-8", as: "iso-8859-1")
        let twice = try read(once, in: "utf-8", as: "iso-8859-1")
        #expect(MojibakeDetector().repair(twice).text == Self.text)
        #expect(MojibakeDetector().repair("café crème").text == "café crème")
    }

    /// Bytes of another script are pairs of GBK too, of rare characters.
    @Test func otherScriptsDoNotBecomeChinese() throws {
        for (text, encoding) in [
            ("市立図書館は開館時間を延長しました。", "shift_jis"), ("도서관은 밤 열 시까지 문을 엽니다.", "euc-kr"),
            ("Библиотека открыта до десяти вечера.", "windows-1251"),
        ] {
            let broken = try read(text, in: encoding, as: "iso-8859-1")
            #expect(MojibakeDetector().repair(broken).text == broken)
        }
    }

    @Test func linesAreRepairedOneByOne() throws {
        let broken = try read(Self.text, in: "utf-8", as: "iso-8859-1")
        let result = MojibakeDetector().repair("\(Self.text)\n\(broken)\nplain")
        #expect(result.text == "\(Self.text)\n\(Self.text)\nplain")
        #expect(result.map.edits.count == 1)
    }

    @Test func aPartOfALineIsRepaired() throws {
        let broken = try read("天气预报", in: "gb18030", as: "iso-8859-1")
        #expect(MojibakeDetector().repair("标题：\(broken)（今天）").text == "标题：天气预报（今天）")
    }

    @Test func utf8ReadAsGBComesBackButForWhatWasReplaced() throws {
        let broken = try read(Self.text, in: "utf-8", as: "gb18030")
        let repaired = MojibakeDetector().repair(broken).text
        #expect(zip(repaired, Self.text).count { $0 == $1 } >= Self.text.count * 9 / 10)
    }

    @Test(
        arguments: [
            text, traditional, "", "café déjà vu naïve", "Ångström über ß", "表情😀，a·b，《书》", "ｶﾀｶﾅ かな 한국어 Привет", "龘靐齉",
            "°C ±3 §5 ©2025 ®", "¿Qué?", "锟", "烫手的山芋",
            "目录······3", "忙忙碌碌", "磕磕绊绊", "渾渾噩噩", "投鼠忌器", "ㄆㄧㄌㄧㄆㄚㄌㄚ", "嘟嘟噥噥", "空\u{A0}\u{AD}格", "Élève à l’école",
            "±×÷°±×",
        ])
    func cleanTextStays(_ text: String) {
        #expect(MojibakeDetector().repair(text).text == text)
        #expect(MojibakeDetector().findings(in: text).isEmpty)
    }

    @Test(
        arguments: [
            ("前锟斤拷锟斤拷后", .replaced), ("烫烫烫烫", .uninitialized), ("屯屯屯", .uninitialized), ("前\u{FFFD}后", .replaced),
        ] as [(String, Mojibake.Damage)])
    func whatIsLostIsReported(_ text: String, _ damage: Mojibake.Damage) {
        let found = MojibakeDetector().findings(in: text)
        #expect(found.map(\.damage) == [damage])
        #expect(found.allSatisfy { $0.repaired == nil })
        #expect(MojibakeDetector().repair(text).text == text)
    }

    /// A sample shows the damage of a long text, whatever is around its lines; a text that quotes damage looks sound.
    @Test(
        arguments: [
            ("utf-8", "iso-8859-1", .utf8AsLatin), ("utf-8", "windows-1252", .utf8AsLatin),
            ("gb18030", "iso-8859-1", .gbAsLatin), ("gb18030", "windows-1252", .gbAsLatin),
            ("utf-8", "gb18030", .utf8AsGB), ("gb18030", "big5-hkscs", .gbAsBig5),
        ] as [(String, String, Mojibake.Damage)])
    func samplesShowDamage(_ encoding: String, _ wrong: String, _ damage: Mojibake.Damage) throws {
        let detector = MojibakeDetector()
        let sentence = "市图书馆把闭馆时间推迟到晚上十点，理由很简单。"
        let broken = try read(sentence, in: encoding, as: wrong)
        #expect(detector.damage(bySampleOf: broken) == damage)
        let lines = (0..<500).map { "<p class=\"line-\($0)\">\(broken)</p>" }.joined(separator: "\n")
        #expect(detector.damage(bySampleOf: lines) == damage)
        let one = try read(String(repeating: sentence, count: 300), in: encoding, as: wrong)
        #expect(detector.damage(bySampleOf: one) == damage)
        let quoted = (0..<9).map { "第\($0)段说的是另一件事，与乱码没有关系。" }.joined(separator: "\n") + "\n\(broken)\n"
        #expect(detector.damage(bySampleOf: quoted) == nil)
        #expect(detector.findings(in: quoted).count == 1)
    }

    @Test(arguments: [
        "", "好", "plain ASCII\n", "café crème brûlée à la carte, dès six heures", "Größe: ½ · © ® «да» ± 3°C",
        "Библиотека открыта до десяти вечера.", "도서관은 밤 열 시까지 문을 엽니다.", "市立図書館は開館時間を延長しました。",
        "المكتبة مفتوحة", "Thư viện mở cửa đến mười giờ", "ㄋㄧˇ ㄏㄠˇ ㄨㄛˇ ㄕˋ", "┌─┬─┐│█▓▒░", "龘靐齉齾爩鱻麤龗灪吁龖厵",
    ])
    func soundTextsLookSound(_ text: String) {
        #expect(MojibakeDetector().damage(bySampleOf: text) == nil)
        #expect(MojibakeDetector().damage(bySampleOf: String(repeating: text + "\n", count: 400)) == nil)
    }

    @Test func theSamplesOfThePackageLookSound() throws {
        for folder in ["flattened", "kinds", "sentences", "segmentation"] {
            for name in try Repository.files(in: "Corpora/\(folder)", ending: ".txt") {
                #expect(
                    MojibakeDetector().damage(bySampleOf: try Repository.text("Corpora/\(folder)/\(name)")) == nil,
                    "\(name)")
            }
        }
    }
}
