/// Weights of blocks by how much prose they contain, and the runs of blocks with the greatest sums: first guesses at the body,
/// which features are computed from. The trees, not these runs, decide what is kept.
///
/// All weights and limits were chosen by hand, before there was a model. The trees were trained with what follows from them, so
/// they cannot be changed without training again.
struct ProseDensity: Sendable {
    private let lines: [AssessedBlock]
    // A block that reads like prose weighs as much as it has content characters; any other has a small negative weight.
    private let weights: [Double]

    init(_ lines: [AssessedBlock]) {
        self.lines = lines
        weights = lines.map(Self.weight)
    }

    /// The contiguous run of blocks with the greatest sum of weights (Kadane's algorithm, one pass). Where the headline is known,
    /// the run is expected to follow it.
    func densestStretch(headline: Int?) -> Range<Int> {
        var best = 0..<0
        var bestSum = 0.0
        var sum = 0.0
        var start = 0
        for index in weights.indices {
            if sum <= 0 {
                sum = 0
                start = index
            }
            sum += index == headline ? Self.headlineWeight : weights[index]
            if sum > bestSum {
                bestSum = sum
                best = start..<(index + 1)
            }
        }
        if let headline, best.contains(headline), best.upperBound > headline + 1 {
            best = trimmedStart((headline + 1)..<best.upperBound)
        }
        return best.isEmpty ? longestPlainRun() : best
    }

    /// The run of prose that begins after the headline and ends before the first long gap, because most of what follows such a
    /// gap is a list of other articles. Empty without a headline.
    func leadRun(headline: Int?) -> Range<Int> {
        guard let headline else { return 0..<0 }
        var (sum, best, end, start) = (0.0, 0.0, headline + 1, -1)
        for index in (headline + 1)..<max(headline + 1, weights.count) {
            let weight = weights[index]
            if start < 0 {
                // Bylines and share buttons come before the first paragraph.
                if weight > 0 { start = index } else if index > headline + 40 { break }
            }
            guard start >= 0 else { continue }
            sum += weight
            if sum > best { (best, end) = (sum, index + 1) }
            if best - sum > Self.maximumGap { break }
        }
        return start < 0 ? (headline + 1)..<(headline + 1) : start..<end
    }

    // About a dozen short lines, or a heading that opens comments and a few of them.
    private static let maximumGap = 80.0

    // A stretch elsewhere must contain this much more prose than the one after the headline.
    private static let headlineWeight = 200.0

    private static func weight(_ line: AssessedBlock) -> Double {
        let block = line.block
        var weight: Double
        if let cause = line.cause {
            weight = cause.falls(under: BoilerplateRules.openings) ? -60 : -12
        } else if line.shape.isProse {
            weight = Double(min(line.shape.content, 240)) * (1 - line.linkShare)
        } else {
            weight = line.shape.endsCut ? -20 : -6
        }
        if !block.surroundings.isDisjoint(with: .boilerplate) { weight = weight > 0 ? weight * 0.3 : weight * 1.5 }
        if block.surroundings.contains(.content) && weight > 0 { weight *= 1.3 }
        return weight
    }

    // The longest run without boilerplate, for a document without prose: a poem, a table or a single line.
    private func longestPlainRun() -> Range<Int> {
        var best = 0..<0
        var run = 0..<0
        var size = 0
        var bestSize = 0
        for index in lines.indices where lines[index].cause == nil {
            let continues = run.upperBound == index && !run.isEmpty
            run = (continues ? run.lowerBound : index)..<(index + 1)
            size = (continues ? size : 0) + lines[index].shape.content
            if size > bestSize { (best, bestSize) = (run, size) }
        }
        return best
    }

    // Without the bylines and tools at the start whose weights sum to less than zero.
    private func trimmedStart(_ stretch: Range<Int>) -> Range<Int> {
        var sum = 0.0
        var lowest = 0.0
        var start = stretch.lowerBound
        for index in stretch {
            sum += weights[index]
            if sum < lowest {
                lowest = sum
                start = index + 1
            }
        }
        return start..<stretch.upperBound
    }
}
