import ShuliText

// The features of a block. None depends on a particular site: they describe the block's text, its position, its neighbours and
// whether its topic is that of the article. After Kohlschütter et al. 2010 (text and link density of a block and its
// neighbours) and Vogels et al. 2018 (Web2Text), with features of Chinese text in place of English.
extension BlockContext {
    /// Writes the features of a block. Their number and order depend only on whether the document is a page; `FeatureSchema` lists
    /// their names.
    func put<Sink: FeatureSink>(_ index: Int, into sink: inout Sink) {
        putOwn(index, &sink)
        putCues(index, &sink)
        putPlace(index, &sink)
        putWindows(index, &sink)
        putNeighbours(index, &sink)
        putTopic(index, &sink)
        putRows(index, &sink)
        putEnumeration(index, &sink)
        if document.isPage { putElements(index, &sink) }
    }

    // The text of the block itself.
    private func putOwn<Sink: FeatureSink>(_ index: Int, _ sink: inout Sink) {
        let shape = lines[index].shape
        let content = shape.content
        sink.put("content", log: content)
        sink.put("marks", shape.marks, of: content)
        sink.put("ends", shape.ends, of: content)
        sink.put("sentences", log: shape.ends)
        sink.put("ends closed", shape.endsClosed)
        sink.put("ends open", shape.endsOpen)
        sink.put("ends cut", shape.endsCut)
        sink.put("digits", shape.digits, of: content)
        sink.put("letters", shape.letters, of: content)
        sink.put("symbols", shape.symbols, of: content + shape.symbols)
        sink.put("function characters", shape.functionCharacters, of: content)
        sink.put("separators", shape.separators, of: content + shape.separators)
        sink.put("piece", log: content / (shape.separators + 1))
        sink.put("quotes", log: shape.quotes)
        sink.put("prose", shape.isProse)
        sink.put("date joints", log: shape.dateJoints)
        sink.put("age", shape.endsWithAge)
        switch shape.first {
        case 0xB7, 0x2022, 0x25A0, 0x25CF, 0x2605, 0x25C6, 0x25A1, 0x25B2, 0x25BA, 0x25B8, 0x203B, 0x2D, 0x2A, 0x30FB:
            sink.put("begins with", Float(1))
        case 0x3010, 0x5B, 0x3014, 0x300A, 0xFF08, 0x28: sink.put("begins with", Float(2))
        case 0x30...0x39, 0xFF10...0xFF19: sink.put("begins with", Float(3))
        case 0x41...0x5A, 0x61...0x7A: sink.put("begins with", Float(4))
        case 0x201C, 0x300C: sink.put("begins with", Float(-1))
        default: sink.put("begins with", Float(0))
        }
        sink.put("repetitions", log: repetitions[index] - 1)
    }

    // Words and phrases of boilerplate.
    private func putCues<Sink: FeatureSink>(_ index: Int, _ sink: inout Sink) {
        let content = lines[index].shape.content
        func share(_ group: Int) -> Float {
            content > 0 ? min(1, Float(cueCounts[index * cueGroups + group]) / Float(content)) : 0
        }
        for group in 0..<cueGroups { sink.put("cue", share(group)) }
        let phrases = lines[index].phrases
        for rule in 0..<BoilerplateRules.standard.rules.count { sink.put("phrase", phrases >> UInt32(rule) & 1 == 1) }
        let cause = lines[index].cause
        sink.put("verdict", cause != nil)
        sink.put("verdict date", cause == .date)
        sink.put("verdict byline", cause == .byline)
    }

    // The position in the document.
    private func putPlace<Sink: FeatureSink>(_ index: Int, _ sink: inout Sink) {
        let count = lines.count
        sink.put("from start", log: index)
        sink.put("from end", log: count - 1 - index)
        sink.put("place", index, of: count)
        sink.put("blocks", log: count)
        let prose = proseSums[count]
        sink.put("prose of document", log: prose)
        sink.put("prose share of document", prose, of: contentSums[count])
        sink.put("prose before", proseSums[index], of: prose)
        sink.put("prose behind", prose - proseSums[index + 1], of: prose)
        let inside = stretch.contains(index)
        sink.put("in stretch", inside)
        sink.put(
            "to stretch",
            signedLog: inside
                ? 0 : index < stretch.lowerBound ? index - stretch.lowerBound : index - stretch.upperBound + 1)
        let stretchProse = proseSums[stretch.upperBound] - proseSums[stretch.lowerBound]
        sink.put("stretch prose", log: stretchProse)
        sink.put("stretch share", stretchProse, of: prose)
        let clamped = min(max(index, stretch.lowerBound), stretch.upperBound)
        sink.put("stretch prose before", proseSums[clamped] - proseSums[stretch.lowerBound], of: stretchProse)
        sink.put("from stretch start", signedLog: index - stretch.lowerBound)
        sink.put("to stretch end", signedLog: stretch.upperBound - 1 - index)
        let leadProse = proseSums[leadRun.upperBound] - proseSums[leadRun.lowerBound]
        sink.put("in lead run", leadRun.contains(index))
        sink.put("to lead run end", signedLog: leadRun.isEmpty ? -4_000 : leadRun.upperBound - 1 - index)
        sink.put("from lead run start", signedLog: leadRun.isEmpty ? -4_000 : index - leadRun.lowerBound)
        sink.put("lead run prose", log: leadProse)
        sink.put("lead run share", leadProse, of: prose)
        let inLead = min(max(index, leadRun.lowerBound), leadRun.upperBound)
        sink.put("lead run prose before", proseSums[inLead] - proseSums[leadRun.lowerBound], of: leadProse)
        sink.put("headline known", headline != nil)
        sink.put("from headline", signedLog: headline.map { index - $0 } ?? -1)
        sink.put("is headline", headline == index)
        sink.put(
            "prose since headline", log: headline.map { $0 < index ? proseSums[index] - proseSums[$0 + 1] : 0 } ?? 0)
        sink.put("tail before", lastTail[index] >= 0)
        sink.put("since tail", log: lastTail[index] < 0 ? 4_000 : index - lastTail[index])
        sink.put("prose since tail", log: lastTail[index] < 0 ? 0 : proseSums[index] - proseSums[lastTail[index] + 1])
        let dated = lastDated[index]
        sink.put("dated before", log: datedSums[index])
        sink.put("dated behind", log: datedSums[count] - datedSums[index + 1])
        sink.put("since dated", log: dated < 0 ? 4_000 : index - dated)
        sink.put("prose since dated", log: dated < 0 ? 0 : proseSums[index] - proseSums[dated + 1])
        sink.put("prose before dated", log: dated < 0 ? 0 : proseSums[dated])
        sink.put(
            "prose from headline to dated",
            log: headline.map { $0 < dated ? proseSums[dated] - proseSums[$0 + 1] : 0 } ?? 0)
        sink.put("since byline", log: lastByline[index] < 0 ? 4_000 : index - lastByline[index])
        sink.put(
            "prose since byline", log: lastByline[index] < 0 ? 0 : proseSums[index] - proseSums[lastByline[index] + 1])
    }

    // The surroundings, in windows of growing width.
    private func putWindows<Sink: FeatureSink>(_ index: Int, _ sink: inout Sink) {
        let count = lines.count
        for width in [1, 2, 4, 8, 16, 32] {
            let (low, high) = (max(0, index - width), min(count, index + 1 + width))
            sink.put("prose in window before", log: proseSums[index] - proseSums[low])
            sink.put("prose in window behind", log: proseSums[high] - proseSums[index + 1])
        }
        for width in [3, 10] {
            let (low, high) = (max(0, index - width), min(count, index + 1 + width))
            sink.put("short before", shortSums[index] - shortSums[low], of: width)
            sink.put("short behind", shortSums[high] - shortSums[index + 1], of: width)
            sink.put("dated before, near", datedSums[index] - datedSums[low], of: width)
            sink.put("dated behind, near", datedSums[high] - datedSums[index + 1], of: width)
            sink.put("repeated before", repeatedSums[index] - repeatedSums[low], of: width)
            sink.put("repeated behind", repeatedSums[high] - repeatedSums[index + 1], of: width)
            sink.put("verdicts before", causeSums[index] - causeSums[low], of: width)
            sink.put("verdicts behind", causeSums[high] - causeSums[index + 1], of: width)
        }
    }

    private func putNeighbours<Sink: FeatureSink>(_ index: Int, _ sink: inout Sink) {
        for offset in [-3, -2, -1, 1, 2, 3] {
            let other = index + offset
            guard lines.indices.contains(other) else {
                for _ in 0..<8 { sink.put("neighbour", Float(-1)) }
                continue
            }
            let line = lines[other]
            sink.put("neighbour", log: line.shape.content)
            sink.put("neighbour", line.shape.isProse)
            sink.put("neighbour", line.shape.endsClosed)
            sink.put("neighbour", line.shape.endsCut)
            sink.put("neighbour", line.cause != nil)
            sink.put("neighbour", line.shape.functionCharacters, of: line.shape.content)
            sink.put("neighbour", line.shape.digits, of: line.shape.content)
            sink.put("neighbour", line.phrases == 0 ? 0 : Float(line.phrases.trailingZeroBitCount + 1))
        }
    }

    // Whether the block is about the topic of the rest.
    private func putTopic<Sink: FeatureSink>(_ index: Int, _ sink: inout Sink) {
        func overlap(_ index: Int) -> Topic.Overlap {
            topic.overlaps.indices.contains(index) ? topic.overlaps[index] : Topic.Overlap()
        }
        let own = overlap(index)
        sink.put("telling pairs", log: own.pairs)
        sink.put("said elsewhere", own.elsewhere, of: own.pairs)
        sink.put("said twice elsewhere", own.twice, of: own.pairs)
        sink.put("said elsewhere, count", log: own.elsewhere)
        sink.put("of headline", own.headline, of: own.pairs)
        sink.put("headline said", log: own.headline)
        // The sum over three blocks on either side.
        for side in [-1, 1] {
            var sum = Topic.Overlap()
            for step in 1...3 {
                let other = overlap(index + side * step)
                sum.pairs += other.pairs
                sum.elsewhere += other.elsewhere
                sum.headline += other.headline
            }
            sink.put("beside said elsewhere", sum.elsewhere, of: sum.pairs)
            sink.put("beside of headline", sum.headline, of: sum.pairs)
        }
    }

    // Whether the block is an entry of a list: the blocks at some fixed distance before and after it look the same.
    private func putRows<Sink: FeatureSink>(_ index: Int, _ sink: inout Sink) {
        var best = 0
        for period in 1...5 {
            var alike = 0
            for step in [-2, -1, 1, 2] {
                let other = index + step * period
                guard signatures.indices.contains(other), signatures[other] == signatures[index] else { continue }
                let next = index + 1 < signatures.count && other + 1 < signatures.count && period > 1
                if !next || signatures[index + 1] == signatures[other + 1] { alike += 1 }
            }
            if period == 1 { sink.put("like neighbours", alike, of: 4) } else { best = max(best, alike) }
        }
        sink.put("like others in a row", best, of: 4)
        var cut = 0
        for other in max(0, index - 6)...min(lines.count - 1, index + 6) where other != index {
            if lines[other].shape.endsCut { cut += 1 }
        }
        sink.put("cut nearby", cut, of: 12)
    }

    // The position in a numbered list, and properties of the list.
    private func putEnumeration<Sink: FeatureSink>(_ index: Int, _ sink: inout Sink) {
        sink.put("lines of its label", log: labels.counts[index])
        let place = enumerations.places[index]
        let list = place.map { enumerations.lists[Int($0.list)] } ?? Enumerations.List(blocks: index..<index, items: 0)
        let blocks = list.blocks
        sink.put("items of list", log: list.items)
        sink.put("since item", place.map { Logarithms.of(index - Int($0.item)) } ?? -1)
        sink.put("blocks an item", blocks.count, of: list.items)
        sink.put(
            "content an item",
            log: list.items > 0 ? (contentSums[blocks.upperBound] - contentSums[blocks.lowerBound]) / list.items : 0)
        sink.put(
            "prose of list", proseSums[blocks.upperBound] - proseSums[blocks.lowerBound],
            of: contentSums[blocks.upperBound] - contentSums[blocks.lowerBound])
        sink.put("verdicts of list", causeSums[blocks.upperBound] - causeSums[blocks.lowerBound], of: blocks.count)
        sink.put(
            "list from headline", signedLog: place == nil ? -4_000 : headline.map { blocks.lowerBound - $0 } ?? -4_000)
        sink.put(
            "list to lead run end",
            signedLog: place == nil || leadRun.isEmpty ? -4_000 : leadRun.upperBound - blocks.lowerBound)
    }

    // Links, elements and their names, which only a page has.
    private func putElements<Sink: FeatureSink>(_ index: Int, _ sink: inout Sink) {
        let block = lines[index].block
        let count = lines.count
        sink.put("link share", Float(lines[index].linkShare))
        sink.put("links", log: block.links)
        sink.put("bold share", block.boldCharacters, of: lines[index].shape.content)
        for width in [1, 3, 10] {
            let (low, high) = (max(0, index - width), min(count, index + 1 + width))
            sink.put("links before", linkedSums[index] - linkedSums[low], of: contentSums[index] - contentSums[low])
            sink.put(
                "links behind", linkedSums[high] - linkedSums[index + 1],
                of: contentSums[high] - contentSums[index + 1])
        }
        switch block.role {
        case .paragraph: sink.put("role", Float(0))
        case .heading(let level): sink.put("role", Float(level))
        case .listItem: sink.put("role", Float(7))
        case .tableRow: sink.put("role", Float(8))
        case .preformatted: sink.put("role", Float(9))
        case .caption: sink.put("role", Float(10))
        }
        for sign in [
            Surroundings.content, .navigation, .aside, .comments, .tools, .form, .hidden,
        ] {
            sink.put("around", block.surroundings.contains(sign))
            sink.put("nearest", block.nearest.contains(sign))
        }
        sink.put("depth", log: block.depth)
        sink.put("picture before", block.followsPicture)
        let container = block.container
        let parent = containers.parents[container]
        sink.put("container prose", containers.prose[container], of: containers.prose[0])
        sink.put("container prose of content", containers.prose[container], of: containers.content[container])
        sink.put("container links", containers.linked[container], of: containers.content[container])
        sink.put("container blocks", log: containers.blocks[container])
        sink.put("parent prose", containers.prose[parent], of: containers.prose[0])
        sink.put("parent links", containers.linked[parent], of: containers.content[parent])
        sink.put("to densest container", log: containers.stepsToDensest[container] + 1)
        sink.put("in densest container", containers.stepsToDensest[container] >= 0)
        let entry = containers.mostTwins[container]
        sink.put("twins", log: containers.twins[container])
        sink.put("most twins", log: containers.twins[entry])
        sink.put("blocks of twin", log: containers.blocks[entry])
        sink.put("prose of twin", log: containers.prose[entry])
        sink.put("prose of twins", containers.twinProse[entry], of: containers.prose[0])
        let isSibling = lines.indices.contains(index - 1) && lines[index - 1].block.container == container
        sink.put("sibling before", isSibling)
        sink.put("sibling behind", lines.indices.contains(index + 1) && lines[index + 1].block.container == container)
    }
}
