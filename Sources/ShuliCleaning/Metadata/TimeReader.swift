import ShuliText

/// Reads when an article was published. A labelled time of publication (发布时间：) goes before what the page's head states, that before
/// a time shown near the headline, that before the day under a notice and what scripts state. Times of something else (施工时间：, 截止日期：,
/// a time inside a sentence, times of other articles) are none, and a time of a change counts only where there is no other.
struct TimeReader {
    let near: MetadataLines
    let claims: PageClaims
    let linked: LinkedData

    private struct Shown {
        let time: PublicationTime
        let label: Label
    }

    private enum Label {
        case published
        case changed
        case other
        case none
    }

    private var buffer: UTF8Buffer { near.buffer }

    func published() -> PublicationTime? {
        let head: [Shown] = ([near.headline].compactMap(\.self) + near.head).flatMap { shown($0) }
        let first: [Shown] = near.first.flatMap { near.isSentence($0) ? [] : shown($0) }
        let behind: [Shown] =
            near.behind.flatMap { shown($0) } + near.last.prefix(2).flatMap { near.isSentence($0) ? [] : shown($0) }
        let shownBefore = head + first
        let stated =
            claims.published.lazy.compactMap { DateParser.claim($0) }.first
            ?? linked.text("datePublished").flatMap { DateParser.claim($0) }
        if let labelled = best((shownBefore + behind).filter { $0.label == .published }.map(\.time)) {
            let others = shownBefore.filter { $0.label == .none }.map(\.time)
            return completed(labelled, by: others + [stated?.time].compactMap(\.self) + elements())
        }
        let unlabelled = shownBefore.filter { $0.label == .none }.map(\.time)
        if let stated { return agreed(stated, unlabelled + behind.filter { $0.label == .none }.map(\.time)) }
        if let time = best(elements()) { return completed(time, by: unlabelled) }
        if let time = best(unlabelled) ?? best(behind.filter { $0.label == .none }.map(\.time)) { return time }
        if let day = signature() { return day }
        if let time = claims.created.lazy.compactMap({ DateParser.claim($0) }).first { return time.time }
        if let address = claims.address, let day = DateParser.day(inAddress: address) { return day }
        let changed = (shownBefore + behind).filter { $0.label == .changed }.map(\.time)
        return best(changed) ?? claims.changed.lazy.compactMap { DateParser.claim($0)?.time }.first
    }

    // The first one, with the time of day where another one of the same day has it.
    private func best(_ times: [PublicationTime]) -> PublicationTime? {
        guard let first = times.first(where: { $0.hour != nil }) ?? times.first else { return nil }
        return first
    }

    private func completed(_ time: PublicationTime, by others: [PublicationTime]) -> PublicationTime {
        guard time.hour == nil else { return time }
        // Midnight is how pages fill in what they do not know.
        return others.filter { !($0.hour == 0 && $0.minute == 0) }.first { $0.isSameDay(as: time) && $0.hour != nil }
            ?? time
    }

    // A claim may state only the day, or a wrong zone: a time that the page shows of the same day, as written or in China, goes before it.
    private func agreed(_ claim: DateParser.Claim, _ shown: [PublicationTime]) -> PublicationTime {
        let same = shown.filter { $0.isSameDay(as: claim.time) || $0.isSameDay(as: claim.written) }
        if let exact = same.first(where: { $0.hour != nil }) { return exact }
        // A day without a time of day, as written but not in China: the zone of the claim is another.
        if let day = same.first, !day.isSameDay(as: claim.time) { return claim.written }
        return claim.time
    }

    // The values of elements that are named as the time's, or of `time`, unless they say that it is the time of a change.
    private func elements() -> [PublicationTime] {
        near.named(.time, claims).compactMap { named in
            if !named.range.isEmpty,
                FoldedLine(buffer, named.range, index: 0, seams: []).first(of: Self.changedBefore) != nil
            {
                return nil
            }
            let text =
                named.range.isEmpty
                ? nil : DateParser.all(in: buffer, named.range, seams: [], loosely: true).first?.time
            guard let value = named.value.flatMap({ DateParser.claim($0) }) else { return nil }
            return agreed(value, [text].compactMap(\.self))
        }
    }

    // The dates of a line that may state when the article was published.
    private func shown(_ index: Int) -> [Shown] {
        let line = near.lines[index]
        if line.shape.content == 8, line.shape.digits == 8, line.block.range.count == 8,
            let day = DateParser.claim(buffer.text(line.block.range))
        {
            return [Shown(time: day.time, label: .none)]
        }
        guard line.shape.content <= 120, line.shape.digits >= 5 || line.shape.content <= 40 && isHanDate(index),
            !line.block.nearest.contains(.comments)
        else { return [] }
        let isElsewhere = near.isElsewhere(index)
        let range = line.block.range
        let seam = near.seams.partitioningIndex { $0 > range.lowerBound }
        let loosely = line.shape.content <= 60
        let found = DateParser.all(in: buffer, range, seams: near.seams[seam...].prefix(64), loosely: loosely)
        var start = range.lowerBound
        return found.enumerated().compactMap { number, date in
            var label = self.label(TextRange(start, date.start))
            start = date.end
            // 2023-10-18发表 2026-05-29更新: the label stands behind.
            let next = number + 1 < found.count ? found[number + 1].start : range.upperBound
            if label == .none, let behind = labelBehind(TextRange(date.end, next)) { (label, start) = behind }
            if label == .none, isElsewhere || line.shape.ends > 0 || line.shape.isProse && line.cause == nil {
                return nil
            }
            return Shown(time: date.time, label: label)
        }
    }

    private func labelBehind(_ range: TextRange) -> (Label, Int)? {
        let line = FoldedLine(buffer, range, index: 0, seams: [])
        // Seconds may come between.
        var start = 0
        while start < line.labels.count, start < 4,
            line.isSpace(start) || line.scalars[start] == 0x3A || (0x30...0x39).contains(line.scalars[start])
        { start += 1 }
        for (label, words) in [(Label.published, Self.publicationsBehind), (.changed, Self.changesBehind)] {
            guard let length = line.length(of: words, at: start) else { continue }
            let end = start + length
            // 发布于, 更新： and 发布时间 belong to the next date.
            if end < line.labels.count,
                line.scalars[end] == 0x3A || line.scalars[end] == 0xFF1A
                    || line.length(of: Self.opening, at: end) != nil
            {
                return nil
            }
            return (label, line.places[end])
        }
        return nil
    }

    private static let publicationsBehind = Phrases("发布 发表 发表于 刊登 发文 首次发布 首发")
    // 已于 2024-05-07 10:00 修改
    private static let changedBefore = Phrases("已于 更新于 修改于 编辑于 最后更新 最后修改")
    private static let changesBehind = Phrases("更新 修改 编辑")
    private static let opening = Phrases("于 时间 日期 者 人")

    private func isHanDate(_ index: Int) -> Bool {
        let range = near.lines[index].block.range.bytes
        return buffer.firstPlace(of: Self.year, in: range) != nil && buffer.firstPlace(of: Self.month, in: range) != nil
    }

    private static let year = Array("年".utf8)
    private static let month = Array("月".utf8)

    // What the text right before a date says of it.
    private func label(_ range: TextRange) -> Label {
        let line = FoldedLine(buffer, range, index: 0, seams: [])
        var end = line.labels.count
        var hasColon = false
        while end > 0, line.isSpace(end - 1) || Self.marks.contains(line.scalars[end - 1]) {
            if line.scalars[end - 1] == 0x3A || line.scalars[end - 1] == 0xFF1A { hasColon = true }
            end -= 1
        }
        if line.first(of: Self.others) != nil { return .other }
        if line.ends(with: Self.changes, at: end) { return .changed }
        if line.ends(with: Self.publications, at: end) { return .published }
        guard line.ends(with: Self.times, at: end) else {
            // 截止：, 会期 and the like: what a label without a word for publication gives is something else.
            return hasColon && end > 0 && line.isHan(end - 1) && !line.ends(with: Self.people, at: end) ? .other : .none
        }
        let isBare = end <= 2 || !line.isHan(end - 3)
        return isBare ? .published : .other
    }

    private static let marks: Set<UInt32> = [
        0x3A, 0xFF1A, 0x28, 0xFF08, 0x5B, 0x3010, 0x7C, 0xFF5C, 0x2F, 0xFF0F, 0xB7, 0x2D, 0x2014, 0x3000,
    ]
    private static let publications = Phrases(
        "发布时间 发布日期 发布于 发布 发表时间 发表日期 发表于 发表 发文时间 发文日期 发稿时间 刊发时间 刊登时间 刊登 出版日期 出版 刊出 上传时间 上传日期 录入时间 添加时间 创建时间 创建于 首发 首发于 写于 发帖时间 发帖于 提问时间 发于 "
            + "张贴时间 贴出时间 公布时间 公布日期 公开日期 公开时间 信息时间 新闻时间 稿件时间 见报日期 建立时间 publishedon published postedon posted publishdate date pubdate"
    )
    private static let changes = Phrases(
        "更新时间 更新日期 更新于 更新 最后更新 最近更新 修改时间 修改于 修改 最后修改 编辑于 最后编辑 update updated lastupdated modified lastmodified edited 变动时间"
    )
    // A time of another article: 最新推荐文章于 2024-05-07 发布.
    private static let others = Phrases("推荐文章 最后修订 修订于 上一篇 下一篇 截止 截至 今天是 现在是")
    private static let times = Phrases("时间 日期")
    private static let people = Phrases("作者 来源 编辑 记者 作者: 来源:")

    // The day under a notice: the last line of the body that is only a date, or the first after it.
    private func signature() -> PublicationTime? {
        let places =
            near.body.suffix(3).reversed()
            + Array(near.body.upperBound..<max(near.body.upperBound, min(near.lines.count, near.body.upperBound + 3)))
        for index in places where near.lines[index].shape.content <= 20 && near.lines[index].shape.ends == 0 {
            let range = near.lines[index].block.range
            let found = DateParser.all(in: buffer, range, seams: [], loosely: false)
            if let date = found.first, found.count == 1, buffer.trimmed(TextRange(range.lowerBound, date.start)).isEmpty
            {
                return date.time
            }
        }
        return nil
    }
}
