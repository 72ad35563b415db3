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
    /// What a block looks like at a glance, to see rows of a list.
    let signatures: [UInt8]

    // Sums over the blocks before: [n] holds those of blocks 0 ..< n.
    let proseSums: [Int]
    let contentSums: [Int]
    let linkedSums: [Int]
    let shortSums: [Int]
    let verdictSums: [Int]
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
        topic = Topic(folded, stretch: leadProse >= 80 ? leadRun : stretch, headline: headlineKey)
        containers = ContainerMass(lines, parents: document.parents)
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
        repetitions = Self.repetitions(folded)
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
        func last(_ holds: (JudgedBlock) -> Bool) -> [Int] {
            var last = -1
            return lines.indices.map { index in
                defer { if holds(lines[index]) { last = index } }
                return last
            }
        }
        lastTail = last { $0.phrases & tailRules != 0 && $0.verdict != nil }
        lastByline = last { $0.verdict == .date || $0.verdict == .byline }
    }

    /// The content characters of a block that reads like prose, less what can be clicked.
    static func prose(_ line: JudgedBlock) -> Int {
        guard line.shape.isProse, line.verdict == nil else { return 0 }
        return max(0, line.shape.content - line.block.linkedCharacters)
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

    private static func repetitions(_ folded: FoldedText) -> [Int] {
        var counts: [UInt64: Int] = [:]
        counts.reserveCapacity(folded.ranges.count)
        let hashes = folded.ranges.map { range in
            folded.labels[range].reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
        }
        for hash in hashes { counts[hash, default: 0] += 1 }
        return hashes.map { counts[$0] ?? 1 }
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

    init(_ lines: [JudgedBlock], parents: [Int]) {
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
        let half = prose[0] * 6 / 10
        densest = prose.indices.last { prose[$0] > half } ?? 0
        (self.prose, self.content, self.linked, self.blocks, self.parents) = (prose, content, linked, blocks, parents)
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
