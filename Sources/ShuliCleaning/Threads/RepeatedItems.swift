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
    /// The share of items whose time is how long ago they were written.
    let ages: Double
    let persons: Double
    let buttons: Double
    let floors: Double
    /// The share of items that begin with a short line of their own and go on behind it: with a name in no named element.
    let led: Double
    /// The share of items that begin with the name of a member.
    let signed: Double
    /// The share of items that begin with a link of some length, as entries of a list do.
    let titled: Double
    /// Named as contributions, they or what they hold, and as replies.
    let isNamed: Bool
    let isReply: Bool

    var count: Int { nodes.count }

    /// How much speaks for contributions to a discussion.
    ///
    /// The weights and limits here and in `isDiscussion` are those of an experiment in Python on eleven pages of five sites and 47
    /// invented ones, chosen by hand.
    var evidence: Double { times + 0.6 * authors + 0.6 * buttons + 0.8 * floors + (isNamed ? 0.4 : 0) }

    /// The share of items with an author. A short line is one where most items have buttons or say how old they are;
    /// elsewhere it may be a heading.
    private var authors: Double { count >= 3 && max(buttons, ages) >= 0.8 ? max(persons, led) : persons }

    var linkShare: Double { Double(linked) / Double(max(1, words + linked)) }

    var score: Double {
        Double(words) * evidence * (1 - linkShare) * (1 - linkShare) * (1 - 0.6 / Double(count))
    }

    var isDiscussion: Bool {
        switch count {
        case 1: isReply && times == 1 && persons == 1
        case 2:
            times == 1 && (floors == 1 || persons == 1) && evidence >= 1.6
                || isReply && max(persons, times) == 1 && buttons == 1
        default:
            titled < 0.5
                && (evidence >= 1.2 && (times >= 0.5 || authors >= 0.5 && buttons >= 0.5)
                    || isNamed && signed == 1 && titled == 0)
        }
    }

    /// Whether elements may be a discussion by what is known before their lines are read: how many have a time and a name. Of four
    /// elements or more some at the ends may not count.
    static func mayBeDiscussion(count: Int, times: Int, persons: Int, _ names: ElementNames) -> Bool {
        if count <= 2 { return times == count || names.contains(.reply) && persons == count }
        return times * 5 >= count * 2 || persons * 2 >= count || names.contains(.item)
    }

    /// Whether these may be two answers to a question, without names and times: each begins with a short line and has a button.
    var areTwoAnswers: Bool { count == 2 && led == 1 && buttons == 1 && titled == 0 }
}

/// All groups of repeated elements of a page, with what their lines have.
struct ItemGroups {
    private let elements: PageElements
    private let lines: [PostLines.Line]
    private let repetitions: [Int]
    // Prefix sums over the lines.
    private let sums: Sums

    /// `repetitions` is the number of blocks with the same text, for each block.
    init(_ elements: PageElements, _ lines: [PostLines.Line], repetitions: [Int]) {
        self.elements = elements
        self.lines = lines
        self.repetitions = repetitions
        sums = Sums(lines, repetitions)
    }

    func words(in blocks: Range<Int>) -> Int { sums.words[blocks.upperBound] - sums.words[blocks.lowerBound] }
    func linked(in blocks: Range<Int>) -> Int { sums.linked[blocks.upperBound] - sums.linked[blocks.lowerBound] }

    /// A group of some nodes in order.
    func group(_ nodes: [Int]) -> RepeatedItems {
        let blocks = elements.extents(nodes)
        let count = Double(nodes.count)
        func share(_ sums: [Int]) -> Double {
            Double(blocks.count { sums[$0.upperBound] > sums[$0.lowerBound] }) / count
        }
        let own = nodes.map { elements.nodes[$0].blocks }
        return RepeatedItems(
            nodes: nodes, blocks: blocks, words: own.reduce(0) { $0 + words(in: $1) },
            linked: own.reduce(0) { $0 + linked(in: $1) }, times: share(sums.times), ages: share(sums.ages),
            persons: share(sums.persons),
            buttons: share(sums.buttons), floors: share(sums.floors), led: Double(own.count { isLed($0) }) / count,
            signed: Double(own.count { isSigned($0) }) / count,
            titled: Double(own.count { isTitled($0) }) / count,
            isNamed: isNamed(nodes[0]),
            isReply: elements.nodes[nodes[0]].names.contains(.reply))
    }

    // Whether a line is a link that is long enough for a headline, and no name or button.
    private func isTitled(_ blocks: Range<Int>) -> Bool {
        lines[blocks].contains { line in
            line.linked >= 6 && line.linked > line.words * 2 && line.links <= 2
                && (line.person.isEmpty || line.linked > 12) && line.traits.isDisjoint(with: [.meta, .button])
        }
    }

    // Whether the first line is the name of a member and more is said behind it.
    private func isSigned(_ blocks: Range<Int>) -> Bool {
        guard let first = blocks.first(where: { lines[$0].words + lines[$0].linked > 0 }) else { return false }
        return lines[first].person == lines[first].said && !lines[first].person.isEmpty
            && words(in: first + 1..<blocks.upperBound) >= 2
    }

    // Whether a node or one of its children is named as a contribution.
    private func isNamed(_ node: Int) -> Bool {
        if elements.nodes[node].names.contains(.item) { return true }
        var child = node + 1
        while child < elements.nodes.count, elements.nodes[child].parent >= node {
            if elements.nodes[child].parent == node, elements.nodes[child].names.contains(.item) { return true }
            child += 1
        }
        return false
    }

    // Whether the first line is as short as a name, no other line says the same, and more is said behind it.
    private func isLed(_ blocks: Range<Int>) -> Bool {
        guard let first = blocks.first(where: { lines[$0].words + lines[$0].linked > 0 }), repetitions[first] == 1,
            case let line = lines[first], line.words <= 12, line.linked == 0 || !line.person.isEmpty,
            line.traits.isDisjoint(with: [.time, .meta, .prose, .button, .floor, .account, .deleted])
        else { return false }
        return words(in: first + 1..<blocks.upperBound) >= 2
    }

    private struct Sums {
        var words = [0]
        var linked = [0]
        var times = [0]
        var ages = [0]
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
                ages.append(ages[ages.count - 1] + (traits.contains(.age) ? 1 : 0))
                persons.append(persons[persons.count - 1] + (traits.contains(.person) ? 1 : 0))
                buttons.append(buttons[buttons.count - 1] + (traits.contains(.button) ? 1 : 0))
                floors.append(floors[floors.count - 1] + (traits.contains(.floor) ? 1 : 0))
            }
        }
    }
}
