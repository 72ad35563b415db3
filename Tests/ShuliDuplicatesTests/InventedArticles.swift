import ShuliTestSupport

/// Articles of random words: two of them hardly ever have eight characters in common.
struct InventedArticles {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private static let words = """
        渔民 修补 旧网 码头 灯塔 清晨 雾气 散去 村口 老树 孩子 奔跑 账本 记录 收成 稻谷 晾晒 屋顶 木匠 打磨 门窗 图纸 摊开 桌面 河水 上涨 堤坝 \
        巡查 电工 检修 线路 夜市 摊主 吆喝 烤饼 香气 医生 坐诊 药柜 标签 整齐 书店 角落 读者 翻阅 地图 旅客 询问 车票 站台 广播 提醒 货船 靠岸 \
        起重 工人 换班 食堂 汤锅 冒着 热气 教师 批改 作业 黑板 公式 实验 试管 颜色 变化 记者 采访 牧场 羊群 转场 雪线 温度 骤降 气象 雷达 云图
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    private static let small = ["的", "了", "在", "把", "向", "和", "又", "正", "还", "就", "从", "被"]

    mutating func sentence() -> String {
        var text = ""
        for index in 0..<Int.random(in: 7...14, using: &random) {
            if index > 0, Int.random(in: 0..<3, using: &random) == 0 { text += pick(Self.small) }
            text += pick(Self.words)
            if index > 2, Int.random(in: 0..<5, using: &random) == 0 { text += "，" }
        }
        return text + "。"
    }

    /// Paragraphs of three sentences.
    mutating func article(paragraphs: Int = 6) -> [String] {
        (0..<paragraphs).map { _ in sentence() + sentence() + sentence() }
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] { elements.shuffled(using: &random) }

    private mutating func pick(_ list: [String]) -> String { list[Int.random(in: list.indices, using: &random)] }
}

/// A small crawl: articles, their copies in many ways, sites with boilerplate, a form, a quotation, a round-up.
struct InventedCrawl {
    struct Page {
        let id: String
        let text: String
        let title: String
        /// What it is a copy of; round-ups and forms are their own.
        let article: Int
    }

    private(set) var pages: [Page] = []

    init(seed: UInt64, articles: Int = 24) {
        var invented = InventedArticles(seed: seed)
        let boilerplate = (0..<4).map { _ in "本站声明：" + invented.sentence() + invented.sentence() }
        let quote = "“" + invented.sentence() + invented.sentence() + "”"
        var originals: [[String]] = []
        var next = 0
        func add(_ text: String, _ article: Int, _ title: String) {
            pages.append(Page(id: "p\(pages.count)", text: text, title: title, article: article))
        }
        for article in 0..<articles {
            var body = invented.article(paragraphs: invented.number(4...7))
            if article % 4 == 1 { body.insert(quote, at: 2) }
            originals.append(body)
            func page(_ paragraphs: [String]) -> String {
                next += 1
                return (paragraphs + [boilerplate[next % 4]]).joined(separator: "\n")
            }
            let title = "文章\(article)"
            add(page(body), article, title)
            add(page(body), article, title)
            if article % 2 == 0 {
                add(page(Array(body.prefix(2))), article, title)
                add(page(body.reversed()), article, title + "（转载）")
            }
            if article % 3 == 0 { add(page(body.map { $0.replacing("的", with: "　的 ") }), article, title) }
            if article % 3 == 1 { add(page(body.map(Self.edited)), article, "快讯" + title) }
        }
        for pair in 0..<3 {
            add((originals[pair] + originals[pair + 7]).joined(separator: "\n"), 1_000 + pair, "汇总\(pair)")
        }
        for day in 0..<12 {
            let numbers = (0..<6).map { _ in invented.number(1...99) }
            add(
                "本市气象台今天发布天气预报，白天最高气温\(numbers[0])度，夜间最低气温\(numbers[1])度，相对湿度百分之\(numbers[2])，"
                    + "降水概率百分之\(numbers[3])，空气质量指数\(numbers[4])，紫外线指数\(numbers[5])，请市民出门留意最新预警。",
                2_000 + day, "天气\(day)")
        }
    }

    // Every other sentence begins otherwise.
    private static func edited(_ paragraph: String) -> String {
        paragraph.split(separator: "。").enumerated().map { ($0 % 2 == 0 ? "据了解，" : "") + $1 + "。" }.joined()
    }
}
