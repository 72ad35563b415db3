/// Keeps bodies of few or short lines, which the model takes for labels: verse, a notice of one sentence.
///
/// What speaks for them is the structure of the page: verse is one element of lines without links, a notice is what an element below the
/// headline holds.
struct ShortLines {
    private let analysis: DocumentAnalysis

    private var lines: [AssessedBlock] { analysis.lines }

    /// Adds to `keeps` the rest of a poem, or where nothing is kept, what an element below the headline holds.
    static func fill(_ keeps: inout [Bool], _ analysis: DocumentAnalysis) {
        guard analysis.document.isPage else { return }
        let short = ShortLines(analysis: analysis)
        if keeps.contains(true) { short.fillVerse(&keeps) } else { short.findBody(&keeps) }
    }

    // The lines that lie directly in one container, one after the other.
    private func siblings(of index: Int) -> Range<Int> {
        let container = lines[index].block.container
        var (start, end) = (index, index + 1)
        while start > 0, lines[start - 1].block.container == container { start -= 1 }
        while end < lines.count, lines[end].block.container == container { end += 1 }
        return start..<end
    }

    // Whether nothing speaks against a line but its form.
    private func isFree(_ index: Int) -> Bool {
        let line = lines[index]
        return line.cause == nil && line.block.linkedCharacters == 0 && line.shape.content > 0
            && index != analysis.headline
    }

    private func isShort(_ index: Int) -> Bool { lines[index].shape.content <= Self.maximumOfVerse }

    // Of a page most of whose kept lines are as short as verse the lines beside them in their element.
    private func fillVerse(_ keeps: inout [Bool]) {
        let kept = lines.indices.filter { keeps[$0] }
        guard kept.count >= 2, kept.count(where: isShort) * 10 >= kept.count * 7 else { return }
        let verse = siblings(of: kept[kept.count / 2])
        guard verse.count >= 3, verse.allSatisfy({ isShort($0) && isFree($0) }),
            verse.count(where: { keeps[$0] }) * 3 >= verse.count
        else { return }
        for index in verse { keeps[index] = true }
    }

    // A line of verse is hardly longer than twenty characters. Chosen by hand.
    private static let maximumOfVerse = 24

    // The element below the headline that holds the most text of its own, where all of that is free.
    private func findBody(_ keeps: inout [Bool]) {
        guard let title = analysis.titleLine else { return }
        var best: (lines: [Int], characters: Int)?
        var index = title + 1
        while index < lines.count {
            let own = siblings(of: index)
            let range = max(own.lowerBound, title + 1)..<own.upperBound
            index = own.upperBound
            // In a table without classes the byline is beside the text.
            let free = range.filter { lines[$0].cause != .date && lines[$0].cause != .byline }
            let characters = free.reduce(0) { $0 + lines[$1].shape.content }
            guard characters > best?.characters ?? 0, free.allSatisfy(isFree),
                lines[range.lowerBound].block.nearest.isDisjoint(with: .boilerplate),
                isVerse(free) || free.contains(where: isSentence)
            else { continue }
            best = (free, characters)
        }
        guard let best else { return }
        for index in best.lines { keeps[index] = true }
    }

    // Three lines or more, none of them with digits or a colon, as labels of facts have.
    private func isVerse(_ range: [Int]) -> Bool {
        range.count >= 3
            && range.allSatisfy { isShort($0) && lines[$0].shape.digits == 0 && !lines[$0].shape.endsOpen }
    }

    private func isSentence(_ index: Int) -> Bool {
        let shape = lines[index].shape
        return shape.ends > 0 && shape.endsClosed && shape.content >= Self.leastOfSentence
    }

    // Shorter ones are messages of programs: 登录成功！ Chosen by hand.
    private static let leastOfSentence = 10
}
