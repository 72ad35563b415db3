import ShuliText

/// Everything that the features of a document's blocks are computed from: sums over runs of blocks, the densest stretch, the
/// headline, the topic. Linear in the length of the document.
struct BlockContext {
    let document: BlockDocument
    let lines: [AssessedBlock]
    let folded: FoldedBlocks
    let headline: Int?
    let stretch: Range<Int>
    let leadRun: Range<Int>
    let topic: Topic
    let containers: ContainerMass
    /// For each block and group of cues the number of characters that the cues cover.
    let cueCounts: [UInt16]
    let cueGroups: Int
    /// For each block the number of blocks with the same text, itself included.
    let repetitions: [Int]
    let enumerations: Enumerations
    let labels: RepeatedLabels
    /// A coarse description of each block, to recognize the rows of a list.
    let signatures: [UInt8]

    // Prefix sums: element n is the sum over blocks 0 ..< n.
    let proseSums: [Int]
    let contentSums: [Int]
    let linkedSums: [Int]
    let shortSums: [Int]
    let causeSums: [Int]
    let datedSums: [Int]
    let repeatedSums: [Int]
    /// For each block the last one before it that is dated; −1 for none.
    let lastDated: [Int]
    /// For each block the last one before it with a phrase that opens or belongs to what follows an article; −1 for none.
    let lastTail: [Int]
    /// For each block the last one before it that is a date or a byline; −1 for none.
    let lastByline: [Int]

    /// `headline` is the block of the headline, `headlineKey` its content labels or those of a title known from elsewhere.
    init(_ assessed: AssessedDocument, headline: Int?, headlineKey: [UInt16], cues: Cues = .standard) {
        let (document, lines, folded) = (assessed.document, assessed.lines, assessed.folded)
        self.document = document
        self.lines = lines
        self.folded = folded
        self.headline = headline
        stretch = assessed.density.densestStretch(headline: headline)
        leadRun = assessed.density.leadRun(headline: headline)
        let leadProse = leadRun.reduce(0) { $0 + lines[$1].prose }
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
        func sums(_ value: (AssessedBlock) -> Int) -> [Int] {
            var sums = [0]
            sums.reserveCapacity(lines.count + 1)
            for line in lines { sums.append(sums[sums.count - 1] + value(line)) }
            return sums
        }
        proseSums = sums { $0.prose }
        contentSums = sums { $0.shape.content }
        linkedSums = sums { $0.block.linkedCharacters }
        shortSums = sums { $0.shape.content < 30 && !$0.shape.isProse ? 1 : 0 }
        causeSums = sums { $0.cause == nil ? 0 : 1 }
        datedSums = sums { Self.isDated($0) ? 1 : 0 }
        repeatedSums = repetitions.counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 > 1 ? 1 : 0)) }
        func last(_ holds: (AssessedBlock) -> Bool) -> [Int] {
            var last = -1
            return lines.indices.map { index in
                defer { if holds(lines[index]) { last = index } }
                return last
            }
        }
        lastTail = last { $0.phrases & BoilerplateRules.tails != 0 && $0.cause != nil }
        lastDated = last { Self.isDated($0) }
        lastByline = last { $0.cause == .date || $0.cause == .byline }
    }

    // Whether a block is the line below a headline or the head of an entry in a list or thread: a date or time, not a sentence.
    private static func isDated(_ line: AssessedBlock) -> Bool {
        (line.shape.dateJoints >= 2 || line.shape.endsWithAge && line.shape.content <= 30) && !line.shape.isProse
    }

    private static func signature(_ line: AssessedBlock) -> UInt8 {
        let shape = line.shape
        var bits = UInt8(min(7, Int(Logarithms.of(shape.content / 4))))
        if shape.isProse { bits |= 8 }
        if shape.endsCut { bits |= 16 }
        if shape.digits * 2 > shape.content { bits |= 32 }
        if line.cause == .date { bits |= 64 }
        if line.linkShare > 0.5 { bits |= 128 }
        return bits
    }

    // How often the text of each block occurs in the document, and whether it occurred before the block.
    private static func repetitions(_ folded: FoldedBlocks) -> (counts: [Int], isRepeat: [Bool]) {
        var texts = KeyIndex(expected: folded.ranges.count)
        var counts: [Int] = []
        var numbers: [Int] = []
        var isRepeat: [Bool] = []
        counts.reserveCapacity(folded.ranges.count)
        numbers.reserveCapacity(folded.ranges.count)
        isRepeat.reserveCapacity(folded.ranges.count)
        for range in folded.ranges {
            var hash = RunningHash()
            for label in folded.labels[range] { hash.add(label) }
            let number = texts.insert(hash.value)
            if number == counts.count { counts.append(0) }
            counts[number] += 1
            numbers.append(number)
            isRepeat.append(counts[number] != 1)
        }
        return (numbers.map { counts[$0] }, isRepeat)
    }
}
