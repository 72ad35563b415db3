import ShuliText

/// The sentences for which reports of certain kinds are written: the verdict of a court, the result of a match, the
/// finding of a study. Often the head only says that there was a trial or a match.
///
/// The lists are general words of these kinds, written by hand; nothing was counted.
struct Outcomes {
    private struct Kind {
        /// Words of such a report, and how many different ones show that a text is one.
        let topic: String
        let least: Int
        /// Words of its outcome.
        let outcome: String
        /// Words that show that an outcome is only asked for or expected.
        let expected: String
        /// Whether the outcome has a score: 3比1, 2-0.
        let hasScore: Bool
        /// Words of texts that come before such a report: previews and forecasts.
        var before = ""
    }

    private static let kinds = [
        Kind(
            topic: "法院 检察 檢察 被告 原告 审理 審理 庭审 庭審 起诉 起訴 上诉 上訴 嫌疑人 诉讼请求 訴訟請求", least: 3,
            outcome: """
                判处 判處 判决 判決 被判 获刑 獲刑 有期徒刑 无期徒刑 無期徒刑 死刑 缓刑 緩刑 驳回 駁回 维持原判 維持原判 裁定 判令 胜诉 勝訴 败诉 敗訴 无罪 無罪 \
                罪名成立
                """,
            expected: """
                请求 請求 诉请 訴請 要求 希望 择日 擇日 择期 擇期 将于 將於 建议 建議 可能 如果 诉至 訴至 曾因 曾被 前科 最高可 依照 依据 依據
                """, hasScore: false),
        Kind(
            topic: """
                比赛 比賽 球队 球隊 主场 主場 客场 客場 联赛 聯賽 半场 半場 决赛 決賽 进球 進球 首发 首發 教练 教練 主帅 主帥 球员 球員 选手 選手 小组赛 小組賽 \
                锦标赛 錦標賽 公开赛 公開賽
                """, least: 3,
            outcome: """
                击败 擊敗 战胜 戰勝 不敌 不敵 负于 負於 力克 大胜 大勝 完胜 完勝 险胜 險勝 逆转 逆轉 战平 戰平 言和 取胜 取勝 获胜 獲勝 夺冠 奪冠 夺得 奪得 淘汰 晋级 晉級 \
                告负 告負 横扫 橫掃 战成 戰成 赢得 贏得 输给 輸給 捧杯 卫冕 衛冕 捧得 锁定胜局 鎖定勝局 定格
                """,
            expected: """
                将于 將於 如果 希望 预测 預測 有望 可能 上赛季 上賽季 去年 此前 目标 目標 上一轮 上一輪 上轮 上輪 首回合 曾经 曾經 历史 歷史 次交锋 次交鋒
                """, hasScore: true,
            before: "前瞻 推荐 推薦 竞彩 足彩 盘口 盤口 初盘 初盤 让球 讓球 欧赔 歐賠 亚盘 亞盤 预计首发 預計首發 稳胆 穩膽 即将 即將 将在 將在"),
        Kind(
            topic: """
                研究人员 研究人員 研究者 科学家 科學家 研究团队 研究團隊 课题组 課題組 研究小组 研究小組 受访者 受訪者 问卷 問卷 论文 論文 期刊 志愿者 志願者 受试者 受試者 \
                样本 樣本
                """, least: 2,
            outcome: """
                研究发现 研究發現 结果发现 結果發現 结果显示 結果顯示 研究显示 研究顯示 调查显示 調查顯示 数据显示 數據顯示 研究表明 结果表明 結果表明 得出结论 得出結論 \
                研究证明 研究證明 实验表明 實驗表明 实验证明 實驗證明 实验发现 實驗發現 试验表明 試驗表明 统计显示 統計顯示 人员发现 人員發現 团队发现 團隊發現 科学家发现 \
                科學家發現 受访者中 受訪者中 的受访者 的受訪者
                """,
            expected: "将于 將於 如果 希望 此前 过去 過去 可能会 尚未 有待", hasScore: false),
    ]

    // A bit for each role of each kind: its topic, its outcome, an expected outcome, a text before it.
    private static let roles: [(word: String, bits: UInt16)] = {
        var roles: [String: UInt16] = [:]
        for (number, kind) in kinds.enumerated() {
            for (role, list) in [kind.topic, kind.outcome, kind.expected, kind.before].enumerated() {
                for word in list.split(separator: " ") {
                    roles[String(word), default: 0] |= 1 << UInt16(4 * number + role)
                }
            }
        }
        return roles.map { ($0.key, $0.value) }.sorted { $0.word < $1.word }
    }()
    private static let search = WordSearch(roles.map(\.word))

    private let buffer: UTF8Buffer
    /// The words of all lists in the texts: where they begin, and their roles.
    private var found: [(offset: Int, bits: UInt16)] = []
    /// By document, the numbers of the kinds of report that it is.
    private var kindsByDocument: [[Int]] = []

    init(_ buffer: UTF8Buffer, documentEnds: [Int]) {
        self.buffer = buffer
        let (roles, kinds, search) = (Self.roles, Self.kinds, Self.search)
        var offset = 0
        var round = 0
        var seen = [Int](repeating: 0, count: roles.count)
        for end in documentEnds {
            round += 1
            var topics = [Int](repeating: 0, count: kinds.count)
            var all: UInt16 = 0
            while offset < end {
                let (scalar, length) = buffer.scalar(at: offset)
                guard let word = search.word(scalar, at: offset, buffer, before: end) else {
                    offset += length
                    continue
                }
                let bits = roles[word].bits
                found.append((offset, bits))
                all |= bits
                if seen[word] != round {
                    seen[word] = round
                    for kind in topics.indices where bits >> UInt16(4 * kind) & 1 > 0 { topics[kind] += 1 }
                }
                offset += search.length(of: word)
            }
            kindsByDocument.append(
                topics.indices.filter { topics[$0] >= kinds[$0].least && all >> UInt16(4 * $0 + 3) & 1 == 0 })
        }
    }

    /// Whether a range of a document states the outcome of what the document reports.
    func isOutcome(_ range: TextRange, document: Int) -> Bool {
        guard !kindsByDocument[document].isEmpty else { return false }
        let bits = bits(in: range)
        return kindsByDocument[document].contains { kind in
            bits >> UInt16(4 * kind) & 6 == 2 && (!Self.kinds[kind].hasScore || hasScore(range))
        }
    }

    /// Whether a range of a document has a word of the outcome, score or not.
    func mentionsOutcome(_ range: TextRange, document: Int) -> Bool {
        guard !kindsByDocument[document].isEmpty else { return false }
        let bits = bits(in: range)
        return kindsByDocument[document].contains { bits >> UInt16(4 * $0) & 2 > 0 }
    }

    // The roles of all words in a range.
    private func bits(in range: TextRange) -> UInt16 {
        var bits: UInt16 = 0
        var position = found.partitioningIndex { $0.offset >= range.lowerBound }
        while position < found.count, found[position].offset < range.upperBound {
            bits |= found[position].bits
            position += 1
        }
        return bits
    }

    // A digit, - or : or 比, and a digit.
    private func hasScore(_ range: TextRange) -> Bool {
        var (wasDigit, isMarked) = (false, false)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            let isDigit = (0x30...0x39).contains(scalar) || (0xFF10...0xFF19).contains(scalar)
            if isDigit && isMarked { return true }
            isMarked = wasDigit && [0x2D, 0x3A, 0xFF1A, 0x6BD4, 0x2013, 0x2014, 0xFF0D].contains(scalar)
            wasDigit = isDigit
        }
        return false
    }
}
