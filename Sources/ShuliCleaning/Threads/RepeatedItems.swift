import ShuliText

/// Elements of one kind side by side in one element: entries of a list, contributions to a discussion.
struct RepeatedItems {
    /// The nodes, in order.
    var nodes: [Int]
    /// The blocks of each item, with those between it and the item before: a head may be an element of its own.
    let blocks: [Range<Int>]
    /// The words in the items outside and inside links.
    let words: Int
    let linked: Int
    /// The shares of items with a time, a name, a button and a number.
    let times: Double
    let persons: Double
    let buttons: Double
    let floors: Double
    /// The share of items that begin with a link of some length, as entries of a list do.
    let titled: Double
    /// Named as contributions, and as replies.
    let isNamed: Bool
    let isReply: Bool

    var count: Int { nodes.count }

    /// How much speaks for contributions to a discussion.
    ///
    /// The weights and limits here and in `isDiscussion` are those of an experiment in Python on eleven pages of five sites and 47
    /// invented ones, chosen by hand.
    var evidence: Double { times + 0.6 * persons + 0.6 * buttons + 0.8 * floors + (isNamed ? 0.4 : 0) }

    var linkShare: Double { Double(linked) / Double(max(1, words + linked)) }

    var score: Double {
        Double(words) * evidence * (1 - linkShare) * (1 - linkShare) * (1 - 0.6 / Double(count))
    }

    var isDiscussion: Bool {
        switch count {
        case 1: isReply && times == 1 && persons == 1
        case 2: times == 1 && (floors == 1 || persons == 1) && evidence >= 1.6
        default: evidence >= 1.2 && titled < 0.5 && (times >= 0.5 || persons >= 0.5 && buttons >= 0.5)
        }
    }
}

/// All groups of repeated elements of a page.
struct ItemGroups {
    private let elements: PageElements
    private let lines: [PostLines.Line]
    // Prefix sums over the lines.
    private let sums: Sums

    /// `repetitions` is the number of blocks with the same text, for each block.
    init(_ elements: PageElements, _ lines: [PostLines.Line], repetitions: [Int]) {
        self.elements = elements
        self.lines = lines
        sums = Sums(lines, repetitions)
    }

    func words(in blocks: Range<Int>) -> Int { sums.words[blocks.upperBound] - sums.words[blocks.lowerBound] }
    func linked(in blocks: Range<Int>) -> Int { sums.linked[blocks.upperBound] - sums.linked[blocks.lowerBound] }

    /// The groups, by their first nodes.
    func all() -> [RepeatedItems] {
        // For each node the next one of its group, and a hash table of the last one of each group.
        let count = elements.nodes.count
        var next = [Int32](repeating: -1, count: count)
        var isFirst = [Bool](repeating: false, count: count)
        let size = 1 << (Int.bitWidth - (count * 2).leadingZeroBitCount)
        var last = [Int32](repeating: -1, count: size)
        for number in 1..<max(1, count) where elements.nodes[number].end > elements.nodes[number].first {
            let node = elements.nodes[number]
            let key = (UInt64(UInt32(bitPattern: node.parent)) << 32 | UInt64(node.kind)) &* 0x9E37_79B9_7F4A_7C15
            var place = Int(truncatingIfNeeded: key >> 24) & (size - 1)
            while last[place] >= 0, case let other = elements.nodes[Int(last[place])],
                other.parent != node.parent || other.kind != node.kind
            { place = (place + 1) & (size - 1) }
            if last[place] >= 0 { next[Int(last[place])] = Int32(number) } else { isFirst[number] = true }
            last[place] = Int32(number)
        }
        return (0..<count).compactMap { number in
            guard isFirst[number], next[number] >= 0 || elements.nodes[number].names.contains(.item) else { return nil }
            var nodes = [number]
            while let node = nodes.last, next[node] >= 0 { nodes.append(Int(next[node])) }
            return group(nodes)
        }
    }

    /// A group of some nodes in order.
    func group(_ nodes: [Int]) -> RepeatedItems {
        let blocks = extents(nodes)
        let count = Double(nodes.count)
        func share(_ sums: [Int]) -> Double {
            Double(blocks.count { sums[$0.upperBound] > sums[$0.lowerBound] }) / count
        }
        let own = nodes.map { elements.nodes[$0].blocks }
        return RepeatedItems(
            nodes: nodes, blocks: blocks, words: own.reduce(0) { $0 + words(in: $1) },
            linked: own.reduce(0) { $0 + linked(in: $1) }, times: share(sums.times), persons: share(sums.persons),
            buttons: share(sums.buttons), floors: share(sums.floors),
            titled: Double(own.count { isTitled($0) }) / count,
            isNamed: elements.nodes[nodes[0]].names.contains(.item),
            isReply: elements.nodes[nodes[0]].names.contains(.reply))
    }

    // The blocks of each node and of the gap before it; before the first one as many as before the second.
    private func extents(_ nodes: [Int]) -> [Range<Int>] {
        var extents: [Range<Int>] = []
        let first = elements.nodes[nodes[0]]
        var gap = 0
        if nodes.count > 1 { gap = max(0, Int(elements.nodes[nodes[1]].first - first.end)) }
        var end = max(elements.nodes[Int(first.parent)].blocks.lowerBound, Int(first.first) - min(gap, 12))
        for number in nodes {
            let node = elements.nodes[number]
            let start = min(max(end, Int(node.first) - 12), Int(node.first))
            end = max(Int(node.end), start)
            extents.append(start..<end)
        }
        return extents
    }

    // Whether a line is a link that is long enough for a headline, and no name or button.
    private func isTitled(_ blocks: Range<Int>) -> Bool {
        lines[blocks].contains { line in
            line.linked >= 6 && line.linked > line.words * 2 && line.links <= 2
                && (line.person.isEmpty || line.linked > 12) && line.traits.isDisjoint(with: [.meta, .button])
        }
    }

    private struct Sums {
        var words = [0]
        var linked = [0]
        var times = [0]
        var persons = [0]
        var buttons = [0]
        var floors = [0]

        init(_ lines: [PostLines.Line], _ repetitions: [Int]) {
            for (index, line) in lines.enumerated() {
                // What each entry repeats is no contribution, unless it is as short as an exclamation.
                let isRepeated = repetitions[index] >= 3 && line.words >= 6
                words.append(words[words.count - 1] + (isRepeated ? 0 : line.words))
                linked.append(linked[linked.count - 1] + line.linked)
                let traits = line.traits
                times.append(times[times.count - 1] + (traits.contains(.time) ? 1 : 0))
                persons.append(persons[persons.count - 1] + (traits.contains(.person) ? 1 : 0))
                buttons.append(buttons[buttons.count - 1] + (traits.contains(.button) ? 1 : 0))
                floors.append(floors[floors.count - 1] + (traits.contains(.floor) ? 1 : 0))
            }
        }
    }
}
