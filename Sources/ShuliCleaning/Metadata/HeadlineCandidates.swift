import ShuliText

/// The short lines of a text that claims no title, and what speaks for each being the headline.
///
/// A headline stands before prose that speaks of the same thing, with a byline between them, and captions or the page's
/// path repeat it; subheads stand between paragraphs, lists of other articles behind what they are related to. The
/// features are weighed by a linear model, a softmax over the candidates of a text.
struct HeadlineCandidates {
    struct Candidate {
        let index: Int
        let features: [Float]
    }

    private(set) var candidates: [Candidate] = []

    private let lines: [JudgedBlock]
    private let folded: FoldedText
    private let keys: [[UInt16]]
    // How often each line's text stands in the document, and where first.
    private var counts: [[UInt16]: (count: Int, first: Int)] = [:]
    private var proseSums = [0]

    init(_ lines: [JudgedBlock], _ folded: FoldedText) {
        self.lines = lines
        self.folded = folded
        keys = lines.indices.map { (4...60).contains(lines[$0].shape.content) ? folded.contentKey($0) : [] }
        for (index, key) in keys.enumerated() where key.count >= 4 {
            counts[key, default: (0, index)].count += 1
        }
        for line in lines { proseSums.append(proseSums[proseSums.count - 1] + BlockContext.prose(line)) }
        var behindTail = 0
        for index in lines.indices {
            let verdict = lines[index].verdict?.rule
            if verdict == "related" || verdict == "comment" { behindTail += 1 }
            // A headline ends in no full stop: the first paragraph of a text without one is none.
            guard lines[index].verdict == nil, !lines[index].shape.endsCut, lines[index].shape.last != 0x3002,
                let features = features(index, behindTail: behindTail)
            else { continue }
            candidates.append(Candidate(index: index, features: features))
        }
    }

    /// The candidate that the weights like best; of equals the first.
    func best(_ weights: Table<Float>) -> Int? {
        var best: (index: Int, score: Float)?
        for candidate in candidates where candidate.features.count == weights.count {
            let score = candidate.features.indices.reduce(Float(0)) { $0 + candidate.features[$1] * weights[$1] }
            if best.map({ score > $0.score }) ?? true { best = (candidate.index, score) }
        }
        return best?.index
    }

    /// The names of the features, in the order that the weights have.
    static let names = [
        "shared", "byline", "date", "byline next", "repeated", "length", "long", "prose behind", "prose before",
        "tails before", "closed", "separators", "first", "gap", "place", "quotes", "digits", "functions", "bullet",
        "like neighbours", "navigation before", "prose share before", "short", "very long",
    ]

    // Nil where no prose follows: no headline.
    private func features(_ index: Int, behindTail: Int) -> [Float]? {
        let line = lines[index]
        let own = Set(Self.pairs(keys[index]))
        guard own.count >= 3 else { return nil }
        var (prose, gap, hasByline, hasDate, isNext) = (0, 0, false, false, false)
        var shared: Set<UInt32> = []
        for other in (index + 1)..<max(index + 1, min(lines.count, index + 60)) {
            let next = lines[other]
            if next.verdict?.rule == "related" || next.verdict?.rule == "comment" { break }
            if prose == 0 && other <= index + 6 {
                if next.verdict == .byline { hasByline = true }
                if next.verdict == .date && next.shape.digits >= 6 { hasDate = true }
                if (hasByline || hasDate) && other == index + 1 { isNext = true }
            }
            guard next.verdict == nil, next.shape.isProse, next.linkShare < 0.5 else {
                // Nothing but short lines for long: no article begins here.
                if prose == 0 {
                    gap += 1
                    if gap > 45 { break }
                }
                continue
            }
            prose += next.shape.content
            let labels = folded.labels[folded.ranges[other]]
            for (first, second) in zip(labels, labels.dropFirst()) {
                let pair = UInt32(first) << 16 | UInt32(second)
                if own.contains(pair) { shared.insert(pair) }
            }
            if prose > 800 { break }
        }
        guard prose > 0 else { return nil }
        let shape = line.shape
        let known = counts[keys[index]] ?? (1, index)
        let before = proseSums[index] - proseSums[max(0, index - 8)]
        let alike = [-2, -1, 1, 2].count { step in
            guard lines.indices.contains(index + step) else { return false }
            let other = lines[index + step]
            return other.verdict == nil && !other.shape.isProse && abs(other.shape.content - shape.content) <= 6
        }
        return [
            Float(shared.count) / Float(own.count), hasByline ? 1 : 0, hasDate ? 1 : 0, isNext ? 1 : 0,
            Float(min(2, known.count - 1)), Float(min(shape.content, 25)) / 25, shape.content > 32 ? 1 : 0,
            Float(min(prose, 400)) / 400, Float(min(before, 200)) / 200, Float(min(behindTail, 3)),
            shape.endsClosed ? 1 : 0, Float(min(shape.separators, 6)) / 6, known.first == index ? 1 : 0,
            Logarithms.of(gap), Float(index) / Float(lines.count), shape.quotes > 0 ? 1 : 0,
            Float(shape.digits) / Float(shape.content), Float(shape.functionCharacters) / Float(shape.content),
            CharacterClass(shape.first).isContent || shape.quotes > 0 ? 0 : 1, Float(alike) / 4,
            (max(0, index - 3)..<index).contains { lines[$0].verdict?.rule == "navigation" } ? 1 : 0,
            Float(proseSums[index]) / Float(max(1, proseSums[lines.count])), shape.content < 9 ? 1 : 0,
            shape.content > 45 ? 1 : 0,
        ]
    }

    private static func pairs(_ key: [UInt16]) -> [UInt32] {
        zip(key, key.dropFirst()).map { UInt32($0) << 16 | UInt32($1) }
    }
}
