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
        var keeps = lines.indices.map { lines[$0].shape.content > 0 && odds[$0] >= level.threshold }
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
