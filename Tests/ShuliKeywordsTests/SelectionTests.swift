import ShuliKeywords
import ShuliText
import Testing

/// Which candidates become keywords: no fragments, one entry a thing, parts that give way.
@Suite struct SelectionTests {
    private func words(
        _ text: String, title: String? = nil, limit: Int = 20, _ selection: KeywordSelection = .complete
    ) -> [String] {
        KeywordExtractor(selection: selection).keywords(in: text, title: title, limit: limit).map(\.word)
    }

    /// A text and what is no keyword of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        var title: String?
        let fragments: [String]
        var testDescription: String { text }
    }

    @Test(arguments: [
        // Units and measures belong to the number before them.
        Case(text: "新款平板256GB版起价三千元，512GB版起价四千元，续航10小时。", fragments: ["GB", "GB版", "版起价", "小时"]),
        Case(text: "剧组今年拍了三部纪录片，每部纪录片五十分钟，这部纪录片讲茶农。", fragments: ["部纪录片"]),
        Case(text: "新款相机重450克，屏幕3英寸，河道全长35公里。", fragments: ["屏幕3英寸", "河道全长35公里", "英寸"]),
        // A single character that is no usual part of nouns.
        Case(text: "如需更多资料请来信索取，更多资料见附件，更多优惠见门店。", fragments: ["多资料", "多优惠"]),
        Case(text: "学习钢琴要先练指法，学习书法要先练握笔。", fragments: ["先练指法", "先练握笔", "学习钢琴", "学习书法"]),
        // Verbs beside a noun, and between two.
        Case(text: "小店专卖茶叶、咖啡、蜂蜜和干果。", fragments: ["专卖茶叶"]),
        Case(text: "学校开设篮球、游泳、围棋三门选修课。", fragments: ["开设篮球", "门选修课"]),
        Case(text: "基金会资助学生，今年资助学生三百名，学生来自山区，学生家长很感谢。", fragments: ["资助学生"]),
        // Two rivals.
        Case(text: "今晚蓝鲸队VS白鹭队，上周白鹭队vs苍狼队。", fragments: ["VS", "蓝鲸队VS", "VS白鹭队", "白鹭队vs苍狼队"]),
        // What is open in the title alone.
        Case(
            text: "老街的茶馆今天重新开门，茶客们一早就来了。", title: "老街茶馆开门迎客 茶客一早排队等候",
            fragments: ["茶馆开门", "茶客一早", "一早排队", "街茶馆"]),
        // A clause of the title alone.
        Case(
            text: "渔船昨晚回来了，码头上很热闹。渔船带回两吨鱼。", title: "渔船平安返航 码头热闹非凡",
            fragments: ["渔船平安返航", "码头热闹非凡"]),
        // A verb and its subject or object in the title, which the text has once at most.
        Case(
            text: "歌手刘小满昨天来到镇上，刘小满回应质疑，说票房不重要。票房很好。", title: "刘小满回应票房 现场挑战高音",
            fragments: ["刘小满回应", "挑战高音", "回应票房"]),
        // Who asks, and what is counted.
        Case(text: "匿名问：鱼怎么养？\n匿名问：水多久换？\n匿名问：灯要开吗？\n鱼缸排名第5，鱼食排名第8。", fragments: ["匿名问", "排名第", "第5"]),
        // Words that were cut wrongly: the text has a word across their border, or one character is always beside them.
        Case(text: "街舞艺考生今年增加，艺考在三月开始，艺考生都准备艺考。", fragments: ["考生"]),
        Case(text: "减脂期要少吃油，减脂期多睡觉，减脂期间别熬夜。", fragments: ["脂期"]),
        Case(text: "合影里有三张脸，两张脸红，一张脸白。", fragments: ["张脸"]),
        Case(text: "年会上端出三种鸡，十种鸡蛋，一种鸡汤。", fragments: ["种鸡"]),
        // Ordinals, and numbers that belong to what is before them.
        Case(text: "渔船分三队，第六队先走，第六名船员晕船，第六感很准。", fragments: ["第六"]),
        // Words of degree, of direction and of place.
        Case(text: "最为奇怪的是雾，雾散下去，最为奇怪的是雨，雨落下来。", fragments: ["最为奇怪", "最为", "下去", "下来"]),
        Case(text: "船厂附近有茶馆，船厂附近人多，茶馆里面安静。", fragments: ["船厂附近", "附近", "茶馆里面"]),
        Case(text: "血压降到90mmHg，血压仪显示90mmHg。在血压仪当中，血压当中最准。", fragments: ["90mmHg", "血压仪当中", "血压当中", "当中"]),
    ])
    func fragmentsAreNoKeywords(_ sample: Case) {
        let found = words(sample.text, title: sample.title)
        #expect(!found.isEmpty)
        for fragment in sample.fragments { #expect(!found.contains(fragment), "\(found)") }
    }

    @Test func betweenMarksNothingIsAFragment() {
        let text = "电影《先练后说》上映。《先练后说》票房不错，导演说《先练后说》拍了两年。"
        #expect(words(text).contains("先练后说"))
    }

    @Test func oneEntryForSpellingsOfOneThing() {
        let found = words("GitHub上线新功能，github用户很多，ＧＩＴＨＵＢ宕机过。廣場上有鴿子，广场很大。")
        #expect(found.count { $0.lowercased() == "github" } == 1)
        #expect(!(found.contains("廣場") && found.contains("广场")))
        let names = words("约翰·史密斯到访。约翰-史密斯发言。约翰·史密斯离开。约翰-史密斯没有回答。")
        #expect(names.count { $0.hasSuffix("史密斯") && $0.hasPrefix("约翰") } == 1)
    }

    @Test(arguments: [
        (
            "国际海洋保护联盟（IMPA）昨天成立。IMPA有三十个成员，国际海洋保护联盟总部在港口。国际海洋保护联盟表示欢迎。IMPA将开会。", "国际海洋保护联盟",
            "IMPA"
        ),
        ("青河理工学院（以下简称“青理工”）扩招。青理工今年招生两千人，青河理工学院去年招生一千人。青理工很有名。", "青河理工学院", "青理工"),
    ])
    func anAbbreviationAndItsFullFormAreOneEntry(_ text: String, full: String, short: String) {
        let found = words(text)
        #expect(found.contains(full) != found.contains(short), "\(found)")
    }

    @Test func aBracketThatIntroducesNothingMergesNothing() {
        let found = words("山羊（绵羊除外）在山上，山羊很多，绵羊很少。绵羊怕热，山羊不怕。")
        #expect(found.contains("山羊") && found.contains("绵羊"))
    }

    @Test func noKeywordIsPartOfAnotherOnRequest() {
        let text = "城市轨道交通发展很快。城市轨道交通票价不高，城市轨道交通方便，轨道交通公司盈利。"
        let found = words(text, .disjoint)
        #expect(found.contains("城市轨道交通"))
        for word in found { #expect(!found.contains { $0 != word && $0.contains(word) }, "\(found)") }
    }

    @Test func byScoreAloneFragmentsStay() {
        let text = "学校开设篮球、游泳、围棋三门选修课。"
        let all = words(text, limit: .max, .all)
        #expect(all.contains("开设篮球"))
        #expect(Set(words(text)).isSubset(of: all))
    }
}
