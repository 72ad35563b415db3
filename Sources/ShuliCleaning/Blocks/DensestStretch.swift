import ShuliText

/// The stretch of the page where prose is densest: a first guess at the body, from which features are computed.
///
/// Every block has a weight, its content characters where it reads like prose and a fixed cost where it doesn't; the
/// stretch is the contiguous run with the greatest sum (Kadane's algorithm, one pass).
enum DensestStretch {
    /// `headline` is the block of the headline, where it is known: the body is expected to follow it.
    static func find(_ lines: [JudgedBlock], headline: Int?) -> Range<Int> {
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
        return best.isEmpty ? longestPlainRun(lines) : best
    }

    /// The run of prose that begins behind the headline and ends before the first long gap: what stands behind such a gap,
    /// however much it is, is mostly a list of other articles. Empty without a headline.
    static func leadRun(_ lines: [JudgedBlock], headline: Int?) -> Range<Int> {
        guard let headline else { return 0..<0 }
        var (sum, best, end, start) = (0.0, 0.0, headline + 1, -1)
        for index in (headline + 1)..<max(headline + 1, lines.count) {
            let weight = weight(lines[index])
            if start < 0 {
                // Bylines and share bars until the first paragraph.
                if weight > 0 { start = index } else if index > headline + 40 { break }
            }
            guard start >= 0 else { continue }
            sum += weight
            if sum > best { (best, end) = (sum, index + 1) }
            if best - sum > longestGap { break }
        }
        return start < 0 ? (headline + 1)..<(headline + 1) : start..<end
    }

    // A dozen short lines, or a heading that opens comments and a few of them.
    private static let longestGap = 80.0

    // So much prose elsewhere outweighs standing right behind the headline.
    private static let headlineWeight = 200.0

    private static func weight(_ line: JudgedBlock) -> Double {
        let block = line.block
        var weight: Double
        if line.verdict != nil {
            weight = line.verdict?.falls(under: FurnitureRules.openings) ?? false ? -60 : -12
        } else if line.shape.isProse {
            weight = Double(min(line.shape.content, 240)) * (1 - line.linkShare)
        } else {
            weight = line.shape.endsCut ? -20 : -6
        }
        if !block.surroundings.isDisjoint(with: .furniture) { weight = weight > 0 ? weight * 0.3 : weight * 1.5 }
        if block.surroundings.contains(.content) && weight > 0 { weight *= 1.3 }
        return weight
    }

    // Nothing reads like prose: a poem, a table or a single line. The longest run without furniture it is.
    private static func longestPlainRun(_ lines: [JudgedBlock]) -> Range<Int> {
        var best = 0..<0
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
}
