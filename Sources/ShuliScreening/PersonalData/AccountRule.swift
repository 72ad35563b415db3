/// QQ numbers and WeChat names, recognized by a word before them.
enum AccountRule {
    // A word that announces an account, the kind of the account, and whether a mark or verb must be between the two.
    private struct Cue {
        let word: [UInt32]
        let kind: PersonalDataKind
        let needsLink: Bool
    }

    // Longer ones first, since the first match counts.
    private static let cues: [Cue] = [
        ("微信号码", PersonalDataKind.wechat, false), ("微信號碼", .wechat, false), ("微信号", .wechat, false),
        ("微信號", .wechat, false), ("微信", .wechat, true), ("薇信", .wechat, true), ("v信", .wechat, true),
        ("wechatid", .wechat, true), ("wechat id", .wechat, true), ("wechat", .wechat, true), ("weixin", .wechat, true),
        ("vx", .wechat, true), ("wx", .wechat, true), ("qq号码", .qq, false), ("qq號碼", .qq, false), ("qq群号", .qq, false),
        ("qq号", .qq, false), ("qq號", .qq, false), ("qq群", .qq, false), ("企鹅号", .qq, false), ("扣扣号", .qq, false),
        ("扣扣", .qq, false), ("qq", .qq, false),
    ].map { Cue(word: $0.0.scalarValues, kind: $0.1, needsLink: $0.2) }
    /// The scalars that a cue may begin with.
    static let cueStarts = Set(
        cues.flatMap { [$0.word[0], $0.word[0] < 0x80 ? $0.word[0] & 0x5F : $0.word[0]] })

    // What may be between a cue and the name.
    private static let links: [[UInt32]] = .words("： : = 是 为 為 加 联系 ( 【 [ 「 / ， ,") + [[0x20]]
    private static let units: [[UInt32]] = .words("元 万 亿 人 次 个 年 月 日 版 用户 位 家 款 %")

    /// The account whose cue begins at an index; the range is that of its name.
    static func match(_ line: FoldedLine, _ place: Int) -> PersonalDataScanner.Match? {
        guard cueStarts.contains(line[place]),
            !FoldedLine.isAlphanumeric(line[place]) || !line.isAlphanumeric(place - 1),
            let cue = cues.first(where: { line.holds($0.word, at: place) })
        else { return nil }
        var start = place + cue.word.count
        var isLinked = false
        for _ in 0..<4 {
            guard let link = links.first(where: { line.holds($0, at: start) }) else { break }
            isLinked = isLinked || link != [0x20]
            start += link.count
        }
        guard isLinked || !cue.needsLink else { return nil }
        // Letters directly behind a cue of letters belong to another word.
        guard start > place + cue.word.count || !FoldedLine.isLetter(line[start - 1]) || line.isDigit(start) else {
            return nil
        }
        let end = cue.kind == .qq ? number(line, start) : number(line, start) ?? name(line, start)
        return end.map { (cue.kind, start..<$0) }
    }

    // Five to eleven digits without a unit behind them.
    private static func number(_ line: FoldedLine, _ start: Int) -> Int? {
        var end = start
        while line.isDigit(end) { end += 1 }
        guard (5...11).contains(end - start), line[start] != 0x30, line.isBorder(after: end), line[end] != 0x40 else {
            return nil
        }
        return units.contains { line.holds($0, at: end) } ? nil : end
    }

    // A letter, then 5 to 19 letters, digits, hyphens and underscores.
    private static func name(_ line: FoldedLine, _ start: Int) -> Int? {
        guard line.isLetter(start) else { return nil }
        var end = start
        while line.isAlphanumeric(end) || line[end] == 0x5F || line[end] == 0x2D { end += 1 }
        guard (6...20).contains(end - start), line[end] != 0x40, line[end] != 0x2E || !line.isAlphanumeric(end + 1)
        else {
            return nil
        }
        return end
    }
}
