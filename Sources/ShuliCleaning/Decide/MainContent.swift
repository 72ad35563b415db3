import ShuliText

extension CleaningLevel {
    /// The log-odds at which a block is kept.
    var threshold: Float {
        switch self {
        case .gentle: -2
        case .standard: 0
        case .strict: 2
        }
    }
}

/// Decides for each block of a document whether it belongs to the body.
struct MainContent {
    /// The blocks from the first to the last that is kept; empty where none is.
    let body: Range<Int>
    /// Why each block is removed; nil where it is kept.
    let causes: [RemovalCause?]

    init(_ analysis: DocumentAnalysis, level: CleaningLevel, template: SiteTemplate?) {
        let lines = analysis.lines
        let isPage = analysis.document.isPage
        var odds = analysis.logOdds
        var articles = [Int](repeating: 0, count: lines.count)
        if let template {
            analysis.document.text.withUTF8Buffer { buffer in
                for index in lines.indices {
                    guard let key = LineKey(buffer, lines[index].block.range) else { continue }
                    let evidence = template.evidence(for: key)
                    odds[index] -= evidence.logOdds
                    articles[index] = evidence.articles
                }
            }
        }
        var keeps = Self.likeliestRuns(odds.map { $0 - level.threshold })
        for index in lines.indices where keeps[index] {
            // Odds below the threshold were overruled by the neighbours of the line; they do not overrule a rule as well.
            if lines[index].shape.content == 0 || lines[index].cause != nil && odds[index] < level.threshold {
                keeps[index] = false
            }
        }
        if isPage { Self.fillGaps(&keeps, lines, odds, level) }
        let first = keeps.firstIndex(of: true) ?? 0
        let body = first..<(keeps.lastIndex(of: true).map { $0 + 1 } ?? first)
        self.body = body
        causes = lines.indices.map { index in
            if keeps[index] { return nil }
            if articles[index] > 0 { return .template(articles[index]) }
            if let cause = lines[index].cause { return cause }
            return body.contains(index) ? .model : .outside
        }
    }

    /// The labelling of a document's lines with the greatest total odds, where each change between body and boilerplate has a cost
    /// (Viterbi 1967): a line that differs a little from its neighbours is treated like them.
    ///
    /// It raised the F1 of flattened texts of sites left out from .919, .898 and .942 to .920, .910 and .968 (blocks, nodes, columns).
    static func likeliestRuns(_ odds: [Float]) -> [Bool] {
        var kept: Float = 0
        var removed: Float = 0
        // For each line whether the best way to it, kept or removed, comes from the same state.
        var stays: [(kept: Bool, removed: Bool)] = []
        stays.reserveCapacity(odds.count)
        for odds in odds {
            stays.append((kept >= removed - changeCost, removed >= kept - changeCost))
            (kept, removed) = (
                max(kept, removed - changeCost) + odds / 2, max(removed, kept - changeCost) - odds / 2
            )
        }
        var keeps = [Bool](repeating: false, count: odds.count)
        var isKept = kept >= removed
        for index in odds.indices.reversed() {
            keeps[index] = isKept
            if !(isKept ? stays[index].kept : stays[index].removed) { isKept.toggle() }
        }
        return keeps
    }

    // The cost of a change, in half log-odds. Chosen by hand; no measurement of other values is recorded for texts.
    private static let changeCost: Float = 0.7

    // Keeps table rows, list items and lines of code between two kept blocks, unless something speaks against them: by
    // themselves they look like menus, and few of the pages that the model was trained on contain any. It was introduced for that
    // reason with hand-chosen limits; no measurement of other values is recorded.
    private static func fillGaps(
        _ keeps: inout [Bool], _ lines: [AssessedBlock], _ odds: [Float], _ level: CleaningLevel
    ) {
        var before: Int?
        for index in lines.indices where keeps[index] {
            defer { before = index }
            guard let before, index - before > 1, index - before <= maximumGap else { continue }
            let gap = (before + 1)..<index
            let belongs = gap.allSatisfy { place in
                let line = lines[place]
                let isPart =
                    line.block.role == .tableRow || line.block.role == .listItem || line.block.role == .preformatted
                return isPart && line.cause == nil && line.linkShare < 0.2
                    && line.block.nearest.isDisjoint(with: .boilerplate) && odds[place] >= level.threshold - 4
            }
            if belongs { for place in gap { keeps[place] = true } }
        }
    }

    private static let maximumGap = 40
}
