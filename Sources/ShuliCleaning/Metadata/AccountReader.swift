import ShuliText

/// Finds the account of a page of a self-publisher: beside the time, before a button to follow it, or a short line close to a time.
struct AccountReader {
    let near: MetadataLines
    let claims: PageClaims
    let names: NameReader

    private var buffer: UTF8Buffer { near.buffer }

    // The account below or above the headline of a page that names no source: beside the time, before 关注, or a short line close to a time.
    func account(_ head: [Int]) -> [String]? {
        if let writer = beforeAccount() { return [writer] }
        for index in head where near.lines[index].shape.content <= 60 && !near.isElsewhere(index) {
            for line in near.folded(index) { if let name = beside(timeIn: line) { return [name] } }
        }
        // posted @ 2024-05-06 08:20 某某 阅读(3): some programs for blogs name the author below the text.
        for index in near.behind where near.lines[index].shape.content <= 60 {
            for line in near.folded(index) where line.length(of: Self.posted, at: 0) != nil {
                if let name = beside(timeIn: line, isPosted: true) { return [name] }
            }
        }
        // A headline inside the body is the first line of a post without one.
        let headline = near.headline.flatMap { near.body.contains($0) && near.lines[$0].shape.ends > 0 ? nil : $0 }
        let after = headline ?? near.body.lowerBound - 13
        let before = max(near.body.lowerBound, (headline ?? 0) + 5)
        for index in max(0, after + 1)..<max(max(0, after + 1), min(before, near.lines.count))
        where isAccountLine(index) {
            guard let line = near.folded(index).first else { continue }
            let next = (index + 1)..<min(near.lines.count, index + 4)
            if let name = leadingName(line), next.prefix(2).contains(where: { near.lines[$0].cause == .date }) {
                return [name]
            }
            let isFollowed = next.prefix(2).contains { isFollowButton($0) }
            // Without a headline above it, a short line before a date may be anything.
            let isBelow = headline.map { index <= $0 + 4 } ?? false
            let isDated =
                isBelow && next.contains { near.lines[$0].cause == .date || near.lines[$0].shape.digits >= 6 }
                || next.prefix(1).contains { isMoment($0) }
            let hasSource = head.contains { near.mentions(Self.sourceBytes, $0) }
            guard near.lines[index].shape.separators == 0, isFollowed || isDated && !hasSource,
                names.isPenName(line, line.indices), !PersonNames.isOffice(line, line.indices)
            else { continue }
            return [line.text(line.indices, buffer)]
        }
        return nil
    }

    // On a page of WeChat the writer is named right before the account: 原创 甲 某某生活.
    private func beforeAccount() -> String? {
        for named in near.named([.source, .account], claims) {
            guard let index = near.line(at: named.range.lowerBound), let line = near.folded(index).first,
                let end = line.places.firstIndex(where: { $0 >= named.range.lowerBound })
            else { continue }
            let words = (0..<min(end, line.labels.count)).split { line.isSpace($0) }
            guard let word = words.last else { continue }
            let range = word.lowerBound..<word.upperBound
            if names.isPenName(line, range), !PersonNames.isOffice(line, range) { return line.text(range, buffer) }
        }
        return nil
    }

    // 甲 发自南河: a person's name and where the report comes from.
    private func leadingName(_ line: FoldedLine) -> String? {
        guard let space = line.indices.first(where: { line.isSpace($0) }), PersonNames.isName(line, 0..<space),
            line.length(of: NameReader.trailers, at: space + 1) != nil
        else { return nil }
        return line.text(0..<space, buffer)
    }

    private static let sourceBytes = ["来源", "來源"].map { Array($0.utf8) }

    private func isAccountLine(_ index: Int) -> Bool {
        let line = near.lines[index]
        return (line.cause == nil || line.cause == .links) && (2...16).contains(line.shape.content)
            && line.shape.ends == 0 && line.shape.marks == 0
            && line.shape.digits <= 3 && line.shape.separators <= 1 && !near.isElsewhere(index)
            && index != near.headline
    }

    private func isFollowButton(_ index: Int) -> Bool {
        guard near.lines[index].shape.content <= 3, let line = near.folded(index).first else { return false }
        return line.length(of: Self.follow, at: 0) == line.labels.count
            || line.length(of: Self.follow, at: 1) == line.labels.count - 1
    }

    private static let follow = Phrases("关注 已关注 follow")

    // 今天 18:20 来自 …, 3小时前.
    private func isMoment(_ index: Int) -> Bool {
        let line = near.lines[index]
        guard line.shape.content <= 30, line.shape.digits > 0, let folded = near.folded(index).first else {
            return false
        }
        return line.shape.endsWithAge || folded.length(of: Self.days, at: 0) != nil
    }

    private static let days = Phrases("今天 昨天 前天 刚刚")

    // The name in 某某 · 2019-05-17, 2019-05-17 · 某某, 某某 2019-05-17 and 某某 于 2024-05-06 发布.
    private func beside(timeIn line: FoldedLine, isPosted: Bool = false) -> String? {
        let digits = line.scalars.count { (0x30...0x39).contains($0) }
        guard digits >= 6, line.labels.count <= (isPosted ? 120 : 60) else { return nil }
        var words = line.indices.split { line.isSpace($0) || [0xB7, 0x2022, 0x7C, 0xFF5C].contains(line.scalars[$0]) }
            .map { $0.lowerBound..<$0.upperBound }
        words.removeAll { range in range.count == 1 && line.labels[range.lowerBound] == Self.on }
        guard words.count <= (isPosted ? 20 : 12),
            let date = words.firstIndex(where: { word in word.count { (0x30...0x39).contains(line.scalars[$0]) } >= 5 })
        else { return nil }
        for word in [date - 1, date - 2, date + 1, date + 2] where words.indices.contains(word) {
            let range = words[word]
            let hasDigits = range.contains { (0x30...0x39).contains(line.scalars[$0]) }
            let isName =
                isPosted
                ? (2...16).contains(range.count) && !PersonNames.isNobody(line, range) : names.isPenName(line, range)
            guard !hasDigits, isName, !PersonNames.isOffice(line, range),
                line.length(of: NameReader.stops, at: range.lowerBound) == nil,
                !range.contains(where: { [0x3A, 0xFF1A, 0x3E, 0xFF1E, 0x2F].contains(line.scalars[$0]) }),
                line.length(of: Self.moments, at: range.lowerBound) == nil
            else { continue }
            let isPerson = PersonNames.isName(line, range)
            // After the date stand names of channels and tags as well: only a dot says that it is an author.
            guard
                isPosted || word < date || isPerson
                    || line.scalars[words[date].upperBound..<range.lowerBound].contains(0xB7)
            else { continue }
            return line.text(range, buffer)
        }
        return nil
    }

    private static let posted = Phrases("posted")
    private static let on = Alphabet.cleaning.label(of: "于")
    private static let moments = Phrases("已于 星期 周一 周二 周三 周四 周五 周六 周日 上午 下午 北京时间 今天是 文章 最后 发于 发布 更新 修改 编辑 发表 农历")
}
