import ShuliText

/// Reads the title of an article: the headline's block in the light of what the page claims as its title, or the claim without the names
/// of channel and site.
struct TitleReader {
    private let near: MetadataLines
    private let folded: FoldedBlocks
    // The titles that the page claims: `<title>`, then `og:title` and the like.
    private let claims: [String]
    private let site: String?
    private let titleLine: Int?

    init(_ near: MetadataLines, _ analysis: DocumentAnalysis, _ linked: LinkedData) {
        let page = analysis.document.claims
        self.near = near
        folded = analysis.folded
        titleLine = analysis.headline == nil ? analysis.titleLine : nil
        claims = [page.title, linked.text("headline"), page.metaTitle].compactMap { $0.map(TitleParts.tidied) }.filter {
            !$0.isEmpty
        }
        site = page.site ?? linked.publisher
    }

    func title() -> String? {
        if let headline = near.headline, isTitle(headline) {
            let text = joined(from: headline) ?? tidied(headline: headline)
            return Self.withoutLabels(withoutSiteTail(text, isClaim: false))
        }
        if let heading = titleLine.map(text) ?? onlyHeading() { return Self.withoutLabels(heading) }
        return claims.last.map { Self.withoutLabels(withoutSiteTail($0, isClaim: true)) }
    }

    // The first sentence of a post that has no title may be taken for its headline, and so may the line of its account and time. The
    // page's claim is the title then.
    private func isTitle(_ index: Int) -> Bool {
        let shape = near.lines[index].shape
        if case .heading = near.lines[index].block.role { return true }
        guard !claims.isEmpty, shape.ends > 0 && near.body.contains(index) || shape.digits >= 3 && shape.separators > 0
        else { return true }
        let own = folded.contentKey(index)
        return claims.contains { claim in
            let key = key(claim)
            return key.contains(run: own) || own.contains(run: key) || zip(key, own).prefix { $0 == $1 }.count >= 6
        }
    }

    private func text(_ index: Int) -> String { near.buffer.text(near.lines[index].block.range) }
    private func key(_ text: String) -> [UInt16] { FoldedBlocks.contentKey(of: text, folded.alphabet) }

    // A headline that is split over several blocks but in one piece in the page's claimed title.
    private func joined(from first: Int) -> String? {
        let keys = claims.map(key)
        var key = folded.contentKey(first)
        var parts = [text(first)]
        for next in (first + 1)..<max(first + 1, min(near.lines.count, first + 4)) {
            let longer = key + folded.contentKey(next)
            guard near.lines[next].shape.content >= 4, keys.contains(where: { $0.contains(run: longer) }) else { break }
            key = longer
            parts.append(text(next))
        }
        return parts.count > 1 ? parts.joined() : nil
    }

    // The text of the block without a date, a button or the like after what the page's claimed title contains.
    private func tidied(headline index: Int) -> String {
        let own = folded.contentKey(index)
        let full = withoutMark(text(index))
        let firsts = claims.flatMap { TitleParts.parts(of: $0).prefix(1) }.map(key)
        let parts = claims.map(key) + firsts
        var shared = parts.map { claim in zip(claim, own).prefix { $0 == $1 }.count }.max() ?? 0
        // The title and the channel in one heading.
        if shared == own.count, let first = firsts.first(where: { $0.count < own.count && own.starts(with: $0) }) {
            shared = first.count
        }
        guard shared < own.count, shared >= 4 else { return full }
        var content = 0
        var head = full.prefix { character in
            if character.unicodeScalars.first.map({ CharacterClass($0.value).isContent }) ?? false { content += 1 }
            return content <= shared
        }
        while head.last == " " { head.removeLast() }
        let rest = full[head.endIndex...]
        // A claim that ends where the rest begins, at the end of an element: a button or a note of the page.
        let place = near.lines[index].block.range.lowerBound + head.utf8.count
        let isWhole = parts.contains { $0.count == shared }
        let hasSeam = near.seams.partitioningIndex { $0 >= place }
        let isApart = hasSeam < near.seams.count && near.seams[hasSeam] - place <= 1
        guard rest.filter(\.isNumber).count >= 6 || isWhole && isApart && own.count - shared <= 8 else { return full }
        return String(head.reversed().drop { $0.isWhitespace || "[（(【".contains($0) }.reversed())
    }

    // [求助] 甲 without the label, where the page claims 甲.
    private func withoutMark(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, let close = Self.brackets[first],
            let end = text.firstIndex(of: close)
        else { return text }
        let rest = TitleParts.tidied(String(text[text.index(after: end)...]))
        let own = key(rest)
        return own.count >= 4 && claims.contains { key($0).starts(with: own) } ? rest : text
    }

    private static let brackets: [Unicode.Scalar: Character] = ["[": "]", "【": "】", "〔": "〕"]

    private func onlyHeading() -> String? {
        let headings = near.lines.indices.filter {
            near.lines[$0].block.role == .heading(1) && near.lines[$0].shape.content >= 4 && $0 <= near.body.lowerBound
        }
        return headings.count == 1 ? text(headings[0]) : nil
    }

    // Of "Headline_Channel_Site" and "Headline - Site" the headline: the last part is taken off while it names a site, or while what is
    // left is longer. Of a block only the name of a site is taken off.
    private func withoutSiteTail(_ title: String, isClaim: Bool) -> String {
        var title = title
        for separator in TitleParts.separators(in: title) {
            while let cut = title.lastRange(of: separator) {
                var start = title[..<cut.lowerBound]
                while start.last == " " { start.removeLast() }
                let head = String(start)
                let tail = TitleParts.tidied(String(title[cut.upperBound...]))
                let namesSite = isSite(tail)
                let isLonger = isClaim && head.count >= 6 && head.count * 2 >= title.count
                guard !head.isEmpty, namesSite && head.count >= (isClaim ? 2 : 4) || isLonger || isClaim && tail.isEmpty
                else { break }
                title = head
            }
        }
        return title
    }

    private func isSite(_ tail: String) -> Bool {
        if let site, !site.isEmpty, tail.count >= 2, tail == site || tail.hasPrefix(site) || site.hasPrefix(tail) {
            return true
        }
        guard (2...16).contains(tail.count) else { return false }
        return tail.withUTF8Buffer { own in
            let line = FoldedLine(own, TextRange(0, own.count), index: 0, seams: [])
            return line.ends(with: Self.sites, at: line.labels.count)
        }
    }

    private static let sites = Phrases(
        "网 論壇 论坛 社区 博客 日报 晚报 时报 早报 周刊 新闻 新闻网 资讯 在线 百科 知乎 微博 头条 客户端 中文网 门户 官网 电视台 公众平台 频道 政府 百度百科 维基百科 .com .cn .net .org .tw"
    )

    // What some pages put around a title: [复制链接], 主题：.
    private static func withoutLabels(_ title: String) -> String {
        var title = title
        for label in labels where title.utf8.starts(with: label.utf8) && title.count > label.count + 1 {
            title = String(title.dropFirst(label.count))
        }
        for note in notes where title.utf8.suffix(note.utf8.count).elementsEqual(note.utf8) {
            if title.count > note.count + 1 { title = String(title.dropLast(note.count)) }
        }
        return tidiedEnds(title)
    }

    private static func tidiedEnds(_ title: String) -> String {
        let ends = [title.unicodeScalars.first, title.unicodeScalars.last].compactMap(\.self)
        guard ends.contains(where: \.properties.isWhitespace) else { return title }
        return String(title.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static let labels = [
        "来信主题：", "信件主题：", "信件标题：", "主题：", "主题:", "主題：", "标题：", "标题:", "標題：", "信件标题 ", "来信标题 ", "信件主题 ", "[原创]", "[转载]",
        "[轉載]",
    ]
    private static let notes = [" [复制链接]", "[复制链接]", " [複製連結]", "[複製連結]", "[复制本帖链接]", "已付费"]
}

extension String {
    fileprivate func lastRange(of part: String) -> Range<String.Index>? {
        let place = withUTF8Buffer { $0.lastPlace(of: Array(part.utf8), in: 0..<$0.count) }
        guard let place else { return nil }
        let start = utf8.index(startIndex, offsetBy: place)
        return start..<utf8.index(start, offsetBy: part.utf8.count)
    }
}
