import Foundation
import ShuliScreening
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct FilterTests {
    /// A clean article in four lines.
    private static let article = """
        青石镇的老茶馆上周重新开门了。掌柜把祖父留下的铜壶擦得发亮，又请木匠修好了临河的那排窗，来喝茶的人比往年多出一倍。
        茶馆建在石桥边上，已经有九十年了。过去船工在这里等货，如今码头没有了，坐在窗边的多半是退了休的教师和放学的孩子。
        “茶钱还是老价，只是点心涨了一点，”掌柜说，“大家愿意来，我就愿意开。”他打算在冬天把后院也收拾出来，让说书的人有个地方。
        镇上的人对此很高兴。教师老周说，他小时候就在这里听过水浒，现在想把孙子也带来；而年轻人更在意的，却是能不能在这里上网。
        """

    private func rule(_ text: String, _ change: (inout FilterThresholds) -> Void = { _ in }) -> FilterRule? {
        var thresholds = FilterThresholds()
        change(&thresholds)
        return CorpusFilter(thresholds).verdict(of: text).rule
    }

    private func lines(_ count: Int, _ line: (Int) -> String) -> String {
        (0..<count).map(line).joined(separator: "\n")
    }

    @Test func cleanTextStays() {
        #expect(rule(Self.article) == nil)
        // In one line, and with marks of ASCII.
        #expect(rule(Self.article.replacing("\n", with: "")) == nil)
        let halfWidth = Self.article.replacing("，", with: ", ").replacing("。", with: ". ")
        #expect(rule(halfWidth) == nil)
        let traditional = "茶館建在石橋邊上，已經有九十年了。過去船工在這裡等貨，如今碼頭沒有了，坐在窗邊的多半是退了休的教師和放學的孩子。"
        #expect(rule(traditional) == nil)
    }

    @Test func aReasonNamesWhatWasMeasured() {
        let verdict = CorpusFilter().verdict(of: "太短了。")
        #expect(verdict.rule == .tooShort && !verdict.isKept)
        #expect(verdict.reason == "4 characters, fewer than 50")
        #expect(verdict.measures.characters == 4)
        let kept = CorpusFilter().verdict(of: Self.article)
        #expect(kept.isKept && kept.reason.isEmpty && kept.measures.lines == 4)
    }

    @Test func length() {
        let sentence = "茶馆建在石桥边上，已经有九十年了，过去船工在这里等货，如今码头没有了，坐在窗边的多半是教师和孩子。"
        let text = String(sentence.prefix(49))
        #expect(rule(text) == .tooShort)
        #expect(rule(text) { $0.minimumCharacters = 49 } == nil)
        #expect(rule("   \n" + text + " \n ") == .tooShort)
        #expect(rule("") == .tooShort)
    }

    @Test func garbledText() {
        // UTF-8 read as GB18030 with some of it lost, as Latin-1, and what became of replacement characters.
        let misread =
            "闈掔煶闀囩殑鑰佽尪棣嗕笂鍛ㄩ噸鏂板紑闂ㄤ簡銆傛帉鏌滄妸绁栫埗鐣欎笅鐨勯摐澹舵摝寰楀彂浜紝鍙堣鏈ㄥ尃淇ソ浜嗕复娌崇殑閭ｆ帓"
            + "绐楋紝鏉ュ枬鑼剁殑浜烘瘮寰骞村鍑轰竴鍊嶃鑼堕寤哄湪鐭虫ˉ杈逛笂锛屽凡缁忔湁涔濆崄骞翠簡銆傝繃鍘昏埞宸ュ湪杩欓噷绛夎揣锛屽"
            + "浠婄爜澶存病鏈変簡锛屽潗鍦ㄧ獥杈圭殑澶氬崐鏄浜嗕紤鐨勬暀甯堝拰鏀惧鐨勫瀛愩"
        #expect(rule(misread) == .garbled)
        let latin = String(
            decoding: Self.article.utf8.prefix(300).flatMap { Array("\(Character(Unicode.Scalar($0)))".utf8) },
            as: UTF8.self)
        #expect(rule(latin) == .garbled)
        #expect(rule(Self.article + String(repeating: "锟斤拷", count: 10)) == .garbled)
        #expect(rule(Self.article + String(repeating: "\u{FFFD}", count: 20)) == .garbled)
        #expect(rule(Self.article + "\u{FFFD}") == nil)
        #expect(rule(Self.article + "他姓龘，住在饕餮巷，爱吃饆饠。") == nil)
    }

    @Test func hanShare() {
        let english = String(repeating: "The old tea house by the stone bridge opened again last week. ", count: 5)
        #expect(rule(english) == .hanShare)
        #expect(rule(english + "茶馆开门了，这是大家都很高兴的事。") == .hanShare)
        #expect(
            rule(Self.article + "\nThe old tea house by the stone bridge opened again last week, and all came.") == nil)
    }

    @Test func script() {
        let japanese = "この茶館は石橋のそばに建てられ、九十年の歴史がある。昔は船頭たちがここで荷物を待っていたが、今は港がなくなり、窓辺に座るのは先生と子供たちである。"
        #expect(rule(japanese) == .script)
        #expect(rule(Self.article + "店名写作「あおいし」。") == nil)
        let traditional = "茶館建在石橋邊上，已經有九十年了。過去船工在這裡等貨，如今碼頭沒有了，坐在窗邊的多半是退了休的教師和放學的孩子。"
        #expect(rule(traditional) { $0.maximumTraditionalShare = 0.1 } == .script)
        #expect(rule(Self.article) { $0.maximumTraditionalShare = 0.1 } == nil)
        #expect(rule(Self.article) { $0.maximumSimplifiedShare = 0.1 } == .script)
        #expect(rule(traditional) { $0.maximumSimplifiedShare = 0.1 } == nil)
    }

    @Test func digitsAndSymbols() {
        let results = lines(12) { "第\($0 + 10)期开奖号码，红球 0\($0 % 10) 12 17 23 28 31，蓝球 08，奖池 123456789 元。" }
        #expect(rule(results) == .digits)
        #expect(rule(Self.article + "\n去年卖出茶水12345壶，收入678901元；今年已经卖出23456壶，收入比去年多了一成。") == nil)
        #expect(rule(Self.article + String(repeating: "★☆◆", count: 40)) == .symbols)
        #expect(rule(Self.article + "★★★★☆") == nil)
    }

    @Test func punctuation() {
        let bare = Self.article.filter { !"，。；“”".contains($0) }
        #expect(rule(bare) == .punctuation)
        #expect(rule(Self.article + String(repeating: "！！！。。。", count: 40)) == .punctuation)
    }

    @Test func repetition() {
        let line = "青石镇的老茶馆上周重新开门了，掌柜把祖父留下的铜壶擦得发亮，来喝茶的人比往年多出一倍。"
        #expect(rule(lines(6) { _ in line }) == .repeatedLines)
        #expect(rule(String(repeating: line, count: 6)) == .repetition)
        // A record that holds its article twice is the scraper's fault.
        #expect(rule(Self.article + "\n" + Self.article) == nil)
        #expect(rule(Self.article + "\n" + line + "\n" + line) == nil)
    }

    @Test func stopWords() {
        let (family, given) = (Array("王李张刘陈杨赵黄周吴徐孙"), Array("建明秀志小桂海文晓玉国华英强红兰涛斌燕平"))
        let names = lines(8) { line in
            "第\(line)组："
                + (0..<9).map { "\(family[(line * 5 + $0) % 12])\(given[(line * 7 + $0 * 3) % 20])" }.joined(
                    separator: "、") + "。"
        }
        #expect(rule(names) == .stopWords)
        #expect(rule(names + "\n" + Self.article) == nil)
    }

    @Test func spam() {
        let advertisement =
            "想要轻松赚钱的朋友看过来，我们是正规平台，网上兼职日赚三百，刷单秒到账，在家赚钱不求人。无抵押贷款当天放款，黑户可贷，不看征信，加微信咨询，名额有限，先到先得，欢迎你的加入。"
        #expect(rule(advertisement) == .spam)
        // News about the trade.
        #expect(rule(Self.article + "警方提醒，以“兼职刷单”为名的骗局又多了起来，许多人因为想要轻松赚钱而受骗，请不要把钱转给陌生人。") == nil)
    }

    @Test func navigation() {
        let menu = lines(40) { ["首页", "新闻中心", "视频", "体育频道", "财经要闻", "关于我们", "网站地图，帮助"][$0 % 7] + "的\($0)" }
        #expect([.navigation, .punctuation].contains(rule(menu)))
        let (places, events) = (
            ["石桥镇", "本市", "海州", "北山县", "新城"], ["新礼堂落成", "渔船平安返港", "庙会开幕", "小学添了操场", "春茶上市", "公路通车", "灯会延期"]
        )
        let links = lines(30) { "\(places[$0 % 5])\(events[$0 % 7])，\(events[$0 % 6].suffix(2))第\($0)年" }
        #expect(rule(links) == .stopWords)
        #expect(rule(links) { $0.minimumStopWordShare = 0 } == .navigation)
        #expect(rule(links) { ($0.minimumStopWordShare, $0.minimumQuality) = (0, 0) } == .navigation)
        #expect(
            rule(links) { ($0.minimumStopWordShare, $0.minimumQuality, $0.maximumScrapLineShare) = (0, 0, 1) } == nil)
        // A share bar around an article.
        #expect(rule("字号：\n大\n中\n小\n打印\n分享\n评论\n" + Self.article) == nil)
        // A poem in an article.
        #expect(rule(Self.article + "\n石桥春水绿，\n茶馆夕阳红。\n归来人已老，\n窗外旧时风。") == nil)
    }

    @Test func posts() {
        let comments = Self.article.split(separator: "\n")
        let thread = lines(4) { "网友\($0) 2025-03-0\($0 + 1) 21:30\n" + comments[$0] }
        #expect(rule(thread) == .posts)
        let ago = lines(4) { "老周\($0) · \($0 + 2)小时前\n" + comments[$0] }
        #expect(rule(ago) == .posts)
        let teasers = lines(4) { "茶馆的故事之\($0)\n" + comments[$0].dropLast() + "，后来……" }
        #expect(rule(teasers) == .posts)
        #expect(rule(Self.article.dropLast() + "，后来的事……") == nil)
        // A programme has times, but none of posts; an article has one line of them.
        let programme = Self.article + "\n" + lines(5) { "\($0 + 8):00-\($0 + 9):00 说书第\($0)场" }
        #expect(rule(programme) == nil)
        #expect(rule("2025-03-01 21:30 来源\n" + Self.article) == nil)
    }

    @Test func thresholdsByName() {
        var thresholds = FilterThresholds()
        #expect(Set(FilterThresholds.fields.map(\.name)).count == FilterThresholds.fields.count)
        for field in FilterThresholds.fields {
            thresholds[field.name] = 0.125
            #expect(thresholds[field.name] == 0.125 && thresholds[keyPath: field.path] == 0.125)
        }
        #expect(thresholds["unknown"] == nil)
        let fields = Mirror(reflecting: thresholds).children.compactMap(\.label)
        #expect(fields == FilterThresholds.fields.map(\.name))
    }

    @Test func thresholdsAreCodedByTheirNames() throws {
        var thresholds = FilterThresholds()
        thresholds.minimumHanShare = 0.25
        let data = try JSONEncoder().encode(thresholds)
        #expect(try JSONDecoder().decode(FilterThresholds.self, from: data) == thresholds)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Double])
        #expect(Set(object.keys) == Set(FilterThresholds.fields.map(\.name)))
    }

    @Test func extremeThresholdsDoNotTrap() {
        for value in [Double.nan, .infinity, -.infinity, 1e300, -1] {
            for field in FilterThresholds.fields {
                var thresholds = FilterThresholds()
                thresholds[field.name] = value
                let verdict = CorpusFilter(thresholds).verdict(of: Self.article)
                #expect(verdict.isKept == verdict.reason.isEmpty, "\(field.name) \(value)")
            }
        }
    }

    @Test func substrings() {
        let text = "前言。" + Self.article
        #expect(CorpusFilter().verdict(of: text.dropFirst(3)) == CorpusFilter().verdict(of: Self.article))
    }

    @Test(arguments: ContractSample.all) func contract(_ sample: ContractSample) {
        let verdict = CorpusFilter().verdict(of: sample.text)
        #expect(verdict == CorpusFilter().verdict(of: sample.text))
        for child in Mirror(reflecting: verdict.measures).children {
            guard let share = child.value as? Double else { continue }
            #expect((0...1).contains(share), "\(child.label ?? ""): \(share)")
        }
    }

    @Test func anyBytesHaveAVerdict() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<400 {
            let text = random.text(upTo: 200)
            let verdict = CorpusFilter().verdict(of: text)
            #expect(verdict.measures.characters == text.unicodeScalars.count { CharacterClass($0.value) != .space })
            #expect(verdict.isKept == verdict.reason.isEmpty)
        }
        for length in 0..<200 {
            let text = String(decoding: SeededRandom.noise(length), as: UTF8.self)
            let verdict = CorpusFilter().verdict(of: text)
            #expect(verdict.measures.characters == text.unicodeScalars.count { CharacterClass($0.value) != .space })
            #expect(verdict.isKept == (verdict.rule == nil))
        }
        // Longer than what is looked back over.
        let long = CorpusFilter().verdict(of: String(repeating: Self.article + "\n", count: 1000))
        #expect(long.rule == .repeatedLines)
    }
}
