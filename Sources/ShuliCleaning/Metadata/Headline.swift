import ShuliText

/// Finds the headline among the blocks by what a page claims.
enum Headline {
    /// The block that stands in one of the page's claims of its title (`<title>`, `og:title`, the record's own), the
    /// longest such, a first-level heading before others; nil where there is none.
    static func index(in lines: [JudgedBlock], _ folded: FoldedText, claims: [String]) -> Int? {
        let claimed = claims.map { FoldedText.contentKey(of: $0, folded.alphabet) }.filter { $0.count >= 4 }
        guard !claimed.isEmpty else { return nil }
        // A block can't stand in a claim that lacks its first label, as most blocks' are.
        var isClaimed = [Bool](repeating: false, count: folded.alphabet.labelCount)
        for label in claimed.joined() { isClaimed[Int(label)] = true }
        var best: (index: Int, length: Int)?
        for index in lines.indices {
            guard (4...80).contains(lines[index].shape.content) else { continue }
            guard let first = folded.labels[folded.ranges[index]].first(where: folded.isContent),
                isClaimed[Int(first)]
            else { continue }
            let own = folded.contentKey(index)
            // Four or five characters are a channel's name as often as a headline.
            guard own.count >= (lines[index].block.role == .heading(1) ? 4 : 6),
                claimed.contains(where: { $0.contains(run: own) })
            else { continue }
            let length = own.count + (lines[index].block.role == .heading(1) ? 2 : 0)
            if best.map({ length > $0.length }) ?? true { best = (index, length) }
        }
        return best?.index
    }

    /// Of a headline that a page repeats before its first paragraph, in a list or above its tools, the last: the body
    /// follows that one.
    static func last(of index: Int, in lines: [JudgedBlock], _ folded: FoldedText) -> Int {
        let key = folded.contentKey(index)
        var last = index
        for other in (index + 1)..<max(index + 1, min(lines.count, index + farthest)) {
            if lines[other].shape.content == lines[index].shape.content, folded.contentKey(other) == key {
                last = other
            } else if BlockContext.prose(lines[other]) > 0 {
                break
            }
        }
        return last
    }

    private static let farthest = 400
}

extension Array where Element: Equatable {
    /// Whether `part` stands in the array in one run; an empty part does in none.
    func contains(run part: [Element]) -> Bool {
        guard let first = part.first, count >= part.count else { return false }
        for start in 0...(count - part.count) where self[start] == first {
            if self[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
    }
}
