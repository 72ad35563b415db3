/// Chooses the block of a document that is its headline: by what the document claims as its title, otherwise by the model.
enum HeadlineChooser {
    /// The index of the headline; nil where there is none. `claims` are titles from the page or the caller; without a `model` only
    /// they count.
    static func headline(of assessed: AssessedDocument, claims: [String], model: TreeEnsemble?) -> Int? {
        let found = claimed(in: assessed, claims) ?? model.flatMap { likeliest(HeadlineCandidates(assessed), $0) }
        return found.map { lastRepetition(of: $0, in: assessed) }
    }

    /// The longest block that is contained in one of the claims (`<title>`, `og:title`, the caller's), where a first-level heading
    /// of about the same length is preferred.
    static func claimed(in assessed: AssessedDocument, _ claims: [String]) -> Int? {
        let (lines, folded) = (assessed.lines, assessed.folded)
        let claimed = claims.map { Array(FoldedBlocks.contentKey(of: $0, folded.alphabet).prefix(maximumClaim)) }
            .filter { $0.count >= 4 }
        guard !claims.isEmpty else { return nil }
        // Only few pages have a heading that asks for them.
        lazy var firstParts = Set(
            claims.map { FoldedBlocks.contentKey(of: TitleParts.parts(of: TitleParts.tidied($0))[0], folded.alphabet) })
        // A first heading that is all that the page claims before a mark, however short: 桥 - 河边笔记.
        for index in lines.indices where lines[index].shape.content > 0 && lines[index].shape.content < 6 {
            let line = lines[index]
            // Any other line is the name of a channel as often, unless a byline follows it.
            let isBylined =
                line.shape.content >= 3 && line.linkShare == 0 && line.cause == nil && index + 1 < lines.count
                && (lines[index + 1].cause == .byline || lines[index + 1].cause == .date)
            guard line.block.role == .heading(1) || isBylined else { continue }
            if firstParts.contains(folded.contentKey(index)) { return index }
        }
        // A claim without the first label of a block, as for most blocks, cannot contain the block.
        var isClaimed = [Bool](repeating: false, count: folded.alphabet.labelCount)
        for label in claimed.joined() { isClaimed[Int(label)] = true }
        var best: (index: Int, length: Int)?
        for index in lines.indices {
            guard (4...80).contains(lines[index].shape.content) else { continue }
            guard let first = folded.labels[folded.ranges[index]].first(where: folded.isContent),
                isClaimed[Int(first)]
            else { continue }
            let own = folded.contentKey(index)
            // Four or five characters are the name of a channel as often as a headline.
            guard own.count >= (lines[index].block.role == .heading(1) ? 4 : 6),
                claimed.contains(where: { $0.contains(run: own) })
            else { continue }
            let length = own.count + (lines[index].block.role == .heading(1) ? 2 : 0)
            if best.map({ length > $0.length }) ?? true { best = (index, length) }
        }
        guard let best, let whole = whole(in: assessed, claims) else {
            return best?.index ?? whole(in: assessed, claims)
        }
        // The headline with the name of the site is longer, but no headline.
        let own = folded.contentKey(best.index)
        let key = folded.contentKey(whole)
        return key.count >= own.count || own.starts(with: key) ? whole : best.index
    }

    // The longest block that is all of a claim before one of the marks that separate headline and site, the first of equal ones.
    private static func whole(in assessed: AssessedDocument, _ claims: [String]) -> Int? {
        let (lines, folded) = (assessed.lines, assessed.folded)
        let prefixes = claims.flatMap { claim in
            let start = claim.utf8.count <= maximumClaim ? claim : String(claim.prefix(maximumClaim))
            return TitleParts.prefixes(of: TitleParts.tidied(start)).dropFirst()
        }
        let keys = Set(prefixes.map { FoldedBlocks.contentKey(of: $0, folded.alphabet) }.filter { $0.count >= 6 })
        guard !keys.isEmpty else { return nil }
        let lengths = Set(keys.map(\.count))
        var best: (index: Int, length: Int)?
        for index in lines.indices
        where (6...80).contains(lines[index].shape.content) && lengths.contains(lines[index].shape.content) {
            let own = folded.contentKey(index)
            guard own.count > best?.length ?? 0, keys.contains(own) else { continue }
            best = (index, own.count)
        }
        if let best { return best.index }
        // A heading that has a label before the claim: [求助] 甲.
        return lines.indices.first { index in
            guard case .heading = lines[index].block.role, lines[index].shape.content <= 80 else { return false }
            let own = folded.contentKey(index)
            return keys.contains {
                own.count > $0.count && own.count <= $0.count + maximumLabel && own.suffix($0.count).elementsEqual($0)
            }
        }
    }

    /// The candidate with the greatest log-odds; the first of equal ones.
    static func likeliest(_ candidates: HeadlineCandidates, _ model: TreeEnsemble) -> Int? {
        let odds = model.logOdds(rows: candidates.all.map(\.features))
        var best: (index: Int, odds: Float)?
        for (candidate, odds) in zip(candidates.all, odds) where best.map({ odds > $0.odds }) ?? true {
            best = (candidate.index, odds)
        }
        return best?.index
    }

    // Where a page repeats the headline before its first paragraph (in a list, above its tools), the last repetition: the body
    // follows that one.
    private static func lastRepetition(of index: Int, in assessed: AssessedDocument) -> Int {
        let (lines, folded) = (assessed.lines, assessed.folded)
        let key = folded.contentKey(index)
        var last = index
        for other in (index + 1)..<max(index + 1, min(lines.count, index + maximumDistance)) {
            if lines[other].shape.content == lines[index].shape.content, folded.contentKey(other) == key {
                last = other
            } else if lines[other].prose > 0 {
                break
            }
        }
        return last
    }

    // In content characters. Every block is looked for in the claims, so that what is no title must not take long.
    private static let maximumClaim = 1000

    // Characters of a label before a headline.
    private static let maximumLabel = 6

    // A bound on the work, beyond any list of tools or channels seen on a page.
    private static let maximumDistance = 400
}
