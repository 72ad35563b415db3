import ShuliText

/// The discussion on a page: which lines are posts, and whose.
struct Discussion {
    /// One post, before its text is cut out.
    struct Entry {
        /// The lines that it keeps, rising.
        var lines: [Int]
        var author: TextRange?
        var time: TextRange?
    }

    /// The opening post first, the others in the order of the page.
    let entries: [Entry]
    /// From 0 to 1: that the posts are whole and clean.
    let confidence: Double
    /// The lines from the first post to the last.
    let extent: Range<Int>
    let lines: [PostLines.Line]
}

/// Finds the discussion on a page.
struct DiscussionReader {
    let buffer: UTF8Buffer
    let analysis: DocumentAnalysis
    let posts: PostLines
    let groups: ItemGroups
    /// The headline's line, once the posts are known.
    var headlineLine: Int?

    /// Reads the lines of a page, or only those that are `wanted`.
    init(_ buffer: UTF8Buffer, _ analysis: DocumentAnalysis, _ members: MemberNames, wanted: [Bool]? = nil) {
        (self.buffer, self.analysis) = (buffer, analysis)
        asks = analysis.asks
        posts = PostLines(buffer, analysis, members, wanted: wanted)
        groups = ItemGroups(
            analysis.document.elements, posts.lines, repetitions: analysis.context.repetitions)
    }

    /// Whether the page asks a question.
    let asks: Bool

    var lines: [PostLines.Line] { posts.lines }
    var elements: PageElements { analysis.document.elements }

    // A post's node, with the blocks that author and time are looked for in, and where posts of its group have their text.
    private struct Item {
        let node: Int
        let isReply: Bool
        let extent: Range<Int>
        let slots: SlotWeights
        /// The line with nothing but the author's name, where most posts begin with one.
        var name: Int?
    }

    /// The discussion; nil for a page that is none.
    func discussion(_ all: [RepeatedItems]) -> Discussion? {
        guard let items = items(all) else { return nil }
        var reader = self
        reader.headlineLine = headline(before: items.blocks[0].lowerBound)
        return reader.discussion(items, all)
    }

    private func discussion(_ items: RepeatedItems, _ all: [RepeatedItems]) -> Discussion? {
        let slots = slots(items)
        let nested = replies(inside: items, all)
        let groups = [(items, slots)] + nested.map { ($0, self.slots($0)) }
        var posts = groups.enumerated().flatMap { index, group in
            zip(group.0.nodes, group.0.blocks).map { Item(node: $0, isReply: index > 0, extent: $1, slots: group.1) }
        }.sorted { $0.node < $1.node }
        nameAuthors(&posts)
        var entries = posts.indices.map { index in
            entry(said(in: ownBlocks(index, posts), posts[index]), around: posts[index].extent)
        }
        let start = items.blocks[0].lowerBound
        var opening: Discussion.Entry?
        var openingLines: [Int] = []
        if !isOpening(items) {
            openingLines = self.openingLines(before: start, slots)
            opening = entry(openingLines, around: openingExtent(openingLines, before: start), isReply: false)
        }
        if isSlight(openingLines, beside: entries[0].lines), !hasOwnHead(before: start) {
            (opening, openingLines) = (nil, [])
        }
        let others = elsewhere(items, slots, besides: Set(openingLines))
        let first = words(openingLines) > words(entries[0].lines) ? openingLines : entries[0].lines
        let isFirstItem = words(openingLines) <= words(entries[0].lines)
        guard !isArticle(first, items, isFirstItem: isFirstItem) else { return nil }
        if items.count == 1, others.before.isEmpty, others.behind.isEmpty, hints(items) < 1 { return nil }
        entries = others.before + entries + others.behind
        entries.removeAll { $0.lines.isEmpty }
        if var opening, !opening.lines.isEmpty || headlineLine != nil {
            opening.lines = withHeadline(opening.lines)
            entries.insert(opening, at: 0)
        } else if !entries.isEmpty {
            entries[0].lines = withHeadline(entries[0].lines)
        }
        guard entries.count > 1 || !(entries.first?.lines.isEmpty ?? true) else { return nil }
        return Discussion(
            entries: entries, confidence: confidence(items, entries),
            extent: start..<(items.blocks.last?.upperBound ?? start), lines: lines)
    }

    // Without classes a bold line at the start of nearly all posts is the author.
    private func nameAuthors(_ posts: inout [Item]) {
        let names = posts.map { post -> Int? in
            let blocks = elements.nodes[post.node].blocks
            guard let first = blocks.first(where: { analysis.lines[$0].shape.content > 0 }),
                first + 1 < blocks.upperBound,
                case let line = analysis.lines[first], (1...12).contains(line.shape.content),
                line.block.boldCharacters >= line.shape.content, line.shape.ends + line.shape.marks == 0
            else { return nil }
            return first
        }
        guard posts.count >= 3, names.count(where: { $0 != nil }) * 5 >= posts.count * 4 else { return }
        for index in posts.indices { posts[index].name = names[index] }
    }

    func words(_ said: [Int]) -> Int { said.reduce(0) { $0 + lines[$1].words } }

    // Whether what comes before the first item is a path or a label, and the item the opening post.
    private func isSlight(_ opening: [Int], beside first: [Int]) -> Bool {
        // A path of links may be long enough for prose, but ends no sentence.
        !opening.isEmpty && !opening.contains { analysis.lines[$0].shape.isProse && analysis.lines[$0].shape.ends > 0 }
            && words(opening) < 40 && words(first) > 3 * words(opening)
    }

    private func slots(_ items: RepeatedItems) -> SlotWeights {
        SlotWeights(lines, items.nodes.map { elements.nodes[$0].blocks }, repetitions: analysis.context.repetitions)
    }

    // MARK: The group of posts

    private func accepted(_ all: [RepeatedItems]) -> [RepeatedItems] {
        all.map(withoutEnds).filter { ($0.isDiscussion || asks && $0.areTwoAnswers) && $0.words > 0 }
    }

    /// Whether one of some groups may be the posts of a discussion.
    func hasPosts(_ all: [RepeatedItems]) -> Bool { accepted(all).contains { $0.score >= 1 } }

    // The best group that is a discussion, with groups of the same kind elsewhere and in it (replies to replies).
    private func items(_ all: [RepeatedItems]) -> RepeatedItems? {
        let accepted = accepted(all)
        guard var best = accepted.max(by: { $0.score < $1.score }), best.score >= 1 else { return nil }
        // A group inside that holds most of the text is the one that counts. Groups come by their first nodes, so inner ones later.
        for group in accepted where group.count >= best.count {
            guard let outer = around(elements.nodes[group.nodes[0]].parent, Set(best.nodes)) else { continue }
            // Of two boxes the second may hold all replies.
            let outerWords = best.count == 2 ? groups.words(in: elements.nodes[outer].blocks) : best.words
            if group.words * 10 >= outerWords * 6 { best = group }
        }
        let kind = elements.nodes[best.nodes[0]].kind
        guard elements.nodes[best.nodes[0]].names.contains(.named) else { return best }
        let same = accepted.filter { elements.nodes[$0.nodes[0]].kind == kind }
        guard same.count > 1 else { return best }
        return groups.group(same.flatMap(\.nodes).sorted())
    }

    // Without elements at both ends that have no time, where all between have one: on pages without classes the path, the title and
    // the form for a reply are elements of the same kind as the posts.
    private func withoutEnds(_ items: RepeatedItems) -> RepeatedItems {
        guard items.count >= 4, (0.4..<1).contains(items.times), !elements.nodes[items.nodes[0]].names.contains(.named)
        else {
            return items
        }
        func hasTime(_ node: Int) -> Bool { elements.nodes[node].blocks.contains { lines[$0].traits.contains(.time) } }
        guard let first = items.nodes.firstIndex(where: hasTime), let last = items.nodes.lastIndex(where: hasTime)
        else {
            return items
        }
        let inner = groups.group(Array(items.nodes[first...last]))
        return inner.times == 1 && inner.count >= 2 && inner.isDiscussion ? inner : items
    }

    // The innermost of some nodes that a node lies in or is.
    private func around(_ node: Int32, _ others: Set<Int>) -> Int? {
        var node = Int(node)
        while node > 0, !others.contains(node) { node = Int(elements.nodes[node].parent) }
        return node > 0 ? node : nil
    }

    // Groups of another kind inside the items: replies to replies.
    private func replies(inside items: RepeatedItems, _ all: [RepeatedItems]) -> [RepeatedItems] {
        let kind = elements.nodes[items.nodes[0]].kind
        let taken = Set(items.nodes)
        return all.filter { group in
            let first = group.nodes[0]
            guard group.isDiscussion, group.isReply, group.buttons >= 0.5, elements.nodes[first].kind != kind,
                group.nodes.allSatisfy({ elements.nodes[$0].blocks.contains { isSaid($0) } })
            else { return false }
            guard let outer = around(elements.nodes[first].parent, taken) else { return false }
            // What holds most of an item is the item itself.
            return group.words * 2 < groups.words(in: elements.nodes[outer].blocks)
        }
    }

    // The blocks of a post without those of posts inside it.
    private func ownBlocks(_ index: Int, _ posts: [Item]) -> [Int] {
        let own = elements.nodes[posts[index].node].blocks
        var blocks: [Int] = []
        var next = own.lowerBound
        for post in posts[(index + 1)...] {
            let inner = elements.nodes[post.node].blocks
            guard inner.lowerBound < own.upperBound else { break }
            if inner.lowerBound > next { blocks += next..<inner.lowerBound }
            next = max(next, inner.upperBound)
        }
        if next < own.upperBound { blocks += next..<own.upperBound }
        return blocks
    }

    // MARK: What is said

    func isText(_ index: Int) -> Bool {
        let line = lines[index]
        return isSaid(index) && line.linked <= line.words
    }

    private func isSaid(_ index: Int) -> Bool {
        let line = lines[index]
        return line.traits.saysSomething && line.person != line.said && !line.said.isEmpty
            && analysis.lines[index].shape.content > 0
    }

    private func said(in blocks: [Int], _ item: Item) -> [Int] {
        let slots = item.slots
        let kept = blocks.filter { index in
            if index == item.name { return false }
            let line = lines[index]
            // Where names separate what is said from the rest, links are part of it.
            guard isText(index) || isSaid(index) && slots.isSpecific && slots.isBest(line.slot),
                !slots.isInMost(analysis.context.repetitions[index])
            else { return false }
            return slots.isText(line.slot)
                || line.traits.contains(.prose) && line.names.isDisjoint(with: .besideText)
                    && !slots.isBeside(line.slot)
        }
        if !kept.isEmpty || item.isReply { return withoutSignature(kept, blocks, slots) }
        // A reply of a word or a number is a reply.
        let short = blocks.filter { index in
            slots.isBest(lines[index].slot) && lines[index].traits.isDisjoint(with: [.time, .deleted])
                && lines[index].person != lines[index].said
                && analysis.lines[index].shape.content > 0
        }
        return Array(short.prefix(1))
    }

    // Without what follows a row of marks that most posts have: ----- before a signature.
    private func withoutSignature(_ kept: [Int], _ blocks: [Int], _ slots: SlotWeights) -> [Int] {
        guard let first = kept.first,
            let row = blocks.last(where: {
                analysis.lines[$0].shape.content == 0 && analysis.lines[$0].block.range.count >= 8
                    && slots.isInMost(analysis.context.repetitions[$0])
            }), row > first
        else { return kept }
        return kept.filter { $0 < row }
    }

    // Author and time of a post.
    private func entry(_ said: [Int], around blocks: Range<Int>, isReply: Bool = true) -> Discussion.Entry {
        var entry = Discussion.Entry(lines: said)
        let kept = Set(said)
        var timeRank = 0
        for index in blocks {
            let line = lines[index]
            if !line.time.isEmpty,
                line.traits.contains(.time) || line.time.upperBound <= line.said.lowerBound
                    || line.time.lowerBound >= line.said.upperBound
            {
                let rank = line.traits.contains(.account) ? 1 : line.traits.contains(.posted) ? 3 : 2
                if rank > timeRank { (entry.time, timeRank) = (line.time, rank) }
            }
            if entry.author == nil, !line.person.isEmpty { entry.author = line.person }
        }
        if entry.author == nil, isReply {
            // A short line before the text that is nothing else.
            let candidate = blocks.prefix { !kept.contains($0) }.first { index in
                let shape = analysis.lines[index].shape
                return (1...16).contains(shape.content) && shape.ends + shape.marks == 0
                    && lines[index].traits.isDisjoint(with: [.time, .meta, .button, .floor])
            }
            entry.author = candidate.map { lines[$0].said }
        }
        if entry.author == nil { entry.author = blocks.lazy.map { lines[$0].lead }.first { !$0.isEmpty } }
        return entry
    }

    // Posts outside of the group whose text is in an element of the same kind: the first or best answer.
    private func elsewhere(
        _ items: RepeatedItems, _ slots: SlotWeights, besides taken: Set<Int>
    ) -> (before: [Discussion.Entry], behind: [Discussion.Entry]) {
        var inside = taken
        for node in items.nodes { inside.formUnion(elements.nodes[node].blocks) }
        var runs: [[Int]] = []
        for index in lines.indices where slots.isBest(lines[index].slot) && slots.isSpecific && !inside.contains(index)
        {
            guard isText(index) else { continue }
            if let last = runs.last?.last, last + 3 >= index, !(last..<index).contains(where: inside.contains) {
                runs[runs.count - 1].append(index)
            } else {
                runs.append([index])
            }
        }
        let start = items.blocks[0].lowerBound
        let kept = runs.filter { $0.reduce(0) { $0 + lines[$1].words } >= 4 }.map { run in
            (run[0], entry(run, around: max(0, run[0] - 8)..<(run[run.count - 1] + 1)))
        }
        return (kept.filter { $0.0 < start }.map(\.1), kept.filter { $0.0 >= start }.map(\.1))
    }
}
