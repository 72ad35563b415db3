import ShuliText

// The opening post of a discussion: what lies between the headline and the first reply, or the first item.
extension DiscussionReader {
    // The headline, where it is no sentence of a post: a heading, or what the page's title begins with.
    func headline(before itemsStart: Int) -> Int? {
        guard var headline = analysis.headline else { return nil }
        // A form for replies may repeat it below the posts.
        if headline >= itemsStart {
            let key = analysis.folded.contentKey(headline)
            let earlier = lines.indices.prefix(itemsStart).last { index in
                analysis.lines[index].shape.content == analysis.lines[headline].shape.content
                    && analysis.lines[index].block.isHeading && analysis.folded.contentKey(index) == key
            }
            headline = earlier ?? headline
        }
        let line = analysis.lines[headline]
        if case .heading = line.block.role { return headline }
        guard !line.shape.isProse, let title = analysis.document.claims.title else { return nil }
        let claimed = FoldedBlocks.contentKey(of: title, analysis.folded.alphabet)
        return claimed.contains(run: analysis.folded.contentKey(headline)) ? headline : nil
    }

    func withHeadline(_ said: [Int]) -> [Int] {
        guard let headline = headlineLine, !said.contains(headline), said.first.map({ headline < $0 }) ?? true else {
            return said
        }
        return [headline] + said
    }

    // Whether the first item is the opening post: it is numbered as such, or the headline lies in it.
    func isOpening(_ items: RepeatedItems) -> Bool {
        let first = elements.nodes[items.nodes[0]].blocks
        if let headline = headlineLine, headline >= items.blocks[0].lowerBound { return headline < first.upperBound }
        if hasOwnHead(before: items.blocks[0].lowerBound) { return false }
        let start = headlineLine.map { $0 + 1 } ?? 0
        let before = start..<max(start, items.blocks[0].lowerBound)
        return !before.contains { lines[$0].traits.contains(.prose) || isText($0) && analysis.logOdds[$0] > 0 }
    }

    // Whether somebody and a time are named between the headline and the first item: the opening post is none of the items then, however
    // short it is, or if it is nothing but the headline.
    func hasOwnHead(before end: Int) -> Bool {
        guard let headline = headlineLine, headline < end else { return false }
        let head = lines[headline + 1..<end]
        return head.contains { $0.traits.contains(.time) && !$0.traits.contains(.account) }
            && head.contains { !$0.person.isEmpty || !$0.lead.isEmpty }
    }

    // The lines of the element between headline and first reply that holds most of what is said there.
    func openingLines(before end: Int, _ slots: SlotWeights) -> [Int] {
        let start = headlineLine.map { $0 + 1 } ?? 0
        guard start < end else { return [] }
        let all = (start..<end).filter {
            isText($0) && lines[$0].names.isDisjoint(with: .besideText) && !isInReply($0)
        }
        // What is named as a box is said only where nothing else is.
        let outside = all.filter { analysis.lines[$0].block.nearest.isDisjoint(with: .boilerplate) }
        let said = outside.isEmpty ? all : outside
        // Prefix sums from the first line: what is beside the text has words as well.
        var sums = [0]
        var next = said.makeIterator()
        var following = next.next()
        for index in start..<end {
            let isSaid = index == following
            if isSaid { following = next.next() }
            sums.append(sums[sums.count - 1] + (isSaid ? max(0, lines[index].words) : 0))
        }
        let total = sums[sums.count - 1]
        guard total > 0 else { return [] }
        var best: (score: Double, blocks: Range<Int>)?
        for node in elements.nodes.dropFirst() where node.first >= start && node.end <= end && node.end > node.first {
            let words = sums[node.blocks.upperBound - start] - sums[node.blocks.lowerBound - start]
            guard words * 10 >= total * 3 else { continue }
            let share = Double(groups.linked(in: node.blocks)) / Double(max(1, words + groups.linked(in: node.blocks)))
            let meta = node.blocks.count { !lines[$0].traits.isDisjoint(with: [.time, .meta, .button]) }
            let score = Double(words) * (1 - share) * (1 - share) / (1 + 0.1 * Double(meta))
            // Of equal ones the innermost, which comes last.
            if best.map({ score >= $0.score }) ?? true { best = (score, node.blocks) }
        }
        return said.filter { best?.blocks.contains($0) ?? true }
    }

    // Whether an element around a line is named as a reply: the best answer may come before the others.
    private func isInReply(_ index: Int) -> Bool {
        var node = Int(analysis.document.blocks[index].node)
        while node > 0 {
            if elements.nodes[node].names.contains(.reply) {
                return !(headlineLine.map { elements.nodes[node].blocks.contains($0) } ?? false)
            }
            node = Int(elements.nodes[node].parent)
        }
        return false
    }

    func openingExtent(_ said: [Int], before end: Int) -> Range<Int> {
        let start = headlineLine ?? max(0, (said.first ?? end) - 8)
        return min(start, end)..<min(end, said.last.map { $0 + 3 } ?? end)
    }
}
