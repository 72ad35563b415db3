import ShuliText

/// Finds the headline among the blocks by what the page calls itself.
enum Headline {
    /// The block that stands in `<title>` or `og:title`, the longest such, a first-level heading before others; nil for
    /// plain text and for pages that say nothing.
    static func index(in lines: [JudgedBlock], _ buffer: UTF8Buffer, claims: PageClaims) -> Int? {
        let claimed = [claims.title, claims.metaTitle].compactMap(\.self).map { claim in
            claim.withUTF8Buffer { HeadlineCaptions.contentKey($0, TextRange(0, $0.count)) }
        }
        var best: (index: Int, length: Int)?
        for index in lines.indices {
            guard (4...80).contains(lines[index].shape.content) else { continue }
            let own = HeadlineCaptions.contentKey(buffer, lines[index].block.range)
            guard own.count >= 4, claimed.contains(where: { HeadlineCaptions.contains($0, own) }) else { continue }
            let length = own.count + (lines[index].block.role == .heading(1) ? 2 : 0)
            if best.map({ length > $0.length }) ?? true { best = (index, length) }
        }
        return best?.index
    }
}
