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

    // What the page calls itself: `<title>`, then `og:title`.
    private let claimedTitles: [String]
    private let headline: Int?
    private let folded: FoldedText

    init(_ buffer: UTF8Buffer, _ reading: BlockReading, body: Range<Int>, claims: PageClaims) {
        self.buffer = buffer
        lines = reading.lines
        folded = reading.folded
        headline = reading.headline
        self.body = body
        self.claims = claims
        claimedTitles = [claims.title, claims.metaTitle].compactMap { $0.map(Self.tidied) }.filter { !$0.isEmpty }
    }

    private func text(_ index: Int) -> String { buffer.text(lines[index].block.range) }

    // MARK: Title

    mutating func title() -> String? {
        if let headline { return joinedHeadline(from: headline) ?? tidiedHeadline(headline) }
        return onlyHeading() ?? claimedTitles.last.map { Self.withoutSiteTail($0) }
    }

    // A headline over several blocks, as the page's own title has it in one.
    private func joinedHeadline(from first: Int) -> String? {
        let keys = claimedTitles.map { FoldedText.contentKey(of: $0, folded.alphabet) }
        var key = folded.contentKey(first)
        var parts = [text(first)]
        for next in (first + 1)..<max(first + 1, min(lines.count, first + 4)) {
            let longer = key + folded.contentKey(next)
            guard lines[next].shape.content >= 4, keys.contains(where: { $0.contains(run: longer) }) else { break }
            key = longer
            parts.append(text(next))
        }
        return parts.count > 1 ? parts.joined() : nil
    }

    // The block's text, less a date or the like behind what the page's own title says.
    private func tidiedHeadline(_ index: Int) -> String {
        let own = folded.contentKey(index)
        let shared =
            claimedTitles.map { claim in
                zip(FoldedText.contentKey(of: claim, folded.alphabet), own).prefix { $0 == $1 }.count
            }.max() ?? 0
        let full = text(index)
        guard shared >= 6, shared < own.count else { return full }
        var content = 0
        let head = full.prefix { character in
            if character.unicodeScalars.first.map({ CharacterClass($0.value).isContent }) ?? false { content += 1 }
            return content <= shared
        }
        let rest = full[head.endIndex...]
        guard rest.filter(\.isNumber).count >= 6 else { return full }
        return String(head.reversed().drop { $0.isWhitespace }.reversed())
    }

    private func onlyHeading() -> String? {
        let headings = lines.indices.filter {
            lines[$0].block.role == .heading(1) && lines[$0].shape.content >= 4 && $0 <= body.lowerBound
        }
        return headings.count == 1 ? text(headings[0]) : nil
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
        return visibleTime(day: nil) ?? claims.changed.lazy.compactMap { PublishedTime.first(in: $0) }.first
    }

    // A claim may be a day only, or in another time zone: the line on the page says the minute.
    private func withVisibleMinute(_ claimed: String) -> String {
        visibleTime(day: String(claimed.prefix(10))) ?? claimed
    }

    // The first date in a short line from the page's start to the body, nearest lines first, then beside the headline,
    // which may stand inside of what is taken for the body, then behind the body.
    private func visibleTime(day: String?) -> String? {
        let before = lines.indices.prefix(body.lowerBound).reversed()
        let inside = body.prefix(4) + body.suffix(2)
        let behind = lines.indices.suffix(from: min(body.upperBound, lines.count)).prefix(12)
        let beside = headline.map { Array(max(0, $0 - 8)..<min(lines.count, $0 + 9)) } ?? []
        var dayOnly: String?
        // When it was changed, which says little of when it was published.
        var changed: String?
        for index in Array(before) + Array(inside) + beside + Array(behind) {
            guard lines[index].shape.content <= 120,
                let time = PublishedTime.first(in: buffer, lines[index].block.range)
            else { continue }
            if let day, !time.hasPrefix(day) { continue }
            if Self.changes.contains(where: { buffer.firstPlace(of: $0, in: lines[index].block.range.bytes) != nil }) {
                if changed == nil { changed = time }
                continue
            }
            if time.count > 10 { return time }
            if dayOnly == nil { dayOnly = time }
        }
        return dayOnly ?? changed
    }

    private static let changes = ["最后更新", "最近更新", "更新于", "更新时间", "最后修改", "修改于"].map { Array($0.utf8) }

    // MARK: People and source

    func authors() -> [String] {
        AuthorReader(buffer, lines, body: body, headline: headline).authors(
            claimed: claims.author, editor: editor())
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

    // What stands behind a cue in a short line near the body, or at the body's end, up to white space or a mark.
    private func value(behind cue: String) -> String? {
        let before = max(0, body.lowerBound - 12)..<body.lowerBound
        let near =
            Array(before.reversed()) + Array(body.prefix(3)) + Array(body.suffix(4))
            + Array(body.upperBound..<min(lines.count, body.upperBound + 12))
        let bytes = Array(cue.utf8)
        for index in near {
            let range = lines[index].block.range
            // Of a paragraph its end alone: some forty characters.
            let isShort = lines[index].shape.content <= 120
            guard isShort || body.suffix(2).contains(index) else { continue }
            let start = isShort ? range.lowerBound : max(range.lowerBound, range.upperBound - 120)
            guard let found = buffer.firstPlace(of: bytes, in: start..<range.upperBound) else { continue }
            if let value = value(from: found + bytes.count, to: range.upperBound) { return value }
        }
        return nil
    }

    private static let ends = Set(" \u{3000}\t|｜）)】]，,。；;".unicodeScalars.map(\.value))

    // Up to twenty characters to the next end; nil for none or more.
    private func value(from start: Int, to limit: Int) -> String? {
        let start = buffer.trimmed(TextRange(start, limit)).lowerBound
        var end = start
        var count = 0
        while end < limit, case let (scalar, length) = buffer.scalar(at: end), !Self.ends.contains(scalar) {
            end += length
            count += 1
        }
        return (1...20).contains(count) ? buffer.text(start..<end) : nil
    }
}
