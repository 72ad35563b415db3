import ShuliText

/// Keeps or removes each block of code as a whole.
///
/// A line of code by itself looks like a label, a menu or a comment, so the lines of a block are judged together, and what a highlighter
/// or a blog puts beside them is none of the code.
struct BodyCode {
    private let analysis: DocumentAnalysis

    private var lines: [AssessedBlock] { analysis.lines }
    private var elements: PageElements { analysis.document.elements }

    /// Adds blocks of code to `keeps` or takes them off it; gives the causes of what is beside code that is kept.
    static func decide(_ keeps: inout [Bool], _ analysis: DocumentAnalysis) -> [Int: RemovalCause] {
        let body = BodyCode(analysis: analysis)
        var causes: [Int: RemovalCause] = [:]
        for code in analysis.codes where code.isWhole {
            let isKept = body.belongs(code, keeps)
            for index in code.lines { keeps[index] = isKept }
            guard isKept else { continue }
            for (beside, reason) in [(code.numbers, RemovalReason.lineNumber), (code.labels, .codeLabel)] {
                for index in beside {
                    causes[index] = .because(reason)
                    keeps[index] = false
                }
            }
        }
        return causes
    }

    private func belongs(_ code: CodeBlock, _ keeps: [Bool]) -> Bool {
        // A line of marks counts as well.
        var (kept, all) = (0, 0)
        for index in code.lines {
            let weight = lines[index].shape.content + 1
            all += weight
            if keeps[index] { kept += weight }
        }
        return kept * 2 >= all || isAmongBody(code, keeps)
    }

    // Whether the elements around the code hold other lines of the body, before it and near it in the tree.
    private func isAmongBody(_ code: CodeBlock, _ keeps: [Bool]) -> Bool {
        let block = lines[code.lines.lowerBound].block
        guard block.nearest.isDisjoint(with: .boilerplate), !block.surroundings.contains(.hidden) else { return false }
        let beside = Set(code.numbers + code.labels)
        var node = Int(code.node)
        var depth = 0
        while node > 0, depth <= Self.maximumDepth {
            node = Int(elements.nodes[node].parent)
            let blocks = elements.nodes[node].blocks
            // The lines next to the code, nearest first.
            let before = stride(from: code.lines.lowerBound - 1, through: blocks.lowerBound, by: -1).lazy.filter {
                !beside.contains($0)
            }.prefix(Self.reach)
            let behind = stride(from: code.lines.upperBound, to: blocks.upperBound, by: 1).lazy.filter {
                !beside.contains($0)
            }.prefix(Self.reach)
            let isFirst = before.first { _ in true } == nil
            // A box of the code alone.
            if isFirst, behind.first(where: { _ in true }) == nil { continue }
            if before.contains(where: { keeps[$0] }) { return true }
            if isFirst, behind.contains(where: { keeps[$0] }) { return true }
            depth += 1
        }
        return false
    }

    // Chosen by hand: code stands behind the sentence that introduces it, with a picture's caption or a label between.
    private static let reach = 4
    private static let maximumDepth = 2
}
