import ShuliText

/// Reads the authors of an article from bylines (作者：, 文/), reporters (记者 甲 乙, （記者甲／台北報導）), names in brackets at the end,
/// elements named as the author's, meta tags and JSON-LD, and on pages of self-publishers the account beside the time. Editors are not
/// authors. Where several places name somebody, a labelled person goes before an unlabelled name, and a person before a pen name.
struct AuthorReader {
    let near: MetadataLines
    let claims: PageClaims
    let linked: LinkedData
    /// Names that are not authors: the site and its publisher, the source.
    let others: [String]
    /// Nobody's author by a meta tag alone: many name the editor there.
    let editor: String?

    private var buffer: UTF8Buffer { near.buffer }
    private var reader: NameReader { NameReader(buffer: buffer, others: others) }

    /// The names in the order of the page.
    func authors() -> [String] {
        let head = near.head
        var pens: [String] = []
        for index in near.all {
            for line in near.folded(index) {
                // The labels fold more than the spellings that are cues.
                guard line.first(of: Self.cues) != nil, near.mentions(Self.cueBytes, index),
                    let found = behindCue(line)
                else { continue }
                if found.arePersons { return found.names }
                pens += pens.isEmpty ? found.names : []
            }
        }
        if !pens.isEmpty { return pens }
        for index in near.all {
            for line in near.folded(index)
            where line.first(of: Self.reporterCues) != nil && near.mentions(Self.reporterBytes, index) {
                if let names = reporters(line) { return names }
            }
        }
        if let names = bracketed(head) ?? beforeCue(head) { return names }
        if let names = named() ?? claimed(head)
            ?? AccountReader(near: near, claims: claims, names: reader).account(head)
        {
            return names
        }
        return []
    }

    // MARK: Labels

    private static let cues = Phrases(
        "作者: 作者丨 作者| 作者/ 作者· 原作者: 撰文: 撰文/ 撰文| 撰文丨 撰稿: 撰稿/ 撰稿| 撰稿人: 执笔: 采写: 采写/ 采写| 采写丨 采写· 文字: 文/ 文丨 文| 文: 文· 记者: 记者丨 记者/ 记者| 特约记者: 通讯员: "
            + "博主: up主: 发帖人: 楼主: 投稿: 主笔: 作者 撰文 by: by")
    private static let cueBytes = [
        "作者", "撰文", "撰稿", "执笔", "執筆", "采写", "採寫", "文字", "文/", "文／", "文丨", "文|", "文｜", "文：", "文:", "文 ", "文·", "记者",
        "記者", "通讯员", "通訊員", "博主",
        "UP主", "up主", "发帖人", "發帖人", "楼主", "樓主", "主笔", "主筆", "投稿", "By", "by", "BY",
    ].map { Array($0.utf8) }
    private static let reporterCues = Phrases("记者 评论员 通讯员")
    private static let reporterBytes = ["记者", "記者", "评论员", "評論員", "通讯员", "通訊員"].map { Array($0.utf8) }
    // After these a cue is no part of another word: 2月13日文/甲.
    private static let fresh = Set("于发日时分點点报讯".unicodeScalars.map { Alphabet.cleaning.label(of: $0) })

    // The names after the first label of a line that has any.
    func behindCue(_ line: FoldedLine) -> (names: [String], arePersons: Bool)? {
        var place = 0
        while let found = line.first(of: Self.cues, from: place) {
            place = found.upperBound
            let isFresh =
                found.lowerBound == 0
                || !line.isHan(found.lowerBound - 1) && CharacterClass(line.scalars[found.lowerBound - 1]) != .letter
                || Self.fresh.contains(line.labels[found.lowerBound - 1])
            guard isFresh, place < line.labels.count else { continue }
            // Inside a Latin word: byte.
            if CharacterClass(line.scalars[place - 1]) == .letter, !line.isSpace(place) { continue }
            // U+4E28 is a stroke that is used as a bar.
            let hasMark =
                CharacterClass(line.scalars[found.upperBound - 1]) != .han
                || line.scalars[found.upperBound - 1] == 0x4E28
            if !hasMark {
                // 作者 甲, and 作者韩某系…研究员 or 作者系…研究员韩某.
                if line.isSpace(place) || line.scalars[place] == FoldedLine.seam {
                    let found = reader.names(line, from: place, labelled: true)
                    if found.arePersons { return found }
                } else if let name = reader.introduced(line, from: place) {
                    return ([name], true)
                }
                continue
            }
            // A question or an answer: 记者：您当时害怕吗？
            if near.lines[line.index].shape.ends > 0,
                line.labels.count - place > 8 || found.lowerBound == 0,
                !isWholeList(line, from: place)
            {
                continue
            }
            let found = reader.names(line, from: place, labelled: true)
            if !found.names.isEmpty { return found }
        }
        return nil
    }

    // Whether nothing but names follows.
    private func isWholeList(_ line: FoldedLine, from start: Int) -> Bool {
        (start..<line.labels.count).allSatisfy { line.isHan($0) || line.isSpace($0) || line.scalars[$0] == 0x3001 }
            && reader.names(line, from: start, labelled: true).arePersons
    }

    // MARK: Reporters

    // The names after 记者 and the like, up to a mark, a number or a verb of reporting.
    func reporters(_ line: FoldedLine) -> [String]? {
        var place = 0
        while let found = line.first(of: Self.reporterCues, from: place) {
            place = found.upperBound
            guard place < line.labels.count else { break }
            let scalar = line.scalars[place]
            // What somebody says to a reporter is no name: 记者：谢谢您.
            if scalar == 0x3A || scalar == 0xFF1A, near.lines[line.index].shape.ends > 0 { continue }
            let end = reportingEnd(line, from: place)
            let part = reader.names(line, from: place, to: end)
            if !part.isEmpty { return part }
        }
        return nil
    }

    private static let verbs = Set("发报摄从在于获了".unicodeScalars.map { Alphabet.cleaning.label(of: $0) })

    private func reportingEnd(_ line: FoldedLine, from start: Int) -> Int {
        (start..<line.labels.count).first { Self.verbs.contains(line.labels[$0]) && line.isHan($0) }
            ?? line.labels.count
    }
    // MARK: Names without a label

    // 甲/文, 甲 乙｜文 in a line below the headline or at the end of the body.
    private func beforeCue(_ head: [Int]) -> [String]? {
        for index in head + near.last + near.behind where near.lines[index].shape.content <= 60 {
            for line in near.folded(index) {
                guard let cue = line.first(of: Self.cuesBehind),
                    cue.upperBound >= line.labels.count || !line.isHan(cue.upperBound)
                else { continue }
                var start = cue.lowerBound
                while start > 0, cue.lowerBound - start < 12,
                    line.isHan(start - 1) || line.isSpace(start - 1) || line.scalars[start - 1] == 0x3001
                { start -= 1 }
                // A date and the like may come before: the names are the last words.
                let words = (start..<cue.lowerBound).split { line.isSpace($0) || line.scalars[$0] == 0x3001 }
                let names = words.reversed().prefix { PersonNames.isName(line, $0.lowerBound..<$0.upperBound) }
                    .reversed().map { line.text($0.lowerBound..<$0.upperBound, buffer) }
                if !names.isEmpty { return names }
            }
        }
        return nil
    }

    private static let cuesBehind = Phrases("/文 |文 丨文")

    // [甲 乙] and （甲 乙） below the headline, and （甲 乙） at the end of the body.
    private func bracketed(_ head: [Int]) -> [String]? {
        for index in head where near.lines[index].shape.content <= 60 {
            for line in near.folded(index) {
                for (first, second) in [(UInt32(0x5B), UInt32(0x5D)), (0xFF08, 0xFF09), (0x28, 0x29)] {
                    guard let close = line.scalars.firstIndex(of: second),
                        let open = line.scalars[..<close].lastIndex(of: first)
                    else { continue }
                    if let names = listed(line, (open + 1)..<close) { return names }
                }
            }
        }
        for index in near.body.suffix(2).reversed() {
            guard let line = near.folded(index).last,
                let close = line.scalars.lastIndex(where: { $0 == 0xFF09 || $0 == 0x29 }),
                close + 2 >= line.labels.count,
                let open = line.scalars[..<close].lastIndex(where: { $0 == 0xFF08 || $0 == 0x28 })
            else { continue }
            if let names = listed(line, (open + 1)..<close) { return names }
        }
        return nil
    }

    // The names of a range that holds nothing else, with or without "…报道" at its end.
    private func listed(_ line: FoldedLine, _ range: Range<Int>) -> [String]? {
        var names: [String] = []
        for word in range.split(whereSeparator: { line.isSpace($0) || line.scalars[$0] == 0x3001 }) {
            let word = word.lowerBound..<word.upperBound
            if PersonNames.isName(line, word) {
                names.append(line.text(word, buffer))
            } else if names.isEmpty || !line.ends(with: Self.reports, at: word.upperBound) {
                return nil
            }
        }
        return names.isEmpty ? nil : names
    }

    private static let reports = Phrases("报道 报导 综合")

    // What an element that is named as the author's holds.
    private func named() -> [String]? {
        let all = near.named(.author, claims)
        for named in all.filter({ $0.value != nil }) + all.filter({ $0.value == nil })
        where !near.isElsewhere(near.line(at: named.range.lowerBound) ?? 0) {
            for text in [named.value, buffer.text(named.range)].compactMap(\.self) {
                if let names = authors(statedBy: text, acceptsPenNames: true) { return names }
            }
        }
        return nil
    }

    // What the page's head states. Most sites name themselves there, so a name that is no person's counts only where the head of the
    // article shows it as well, or on a page of WeChat, whose field is the writer's.
    private func claimed(_ head: [Int]) -> [String]? {
        let isWeChat = claims.named.contains { $0.kind.contains(.account) }
        for author in claims.authors { if let name = Self.nameBeforeLogin(author) { return [name] } }
        let isEditor = { (name: String) in editor.map { $0.contains(name) || name.contains($0) } ?? false }
        for author in linked.authors.map({ ($0.name, $0.isPerson) }) + claims.authors.map({ ($0, false) })
        where !isEditor(author.0) {
            let isShown = isWeChat || shows(author.0, head)
            if let names = authors(statedBy: author.0, acceptsPenNames: isShown || author.1 && shows(author.0, head)) {
                return names
            }
        }
        return nil
    }

    // A name and the login of its account: 某某的家 (abc123). It is a person's, even where the site is named the same.
    private static func nameBeforeLogin(_ author: String) -> String? {
        guard author.utf8.last == 0x29, let open = author.lastIndex(of: "(") else { return nil }
        let login = author[author.index(after: open)...].utf8.dropLast()
        let name = String(author[..<open].reversed().drop(while: \.isWhitespace).reversed())
        func isPart(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        guard (2...16).contains(name.count), login.count > 2, login.allSatisfy(isPart) else { return nil }
        return name
    }

    private func shows(_ name: String, _ head: [Int]) -> Bool {
        let bytes = Array(name.utf8)
        return head.contains {
            near.lines[$0].shape.content <= 60
                && buffer.firstPlace(of: bytes, in: near.lines[$0].block.range.bytes) != nil
        }
    }

    private func authors(statedBy text: String, acceptsPenNames: Bool) -> [String]? {
        guard text.utf8.count <= 120 else { return nil }
        return text.withUTF8Buffer { own in
            let line = FoldedLine(own, TextRange(0, own.count), index: 0, seams: [])
            let reader = NameReader(buffer: own, others: others)
            var start = 0
            if let cue = line.first(of: Self.cues), cue.lowerBound == 0 { start = cue.upperBound }
            while start < line.labels.count,
                line.isSpace(start) || line.scalars[start] == 0x3A || line.scalars[start] == 0xFF1A
            { start += 1 }
            let found = reader.names(line, from: start, labelled: acceptsPenNames)
            if found.arePersons { return found.names.contains(where: reader.isOther) ? nil : found.names }
            guard acceptsPenNames, start < line.labels.count, let name = found.names.first else { return nil }
            return PersonNames.isOffice(line, start..<line.labels.count) ? nil : [name]
        }
    }
}
