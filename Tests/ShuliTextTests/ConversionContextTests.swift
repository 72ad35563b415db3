import ShuliText
import Testing

/// What decides where a character has several forms: words, rules of context, the sense of a word, the script of a line.
@Suite struct ConversionContextTests {
    private static let taiwan = ScriptConverter(from: .simplified, to: .taiwan)

    @Test(
        arguments: [
            ("新药去年被发现", "新藥去年被發現"),
            ("文章讲述了如何种树", "文章講述了如何種樹"),
            ("可是只要三天就够", "可是只要三天就夠"),
            ("那个中医很有名", "那個中醫很有名"),
            ("九十年历程", "九十年歷程"),
            ("外国干涉内政", "外國干涉內政"),
            ("一天后回来", "一天後回來"),
        ])
    func phrasesThatCutAWordAreNone(_ text: String, _ expected: String) {
        #expect(Self.taiwan.convert(text).text == expected)
    }

    @Test(
        arguments: [
            ("跑了三十里路，方圆八百里", "跑了三十里路，方圓八百里"),
            ("里根和桶里的水", "里根和桶裡的水"),
            ("衣服晒干了", "衣服曬乾了"),
            ("能干的干部", "能幹的幹部"),
            ("三只小猪只有一只活着", "三隻小豬只有一隻活著"),
            ("这只狗只吃肉", "這隻狗只吃肉"),
            ("范仲淹的规范", "范仲淹的規範"),
            ("不准迟到，批准标准", "不准遲到，批准標準"),
            ("长征途中征兵", "長征途中徵兵"),
            ("合并报表并且上市", "合併報表並且上市"),
            ("农历与历史", "農曆與歷史"),
            ("抵制炒制的茶", "抵制炒製的茶"),
            ("子丑寅卯与小丑", "子丑寅卯與小丑"),
            ("签字和抽签", "簽字和抽籤"),
            ("五谷丰登", "五穀豐登"),
            ("一只只风筝飞起来，五只只剩两只", "一隻隻風箏飛起來，五隻只剩兩隻"),
            ("工地包干到户，先脱干水分", "工地包幹到戶，先脫乾水分"),
            ("自制的皮带，自制力，石制的磨", "自製的皮帶，自制力，石製的磨"),
            ("此事纯系误传，报纸征订开始", "此事純係誤傳，報紙徵訂開始"),
            ("干了三杯酒，一口干了这碗，干了三年活", "乾了三杯酒，一口乾了這碗，幹了三年活"),
            ("谚语云：云多则雨", "諺語云：雲多則雨"),
            ("朱红的门上有朱砂", "朱紅的門上有硃砂"),
        ])
    func rulesDecideByContext(_ text: String, _ expected: String) {
        #expect(Self.taiwan.convert(text).text == expected)
    }

    @Test(
        arguments: [
            ("钟女士问余老师和范医生", "鍾女士問余老師和范醫生"),
            ("郁某姓郁，谷先生姓谷", "郁某姓郁，谷先生姓谷"),
            ("于老师位于先生路", "于老師位於先生路"),
            ("钟南山院士看了看钟", "鍾南山院士看了看鐘"),
            ("戴眼镜的钟老师和墙上的钟", "戴眼鏡的鍾老師和牆上的鐘"),
        ])
    func surnamesKeepTheirForm(_ text: String, _ expected: String) {
        #expect(Self.taiwan.convert(text).text == expected)
    }

    @Test(
        arguments: [
            ("公司支持员工添加食品添加剂", "公司支持員工添加食品添加劑"),
            ("新兵的士气", "新兵的士氣"),
            ("在浏览器里下载软件，添加插件", "在瀏覽器裡下載軟體，新增外掛"),
            ("奔驰在草原上", "奔馳在草原上"),
            ("鼠标垫", "滑鼠墊"),
            ("默认", "預設"),
        ])
    func regionalWordsOnlyInTheRegionalSense(_ text: String, _ expected: String) {
        let converter = ScriptConverter(from: .simplified, to: .taiwan, regionalWords: true)
        #expect(converter.convert(text).text == expected)
    }

    @Test(
        arguments: [
            ("戰線上的士兵", "战线上的士兵"),
            ("各項指標", "各项指标"),
            ("圖書資料室", "图书资料室"),
            ("執行公務", "执行公务"),
            ("公司執行長", "公司首席执行官"),
        ])
    func regionalWordsBack(_ text: String, _ expected: String) {
        let converter = ScriptConverter(from: .taiwan, to: .simplified, regionalWords: true)
        #expect(converter.convert(text).text == expected)
    }

    @Test(
        arguments: [
            ("他笑著說，這是名著", "他笑着说，这是名著"),
            ("聽著歌寫著字，作者的著作卓著", "听着歌写着字，作者的著作卓著"),
            ("编者著，看着书", "编者著，看着书"),
            ("學者著有詩集，手握著筆", "学者著有诗集，手握着笔"),
            ("衞生署在枱上敍述", "卫生署在台上叙述"),
            ("李乾德曬衣服，衣服乾了", "李乾德晒衣服，衣服干了"),
        ])
    func simplifiedFromADetectedScript(_ text: String, _ expected: String) {
        #expect(ScriptConverter(to: .simplified).convert(text).text == expected)
    }

    @Test(
        arguments: [
            ("他沿著河走，一直走著", "他沿着河走，一直走着"),
            ("當地土著，著手編著", "当地土著，着手编著"),
            ("由他撰著，見微知著", "由他撰著，见微知著"),
            ("由王小明著，李大同譯", "由王小明著，李大同译"),
            ("作者：錢鍾書 著", "作者：钱锺书 著"),
            ("巴金著《家》", "巴金著《家》"),
            ("他晚年間著書、譯著不斷，讀著報睡著了", "他晚年间著书、译著不断，读着报睡着了"),
            ("門開著，李四站著，他看著《家》", "门开着，李四站着，他看着《家》"),
        ])
    func zheOfTextsFromTaiwan(_ text: String, _ expected: String) {
        for regionalWords in [false, true] {
            let converter = ScriptConverter(from: .taiwan, to: .simplified, regionalWords: regionalWords)
            #expect(converter.convert(text).text == expected)
        }
    }

    @Test(
        arguments: [
            ("這個軟件叫头条", "這個軟件叫頭條"),
            ("皇后住在後宮，头发很长", "皇后住在後宮，頭髮很長"),
            ("一群人在床上說話", "一群人在床上說話"),
        ])
    func bothScriptsInOneLine(_ text: String, _ expected: String) {
        #expect(ScriptConverter(to: .taiwan).convert(text).text == expected)
    }

    @Test func ownPhrasesComeFirst() throws {
        let phrases = try ConversionPhrases(parsing: "# mine\n姓范\t姓範\n里程碑\n程碑文\t誤\n")
        let converter = ScriptConverter(from: .simplified, to: .traditional, phrases: phrases)
        let result = converter.convert("他姓范，立里程碑文")
        #expect(result.text == "他姓範，立里程碑文")
        #expect(ScriptConverter(from: .simplified, to: .traditional).convert("里程碑").text == "里程碑")
        // A phrase that is left alone is no edit.
        #expect(converter.convert("里程碑").map == .identity)
        #expect(converter.ambiguities(in: "姓范发").map(\.chosen) == ["發"])
    }

    @Test(arguments: ["a\tb\tc", "\tb", "a\t", "a\tb\na\tc"])
    func badLinesOfOwnPhrasesAreNamed(_ text: String) {
        #expect(throws: ParseError.self) { try ConversionPhrases(parsing: text, file: "p.txt") }
    }

    @Test(arguments: ["里", "里 裏 a", "里 裏 [a_", "[nowhere]", "里 裏 _<none>", "里 裏 _&NOTAG"])
    func badRulesAreRefused(_ line: String) {
        let problem = #expect(throws: ContextRules.Problem.self) { try ContextRules("# rules\n" + line) }
        #expect(problem?.line == 2)
    }
}
