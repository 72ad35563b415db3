import ShuliText

/// Learns a site template from the articles of many pages: the lines that occur on pages whose articles differ.
///
/// ```swift
/// var learner = SiteTemplateLearner()
/// for page in pages {
///     learner.add(ArticleCleaner().clean(html: page))
/// }
/// let cleaner = ArticleCleaner(template: learner.template())
/// ```
///
/// The lines of an article that was republished occur on many pages too, but the rest of those pages agrees. So the pages with a
/// line are grouped by the similarity of their bodies (sketches of character shingles, Broder 1997), and the groups are counted, not
/// the pages. The result does not depend on the order of the pages. A page takes some kilobytes of memory, and time linear in its
/// length.
public struct SiteTemplateLearner: Sendable {
    /// What the learner keeps of a page. Computed by `page(_:)` in any task, added by one.
    package struct Page: Sendable {
        fileprivate let identity: UInt64
        fileprivate let sketch: [UInt64]
        fileprivate let lines: [(key: UInt64, text: String)]
    }

    // The pages with a line: their number, and the smallest of their identities.
    private struct Holders {
        var pages = 0
        var sample: [UInt64] = []
        var text: String
    }

    private var sketches: [UInt64: [UInt64]] = [:]
    private var holders: [UInt64: Holders] = [:]

    /// A learner without pages.
    public init() {}

    /// Adds the page of an article. Adding a page again does not change which lines a template has.
    public mutating func add(_ article: Article) { add(Self.page(article)) }

    /// The lines that occur around at least `minimumArticles` different articles, which should be 2 or more.
    public func template(minimumArticles: Int = 3) -> SiteTemplate {
        var entries: [SiteTemplate.Entry] = []
        for holders in holders.values where holders.sample.count >= minimumArticles {
            let articles = groups(holders.sample)
            if articles >= minimumArticles {
                entries.append(SiteTemplate.Entry(pages: holders.pages, articles: articles, text: holders.text))
            }
        }
        return SiteTemplate(entries: entries)
    }

    /// What the learner keeps of an article's page.
    package static func page(_ article: Article) -> Page {
        article.input.withUTF8Buffer { buffer in
            var seen: Set<UInt64> = []
            var lines: [(key: UInt64, text: String)] = []
            for line in Lines(buffer) {
                let line = buffer.trimmed(line)
                if let key = LineKey(buffer, line), key.content >= minimumContent, seen.insert(key.hash).inserted {
                    lines.append((key.hash, buffer.text(line)))
                }
            }
            let sketch = sketch(buffer, article.kept)
            let identity = lines.map(\.key).sorted().reduce(LineKey.seed, LineKey.mixed)
            return Page(identity: identity, sketch: sketch, lines: lines)
        }
    }

    /// Adds a page.
    package mutating func add(_ page: Page) {
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

    // Shorter lines are words of any page: 首页, 分享.
    private static let minimumContent = 5
    // At most this many pages with a line are compared, which bounds the work for a line by the square of it.
    private static let sampleSize = 24
    // The length of a shingle in content characters. Of all shingles one in eight is kept.
    private static let shingle = 6

    private static func sketch(_ buffer: UTF8Buffer, _ ranges: [TextRange]) -> [UInt64] {
        let alphabet = Alphabet.cleaning
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

    // The number of pages with different bodies. A page whose body is too short to compare does not count.
    private func groups(_ pages: [UInt64]) -> Int {
        var representatives: [[UInt64]] = []
        for page in pages {
            guard let sketch = sketches[page], sketch.count >= 4 else { continue }
            if !representatives.contains(where: { Self.agree($0, sketch) }) { representatives.append(sketch) }
        }
        return representatives.count
    }

    // Whether the sketches share a third of the smaller one.
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
