import ShuliText

// What kind of page it is that has repeated items, and how sure it is.
extension DiscussionReader {
    // Whether the page is an article with comments: a long opening, or a line of source and editors, and hardly anything that only
    // discussions have.
    func isArticle(_ opening: [Int], _ items: RepeatedItems, isFirstItem: Bool) -> Bool {
        if isFirstItem, isNearlyAll(opening, items) { return true }
        // An article is none of the items that have an author and a time each; the opening post of a board is.
        if isFirstItem, items.count >= 3, items.times == 1, items.persons >= 0.8 { return false }
        let words = words(opening)
        // Most of what is said on the page, and long.
        let others = isFirstItem ? items.words - words : items.words
        if words >= 600, words > 2 * others, posts.hints < 2 { return true }
        let isLong = words >= 200 && opening.count { lines[$0].traits.contains(.prose) } >= 3
        let site = hasForumTitle ? 1 : 0
        let strong = min(2, posts.hints) + site + (isFirstItem && items.floors > 0.3 ? 1 : 0)
        if words >= 60, strong == 0, hasByline(outside: items) { return true }
        return isLong && (strong == 0 || hints(items) < 2)
    }

    // Whether the opening post is long and nearly all that is said, where no contribution has a number or a button for a reply: an article
    // with a few remarks below it. Chosen by hand: an essay, and four fifths of all words with the heads of the contributions.
    private func isNearlyAll(_ opening: [Int], _ items: RepeatedItems) -> Bool {
        let words = words(opening)
        guard words >= 1000, words >= 4 * (items.words - words), items.floors < 0.3, !hasForumTitle else {
            return false
        }
        // Of the words for buttons only those in links count, but not in that of a name: a board may have one of them in its name.
        let withButton = items.blocks.count { blocks in
            blocks.contains { index in
                lines[index].traits.contains(.button) && lines[index].links > (lines[index].person.isEmpty ? 0 : 1)
            }
        }
        return withButton * 2 < items.count
    }

    private func hasByline(outside items: RepeatedItems) -> Bool {
        let editors = BoilerplateRules.editors
        let first = items.blocks[0].lowerBound
        let last = items.blocks[items.blocks.count - 1].upperBound
        return analysis.lines.indices.contains { index in
            guard index < first || index >= last, let cause = analysis.lines[index].cause else { return false }
            return cause == .byline || cause.falls(under: editors)
        }
    }

    private var hasForumTitle: Bool {
        analysis.document.claims.title.map { title in Self.sites.contains { title.contains($0) } } ?? false
    }

    // How much says that the page is a discussion and not an article with comments.
    func hints(_ items: RepeatedItems) -> Int {
        var node = Int(elements.nodes[items.nodes[0]].parent)
        var names = elements.nodes[items.nodes[0]].names
        while node > 0 {
            names.formUnion(elements.nodes[node].names)
            node = Int(elements.nodes[node].parent)
        }
        return min(2, posts.hints) + (items.floors > 0.3 ? 1 : 0) + (names.contains(.forum) ? 1 : 0)
            + (hasForumTitle ? 1 : 0)
    }

    private static let sites = ["论坛", "論壇", "贴吧", "问答", "知道", "社区", "BBS", "知乎", "小组"]

    func confidence(_ items: RepeatedItems, _ entries: [Discussion.Entry]) -> Double {
        let filled = Double(entries.count { !$0.lines.isEmpty }) / Double(max(1, items.count))
        let isSure = items.evidence >= 2 && items.count >= 3 && filled >= 0.9
        return isSure ? 0.9 : items.evidence >= 1.6 ? 0.8 : 0.6
    }

    /// Whether the page is a list of links to other pages.
    func isListing(_ all: [RepeatedItems]) -> Bool {
        let total = max(1, groups.words(in: 0..<lines.count) + groups.linked(in: 0..<lines.count))
        // The foot of a page is no text.
        let prose = lines.indices.reduce(0) { sum, index in
            lines[index].traits.contains(.prose) && analysis.lines[index].cause == nil ? sum + lines[index].words : sum
        }
        return all.contains { items in
            guard items.count >= 5, items.titled >= 0.7 else { return false }
            let outside = prose - items.words
            return (items.words + items.linked) * 10 >= total * 4 && items.words < items.count * 220
                && outside * 4 < total
        }
    }
}
