import ShuliText
import Testing

/// What the steps of a normalizer leave alone: emoji, the marks of Markdown, code, smileys, addresses.
@Suite struct NormalizationMarkTests {
    @Test(
        arguments: [
            ("北\u{200D}京\u{200C}市\u{FFFC}今\u{2800}天\u{3164}晴", "北京市今天晴"),
            ("家庭👨\u{200D}👩\u{200D}👧和", "家庭👨\u{200D}👩\u{200D}👧和"),
            ("한\u{3164}글", "한\u{3164}글"),
            ("⠁\u{2800}⠃", "⠁\u{2800}⠃"),
        ])
    func invisibleCharactersBetweenHan(_ text: String, _ expected: String) {
        #expect(Normalizer().normalize(text).text == expected)
    }

    @Test func fastScansAgreeWithSlowOnes() {
        // Behind a character there is room to read four bytes at once, or there is none.
        // What is removed between Han characters alone is no such character.
        let blank: Set<UInt32> = [0x200C, 0x200D, 0xFFFC, 0x2800, 0x3164, 0x115F, 0x1160, 0xFFA0]
        for value in UInt32(0x800)..<0x10000 where !blank.contains(value) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let (near, far) = ("一\(scalar)", "一\(scalar)一一")
            let options: Normalizer.Options = [.nfc, .stripInvisible]
            #expect(Normalizer(options).normalize(near).text + "一一" == Normalizer(options).normalize(far).text)
        }
    }

    @Test(arguments: 0..<20)
    func invisibleCharactersAreFoundBehindASCII(_ place: Int) {
        for invisible in ["\u{1}", "\u{7F}", "\u{200B}", "\u{FEFF}"] {
            let (head, tail) = (String(repeating: "a", count: place), "bc中文def")
            #expect(Normalizer().normalize(head + invisible + tail).text == head + tail)
        }
    }

    @Test func radicalsSupplement() {
        #expect(Normalizer(.variants).normalize("⻓城、⻅⾯、⻋⻔、⻝物").text == "长城、见面、车门、食物")
        // U+2E9A is no character of Unicode.
        #expect(Normalizer(.variants).normalize("\u{2E9A}").text == "\u{2E9A}")
    }

    @Test(
        arguments: [
            ("  - 子项 目", "  - 子项目"),
            ("1. 第一步 安装", "1. 第一步安装"),
            ("> - [x] 完成 任务", "> - [x] 完成任务"),
            ("## 二级 标题", "## 二级标题"),
            ("| 列 1 | 列 2 |", "| 列 1 | 列 2 |"),
            ("姓名 | 年 龄 | 城市", "姓名 | 年 龄 | 城市"),
            ("涨幅 5% 左右", "涨幅 5% 左右"),
            ("北京 / 上海", "北京 / 上海"),
            ("转发 @张三abc 谢谢", "转发 @张三abc 谢谢"),
            ("用C++ 和Go写", "用 C++ 和 Go 写"),
        ])
    func spacesWithAMeaningStay(_ text: String, _ expected: String) {
        #expect(Normalizer(.panguSpaces).normalize(text).text == expected)
    }

    @Test(
        arguments: [
            ("好开心:)真的", "好开心:)真的"),
            ("结论如下:(一)可行", "结论如下：（一）可行"),
            ("(见下:)好", "（见下：）好"),
            ("含[苹果, 香蕉, 梨],好", "含[苹果, 香蕉, 梨]，好"),
            ("{\"名\": \"张三\", \"岁\": 3}", "{\"名\": \"张三\", \"岁\": 3}"),
            ("print(\"你好,世界\");", "print(\"你好,世界\");"),
            ("name = \"张三\";", "name = \"张三\";"),
            ("<a href=\"首页\">首页,好</a>", "<a href=\"首页\">首页，好</a>"),
            ("下午3:20开会,比分3:2", "下午3:20开会，比分3:2"),
            ("水:油=3:1,混合", "水:油=3:1，混合"),
            ("Python(一种语言)很好.", "Python（一种语言）很好。"),
            ("难过:( 后来好了;-) 真的", "难过:( 后来好了;-) 真的"),
            ("难过:( 又好了;-) (╯°□°)╯", "难过:( 又好了;-) (╯°□°)╯"),
            ("太好了:tada:恭喜,恭喜", "太好了:tada:恭喜，恭喜"),
            ("甲&nbsp;乙,丙", "甲&nbsp;乙，丙"),
            ("元组(1, 2),集合", "元组(1, 2)，集合"),
            ("屏幕6.9\" ,长5'10\"", "屏幕6.9\" ，长5'10\""),
            ("用App, 然后退出", "用App， 然后退出"),
            ("营收增长3.5%.", "营收增长3.5%。"),
            ("三.附则", "三.附则"),
            ("INSERT INTO 表 VALUES ('甲', '乙');", "INSERT INTO 表 VALUES ('甲', '乙');"),
        ])
    func punctuationThatIsNotOfProseStays(_ text: String, _ expected: String) {
        #expect(Normalizer(.chinesePunctuation).normalize(text).text == expected)
    }

    @Test func quotationMarks() {
        let corners = Normalizer(.cornerQuotes).normalize("“她说‘好’了”，it’s")
        #expect(corners.text == "「她说『好』了」，it’s")
        #expect(Normalizer(.curlyQuotes).normalize(corners.text).text == "“她说‘好’了”，it’s")
    }

    @Test(
        arguments: [
            ("看https://zh.wikipedia.org/wiki/简体中文 简体", "看https://zh.wikipedia.org/wiki/简体中文 簡體"),
            ("见https://zh.wikipedia.org/wiki/汉语。后来", "見https://zh.wikipedia.org/wiki/汉语。後來"),
            ("访问https://example.com，查看", "訪問https://example.com，查看"),
            ("https://example.com/a/b?词=软件&x=国 软件", "https://example.com/a/b?词=软件&x=国 軟件"),
            ("在https://example.com/页面里", "在https://example.com/页面里"),
            ("看http://国图.中国/发现 发现", "看http://国图.中国/发现 發現"),
            ("注://后来", "注://後來"),
            ("前后\n见WWW.例.com或www.example.com/后 后\n后来a@b.cn", "前後\n見WWW.例.com或www.example.com/后 後\n後來a@b.cn"),
        ])
    func addressesWithHanCharactersStay(_ text: String, _ expected: String) {
        #expect(Normalizer([], conversion: ScriptConverter(to: .traditional)).normalize(text).text == expected)
    }
}
