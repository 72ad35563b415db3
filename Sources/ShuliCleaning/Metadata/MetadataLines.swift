import ShuliText

/// The lines around the body of an article that may state who wrote it, when, and where it came from.
struct MetadataLines {
    let buffer: UTF8Buffer
    let lines: [AssessedBlock]
    let body: Range<Int>
    let headline: Int?
    let seams: [Int]
    /// From the headline (or the lines before the body) to the body, at least five lines after the headline; nearest to the headline
    /// first, then what stands before the headline.
    let head: [Int]
    /// The first lines of the body, which may be a byline that was taken for body.
    let first: [Int]
    /// The last lines of the body, the last one first.
    let last: [Int]
    /// Lines after the body, up to a list of other articles or comments.
    let behind: [Int]
    /// All of these.
    let all: [Int]
    private let known = KnownLines()

    // Several readers look at the same lines.
    private final class KnownLines {
        var folded: [Int: [FoldedLine]] = [:]
    }

    init(_ buffer: UTF8Buffer, _ analysis: DocumentAnalysis, body: Range<Int>) {
        self.buffer = buffer
        lines = analysis.lines
        headline = analysis.headline
        seams = analysis.document.seams
        self.body = body
        head = Self.head(headline, body, lines.count)
        first = Array(body.prefix(3))
        last = body.dropFirst(3).suffix(4).reversed()
        let start = min(body.upperBound, lines.count)
        behind = (start..<min(lines.count, start + 10)).prefix { [lines] in
            !(lines[$0].cause?.falls(under: BoilerplateRules.openings) ?? false)
        }.map(\.self)
        all = head + first + last + behind
    }

    private static func head(_ headline: Int?, _ body: Range<Int>, _ count: Int) -> [Int] {
        let end = min(count, max(headline.map { $0 + 6 } ?? 0, body.lowerBound))
        guard let headline else { return Array(max(0, end - 12)..<end) }
        let behind = headline + 1 < end ? Array((headline + 1)..<min(end, headline + 30)) : []
        let last = behind.count < end - headline - 1 ? Array(max(headline + 30, end - 8)..<end) : []
        return behind + last + Array(max(0, headline - 6)..<headline).reversed()
    }

    /// A line for reading labels and names. Of a paragraph with more than 150 characters the first 40 and the last 100, each as a line.
    func folded(_ index: Int) -> [FoldedLine] {
        if let folded = known.folded[index] { return folded }
        let folded = fold(index)
        known.folded[index] = folded
        return folded
    }

    private func fold(_ index: Int) -> [FoldedLine] {
        let range = lines[index].block.range
        guard range.count > 150 else { return [FoldedLine(buffer, range, index: index, seams: seams)] }
        func place(_ count: Int, _ next: (Int) -> Int?, from start: Int) -> Int {
            var place = start
            for _ in 0..<count {
                guard let following = next(place) else { break }
                place = following
            }
            return place
        }
        let head = place(
            40, { $0 < range.upperBound ? $0 + buffer.scalar(at: $0).length : nil }, from: range.lowerBound)
        let tail = place(
            100, { $0 > range.lowerBound ? $0 - buffer.scalar(before: $0).length : nil }, from: range.upperBound)
        if tail <= head { return [FoldedLine(buffer, range, index: index, seams: seams)] }
        return [
            FoldedLine(buffer, TextRange(range.lowerBound, head), index: index, seams: seams),
            FoldedLine(buffer, TextRange(tail, range.upperBound), index: index, seams: seams),
        ]
    }

    /// Whether a line contains any of some words.
    func mentions(_ words: [[UInt8]], _ index: Int) -> Bool {
        let range = lines[index].block.range.bytes
        return words.contains { buffer.firstPlace(of: $0, in: range) != nil }
    }

    /// Whether a line is a sentence or several, and no byline.
    func isSentence(_ index: Int) -> Bool {
        let shape = lines[index].shape
        return shape.ends > 0 && (shape.endsClosed || shape.isProse)
    }

    /// Whether a line belongs to comments, or outside of what lies between headline and body to menus or lists of other articles, by the
    /// names of its elements.
    func isElsewhere(_ index: Int) -> Bool {
        let nearest = lines[index].block.nearest
        if nearest.contains(.comments) { return true }
        let isBetween =
            headline.map { $0 <= index && index <= $0 + 6 || $0 <= index && index < body.lowerBound }
            ?? (index < body.lowerBound)
        return !isBetween && !nearest.isDisjoint(with: [.aside, .navigation])
    }

    /// The block that contains a place of the text.
    func line(at place: Int) -> Int? {
        let index = lines.partitioningIndex { $0.block.range.upperBound >= place }
        return index < lines.count && lines[index].block.range.lowerBound <= place ? index : nil
    }

    /// The texts of elements that are named as one kind and stand near the body, those before it first.
    func named(_ kind: Surroundings, _ claims: PageClaims) -> [NamedText] {
        let zone =
            max(0, (headline ?? body.lowerBound) - 8)..<min(lines.count, max(body.lowerBound + 3, (headline ?? 0) + 8))
        let near = claims.named.filter { named in
            guard named.kind.contains(kind), let line = line(at: named.range.lowerBound) else { return false }
            return zone.contains(line) && !isElsewhere(line)
        }
        return near
    }
}
