import ShuliText

/// Reads where an article was taken from: behind a label (来源：), in an element that is named so, or as the name of a paper, site or
/// office beside the time.
struct SourceReader {
    let near: MetadataLines
    let claims: PageClaims

    private var buffer: UTF8Buffer { near.buffer }

    func source() -> String? {
        labelled(Self.cues, near.all) ?? named() ?? besideTime()
            ?? labelled(Self.tailCues, near.last + near.behind) ?? claims.source
    }

    /// The name behind 责任编辑： and the like.
    func editor() -> String? { labelled(Self.editorCues, near.all) }

    private static let cues = Phrases(
        "来源: 来源于: 来源| 来源丨 来源/ 稿源: 文章来源: 信息来源: 新闻来源: 稿件来源: 内容来源: 出处: 转自: 转载自: 摘自: 来自: 来源")
    // A text that somebody copied ends in who published it.
    private static let tailCues = Phrases("发布者: 发布单位: 发布机构: 供稿: 供稿单位: 信息提供: 信息提供者:")
    private static let editorCues = Phrases("责任编辑: 责任编辑 责编: 责编/ 责编| 编辑: 编辑| 编辑丨 编辑/")
    private static let labels = Phrases(
        "作者 责任编辑 编辑 责编 记者 发布时间 发布日期 发表时间 更新时间 时间 日期 浏览 点击 阅读 字号 字体 评论 分享 关注 打印 审核 校对 原标题 来源 访问 收藏 撰文 文/ 版面编辑 我要")
    // What names nobody: 来源：网络.
    private static let nobodies = Phrases(
        "网络 互联网 网络整理 网络综合 综合网络 网上 未知 不详 佚名 匿名 本站 本站整理 本站原创 本网 原创 转载 整理 综合 综合整理 自媒体 无 暂无 其他 网友 网友投稿 投稿")
    private static let marks: Set<UInt32> = [0x2F, 0xFF0F, 0x7C, 0xFF5C, 0xB7]
    private static let ends = Set("|｜）)】]，,。；;".unicodeScalars.map(\.value))

    private func labelled(_ cues: Phrases, _ indices: [Int]) -> String? {
        for index in indices {
            let isBody = near.body.contains(index)
            // A sentence of the body says it of something else: 来源：国家统计局。
            if isBody, near.isSentence(index),
                index + 1 < near.body.upperBound || near.lines[index].shape.content <= 60,
                !near.lines[index].shape.isProse || index + 1 < near.body.upperBound
            {
                continue
            }
            for line in near.folded(index) {
                guard let cue = line.first(of: cues), isLabel(line, cue) else { continue }
                if let value = value(line, from: cue.upperBound) { return value }
            }
        }
        return nil
    }

    // A cue without a mark is a label where white space or the end of an element follows it; one inside a word is none.
    private func isLabel(_ line: FoldedLine, _ cue: Range<Int>) -> Bool {
        let hasMark = !line.isHan(cue.upperBound - 1)
        guard cue.upperBound < line.labels.count, hasMark || line.isSpace(cue.upperBound) else { return false }
        return hasMark || cue.lowerBound == 0 || !line.isHan(cue.lowerBound - 1)
    }

    // The text up to the next mark, label, date or element; nil where it is empty or longer than twenty characters.
    private func value(_ line: FoldedLine, from start: Int) -> String? {
        var start = start
        while start < line.labels.count,
            line.isSpace(start) || line.scalars[start] == 0x3A || line.scalars[start] == 0xFF1A
        { start += 1 }
        var end = start
        while end < line.labels.count {
            let scalar = line.scalars[end]
            if Self.ends.contains(scalar) || end > start && isNextLabel(line, end) { break }
            if line.isSpace(end) {
                // Names of Latin words: The Next Web.
                let isLatin =
                    end > start && end + 1 < line.labels.count && scalar == 0x20
                    && CharacterClass(line.scalars[end - 1]) == .letter
                guard isLatin, CharacterClass(line.scalars[end + 1]) == .letter else { break }
            }
            if isDate(line, end) { break }
            end += 1
        }
        guard (1...20).contains(end - start), line.length(of: Self.labels, at: start) == nil,
            !Self.nobodies.contains(line.labels[start..<end])
        else { return nil }
        return line.text(start..<end, buffer)
    }

    // 作者：, 编辑/: a label with its mark; 编辑部 is none.
    private func isNextLabel(_ line: FoldedLine, _ place: Int) -> Bool {
        guard let length = line.length(of: Self.labels, at: place) else { return false }
        let end = place + length
        return end >= line.labels.count || line.isSpace(end)
            || [0x3A, 0xFF1A, 0x2F, 0xFF0F, 0x7C, 0xFF5C].contains(line.scalars[end])
            || (0x30...0x39).contains(line.scalars[end])
    }

    private func isDate(_ line: FoldedLine, _ place: Int) -> Bool {
        guard place + 4 < line.labels.count, [0x31, 0x32].contains(line.scalars[place]) else { return false }
        return (place..<place + 4).allSatisfy { (0x30...0x39).contains(line.scalars[$0]) }
            && [0x2D, 0x2F, 0x5E74, 0x2E].contains(line.scalars[place + 4])
    }

    private func named() -> String? {
        for named in near.named(.source, claims) where !named.range.isEmpty {
            let line = FoldedLine(buffer, named.range, index: 0, seams: near.seams)
            let start = line.first(of: Self.cues).map { $0.lowerBound == 0 ? $0.upperBound : 0 } ?? 0
            if start == 0,
                line.length(of: Self.labels, at: 0) != nil
                    || line.scalars.count(where: { (0x30...0x39).contains($0) }) > 3
            {
                continue
            }
            // An element that holds more than a name is named after what it belongs to.
            guard let value = value(line, from: start),
                start > 0 || value.utf8.count == named.range.count || named.kind.contains(.account)
            else { continue }
            if start > 0 || named.kind.contains(.account) || PersonNames.isOffice(line, line.indices) { return value }
        }
        return nil
    }

    // 2024-03-05 南河日报, 南河日报 2024-03-05; the paper of a reporter (聯合報 記者甲) is none.
    private func besideTime() -> String? {
        for index in near.head
        where near.lines[index].shape.content <= 60 && !near.isElsewhere(index) && index != near.headline {
            let nextTo = (max(0, index - 1)...min(near.lines.count - 1, index + 1)).contains {
                near.lines[$0].shape.dateJoints >= 2 || near.lines[$0].date != nil
            }
            let holdsTime = near.lines[index].shape.dateJoints >= 2 || near.lines[index].date != nil
            guard
                holdsTime
                    || nextTo && near.lines[index].shape.content <= 12 && near.headline.map({ index > $0 }) == true
            else { continue }
            for line in near.folded(index) {
                let words = line.indices.split { line.isSpace($0) || Self.marks.contains(line.scalars[$0]) }
                for (number, word) in words.enumerated() {
                    let range = word.lowerBound..<word.upperBound
                    guard (2...16).contains(range.count), isMedium(line, range),
                        line.length(of: Self.labels, at: range.lowerBound) == nil,
                        !range.contains(where: {
                            (0x30...0x39).contains(line.scalars[$0]) || [0x3A, 0xFF1A, 0x3E].contains(line.scalars[$0])
                        })
                    else { continue }
                    let following = number + 1 < words.count ? words[number + 1].lowerBound : line.labels.count
                    if following < line.labels.count, line.length(of: Self.reporters, at: following) != nil,
                        !Self.marks.contains(where: { line.scalars[range.upperBound..<following].contains($0) })
                    {
                        continue
                    }
                    return line.text(range, buffer)
                }
            }
        }
        return nil
    }

    private func isMedium(_ line: FoldedLine, _ range: Range<Int>) -> Bool {
        Self.media.isEnd(range.upperBound, of: line.labels, shorterThan: range.count)
    }

    private static let media = Phrases(
        "网 报 社 台 日报 晚报 时报 早报 快报 周刊 周报 月刊 杂志 新闻 在线 客户端 中文站 卫视 电视台 广播 融媒 传媒 发布 生活网 都市报")
    private static let reporters = Phrases("记者 评论员 通讯员")
}
