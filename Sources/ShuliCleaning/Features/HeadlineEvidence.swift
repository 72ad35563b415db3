import ShuliText

/// What the lines around a headline candidate indicate.
struct HeadlineEvidence {
    let index: Int
    /// The number of distinct pairs of adjacent characters in the line.
    var pairs = 0
    /// How many of the pairs occur in the prose after it.
    var shared = 0
    /// How many of the pairs occur in the first paragraph after it.
    var sharedFirst = 0
    /// The content characters of the prose after it, up to `HeadlineSurroundings.sufficientProse`.
    var prose = 0
    /// The content characters of the first paragraph after it.
    var first = 0
    /// The number of lines before that paragraph, and how many of them open a list of articles or comments.
    var gap = 0
    var tails = 0
    var hasByline = false
    /// The number of lines to the first date before the prose; 0 where there is none.
    var date = 0

    /// The share of the pairs that occur in the prose.
    var share: Float { Float(shared) / Float(pairs) }

    /// The greatest share and amount of prose among all candidates of a text.
    static func greatest(of all: [HeadlineEvidence]) -> (share: Float, prose: Int) {
        all.reduce((0, 0)) { (max($0.0, $1.share), max($0.1, $1.prose)) }
    }
}

/// The lines of a text, prepared to compute the features of headline candidates.
struct HeadlineSurroundings {
    private let lines: [AssessedBlock]
    private let folded: FoldedBlocks
    private let keys: [[UInt16]]
    // How often each line's text occurs in the document, and where first.
    private var counts: [[UInt16]: (count: Int, first: Int)] = [:]
    private var proseSums = [0]
    // Prefix sums of the lines that open what follows an article.
    private var tailSums = [0]
    private let stretch: Range<Int>

    // The limits were chosen by hand; the trees were trained with them.
    // The content characters of a candidate; a line that contains one (the page's path or title) may be longer.
    private static let lengths = 4...60
    private static let maximumContent = 120
    // Prose is looked for in this many lines after a candidate, until so much is found.
    private static let reach = 90
    private static let sufficientProse = 800
    // Repetitions of a candidate are looked for in this many lines on either side.
    private static let near = 60

    init(_ assessed: AssessedDocument) {
        let (lines, folded) = (assessed.lines, assessed.folded)
        self.lines = lines
        self.folded = folded
        keys = lines.indices.map { lines[$0].shape.content <= Self.maximumContent ? folded.contentKey($0) : [] }
        for (index, key) in keys.enumerated() where key.count >= 4 {
            counts[key, default: (0, index)].count += 1
        }
        for line in lines {
            proseSums.append(proseSums[proseSums.count - 1] + line.prose)
            tailSums.append(tailSums[tailSums.count - 1] + (Self.opensTail(line) ? 1 : 0))
        }
        stretch = assessed.density.densestStretch(headline: nil)
    }

    private static func opensTail(_ line: AssessedBlock) -> Bool {
        line.cause?.falls(under: BoilerplateRules.openings) ?? false
    }

    /// Nil where the line cannot be a headline: too short or too long, boilerplate, a sentence, or without prose after it.
    func evidence(for index: Int) -> HeadlineEvidence? {
        let line = lines[index]
        // A paragraph is none, whatever it ends in: 他说：“……了。”
        let isParagraph = line.shape.content > 30 && line.shape.ends > 0 && line.shape.marks > 0
        guard line.cause == nil, Self.lengths.contains(line.shape.content), line.shape.last != 0x3002, !isParagraph
        else {
            return nil
        }
        var own = LabelPairTable(capacity: keys[index].count)
        for pair in Self.pairs(keys[index]) { own.insert(pair) }
        guard own.count >= 3 else { return nil }
        var evidence = HeadlineEvidence(index: index)
        evidence.pairs = own.count
        for other in (index + 1)..<max(index + 1, min(lines.count, index + Self.reach)) {
            let next = lines[other]
            if evidence.prose == 0 {
                if other <= index + 8 {
                    if next.cause == .byline { evidence.hasByline = true }
                    if evidence.date == 0,
                        next.cause == .date && next.shape.digits >= 6 || next.shape.dateJoints >= 2
                            || next.shape.endsWithAge
                    {
                        evidence.date = other - index
                    }
                }
                if Self.opensTail(next) { evidence.tails += 1 }
            } else if Self.opensTail(next) {
                break
            }
            guard next.cause == nil, next.shape.isProse, next.linkShare < 0.5 else {
                if evidence.prose == 0 { evidence.gap += 1 }
                continue
            }
            for pair in Self.pairs(folded.labels[folded.ranges[other]]) where own.mark(pair) { evidence.shared += 1 }
            if evidence.prose == 0 {
                evidence.first = next.shape.content
                evidence.sharedFirst = evidence.shared
            }
            evidence.prose += next.shape.content
            if evidence.prose > Self.sufficientProse { break }
        }
        return evidence.prose > 0 ? evidence : nil
    }

    /// Writes the features of a candidate; `greatest` is that of all candidates of the text.
    func put<Sink: FeatureSink>(
        _ evidence: HeadlineEvidence, beside greatest: (share: Float, prose: Int), into sink: inout Sink
    ) {
        let index = evidence.index
        let shape = lines[index].shape
        let known = counts[keys[index]] ?? (1, index)
        sink.put("shared", evidence.share)
        sink.put("shared beside the greatest", greatest.share > 0 ? evidence.share / greatest.share : 0)
        sink.put("shared with the first", evidence.sharedFirst, of: evidence.pairs)
        sink.put("shared count", log: evidence.shared)
        sink.put("prose behind", log: evidence.prose)
        sink.put("prose beside the greatest", evidence.prose, of: greatest.prose)
        sink.put("first paragraph", log: evidence.first)
        sink.put("gap", log: evidence.gap)
        sink.put("tails between", log: evidence.tails)
        sink.put("byline", evidence.hasByline)
        sink.put("date", Float(evidence.date))
        sink.put("dated", shape.dateJoints >= 2)
        sink.put("dated before", (max(0, index - 2)..<index).contains { lines[$0].shape.dateJoints >= 2 })
        sink.put("repeated", log: known.count - 1)
        sink.put("first of its kind", known.first == index)
        let containing = containing(index)
        sink.put("inside of others", log: containing.others)
        sink.put("holds others", containing.holds)
        sink.put("content", log: shape.content)
        sink.put("closed", shape.endsClosed)
        sink.put("cut", shape.endsCut)
        sink.put("separators", log: shape.separators)
        sink.put("marks", log: shape.marks)
        sink.put("quotes", log: shape.quotes)
        sink.put("digits", shape.digits, of: shape.content)
        sink.put("letters", shape.letters, of: shape.content)
        sink.put("function characters", shape.functionCharacters, of: shape.content)
        sink.put("begins with a mark", !CharacterClass(shape.first).isContent && shape.quotes == 0)
        sink.put("like neighbours", Float(alike(index)))
        sink.put(
            "navigation before",
            (max(0, index - 3)..<index).contains {
                lines[$0].cause?.falls(under: BoilerplateRules.navigation) ?? false
            })
        sink.put("prose before", log: proseSums[index] - proseSums[max(0, index - 8)])
        sink.put("prose share before", proseSums[index], of: proseSums[lines.count])
        sink.put("tails before", log: tailSums[index])
        sink.put("place", index, of: lines.count)
        sink.put("from start", log: index)
        sink.put("from stretch", signedLog: index - stretch.lowerBound)
        sink.put("in stretch", stretch.contains(index))
    }

    // How many lines nearby contain the line's text, as the page's path and title do, and whether it contains that of another.
    private func containing(_ index: Int) -> (others: Int, holds: Bool) {
        let key = keys[index]
        var (others, holds) = (0, false)
        for other in max(0, index - Self.near)..<min(lines.count, index + Self.near) where other != index {
            let labels = keys[other]
            if labels.count > key.count {
                if labels.contains(run: key) { others += 1 }
            } else if labels.count >= 8, labels.count < key.count, key.contains(run: labels) {
                holds = true
            }
        }
        return (others, holds)
    }

    // How many of the two lines on either side are short ones of about the same length.
    private func alike(_ index: Int) -> Int {
        [-2, -1, 1, 2].count { step in
            guard lines.indices.contains(index + step) else { return false }
            let other = lines[index + step]
            return other.cause == nil && !other.shape.isProse
                && abs(other.shape.content - lines[index].shape.content) <= 6
        }
    }

    private static func pairs(_ labels: some Collection<UInt16>) -> some Sequence<UInt32> {
        zip(labels, labels.dropFirst()).lazy.map { UInt32($0) << 16 | UInt32($1) }
    }
}
