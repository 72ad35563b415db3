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
        Self.moveCopies(&keeps, analysis)
        // What other pages of the site share fills no hole.
        let own = zip(odds, articles).map { $1 > 0 ? -.infinity : $0 }
        analysis.document.text.withUTF8Buffer {
            BodyHoles.fill(&keeps, analysis, own, level, $0)
            BodySections.fill(&keeps, analysis, $0)
        }
        ShortLines.fill(&keeps, analysis)
        if !analysis.document.isPage, template == nil { Self.keepShortText(&keeps, lines, headline: analysis.headline) }
        var inserts = analysis.document.text.withUTF8Buffer { BodyInserts.remove(from: &keeps, analysis, $0) }
        inserts.merge(BodyCode.decide(&keeps, analysis)) { $1 }
        let first = keeps.firstIndex(of: true) ?? 0
        let body = first..<(keeps.lastIndex(of: true).map { $0 + 1 } ?? first)
        self.body = body
        causes = lines.indices.map { index in
            if keeps[index] { return nil }
            if articles[index] > 0 { return .template(articles[index]) }
            if let cause = inserts[index] { return cause }
            if index == analysis.headline { return .headline }
            if let cause = lines[index].cause { return cause }
            let nearest = lines[index].block.nearest.intersection(.boilerplate)
            if !nearest.isEmpty { return .place(nearest) }
            // A reader looks at what is in the body and around it.
            let isNear = index + Self.nearby >= body.lowerBound && index < body.upperBound + Self.nearby
            let reason = isNear ? PlainReasons.reason(index, analysis) : nil
            return reason.map { .because($0) } ?? (body.contains(index) ? .model : .outside)
        }
    }

    private static let nearby = 20

    /// Whether hardly anything is kept: less than two lines of text.
    func isNearlyEmpty(_ analysis: DocumentAnalysis) -> Bool {
        body.reduce(0) { causes[$1] == nil ? $0 + analysis.lines[$1].shape.content : $0 } < 60
    }

    // Of a body that a page has twice, once of them for programs, keeps the copy behind a date or byline.
    private static func moveCopies(_ keeps: inout [Bool], _ analysis: DocumentAnalysis) {
        guard let first = keeps.firstIndex(of: true), analysis.context.repetitions[first] > 1,
            !isBylined(first, analysis)
        else { return }
        let folded = analysis.folded
        var lines: [ArraySlice<UInt16>: [Int]] = [:]
        for index in keeps.indices where analysis.context.repetitions[index] > 1 {
            lines[folded.labels[folded.ranges[index]], default: []].append(index)
        }
        let kept = keeps.indices.filter { keeps[$0] }
        guard let copies = lines[folded.labels[folded.ranges[first]]],
            let start = copies.first(where: { $0 > kept[kept.count - 1] && isBylined($0, analysis) })
        else { return }
        let places = kept.compactMap { index in
            lines[folded.labels[folded.ranges[index]]]?.first { $0 >= start }
        }
        guard places.count == kept.count else { return }
        for index in kept { keeps[index] = false }
        for place in places { keeps[place] = true }
    }

    // Whether one of the three lines before a line has a date.
    private static func isBylined(_ index: Int, _ analysis: DocumentAnalysis) -> Bool {
        analysis.lines[max(0, index - 3)..<index].contains {
            $0.cause == .date || $0.cause == .byline
                || !$0.shape.isProse && ($0.date != nil || $0.shape.dateJoints >= 2)
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

    // A text of a few lines is its own body: a headline, a comment, a record of one paragraph. The model was trained on
    // whole pages, in which such lines are boilerplate. Of a text of some more lines the ones that no rule speaks against
    // are the body where nothing else is.
    private static func keepShortText(_ keeps: inout [Bool], _ lines: [AssessedBlock], headline: Int?) {
        guard lines.count <= fewLines || lines.count <= shortText && !keeps.contains(true) else { return }
        let hasContent = lines.map { $0.shape.content > 0 }
        var own = lines.indices.map { hasContent[$0] && lines[$0].cause == nil && $0 != headline }
        if !own.contains(true), let headline { own[headline] = hasContent[headline] }
        if !own.contains(true), lines.count <= fewLines { own = hasContent }
        for index in lines.indices where own[index] { keeps[index] = true }
    }

    // Both were chosen by hand: a page that was copied has more lines than that beside its article.
    private static let fewLines = 3
    private static let shortText = 12
}
