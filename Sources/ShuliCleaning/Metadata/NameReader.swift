import ShuliText

/// Reads the names of persons, and pen names, from a range of a line.
struct NameReader {
    let buffer: UTF8Buffer
    /// Names that are not authors: the site and its publisher, the source.
    let others: [String]

    // Words that stand before the name of a reporter.
    private static let roles = Phrases(
        "记者 见习记者 实习记者 特约记者 首席记者 通讯员 特约通讯员 实习生 本报记者 评论员 特约评论员 特派记者 作者 文 图 撰文 摄影 摄影记者 编译 编辑部")
    static let stops = Phrases(
        "来源 编辑 责编 责任编辑 发布 发表 时间 日期 浏览 点击 阅读 字号 摄 摄影 图 供图 制图 审核 校对 校审 监制 出品 排版 翻译 分类 标签 关注 评论 更新 编审 初审 终审 版面编辑 原标题 出处 已有 分享 首发 转载"
    )
    // What follows a name without a mark: 甲报道, 甲台北5日電, 甲发自.
    static let trailers = Phrases("报道 报导 摄影报道 文 图 摄 摄影 整理 编译 电 发自 专电 综合报道 文图 图文 译 实习生 通讯员 发布 编辑 等")

    // The persons after a label, up to another label or a word that is none; without any, the first word where that may be a pen name.
    func names(_ line: FoldedLine, from start: Int, labelled: Bool) -> (names: [String], arePersons: Bool) {
        var persons: [String] = []
        var pen: String?
        var place = start
        while place < line.labels.count {
            if line.isSpace(place) || Self.joints.contains(line.scalars[place]) {
                place += 1
                continue
            }
            if let role = line.length(of: Self.roles, at: place),
                place + role >= line.labels.count || !line.isHan(place + role) || persons.isEmpty,
                persons.isEmpty || line.length(of: Self.stops, at: place) == nil
            {
                place += role
                while place < line.labels.count, line.isSpace(place) || [0x3A, 0xFF1A].contains(line.scalars[place]) {
                    place += 1
                }
                continue
            }
            if line.length(of: Self.stops, at: place) != nil { break }
            var end = place
            while end < line.labels.count, !line.isSpace(end), !Self.joints.contains(line.scalars[end]),
                !Self.ends.contains(line.scalars[end]),
                end == place
                    || line.length(of: Self.stops, at: end).map({
                        end + $0 < line.labels.count && !line.isHan(end + $0)
                    }) != true
            {
                end += 1
            }
            guard end > place else { break }
            let found = self.persons(in: line, place..<end, labelled: labelled)
            if !found.names.isEmpty {
                persons += found.names
                place = found.end
                if place < end { break }
                continue
            }
            // 王　伟
            if end == place + 1, let other = blankEnd(line, place) {
                persons.append(line.text(place..<place + 1, buffer) + line.text(other - 1..<other, buffer))
                place = other
                continue
            }
            // 南都记者 甲, …专栏作者 甲; …研究员甲.
            if persons.isEmpty, line.ends(with: Self.roles, at: end), end < line.labels.count {
                place = end
                continue
            }
            if persons.isEmpty, let name = titled(line, place..<end) { return ([name], true) }
            guard persons.isEmpty, pen == nil else { break }
            if labelled, isPenName(line, place..<end) {
                var last = end
                // A pen name of Latin words: The Cat.
                while last + 1 < line.labels.count, line.scalars[last] == 0x20, !line.isHan(last - 1),
                    CharacterClass(line.scalars[last + 1]) == .letter,
                    last - place < 24
                {
                    last += 1
                    while last < line.labels.count, CharacterClass(line.scalars[last]) == .letter { last += 1 }
                }
                pen = line.text(place..<last, buffer)
            }
            guard pen != nil else { break }
            place = end
        }
        if !persons.isEmpty { return (persons, true) }
        return (pen.map { [$0] } ?? [], false)
    }

    private static let joints: Set<UInt32> = [
        0x3001, 0xFF0C, 0x2C, 0x2F, 0xFF0F, 0x26, 0xFF06, 0xFF1B, 0x3B, 0x7C, 0xFF5C,
    ]
    private static let ends: Set<UInt32> = [
        0xFF08, 0x28, 0xFF09, 0x29, 0x3010, 0x3011, 0x5B, 0x5D, 0x300A, 0x300B, 0x3002, 0xFF1A, 0x3A, 0x201C, 0x201D,
    ]

    // The end of the second half of a name with a blank inside.
    private func blankEnd(_ line: FoldedLine, _ place: Int) -> Int? {
        var other = place + 1
        while other < line.labels.count, line.isSpace(other), other - place < 3 { other += 1 }
        guard other > place + 1, other < line.labels.count, line.isHan(place), line.isHan(other),
            other + 1 >= line.labels.count || !line.isHan(other + 1), PersonNames.startsName(line, place)
        else { return nil }
        return other + 1
    }

    // The names in a run without white space: one, two without a mark between them (罗某苏某某), or one with what may follow it.
    func persons(in line: FoldedLine, _ run: Range<Int>, labelled: Bool) -> (names: [String], end: Int) {
        func isName(_ range: Range<Int>) -> Bool { PersonNames.isName(line, range, labelled: labelled) }
        func text(_ range: Range<Int>) -> String { line.text(range, buffer) }
        if isName(run) {
            // Four characters may be two names.
            return ([text(run)], run.upperBound)
        }
        if (4...6).contains(run.count), run.allSatisfy({ line.isHan($0) }) {
            for cut in [run.count == 4 ? 2 : 3, 2] where run.count - cut < 4 {
                let middle = run.lowerBound + cut
                if PersonNames.isName(line, run.lowerBound..<middle), PersonNames.isName(line, middle..<run.upperBound)
                {
                    return ([text(run.lowerBound..<middle), text(middle..<run.upperBound)], run.upperBound)
                }
            }
        }
        for length in [4, 3, 2] where run.count > length {
            let end = run.lowerBound + length
            guard isName(run.lowerBound..<end) else { continue }
            if isTrailer(line, end..<run.upperBound) || !line.isHan(end) || isPlace(line, end..<run.upperBound) {
                return ([text(run.lowerBound..<end)], end)
            }
        }
        return ([], run.lowerBound)
    }

    // 报道, 摄, 文并摄 and the like, up to a mark.
    private func isTrailer(_ line: FoldedLine, _ range: Range<Int>) -> Bool {
        var place = range.lowerBound
        while place < range.upperBound, let length = line.length(of: Self.trailers, at: place) { place += length }
        return place > range.lowerBound && (place >= range.upperBound || !line.isHan(place))
    }

    // 台北, 台北5日, 桃園機場: the beginning is a place of the lexicon.
    private func isPlace(_ line: FoldedLine, _ range: Range<Int>) -> Bool {
        [3, 2].contains { length in
            length <= range.count
                && Lexicon.standard.entry(for: line.text(range.lowerBound..<range.lowerBound + length, buffer))?
                    .wordClass == .place
        }
    }

    func isPenName(_ line: FoldedLine, _ range: Range<Int>) -> Bool {
        guard (2...16).contains(range.count), !PersonNames.isNobody(line, range) else { return false }
        let digits = range.count { (0x30...0x39).contains(line.scalars[$0]) }
        return digits <= 3 && digits < range.count && !isOther(line.text(range, buffer))
    }

    func isOther(_ name: String) -> Bool {
        // The site 手机某某网 of the word 某某; but 甲的博客 is named after its author.
        others.contains {
            $0 == name || name.count > 1 && $0.contains(name) && $0.count <= name.count + 4 && !$0.hasPrefix(name + "的")
        }
    }

    // The name behind a title: 中国国际经济交流中心研究员徐某某.
    private func titled(_ line: FoldedLine, _ run: Range<Int>) -> String? {
        guard run.count >= 6 else { return nil }
        let end = run.upperBound
        for length in [3, 2]
        where Self.titles.contains(line.labels[end - length - 1]) && PersonNames.isName(line, (end - length)..<end) {
            return line.text((end - length)..<end, buffer)
        }
        return nil
    }

    private static let titles = Set("员长授师者任家士".unicodeScalars.map { Alphabet.cleaning.label(of: $0) })

    func introduced(_ line: FoldedLine, from start: Int) -> String? {
        let copulas: Set<UInt16> = Set("系为是".unicodeScalars.map { Alphabet.cleaning.label(of: $0) })
        var end = start
        while end < line.labels.count, line.isHan(end) { end += 1 }
        if let copula = (start..<end).first(where: { copulas.contains(line.labels[$0]) }) {
            if PersonNames.isName(line, start..<copula, labelled: true) { return line.text(start..<copula, buffer) }
            return titled(line, copula + 1..<end)
        }
        return PersonNames.isName(line, start..<end) ? line.text(start..<end, buffer) : nil
    }

    func names(_ line: FoldedLine, from start: Int, to end: Int) -> [String] {
        var found: [String] = []
        var place = start
        while place < end {
            let scalar = line.scalars[place]
            if line.isSpace(place) || [0x3001, 0x3A, 0xFF1A, 0x2F, 0xFF0F].contains(scalar) {
                place += 1
                continue
            }
            if let role = line.length(of: Self.roles, at: place) {
                place += role
                continue
            }
            guard line.isHan(place) else { break }
            var last = place
            while last < end, line.isHan(last) || last > place && line.scalars[last] == 0xB7 { last += 1 }
            if last == place + 1, let other = blankEnd(line, place) {
                found.append(line.text(place..<place + 1, buffer) + line.text(other - 1..<other, buffer))
                place = other
                continue
            }
            let part = persons(in: line, place..<last, labelled: false)
            guard !part.names.isEmpty else { break }
            found += part.names
            place = part.end
            if place < last { break }
        }
        return found
    }
}
