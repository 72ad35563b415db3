import ShuliText

/// How much evidence the cleaner asks for before it removes a block.
public enum CleaningLevel: String, CaseIterable, Sendable, Codable {
    /// Removes only what is furniture almost certainly; some of it stays.
    case gentle
    /// Removes what is rather furniture than body.
    case standard
    /// Keeps only what is body almost certainly; some of it goes.
    case strict

    /// The log-odds from which on a block is kept.
    var threshold: Float {
        switch self {
        case .gentle: -2
        case .standard: 0
        case .strict: 2
        }
    }
}

/// Decides of every block whether it belongs to the body.
struct MainContent {
    /// From the first to the last block of the body.
    let body: Range<Int>
    /// A verdict on every block; nil where it is kept.
    let verdicts: [Verdict?]

    init(
        _ reading: BlockReading, _ document: BlockDocument, logOdds: [Float], level: CleaningLevel,
        template: SiteTemplate?
    ) {
        let lines = reading.lines
        var odds = logOdds
        var articles = [Int](repeating: 0, count: lines.count)
        if let template {
            document.text.withUTF8Buffer { buffer in
                for index in lines.indices {
                    guard let key = LineKey(buffer, lines[index].block.range, reading.folded.alphabet) else { continue }
                    let evidence = template.evidence(for: key)
                    odds[index] -= evidence.logOdds
                    articles[index] = evidence.articles
                }
            }
        }
        var keeps =
            document.isPage
            ? odds.map { $0 >= level.threshold } : Self.likeliestRuns(odds.map { $0 - level.threshold })
        for index in lines.indices where keeps[index] {
            // What a rule names is not kept for its neighbours' sake.
            if lines[index].shape.content == 0 || lines[index].verdict != nil && odds[index] < level.threshold {
                keeps[index] = false
            }
        }
        if document.isPage { Self.fillGaps(&keeps, lines, odds, level) }
        let first = keeps.firstIndex(of: true) ?? 0
        let body = first..<(keeps.lastIndex(of: true).map { $0 + 1 } ?? first)
        self.body = body
        verdicts = lines.indices.map { index in
            if keeps[index] { return nil }
            if articles[index] > 0 { return .template(articles[index]) }
            if let verdict = lines[index].verdict { return verdict }
            return body.contains(index) ? .model(odds[index]) : .outside
        }
    }

    // The labelling of a text's lines with the greatest odds, where each change from body to furniture and back costs some
    // (Viterbi 1967): a line that is a little off among lines of one kind goes with them. A page's blocks have no order
    // that tells as much.
    private static func likeliestRuns(_ odds: [Float]) -> [Bool] {
        var kept: Float = 0
        var gone: Float = 0
        // For each line whether the best way to it, kept or gone, comes from the same state.
        var stays: [(kept: Bool, gone: Bool)] = []
        stays.reserveCapacity(odds.count)
        for odds in odds {
            stays.append((kept >= gone - change, gone >= kept - change))
            (kept, gone) = (max(kept, gone - change) + odds / 2, max(gone, kept - change) - odds / 2)
        }
        var keeps = [Bool](repeating: false, count: odds.count)
        var isKept = kept >= gone
        for index in odds.indices.reversed() {
            keeps[index] = isKept
            if !(isKept ? stays[index].kept : stays[index].gone) { isKept.toggle() }
        }
        return keeps
    }

    // What a change costs, in half log-odds.
    private static let change: Float = 0.7

    // Rows of a table, items of a list and lines of code between two paragraphs of a body belong to it, unless something
    // speaks against them: by themselves they look like menus, and the model has seen few that are not.
    private static func fillGaps(_ keeps: inout [Bool], _ lines: [JudgedBlock], _ odds: [Float], _ level: CleaningLevel)
    {
        var before: Int?
        for index in lines.indices where keeps[index] {
            defer { before = index }
            guard let before, index - before > 1, index - before <= longestGap else { continue }
            let gap = (before + 1)..<index
            let belongs = gap.allSatisfy { place in
                let line = lines[place]
                let isPart =
                    line.block.role == .tableRow || line.block.role == .listItem || line.block.role == .preformatted
                return isPart && line.verdict == nil && line.linkShare < 0.2
                    && line.block.nearest.isDisjoint(with: .furniture) && odds[place] >= level.threshold - 4
            }
            if belongs { for place in gap { keeps[place] = true } }
        }
    }

    private static let longestGap = 40
}
