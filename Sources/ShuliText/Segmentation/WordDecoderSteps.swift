import CMemory

/// The decoder's four steps over a block of characters.
///
/// Unsafe code. Invariants: the pointers of the scratch are good for its `capacity`, which exceeds `count`; labels and
/// symbols are below the alphabet's count, and matches below the counts of their tables (`WordMatch`); bases plus
/// symbols were checked when the model was opened. `bytes` is good from `start` to `end`.
extension WordDecoder {
    /// Reads characters up to a line end, the end of the range, or the usual size of a block.
    func read(
        _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, spans: [WordSpan], first: Int,
        into scratch: inout SegmentationScratch
    ) -> Block {
        let alphabet = lexicon.alphabet
        var at = start
        var count = 0
        let limit = SegmentationScratch.usualBlock
        var span = first
        let spanCount = spans.count
        var forcedUntil = start
        var previous: UInt16 = 0
        var previousEntry: UInt32 = 0
        let (pairBases, pairChecks, pairs) = (model.pairBases.base, model.pairChecks.base, tables.pairs.base)
        let nodes = lexicon.trie.nodes.base
        var node: UInt64 = 0
        while at < end {
            // A forced span may contain line ends, and never ends with a block.
            while span < spanCount, spans[span].range.lowerBound <= at {
                if spans[span].policy == .force, spans[span].range.lowerBound == at {
                    forcedUntil = max(forcedUntil, min(spans[span].range.upperBound, end))
                }
                span += 1
            }
            if at >= forcedUntil {
                if bytes[at] == 0x0a { break }
                if count >= limit { break }
            } else if count + 8 >= scratch.capacity {
                scratch.reserve(count * 2, keeping: count)
            }
            let (codePoint, length) = UTF8Decoding.scalar(bytes, at: at, end: end)
            let entry = alphabet.entry(of: codePoint)
            let symbol = Alphabet.symbol(entry)
            let label = UInt16(truncatingIfNeeded: entry)
            scratch.offsets[count] = UInt32(truncatingIfNeeded: at &- start)
            scratch.labels[count] = label
            scratch.symbols[count] = symbol
            var border = SegmentationScratch.Border.open
            if symbol == previous, alphabet.kinds[Int(symbol)] & Alphabet.runs != 0 {
                border = .tied
            } else if (entry | previousEntry) & Alphabet.alone != 0 {
                border = .cut
            }
            scratch.borders[count] = border
            // What the next steps read first is scattered in large tables: it is prefetched while the text is read.
            let pair = Int(pairBases[Int(previous)]) &+ Int(symbol)
            shuli_prefetch(pairChecks + pair)
            shuli_prefetch(pairs + pair)
            shuli_prefetch(nodes + (DoubleArray.base(node) &+ Int(label)))
            node = nodes[Int(label)]
            previousEntry = entry
            previous = symbol
            count &+= 1
            at &+= length
        }
        scratch.offsets[count] = UInt32(truncatingIfNeeded: at &- start)
        for index in 0..<SegmentationScratch.margin { scratch.symbols[count &+ index] = 0 }
        return Block(count: count, isCutShort: at < end && bytes[at] != 0x0a)
    }

    func findMatches(count: Int, scratch: borrowing SegmentationScratch) {
        WordMatch.find(
            in: lexicon.trie, labels: scratch.labels, count: count, nodes: scratch.nodes, walks: scratch.walks,
            begin: scratch.begin, end: scratch.end, cover: scratch.cover)
    }

    @inline(__always)
    private static func mask(_ a: UInt16, _ b: UInt16) -> SIMD4<Int16> {
        // All ones if they are equal: the sign of their difference minus one.
        SIMD4(repeating: Int16(truncatingIfNeeded: (Int32(a ^ b) &- 1) >> 31))
    }

    /// Adds up the weights of each character.
    func score(count: Int, scratch: borrowing SegmentationScratch) {
        typealias Layout = SegmentationModel.Layout
        let symbols = scratch.symbols
        let begin = scratch.begin
        let end = scratch.end
        let cover = scratch.cover
        let kindOf = lexicon.alphabet.kinds.base
        let pairBases = model.pairBases.base
        let pairChecks = model.pairChecks.base
        let joinBases = model.joinBases.base
        let joinChecks = model.joinChecks.base
        let pairs = tables.pairs.base
        let unigrams = tables.unigrams.base
        let joins = tables.joins.base
        let tables = tables
        let surnames = lexicon.surnames
        var surnamePlace = 0
        // Adds the weights of a character joined with another feature.
        @inline(__always)
        func add(_ symbol: UInt16, _ joined: Int, to sum: inout SIMD4<Int16>) {
            let place = Int(joinBases[Int(symbol)]) &+ joined
            sum &+= SIMD4<Int16>(truncatingIfNeeded: joins[place]) & Self.mask(joinChecks[place], symbol)
        }
        // Weights of the characters one before to two behind `j`, summed over the rows so far.
        var near = SIMD8<Int16>.zero
        var far = SIMD8<Int16>.zero
        var window = Int(kindOf[Int(symbols[0])] & 7) << 3 | (count > 1 ? Int(kindOf[Int(symbols[1])] & 7) : 0)
        for j in -2...count {
            let first = Int(symbols[j])
            let second = symbols[j &+ 1]
            let place = Int(pairBases[first]) &+ Int(second)
            let source = Int(pairChecks[place]) == first ? pairs + place : unigrams + first
            let row = source.pointee
            near &+= SIMD8<Int16>(truncatingIfNeeded: row.lowHalf)
            far &+= SIMD8<Int16>(truncatingIfNeeded: row.highHalf)
            let i = j &- 1
            if i >= 0 {
                // The symbol two behind is 0 at the end, whose kind is 0, "outside".
                window = (window << 3 | Int(kindOf[Int(symbols[i &+ 2])] & 7)) & (Layout.kindWindows &- 1)
                let b = begin[i]
                let e = end[i]
                let c = cover[i]
                let before = i > 0 ? end[i &- 1] : 0
                let behind = i &+ 1 < count ? begin[i &+ 1] : 0
                var sum = near.lowHalf &+ tables.kinds[window]
                sum &+= tables.begin[Int(b)].lowHalf &+ tables.begin[Int(behind)].highHalf
                sum &+= tables.end[Int(e)].lowHalf &+ tables.end[Int(before)].highHalf
                let lengthB = Layout.lengthBucket(b)
                let lengthE = Layout.lengthBucket(e)
                let shape = Int(c >> 11)
                sum &+= tables.cover[Int(c)]
                sum &+= tables.lengths[Layout.lengths(begin: lengthB, end: lengthE, cover: shape)]
                let symbol = symbols[i]
                // Without branches: whether a row exists is not predictable.
                add(symbol, lengthB, to: &sum)
                add(symbol, Layout.lengthBuckets &+ lengthE, to: &sum)
                // Few characters are near a surname.
                if surnamePlace != 0 {
                    add(symbol, Layout.firstNearSurname &+ surnamePlace, to: &sum)
                    add(symbols[i &+ 1], Layout.firstBehindName &+ surnamePlace, to: &sum)
                    let row = surnamePlace &* Layout.lengthBuckets
                    sum &+= tables.names[row &+ lengthB] &+ tables.names[Layout.nearEnd &+ row &+ lengthE]
                    sum &+= tables.names[Layout.nearNextBegin &+ row &+ Layout.lengthBucket(behind)]
                }
                let surname = surnames.of(symbol)
                if surname != 0 {
                    add(symbols[i &- 1], Layout.firstBeforeSurname &+ surname, to: &sum)
                    let previous = surname &* Layout.lengthClasses &+ Layout.lengthClass(before)
                    let next = surname &* Layout.lengthBuckets &+ Layout.lengthBucket(behind)
                    sum &+= tables.names[Layout.surnameBehindWord &+ previous]
                    sum &+= tables.names[Layout.surnameBeforeWord &+ next]
                }
                surnamePlace = surnames.place(behind: surnamePlace, symbols[i &- 1], symbol)
                scratch.scores[i] = sum
            }
            near = SIMD8(lowHalf: near.highHalf, highHalf: far.lowHalf)
            far = SIMD8(lowHalf: far.highHalf, highHalf: .zero)
        }
    }

    /// Applies the caller's spans to borders and scores.
    func apply(_ spans: [WordSpan], first: Int, from start: Int, block: Block, scratch: borrowing SegmentationScratch) {
        var i = 0
        var forcedUntil = 0
        var index = first
        let blockEnd = Int(scratch.offsets[block.count])
        while index < spans.count {
            let lower = spans[index].range.lowerBound - start
            let upper = spans[index].range.upperBound - start
            let policy = spans[index].policy
            index += 1
            if lower >= blockEnd { break }
            guard lower >= forcedUntil, upper <= blockEnd, lower < upper else { continue }
            while i < block.count, Int(scratch.offsets[i]) < lower { i += 1 }
            var last = i
            while last < block.count, Int(scratch.offsets[last]) < upper { last += 1 }
            guard i < last, Int(scratch.offsets[i]) == lower, Int(scratch.offsets[last]) == upper else { continue }
            switch policy {
            case .force:
                forcedUntil = upper
                scratch.borders[i] = .cut
                for inner in (i + 1)..<max(last, i + 1) { scratch.borders[inner] = .tied }
                if last < block.count { scratch.borders[last] = .cut }
            case .prefer(let weight):
                let wanted = max(-64, min(64, weight.isFinite ? weight : 0)) * Float(model.scale)
                let bonus = Int16(max(-8_000, min(8_000, wanted)))
                if last - i == 1 {
                    scratch.scores[i][3] &+= bonus
                } else {
                    scratch.scores[i][0] &+= bonus / 2
                    scratch.scores[last - 1][2] &+= bonus / 2
                    for inner in (i + 1)..<(last - 1) { scratch.scores[inner][1] &+= bonus / 4 }
                }
            }
        }
    }

    /// Viterbi's algorithm. Two states suffice for legal sequences: "a word has ended" and "inside of a word".
    func decide(count: Int, scratch: borrowing SegmentationScratch) {
        let impossible: Int32 = -1 << 28
        var ended: Int32 = 0
        var inside: Int32 = impossible
        let scores = scratch.scores
        let borders = scratch.borders
        let steps = scratch.steps
        for i in 0..<count {
            let border = borders[i]
            if border == .tied { ended = impossible }
            if border == .cut { inside = impossible }
            let s = SIMD4<Int32>(truncatingIfNeeded: scores[i])
            let begin = s[0] &+ ended
            let middle = s[1] &+ inside
            let end = s[2] &+ inside
            let single = s[3] &+ ended
            let fromInside = end > single
            let isMiddle = middle > begin
            steps[i] = (fromInside ? 1 : 0) | (isMiddle ? 2 : 0)
            ended = fromInside ? end : single
            inside = isMiddle ? middle : begin
            if i & 1023 == 1023 {
                // Keep the numbers small; only their difference matters.
                let most = max(ended, inside)
                ended = max(ended &- most, impossible)
                inside = max(inside &- most, impossible)
            }
        }
        // Backwards, without branches: 0 is "a word has ended here", 1 "inside of a word".
        var state: UInt8 = 0
        var i = count &- 1
        while i >= 0 {
            let step = steps[i]
            steps[i] = state ^ 1
            state = (step >> state) & 1
            i &-= 1
        }
    }

    /// Appends the ends of the words; returns the number of bytes that they cover. The last words of a block that ends
    /// inside a line are left to the next block.
    func emit(
        block: Block, from start: Int, scratch: borrowing SegmentationScratch, to ends: inout [Int]
    ) -> Int {
        let steps = scratch.steps
        let offsets = scratch.offsets
        var count = block.count
        if block.isCutShort {
            var last = block.count - 1
            while last > block.count / 2, last > block.count - 32 || steps[last] == 0 { last -= 1 }
            if steps[last] != 0 { count = last + 1 }
        }
        let found = scratch.ends
        var foundCount = 0
        for i in 0..<count {
            found[foundCount] = start &+ Int(offsets[i &+ 1])
            foundCount &+= Int(steps[i])
        }
        ends.append(contentsOf: UnsafeBufferPointer(start: found, count: foundCount))
        return Int(offsets[count])
    }
}
