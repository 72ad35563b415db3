import ShuliText

/// Reads the authors of an article from bylines (作者：, 文/), reporters (记者 某某 in a byline, a dateline or at the end), names in
/// brackets at the end, and on pages of self-publishers the account below the headline. Editors are not authors. A page's meta
/// tag counts only where it contains a person's name, because most name the site.
struct AuthorReader {
    private let buffer: UTF8Buffer
    private let lines: [AssessedBlock]
    private let body: Range<Int>
    private let headline: Int?

    init(_ buffer: UTF8Buffer, _ lines: [AssessedBlock], body: Range<Int>, headline: Int?) {
        self.buffer = buffer
        self.lines = lines
        self.body = body
        self.headline = headline
    }

    /// The names in the order of the page. `claimed` is the author according to a meta tag, `editor` a name that is not an author.
    func authors(claimed: String?, editor: String?) -> [String] {
        // The first lines after the headline may be a byline even where the body includes them.
        let start = headline.map { $0 + 1 } ?? max(0, body.lowerBound - 8)
        let end = min(lines.count, max(headline.map { $0 + 6 } ?? 0, body.lowerBound))
        let head = Array(start..<max(start, end)).suffix(12)
        let inside = Array(body.prefix(3)) + Array(body.dropFirst(3).suffix(4).reversed())
        let behind = Array(body.upperBound..<max(body.upperBound, min(lines.count, body.upperBound + 6)))
        let near = Array(head) + inside + behind
        for index in near where holds(Self.cueBytes, in: index) {
            if let names = Self.behindCue(ends(index)), !names.isEmpty { return names }
        }
        for index in near where holds(Self.reporterBytes, in: index) {
            if let names = Self.reporters(ends(index)), !names.isEmpty { return names }
        }
        for index in head where buffer[lines[index].block.range.bytes].contains(0x5D) {
            let text = ends(index)
            for close in text.indices where text[close] == "]" {
                if let name = Self.bracketed(Array(text[...close]), openings: "[", closing: "]") { return name }
            }
        }
        for index in body.suffix(2).reversed() where holds(Self.bracketBytes, in: index) {
            if let names = Self.bracketed(Array(ends(index).suffix(24)), openings: "（(", closing: "）)") { return names }
        }
        if let account = account(Array(head)) { return [account] }
        guard let claimed, editor.map({ !$0.contains(claimed) && !claimed.contains($0) }) ?? true else { return [] }
        let names = claimed.split { "、,，/ ;；".contains($0) }.map(String.init)
        return names.allSatisfy { Self.isPersonName(Array($0)) } ? names : []
    }

    // The characters of a block; of one with more than 150 scalars the first 40, a line break and the last 100.
    private func ends(_ index: Int) -> [Character] {
        let range = lines[index].block.range.bytes
        let text = UTF8Buffer(rebasing: buffer[range])
        func isFirst(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
        guard text.count > 150, text.count(where: isFirst) > 150 else { return Array(buffer.text(range)) }
        func place<Indices: Sequence<Int>>(of scalar: Int, _ indices: Indices) -> Int {
            var left = scalar
            for index in indices where isFirst(text[index]) {
                if left == 0 { return index }
                left -= 1
            }
            return text.endIndex
        }
        let (first, last) = (place(of: 40, text.indices), place(of: 99, text.indices.reversed()))
        return Array(text.text(0..<first)) + ["\n"] + Array(text.text(last..<text.count))
    }

    // Whether a block contains any of some words.
    private func holds(_ words: [[UInt8]], in index: Int) -> Bool {
        let range = lines[index].block.range.bytes
        return words.contains { buffer.firstPlace(of: $0, in: range) != nil }
    }

    // MARK: Patterns

    private static let cues: [[Character]] = [
        "作者：", "作者:", "作者丨", "作者|", "作者｜", "作者/", "作者 ", "撰文：", "撰文:", "撰文/", "撰文 ", "文/", "文／", "文丨", "文|", "文｜", "文：",
        "文:", "作者系", "作者为",
        "作者",
    ].map { Array($0) }

    // The names after the first cue of a block that has any.
    static func behindCue(_ text: [Character]) -> [String]? {
        let keys = keys(text)
        for (cue, cueKeys) in zip(cues, cueKeys) {
            var place = 0
            while let found = keys.firstRange(of: cueKeys, from: place) {
                place = found.upperBound
                let before = found.lowerBound == 0 ? nil : text[found.lowerBound - 1]
                // In 本文/…, 投稿作者, 专栏作者 and the like the cue is part of another word.
                let isFresh = before.map { !$0.isLetter || "于发日时分".contains($0) } ?? true
                guard isFresh else { continue }
                let value = text[found.upperBound...].drop { " \u{3000}:：".contains($0) }
                    .prefix { !"\n）)】]》，。,;；|｜(（".contains($0) }
                if cue == Array("作者") || cue.last == "系" || cue.last == "为" {
                    let value = Array(value)
                    // 作者韩某系…研究员; 作者系…研究员韩某.
                    if let end = value.firstIndex(where: { "系为是".contains($0) }), isPersonName(Array(value[..<end])) {
                        return [String(value[..<end])]
                    }
                    if isPersonName(value) { return [String(value)] }
                    for length in [3, 2] where value.count > length + 1 {
                        let name = Array(value.suffix(length))
                        if isPersonName(name), "员长授师者任家士".contains(value[value.count - length - 1]) {
                            return [String(name)]
                        }
                    }
                    continue
                }
                let names = names(of: Array(value))
                if !names.isEmpty { return names }
            }
        }
        return nil
    }

    // The persons among the words of a value; without any, its first word where that may be a pen name.
    private static func names(of value: [Character]) -> [String] {
        let stops: Set = ["来源", "编辑", "责编", "发布时间", "时间", "日期", "浏览", "点击", "阅读", "图", "摄", "字号"]
        var words: [[Character]] = []
        for word in value.split(whereSeparator: { " 、,，/\u{3000}&和;；\t".contains($0) }).map({ Array($0) }) {
            let text = String(word)
            if stops.contains(where: { text.hasPrefix($0) }) || word.contains(where: \.isNumber) && !words.isEmpty {
                break
            }
            words.append(word)
        }
        let persons = words.filter(isPersonName)
        if !persons.isEmpty { return persons.map { String($0) } }
        guard let first = words.first, (2...14).contains(first.count), !first.contains(where: \.isNumber) else {
            return []
        }
        return [String(first)]
    }

    // The names after 记者 or 评论员, up to a mark, a number or a verb of reporting.
    static func reporters(_ text: [Character]) -> [String]? {
        let keys = keys(text)
        for cue in reporterCues {
            var place = 0
            while let found = keys.firstRange(of: cue, from: place) {
                place = found.upperBound
                var names: [String] = []
                var word: [Character] = []
                var isOpen = true
                for character in text[found.upperBound...] + ["\n"] where isOpen {
                    if character.isLetter && !character.isASCII && !"发報报摄文图图从在于".contains(character) {
                        word.append(character)
                        continue
                    }
                    if !word.isEmpty {
                        let persons = persons(inRun: word)
                        if persons.isEmpty { isOpen = false } else { names += persons }
                        word = []
                    }
                    if !" 、:：/\u{3000}".contains(character) { isOpen = false }
                }
                if !names.isEmpty { return names }
            }
        }
        return nil
    }

    private static let reporterWords = ["记者", "記者", "评论员", "評論員"]
    private static let reporterCues: [[UInt32]] = reporterWords.map { keys(Array($0)) }
    private static let cueKeys: [[UInt32]] = cues.map { keys($0) }
    // Every cue begins with one of these. Characters are made only of blocks that contain one.
    private static let cueBytes = ["作者", "撰文", "文/", "文／", "文丨", "文|", "文｜", "文：", "文:"].map { Array($0.utf8) }
    private static let reporterBytes = reporterWords.map { Array($0.utf8) }
    private static let bracketBytes = ["）", ")"].map { Array($0.utf8) }
    private static let sourceBytes = ["来源", "來源"].map { Array($0.utf8) }

    // Characters as numbers, which compare faster: the scalar, or .max for a character of several scalars.
    private static func keys(_ text: [Character]) -> [UInt32] {
        text.map { character in
            let scalars = character.unicodeScalars
            guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex else {
                return .max
            }
            return first.value
        }
    }

    // One name, or two without a mark between them: 罗某苏某某.
    private static func persons(inRun run: [Character]) -> [String] {
        switch run.count {
        case 2, 3: return isPersonName(run) ? [String(run)] : []
        case 4:
            if isPersonName(Array(run[..<2])) && isPersonName(Array(run[2...])) {
                return [String(run[..<2]), String(run[2...])]
            }
            return isPersonName(run) ? [String(run)] : []
        case 5, 6:
            for cut in [3, 2]
            where isPersonName(Array(run[..<cut])) && isPersonName(Array(run[cut...])) && run.count - cut < 4 {
                return [String(run[..<cut]), String(run[cut...])]
            }
            return []
        default: return []
        }
    }

    // The names in brackets at the end of a block that contain only names, with or without "…报道".
    static func bracketed(_ text: [Character], openings: String, closing: String) -> [String]? {
        guard let end = text.lastIndex(where: { closing.contains($0) }),
            let start = text[..<end].lastIndex(where: { openings.contains($0) })
        else { return nil }
        var words = text[(start + 1)..<end].split(whereSeparator: { " 、　".contains($0) }).map { Array($0) }
        if let last = words.last, words.count > 1, String(last).hasSuffix("报道") { words.removeLast() }
        guard !words.isEmpty, words.allSatisfy(isPersonName) else { return nil }
        return words.map { String($0) }
    }

    // The account below the headline of a page that names no source: a short line close to the date.
    private func account(_ head: [Int]) -> String? {
        guard let headline,
            !head.contains(where: { holds(Self.sourceBytes, in: $0) })
        else { return nil }
        for index in head where index > headline && index <= headline + 4 {
            if let name = beside(dateIn: ends(index)) { return name }
            let shape = lines[index].shape
            guard lines[index].cause == nil, (2...12).contains(shape.content), shape.ends == 0, shape.marks == 0,
                shape.digits == 0, shape.separators == 0
            else { continue }
            let isDated = (index + 1)..<min(lines.count, index + 4)
            let text = buffer.text(lines[index].block.range)
            guard isDated.contains(where: { lines[$0].cause == .date || lines[$0].shape.digits >= 6 }),
                !Self.noAccounts.contains(where: { text.contains($0) }), let last = text.last,
                !"社报台网臺報網經".contains(last)
            else { continue }
            return text
        }
        return nil
    }

    // The name in 2019-05-17 · 某某 and in 某某 于 2024-05-06 发布.
    private func beside(dateIn text: [Character]) -> String? {
        guard text.count <= 60, text.filter(\.isNumber).count >= 6 else { return nil }
        let words = text.split(whereSeparator: { " \u{3000}".contains($0) }).map { String($0) }
        if let dot = words.firstIndex(of: "·"), dot > 0, dot + 1 < words.count,
            words[dot - 1].contains(where: \.isNumber)
        {
            return words[dot + 1]
        }
        if let on = words.firstIndex(of: "于"), on > 0, on + 1 < words.count, words[on + 1].first?.isNumber == true {
            let name = words[on - 1]
            return (2...14).contains(name.count) && !name.hasPrefix("发") && !name.hasPrefix("最")
                && !name.hasSuffix("文章") ? name : nil
        }
        return nil
    }

    private static let noAccounts = [
        "文章", "关注", "關注", "播报", "客户端", "频道", "下载", "分享", "首页", "评论", "阅读", "閱讀", "字号", "打印", "来自", "原创", "图", "版",
    ]

    // MARK: Names

    private static let surnames = Set(TextList.surnames.entries.flatMap { Array($0.text) })
    private static let doubleSurnames = Set([
        "欧阳", "上官", "司马", "诸葛", "司徒", "夏侯", "皇甫", "令狐", "公孙", "慕容", "端木", "东方", "尉迟", "歐陽",
    ])
    // Words whose first character is a surname.
    private static let noNames: Set<String> = [
        "本报", "本网", "方面", "时间", "安全", "文化", "平台", "高级", "高等", "成都", "常州", "温州", "金华", "于是", "向往", "全国", "全部", "万里",
        "田园", "云南", "白天", "黄金", "石家庄",
        "房产", "包括", "和平", "连续", "常务", "任何", "安徽", "江苏", "江西", "汤圆", "明天", "时报", "管理", "成果", "曾经", "应该", "国家", "年度",
        "车辆", "路人", "水果", "海外", "广东", "上海", "商报",
    ]

    /// Two to four Han characters of which the first (or the first two) is a surname.
    static func isPersonName(_ text: [Character]) -> Bool {
        guard (2...4).contains(text.count),
            text.allSatisfy({
                $0.unicodeScalars.count == 1 && CharacterClass($0.unicodeScalars.first?.value ?? 0) == .han
            })
        else { return false }
        if noNames.contains(String(text)) || text.last == "网" || text.last == "报" || text.last == "社" { return false }
        if text.count == 4 { return doubleSurnames.contains(String(text[..<2])) || isCompound(text) }
        return surnames.contains(text[0]) || text.count == 3 && doubleSurnames.contains(String(text[..<2]))
    }

    // Tibetan and Uyghur names of four characters: 格桑边某.
    private static func isCompound(_ text: [Character]) -> Bool {
        ["格桑", "扎西", "次仁", "洛桑", "旦增", "尼玛", "央金", "德吉", "卓玛", "阿卜", "买买", "阿依"].contains(String(text[..<2]))
    }
}
