import ShuliText

/// What personal names look like, and what only looks like one.
enum PersonNames {
    /// Whether a range of a line is the name of a person: two to four Han characters of which the first, or the first two, are a
    /// surname, or parts of a transliterated name with a dot between them. A word of the lexicon is a name only where it is `labelled`
    /// as one (作者：高峰): 方面, 时间 and 成都 begin with surnames as well.
    static func isName(_ line: FoldedLine, _ range: Range<Int>, labelled: Bool = false) -> Bool {
        guard range.allSatisfy({ line.isHan($0) }) else { return isTransliterated(line, range) }
        let labels = line.labels[range]
        guard (2...4).contains(range.count), let first = labels.first, let last = labels.last,
            !officeEnds.contains(last)
        else { return false }
        let hasDouble = range.count > 2 && doubleSurnames.contains(labels.prefix(2))
        if range.count == 4 {
            guard hasDouble || compounds.contains(labels.prefix(2)) else { return false }
        } else {
            guard hasDouble || surnames.contains(first) else { return false }
        }
        if noNames.contains(labels) { return false }
        return labelled || !isWord(line, range)
    }

    // 约翰·史密斯
    private static func isTransliterated(_ line: FoldedLine, _ range: Range<Int>) -> Bool {
        var part = 0
        var parts = 0
        for place in range {
            if dots.contains(line.scalars[place]) {
                guard part > 0 else { return false }
                part = 0
            } else {
                guard line.isHan(place) else { return false }
                if part == 0 { parts += 1 }
                part += 1
                guard part <= 6 else { return false }
            }
        }
        return parts > 1 && part > 0
    }

    private static func isWord(_ line: FoldedLine, _ range: Range<Int>) -> Bool {
        var scalars = String.UnicodeScalarView()
        for place in range { if let scalar = Unicode.Scalar(line.scalars[place]) { scalars.append(scalar) } }
        guard let entry = Lexicon.standard.entry(for: String(scalars)) else { return false }
        switch entry.wordClass {
        case .person, .unknown: return false
        default: return true
        }
    }

    /// Whether the character at a place is a surname.
    static func startsName(_ line: FoldedLine, _ place: Int) -> Bool { surnames.contains(line.labels[place]) }

    /// Whether a word names an office, a site, a department or nobody: no author.
    static func isNobody(_ line: FoldedLine, _ range: Range<Int>) -> Bool {
        guard let last = line.labels[range].last else { return true }
        // A domain.
        if range.count > 4, line.scalars[range].contains(0x2E), !range.contains(where: { line.isHan($0) }) {
            return true
        }
        if officeEnds.contains(last) || nobodies.contains(line.labels[range]) { return true }
        return range.contains { place in
            line.length(of: noPersons, at: place).map { place + $0 <= range.upperBound } ?? false
        }
    }

    /// Whether a word ends as the names of papers, sites, stations and offices do.
    static func isOffice(_ line: FoldedLine, _ range: Range<Int>) -> Bool {
        range.count > offices.shortest && line.ends(with: offices, at: range.upperBound)
    }

    private static let dots: Set<UInt32> = [0xB7, 0x2022, 0x30FB]
    private static let surnames = Set(TextList.surnames.entries.flatMap { $0.text.foldedLabels(.cleaning) })
    private static let doubleSurnames = Phrases(
        "欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 令狐 公孙 慕容 端木 东方 尉迟 长孙 宇文 独孤 南宫 百里 呼延 申屠 司空 轩辕 澹台 濮阳 淳于 单于 太史 闾丘 张简 范姜")
    // The first halves of Tibetan and Uyghur names of four characters.
    private static let compounds = Phrases("格桑 扎西 次仁 洛桑 旦增 尼玛 央金 德吉 卓玛 阿卜 买买 阿依")
    // Words of bylines that begin with a surname and are in no list of words.
    private static let noNames = Phrases("本报 本网 时报 商报 年度 全部 房产 汤圆 路人 应届 谢谢您 谢谢你 何时能 安徽省 江苏省 任编辑 成员国 向本报 于本报 从业者 白天黑夜")
    // The last character of offices and media. No given name ends so.
    private static let officeEnds = Set("网報报社局厅署院校部组刊版讯".unicodeScalars.map { Alphabet.cleaning.label(of: $0) })
    private static let offices = Phrases(
        "网 报 社 电台 气象台 总台 刊 日报 晚报 时报 早报 快报 周刊 周报 杂志 新闻 新闻网 在线 客户端 中文站 卫视 电视台 广播 融媒 融媒体 传媒 官网 头条 公众号 通讯社 出版社 频道 局 厅 "
            + "委 委员会 办公室 政府 公司 集团 中心 大学 学院 医院 法院 检察院 协会 学会 研究院 研究所 管理处 发布 Times News")
    private static let noPersons = Phrases(
        "未知 佚名 匿名 不详 网络 互联网 整理 综合 栏目 频道 编辑部 编辑 小编 管理员 本站 本网 本报 本刊 转载 来源 官方 投稿 发布者 委员会 办公室 公司 集团 中心 政府 协会 学会 关注 阅读 评论 "
            + "电台 电视台 气象台 总台 卫视 日报 晚报 早报 新闻网 通讯社 报社 出版社 播报 文章 首页 下载 打印 字号 来自 选稿 浏览 被浏览 回答 提问 编者 责编 公众号 客户端 热点 资讯 头条新闻 图片 摄影 版权 登录 注册 收藏 分享 举报 回复 点赞"
    )
    private static let nobodies = Phrases(
        "admin administrator root webmaster editor test user guest null none undefined 无 暂无 作者 记者 通讯员 原创 新闻 网友 系统 站长 楼主 前言 目录 简介 首页 正文 全文 更多 置顶 精华 导读 "
            + "未填写 默认 default author writer by on in at created posted published updated")
}
