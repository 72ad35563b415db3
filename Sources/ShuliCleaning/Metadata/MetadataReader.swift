import ShuliText

/// Reads title, authors, editor, source and publication time from what a page claims and from the lines around its body.
struct MetadataReader {
    private let buffer: UTF8Buffer
    private let lines: [AssessedBlock]
    private let folded: FoldedBlocks
    private let headline: Int?
    private let body: Range<Int>
    private let claims: PageClaims
    // JSON-LD objects, parsed only when needed.
    private lazy var linkedData: [JSONValue] = claims.linkedData.flatMap { source -> [JSONValue] in
        guard let value = try? JSONValue(parsing: source) else { return [] }
        if case .array(let elements) = value { return elements }
        if case .array(let elements) = value["@graph"] ?? .null { return [value] + elements }
        return [value]
    }

    // The titles that the page claims: `<title>`, then `og:title`.
    private let claimedTitles: [String]

    /// `buffer` holds the block text of the analysed document.
    init(_ buffer: UTF8Buffer, _ analysis: DocumentAnalysis, body: Range<Int>) {
        self.buffer = buffer
        lines = analysis.lines
        folded = analysis.folded
        headline = analysis.headline
        self.body = body
        claims = analysis.document.claims
        claimedTitles = [claims.title, claims.metaTitle].compactMap { $0.map(Self.tidied) }.filter { !$0.isEmpty }
    }

    private func text(_ index: Int) -> String { buffer.text(lines[index].block.range) }

    // MARK: Title

    /// The text of the headline, without the name of the site.
    func title() -> String? {
        if let headline { return joinedHeadline(from: headline) ?? tidiedHeadline(headline) }
        return onlyHeading() ?? claimedTitles.last.map { Self.withoutSiteTail($0) }
    }

    // A headline that is split over several blocks but in one piece in the page's claimed title.
    private func joinedHeadline(from first: Int) -> String? {
        let keys = claimedTitles.map { FoldedBlocks.contentKey(of: $0, folded.alphabet) }
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

    // The text of the block without a date or the like after what the page's claimed title contains.
    private func tidiedHeadline(_ index: Int) -> String {
        let own = folded.contentKey(index)
        let shared =
            claimedTitles.map { claim in
                zip(FoldedBlocks.contentKey(of: claim, folded.alphabet), own).prefix { $0 == $1 }.count
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

    // Of "Headline_Channel_Site" and "Headline - Site" the first part, unless it is too short for a headline.
    private static func withoutSiteTail(_ title: String) -> String {
        for separator in ["_", "|", "｜", " - ", " – ", " — ", "-", "—"] {
            guard let cut = title.firstRange(of: separator) else { continue }
            let head = String(title[..<cut.lowerBound].reversed().drop { $0 == " " }.reversed())
            if head.count >= 6 && head.count * 2 >= title.count { return head }
        }
        return title
    }

    // MARK: Time

    /// When the article was published: as claimed, completed by the time of day from a line of that date, or as shown near the body.
    mutating func published() -> PublicationTime? {
        for claim in claims.published {
            if let time = DateParser.first(in: claim) { return withVisibleMinute(time) }
        }
        for value in linkedData {
            if let claim = value["datePublished"]?.string, let time = DateParser.first(in: claim) {
                return withVisibleMinute(time)
            }
        }
        return visibleTime(day: nil) ?? claims.changed.lazy.compactMap { DateParser.first(in: $0) }.first
    }

    // A claim may state only the day, or be in another time zone; the line on the page has the local time.
    private func withVisibleMinute(_ claimed: PublicationTime) -> PublicationTime {
        visibleTime(day: claimed) ?? claimed
    }

    // The first date with a time of day in a short line: before the body, nearest lines first, at the ends of the body, around the
    // headline (which may lie inside what was taken for the body), then after the body. Without a time of day the first date.
    private func visibleTime(day: PublicationTime?) -> PublicationTime? {
        let before = lines.indices.prefix(body.lowerBound).reversed()
        let inside = body.prefix(4) + body.suffix(2)
        let behind = lines.indices.suffix(from: min(body.upperBound, lines.count)).prefix(12)
        let beside = headline.map { Array(max(0, $0 - 8)..<min(lines.count, $0 + 9)) } ?? []
        var dayOnly: PublicationTime?
        // A modification time, which is used only where there is no other.
        var changed: PublicationTime?
        var seen: Set<Int> = []
        for index in Array(before) + Array(inside) + beside + Array(behind) where seen.insert(index).inserted {
            let line = lines[index]
            // A date has six digits at least.
            guard line.shape.content <= 120, line.shape.digits >= 6,
                let time = line.date ?? DateParser.first(in: buffer, line.block.range)
            else { continue }
            if let day, !time.isSameDay(as: day) { continue }
            if Self.changes.contains(where: { buffer.firstPlace(of: $0, in: line.block.range.bytes) != nil }) {
                if changed == nil { changed = time }
                continue
            }
            if time.hour != nil { return time }
            if dayOnly == nil { dayOnly = time }
        }
        return dayOnly ?? changed
    }

    private static let changes = ["最后更新", "最近更新", "更新于", "更新时间", "最后修改", "修改于"].map { Array($0.utf8) }

    // MARK: People and source

    /// The names of the authors.
    mutating func authors() -> [String] {
        AuthorReader(buffer, lines, body: body, headline: headline).authors(claimed: claims.author, editor: editor)
    }

    /// The name of the editor.
    private(set) lazy var editor: String? = readEditor()

    private func readEditor() -> String? {
        for cue in ["责任编辑：", "责任编辑:", "责任编辑", "責任編輯：", "責任編輯:", "责编：", "责编:", "编辑：", "编辑:", "編輯："] {
            if let name = value(after: cue) { return name }
        }
        return nil
    }

    /// Where the article was taken from.
    func source() -> String? {
        for cue in ["来源：", "来源:", "來源：", "來源:", "稿源：", "稿源:"] {
            if let name = value(after: cue) { return name }
        }
        return claims.source
    }

    // What follows a cue in a short line near the body or at its end, up to white space or a mark.
    private func value(after cue: String) -> String? {
        let before = max(0, body.lowerBound - 12)..<body.lowerBound
        let near =
            Array(before.reversed()) + Array(body.prefix(3)) + Array(body.suffix(4))
            + Array(body.upperBound..<min(lines.count, body.upperBound + 12))
        let bytes = Array(cue.utf8)
        for index in near {
            let range = lines[index].block.range
            // Of a paragraph only the end, some forty characters.
            let isShort = lines[index].shape.content <= 120
            guard isShort || body.suffix(2).contains(index) else { continue }
            let start = isShort ? range.lowerBound : max(range.lowerBound, range.upperBound - 120)
            guard let found = buffer.firstPlace(of: bytes, in: start..<range.upperBound) else { continue }
            if let value = value(from: found + bytes.count, to: range.upperBound) { return value }
        }
        return nil
    }

    private static let ends = Set(" \u{3000}\t|｜）)】]，,。；;".unicodeScalars.map(\.value))

    // The text up to the next mark; nil where it is empty or longer than twenty characters.
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
