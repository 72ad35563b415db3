import ShuliText

/// All that the features of a document's blocks are computed from: counts of every block, sums over runs of blocks, the
/// densest stretch, the headline, what the text is about. Linear in the document's length.
struct BlockContext {
    let document: BlockDocument
    let lines: [JudgedBlock]
    let folded: FoldedText
    let headline: Int?
    let stretch: Range<Int>
    let leadRun: Range<Int>
    let topic: Topic
    let containers: ContainerMass
    /// How often words of each group of cues stand in each block.
    let cueCounts: [UInt16]
    let cueGroups: Int
    /// How many blocks of the document read the same.
    let repetitions: [Int]
    let enumerations: Enumerations
    let labels: RepeatedLabels
    /// What a block looks like at a glance, to see rows of a list.
    let signatures: [UInt8]

    // Sums over the blocks before: [n] holds those of blocks 0 ..< n.
    let proseSums: [Int]
    let contentSums: [Int]
    let linkedSums: [Int]
    let shortSums: [Int]
    let verdictSums: [Int]
    let datedSums: [Int]
    let repeatedSums: [Int]
    /// For each block the last one before it that is dated; -1 for none.
    let lastDated: [Int]
    /// For each block the last one before it with a phrase that opens or belongs to what follows an article; -1 for none.
    let lastTail: [Int]
    /// For each block the last one before it that is a date or byline; -1 for none.
    let lastByline: [Int]

    init(
        _ document: BlockDocument, _ lines: [JudgedBlock], _ folded: FoldedText, headline: Int?, headlineKey: [UInt16],
        stretch: Range<Int>, leadRun: Range<Int>, _ cues: Cues, tailRules: UInt32
    ) {
        self.document = document
        self.lines = lines
        self.folded = folded
        self.headline = headline
        self.stretch = stretch
        self.leadRun = leadRun
        let leadProse = leadRun.reduce(0) { $0 + Self.prose(lines[$1]) }
        containers = ContainerMass(lines, document)
        let groups = cues.groups.count
        cueGroups = groups
        cueCounts = folded.labels.withUnsafeBufferPointer { labels in
            var counts = [UInt16](repeating: 0, count: lines.count * groups)
            counts.withUnsafeMutableBufferPointer { counts in
                for index in lines.indices {
                    let row = UnsafeMutableBufferPointer(rebasing: counts[index * groups..<(index + 1) * groups])
                    cues.count(in: labels, folded.ranges[index], into: row)
                }
            }
            return counts
        }
        let repetitions = Self.repetitions(folded)
        self.repetitions = repetitions.counts
        topic = Topic(
            folded, stretch: leadProse >= 80 ? leadRun : stretch, headline: headlineKey, isRepeat: repetitions.isRepeat)
        (enumerations, labels) = document.text.withUTF8Buffer { (Enumerations(lines, $0), RepeatedLabels(lines, $0)) }
        signatures = lines.map(Self.signature)
        func sums(_ value: (JudgedBlock) -> Int) -> [Int] {
            var sums = [0]
            sums.reserveCapacity(lines.count + 1)
            for line in lines { sums.append(sums[sums.count - 1] + value(line)) }
            return sums
        }
        proseSums = sums { Self.prose($0) }
        contentSums = sums { $0.shape.content }
        linkedSums = sums { $0.block.linkedCharacters }
        shortSums = sums { $0.shape.content < 30 && !$0.shape.isProse ? 1 : 0 }
        verdictSums = sums { $0.verdict == nil ? 0 : 1 }
        datedSums = sums { Self.isDated($0) ? 1 : 0 }
        repeatedSums = repetitions.counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 > 1 ? 1 : 0)) }
        func last(_ holds: (JudgedBlock) -> Bool) -> [Int] {
            var last = -1
            return lines.indices.map { index in
                defer { if holds(lines[index]) { last = index } }
                return last
            }
        }
        lastTail = last { $0.phrases & tailRules != 0 && $0.verdict != nil }
        lastDated = last { Self.isDated($0) }
        lastByline = last { $0.verdict == .date || $0.verdict == .byline }
    }

    /// The content characters of a block that reads like prose, less what can be clicked.
    static func prose(_ line: JudgedBlock) -> Int {
        guard line.shape.isProse, line.verdict == nil else { return 0 }
        return max(0, line.shape.content - line.block.linkedCharacters)
    }

    // The line under a headline, or the head of an entry in a list or a thread: no sentence, but a date or a time.
    private static func isDated(_ line: JudgedBlock) -> Bool {
        (line.shape.dateJoints >= 2 || line.shape.endsWithAge && line.shape.content <= 30) && !line.shape.isProse
    }

    private static func signature(_ line: JudgedBlock) -> UInt8 {
        let shape = line.shape
        var bits = UInt8(min(7, Int(Logarithms.of(shape.content / 4))))
        if shape.isProse { bits |= 8 }
        if shape.endsCut { bits |= 16 }
        if shape.digits * 2 > shape.content { bits |= 32 }
        if line.verdict == .date { bits |= 64 }
        if line.linkShare > 0.5 { bits |= 128 }
        return bits
    }

    // How often each block's text stands in the document, and whether it stood there before.
    private static func repetitions(_ folded: FoldedText) -> (counts: [Int], isRepeat: [Bool]) {
        var counts: [UInt64: Int] = [:]
        counts.reserveCapacity(folded.ranges.count)
        let hashes = folded.ranges.map { range in
            folded.labels[range].reduce(into: RunningHash()) { $0.add($1) }.value
        }
        let isRepeat = hashes.map { hash in
            counts[hash, default: 0] += 1
            return counts[hash] != 1
        }
        return (hashes.map { counts[$0] ?? 1 }, isRepeat)
    }
}

/// How much prose lies in each container of a page, its inner containers included.
struct ContainerMass {
    /// By container number.
    let prose: [Int]
    let content: [Int]
    let linked: [Int]
    let blocks: [Int]
    let parents: [Int]
    /// The innermost container with most of the page's prose.
    let densest: Int
    /// How many siblings of the same kind each has, itself included.
    let twins: [Int]
    /// The prose in all of them together.
    let twinProse: [Int]

    init(_ lines: [JudgedBlock], _ document: BlockDocument) {
        let parents = document.parents
        var prose = [Int](repeating: 0, count: parents.count)
        var content = prose
        var linked = prose
        var blocks = prose
        for line in lines {
            let container = line.block.container
            prose[container] += BlockContext.prose(line)
            content[container] += line.shape.content
            linked[container] += line.block.linkedCharacters
            blocks[container] += 1
        }
        // A container's number is greater than its parent's.
        for container in parents.indices.dropFirst().reversed() {
            let parent = parents[container]
            prose[parent] += prose[container]
            content[parent] += content[container]
            linked[parent] += linked[container]
            blocks[parent] += blocks[container]
        }
        var groups: [UInt64: (count: Int, prose: Int)] = [:]
        groups.reserveCapacity(parents.count)
        let keys = parents.indices.map { UInt64(parents[$0]) << 32 | UInt64(document.kinds[$0]) }
        for container in parents.indices where blocks[container] > 0 {
            let group = groups[keys[container]] ?? (0, 0)
            groups[keys[container]] = (group.count + 1, group.prose + prose[container])
        }
        twins = keys.map { groups[$0]?.count ?? 0 }
        twinProse = keys.map { groups[$0]?.prose ?? 0 }
        let half = prose[0] * 6 / 10
        densest = prose.indices.last { prose[$0] > half } ?? 0
        (self.prose, self.content, self.linked, self.blocks, self.parents) = (prose, content, linked, blocks, parents)
    }

    /// The container around a block, itself included, that has the most siblings of its kind.
    func mostTwins(around container: Int) -> Int {
        var (container, best) = (container, container)
        while container != 0 {
            if twins[container] > twins[best] { best = container }
            container = parents[container]
        }
        return best
    }

    /// How many steps up from `container` the densest one is; -1 where it is not around it.
    func stepsToDensest(from container: Int) -> Int {
        var container = container
        var steps = 0
        while container != densest {
            guard container != 0 else { return -1 }
            container = parents[container]
            steps += 1
        }
        return steps
    }
}
