import ShuliText

/// Reads headline, people, source and time from what a page claims and from the lines around its body.
struct MetadataReader {
    private let buffer: UTF8Buffer
    private let lines: [JudgedBlock]
    private let body: Range<Int>
    private let claims: PageClaims
    // JSON-LD objects, parsed once.
    private lazy var linkedData: [JSONValue] = claims.linkedData.flatMap { source -> [JSONValue] in
        guard let value = try? JSONValue(parsing: source) else { return [] }
        if case .array(let elements) = value { return elements }
        if case .array(let elements) = value["@graph"] ?? .null { return [value] + elements }
        return [value]
    }

    private let headline: Int?

    init(_ buffer: UTF8Buffer, _ lines: [JudgedBlock], body: Range<Int>, headline: Int?, claims: PageClaims) {
        self.buffer = buffer
        self.lines = lines
        self.body = body
        self.headline = headline
        self.claims = claims
    }

    private func text(_ index: Int) -> String { buffer.text(lines[index].block.range) }

    private func key(_ text: String) -> [UInt32] {
        text.withUTF8Buffer { HeadlineCaptions.contentKey($0, TextRange(0, $0.count)) }
    }

    // MARK: Title

    mutating func title() -> String? {
        if let headline { return text(headline) }
        if let heading = onlyHeading() { return heading }
        if let title = claimedTitles.last { return Self.withoutSiteTail(title) }
        return firstLine()
    }

    // What the page calls itself: `<title>`, then `og:title`.
    private var claimedTitles: [String] {
        [claims.title, claims.metaTitle].compactMap { $0.map(Self.tidied) }.filter { !$0.isEmpty }
    }

    private func onlyHeading() -> String? {
        let headings = lines.indices.filter {
            lines[$0].block.role == .heading(1) && lines[$0].shape.content >= 4 && $0 <= body.lowerBound
        }
        return headings.count == 1 ? text(headings[0]) : nil
    }

    // In a flattened text: the line before the body that shares most with what the body says and with other lines
    // (captions and the page's path repeat a headline), of an ordinary headline's length.
    private func firstLine() -> String? {
        // A headline stands near its text: so many lines are enough, and a text of any length costs no more.
        let near = max(0, body.lowerBound - 300)..<min(lines.count, body.lowerBound + 300)
        let candidates = near.prefix { $0 <= body.lowerBound }.filter {
            lines[$0].verdict == nil && !lines[$0].shape.endsClosed && (6...60).contains(lines[$0].shape.content)
        }
        let keys = near.map { key(text($0)) }
        let said = Set(body.clamped(to: near).flatMap { Self.pairs(keys[$0 - near.lowerBound]) })
        var best: (index: Int, score: Double)?
        for index in candidates {
            let own = keys[index - near.lowerBound]
            guard own.count >= 4 else { continue }
            let pairs = Self.pairs(own)
            let shared = Double(pairs.count { said.contains($0) }) / Double(max(1, pairs.count))
            let repeated = near.count { $0 != index && HeadlineCaptions.contains(keys[$0 - near.lowerBound], own) }
            let score = 3 * shared + Double(min(repeated, 2)) + 0.02 * Double(min(own.count, 25))
            // Equal scores: the later line, nearer to the body.
            if best.map({ score >= $0.score }) ?? true { best = (index, score) }
        }
        return best.map { text($0.index) }
    }

    private static func pairs(_ key: [UInt32]) -> [UInt64] {
        zip(key, key.dropFirst()).map { UInt64($0) << 32 | UInt64($1) }
    }

    static func tidied(_ title: String) -> String {
        title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // "Headline_Channel_Site" and "Headline - Site": the first part, unless it is too short to be a headline.
    private static func withoutSiteTail(_ title: String) -> String {
        for separator in ["_", "|", "｜", " - ", " – ", " — ", "-", "—"] {
            guard let cut = title.firstRange(of: separator) else { continue }
            let head = String(title[..<cut.lowerBound].reversed().drop { $0 == " " }.reversed())
            if head.count >= 6 && head.count * 2 >= title.count { return head }
        }
        return title
    }

    // MARK: Time

    mutating func published() -> String? {
        for claim in claims.published {
            if let time = PublishedTime.first(in: claim) { return withVisibleMinute(time) }
        }
        for value in linkedData {
            if let claim = value["datePublished"]?.string, let time = PublishedTime.first(in: claim) {
                return withVisibleMinute(time)
            }
        }
        return visibleTime(day: nil)
    }

    // A claim may be a day only, or in another time zone: the line on the page says the minute.
    private func withVisibleMinute(_ claimed: String) -> String {
        visibleTime(day: String(claimed.prefix(10))) ?? claimed
    }

    // The first date in a short line from the page's start to the body, nearest lines first, then behind the body.
    private func visibleTime(day: String?) -> String? {
        let before = lines.indices.prefix(body.lowerBound).reversed()
        let inside = body.prefix(4) + body.suffix(2)
        let behind = lines.indices.suffix(from: min(body.upperBound, lines.count)).prefix(12)
        var dayOnly: String?
        for index in Array(before) + Array(inside) + Array(behind) {
            guard lines[index].shape.content <= 120,
                let time = PublishedTime.first(in: buffer, lines[index].block.range)
            else { continue }
            if let day, !time.hasPrefix(day) { continue }
            if time.count > 10 { return time }
            if dayOnly == nil { dayOnly = time }
        }
        return dayOnly
    }

    // MARK: People and source

    mutating func authors() -> [String] {
        for cue in ["作者：", "作者:", "文/", "文／", "撰文：", "记者：", "记者:", "作者｜", "作者|", "文｜", "文|"] {
            if let name = value(behind: cue) { return Self.names(name) }
        }
        return claims.author.map(Self.names) ?? []
    }

    func editor() -> String? {
        for cue in ["责任编辑：", "责任编辑:", "责任编辑", "責任編輯：", "責任編輯:", "责编：", "责编:", "编辑：", "编辑:", "編輯："] {
            if let name = value(behind: cue) { return name }
        }
        return nil
    }

    func source() -> String? {
        for cue in ["来源：", "来源:", "來源：", "來源:", "稿源：", "稿源:"] {
            if let name = value(behind: cue) { return name }
        }
        return claims.source
    }

    // What stands behind a cue in a short line near the body, up to white space or a mark.
    private func value(behind cue: String) -> String? {
        let before = max(0, body.lowerBound - 12)..<body.lowerBound
        let near =
            Array(before.reversed()) + Array(body.prefix(3)) + Array(body.suffix(4))
            + Array(body.upperBound..<min(lines.count, body.upperBound + 12))
        for index in near where lines[index].shape.content <= 120 || body.suffix(2).contains(index) {
            let line = text(index)
            guard let found = line.firstRange(of: cue) else { continue }
            let value = line[found.upperBound...].drop { $0 == " " || $0 == "\u{3000}" }
                .prefix { !" \u{3000}\t|｜）)】]，,。；;".contains($0) }
            if !value.isEmpty && value.count <= 20 { return String(value) }
        }
        return nil
    }

    private static func names(_ text: String) -> [String] {
        text.split { "、,，/ \u{3000}".contains($0) }.map(String.init).filter { !$0.isEmpty && $0.count <= 20 }
    }
}
