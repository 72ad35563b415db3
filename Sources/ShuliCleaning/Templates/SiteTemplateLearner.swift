import ShuliText

/// Learns a template from many pages: the lines that stand on pages whose articles differ.
///
/// A line of an article stands on many pages too, when the article was republished; but then the rest of those pages
/// agrees. So the pages that hold a line are put into groups by what else their bodies share (a sketch of character
/// shingles, Broder 1997), and the groups are counted, not the pages. The answer does not depend on the order of pages.
/// Memory: some kilobytes a page. Time: linear in the pages' lengths.
public struct SiteTemplateLearner: Sendable {
    /// One page as the learner remembers it; made by any task, added by one.
    public struct Page: Sendable {
        fileprivate let identity: UInt64
        fileprivate let sketch: [UInt64]
        fileprivate let lines: [(key: UInt64, text: String)]
    }

    // The pages that hold a line: how many, and those with the smallest identities.
    private struct Holders {
        var pages = 0
        var sample: [UInt64] = []
        var text: String
    }

    private var sketches: [UInt64: [UInt64]] = [:]
    private var holders: [UInt64: Holders] = [:]

    public init() {}

    /// What is to be remembered of a page that was cleaned by `article`.
    public static func page(_ article: Article) -> Page {
        article.input.withUTF8Buffer { buffer in
            var seen: Set<UInt64> = []
            var lines: [(key: UInt64, text: String)] = []
            for line in Lines(buffer) {
                let line = buffer.trimmed(line)
                if let key = LineKey(buffer, line, Lexicon.standard.alphabet), key.content >= shortest,
                    seen.insert(key.hash).inserted
                {
                    lines.append((key.hash, buffer.text(line)))
                }
            }
            let sketch = sketch(buffer, article.kept)
            let identity = lines.map(\.key).sorted().reduce(LineKey.seed, LineKey.mixed)
            return Page(identity: identity, sketch: sketch, lines: lines)
        }
    }

    // Shorter ones are words of any page: 首页, 分享.
    private static let shortest = 5
    // So many pages of each line are compared.
    private static let sampleSize = 24
    // Of the shingles one in eight is kept.
    private static let shingle = 6

    private static func sketch(_ buffer: UTF8Buffer, _ ranges: [TextRange]) -> [UInt64] {
        let alphabet = Lexicon.standard.alphabet
        var labels: [UInt64] = []
        for range in ranges {
            var offset = range.lowerBound
            while offset < range.upperBound {
                let (scalar, length) = buffer.scalar(at: offset)
                offset += length
                if CharacterClass(scalar).isContent { labels.append(UInt64(alphabet.entry(of: scalar) & 0xFFFF)) }
            }
        }
        guard labels.count >= shingle else { return [] }
        let hashes = (0...(labels.count - shingle)).map { start in
            labels[start..<(start + shingle)].reduce(LineKey.seed, LineKey.mixed)
        }
        return Array(Set(hashes.filter { $0 >> 61 == 0 })).sorted()
    }

    /// Adds a page. The same page again changes nothing but the counts of pages.
    public mutating func add(_ page: Page) {
        sketches[page.identity] = page.sketch
        for (key, text) in page.lines {
            var holders = self.holders[key] ?? Holders(text: text)
            holders.pages += 1
            if text < holders.text { holders.text = text }
            let place = holders.sample.firstIndex { $0 >= page.identity } ?? holders.sample.count
            if place == holders.sample.count || holders.sample[place] != page.identity {
                holders.sample.insert(page.identity, at: place)
                if holders.sample.count > Self.sampleSize { holders.sample.removeLast() }
            }
            self.holders[key] = holders
        }
    }

    /// The lines that stand around at least `fewest` different articles.
    public func template(fewest: Int = 3) -> SiteTemplate {
        var entries: [SiteTemplate.Entry] = []
        for holders in holders.values where holders.sample.count >= fewest {
            let articles = groups(holders.sample)
            if articles >= fewest {
                entries.append(SiteTemplate.Entry(pages: holders.pages, articles: articles, text: holders.text))
            }
        }
        return SiteTemplate(entries: entries)
    }

    // How many of the pages have different bodies. A page too short to tell counts as none.
    private func groups(_ pages: [UInt64]) -> Int {
        var representatives: [[UInt64]] = []
        for page in pages {
            guard let sketch = sketches[page], sketch.count >= 4 else { continue }
            if !representatives.contains(where: { Self.agree($0, sketch) }) { representatives.append(sketch) }
        }
        return representatives.count
    }

    // Whether a third of the smaller body stands in the other.
    private static func agree(_ first: [UInt64], _ second: [UInt64]) -> Bool {
        var (left, right, shared) = (0, 0, 0)
        while left < first.count && right < second.count {
            if first[left] == second[right] {
                (left, right, shared) = (left + 1, right + 1, shared + 1)
            } else if first[left] < second[right] {
                left += 1
            } else {
                right += 1
            }
        }
        return shared * 3 >= min(first.count, second.count)
    }
}
