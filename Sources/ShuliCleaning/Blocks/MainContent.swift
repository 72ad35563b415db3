import ShuliText

/// Chooses the body among the blocks: the stretch of the page where prose is densest, less the furniture inside it.
///
/// Every block has a weight, its content characters where it reads like prose and a fixed cost where it doesn't; the
/// stretch is the contiguous run with the greatest sum (Kadane's algorithm, one pass).
struct MainContent: Sendable {
    /// The blocks from the first to the last of the body.
    let stretch: Range<Int>
    /// A verdict on every block; nil where it is kept.
    let verdicts: [Verdict?]

    /// `headline` is the block of the headline, where it is known: the body is expected to follow it.
    init(_ lines: [JudgedBlock], _ buffer: UTF8Buffer, headline: Int?) {
        let stretch = Self.densestStretch(lines, headline)
        let listed = Self.listedBlocks(lines, in: stretch)
        self.stretch = stretch
        verdicts = lines.indices.map { index in
            guard stretch.contains(index) else { return lines[index].verdict ?? .outside }
            if let verdict = lines[index].verdict { return verdict }
            return listed.contains(index) ? .list : nil
        }
    }

    // So much prose elsewhere outweighs standing right behind the headline.
    private static let headlineWeight = 200.0

    private static func weight(_ line: JudgedBlock) -> Double {
        let block = line.block
        var weight: Double
        if line.verdict != nil {
            weight = line.verdict?.rule == "comment" || line.verdict?.rule == "related" ? -60 : -12
        } else if line.shape.isProse {
            weight = Double(min(line.shape.content, 240)) * (1 - line.linkShare)
        } else {
            weight = line.shape.endsCut ? -20 : -6
        }
        if !block.surroundings.isDisjoint(with: .furniture) { weight = weight > 0 ? weight * 0.3 : weight * 1.5 }
        if block.surroundings.contains(.content) && weight > 0 { weight *= 1.3 }
        return weight
    }

    private static func densestStretch(_ lines: [JudgedBlock], _ headline: Int?) -> Range<Int> {
        var best = 0..<0
        var bestSum = 0.0
        var sum = 0.0
        var start = 0
        for index in lines.indices {
            if sum <= 0 {
                sum = 0
                start = index
            }
            sum += index == headline ? headlineWeight : weight(lines[index])
            if sum > bestSum {
                bestSum = sum
                best = start..<(index + 1)
            }
        }
        if let headline, best.contains(headline), best.upperBound > headline + 1 {
            best = trimmedStart((headline + 1)..<best.upperBound, lines)
        }
        guard best.isEmpty else { return extended(best, lines) }
        // Nothing reads like prose: a poem, a table or a single line. The longest run without furniture it is.
        var run = 0..<0
        var size = 0
        var bestSize = 0
        for index in lines.indices where lines[index].verdict == nil {
            let goesOn = run.upperBound == index && !run.isEmpty
            run = (goesOn ? run.lowerBound : index)..<(index + 1)
            size = (goesOn ? size : 0) + lines[index].shape.content
            if size > bestSize { (best, bestSize) = (run, size) }
        }
        return best
    }

    // Behind the headline: without the bylines and tools that weigh less than nothing together.
    private static func trimmedStart(_ stretch: Range<Int>, _ lines: [JudgedBlock]) -> Range<Int> {
        var sum = 0.0
        var lowest = 0.0
        var start = stretch.lowerBound
        for index in stretch {
            sum += weight(lines[index])
            if sum < lowest {
                lowest = sum
                start = index + 1
            }
        }
        return start..<stretch.upperBound
    }

    // Short lines right beside the stretch that belong to the same element are its first or last paragraphs.
    private static func extended(_ stretch: Range<Int>, _ lines: [JudgedBlock]) -> Range<Int> {
        func belongs(_ index: Int, with other: Int) -> Bool {
            let line = lines[index]
            return line.verdict == nil && line.block.container != 0
                && line.block.container == lines[other].block.container && line.linkShare < 0.2
                && line.block.role == lines[other].block.role
        }
        var (start, end) = (stretch.lowerBound, stretch.upperBound)
        while start > 0, belongs(start - 1, with: stretch.lowerBound) { start -= 1 }
        while end < lines.count, belongs(end, with: stretch.upperBound - 1) { end += 1 }
        return start..<end
    }

    // Teasers of other articles: blocks that end cut off, with a date or a count or another such within three blocks,
    // and the short line before each (its title).
    private static func listedBlocks(_ lines: [JudgedBlock], in stretch: Range<Int>) -> Set<Int> {
        var listed: Set<Int> = []
        let cut = stretch.filter {
            lines[$0].shape.endsCut && lines[$0].shape.content >= 20 && lines[$0].verdict == nil
        }
        for index in cut {
            let near = max(stretch.lowerBound, index - 3)..<min(stretch.upperBound, index + 4)
            let hasSign = near.contains { other in
                other != index && (lines[other].verdict == .date || cut.contains(other))
            }
            guard hasSign else { continue }
            listed.insert(index)
            if index > stretch.lowerBound, lines[index - 1].verdict == nil, !lines[index - 1].shape.isProse {
                listed.insert(index - 1)
            }
        }
        return listed
    }
}
