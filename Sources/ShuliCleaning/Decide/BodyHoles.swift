import ShuliText

/// Keeps lines that belong to the body by their place and form although the odds of each by itself speak against them.
///
/// The model judges a line by its words and its neighbours. A how-to, a dialogue or a chat has lines that look like buttons and notices, and
/// what follows a box of related articles looks like what follows an article. What speaks for such lines is not among the features: they
/// stand in the element that holds the body, between its lines, and are sentences.
struct BodyHoles {
    private let analysis: DocumentAnalysis
    private let odds: [Float]
    private let threshold: Float
    private let mentions: CueMentions
    // For each container of a page whether the body's root contains it; nil for a text.
    private var isInside: [Bool] = []
    // The containers that hold prose of the body directly, and their kinds.
    private var holders: Set<Int> = []
    private var kinds: Set<UInt32> = []
    // The surroundings of most kept lines: a body may stand in a column named "side".
    private var usual: Surroundings = []

    private var lines: [AssessedBlock] { analysis.lines }
    private var isPage: Bool { analysis.document.isPage }

    /// Adds to `keeps` what belongs to the body.
    static func fill(
        _ keeps: inout [Bool], _ analysis: DocumentAnalysis, _ odds: [Float], _ level: CleaningLevel,
        _ buffer: UTF8Buffer
    ) {
        guard keeps.contains(true) else { return }
        var holes = BodyHoles(analysis, odds, level, buffer)
        holes.findRoot(keeps)
        holes.fillRows(&keeps)
        holes.fillGaps(&keeps)
        holes.extend(&keeps)
        holes.extendVerse(&keeps)
        holes.fillGaps(&keeps)
    }

    private init(_ analysis: DocumentAnalysis, _ odds: [Float], _ level: CleaningLevel, _ buffer: UTF8Buffer) {
        self.analysis = analysis
        self.odds = odds
        threshold = level.threshold
        mentions = CueMentions(buffer, analysis)
    }

    // The deepest container that holds at least 85 % of the kept prose. The share was chosen by hand.
    private mutating func findRoot(_ keeps: [Bool]) {
        guard isPage else { return }
        let parents = analysis.document.parents
        var mass = [Int](repeating: 0, count: parents.count)
        var counts: [Surroundings: Int] = [:]
        for index in lines.indices where keeps[index] {
            let line = lines[index]
            mass[line.block.container] += line.shape.content
            counts[line.block.nearest, default: 0] += line.shape.content
            if line.shape.isProse {
                holders.insert(line.block.container)
                kinds.insert(analysis.document.kinds[line.block.container])
            }
        }
        for container in parents.indices.reversed() where container > 0 { mass[parents[container]] += mass[container] }
        let root = parents.indices.last { mass[$0] * 100 >= mass[0] * 85 } ?? 0
        isInside = [Bool](repeating: false, count: parents.count)
        for container in parents.indices where container == root || container > root && isInside[parents[container]] {
            isInside[container] = true
        }
        usual = counts.max { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }?.key ?? []
    }

    private func isInBody(_ index: Int) -> Bool {
        let block = lines[index].block
        guard isPage else { return true }
        return isInside[block.container] && (block.nearest.isDisjoint(with: .boilerplate) || block.nearest == usual)
    }

    // Whether a line is a sentence: it ends as one, or announces what follows.
    private func isStatement(_ index: Int) -> Bool {
        let shape = lines[index].shape
        return shape.ends > 0 && shape.endsClosed && shape.last != 0xFF09 || shape.endsOpen && shape.content >= 3
            || shape.isProse
    }

    // Whether nothing but the model speaks against a line.
    private func isFree(_ index: Int) -> Bool {
        // A heading of an encyclopedia has a link for editing it.
        let line = lines[index]
        guard line.linkShare < (isHeadingElement(index) ? 0.7 : 0.3), line.shape.content > 0 else { return false }
        // 01, 02: the numbers of chapters.
        let isNumber =
            isPage && line.shape.content <= 2 && line.shape.digits == line.shape.content && !isLineNumber(index)
        return line.cause == nil || isNumber || mentions.isMention(index)
    }

    // Whether a line is in a column of numbers beside code: preformatted text that begins and ends with a number.
    private func isLineNumber(_ index: Int) -> Bool {
        guard lines[index].block.role == .preformatted else { return false }
        let blocks = analysis.document.elements.nodes[Int(lines[index].block.node)].blocks
        func isNumber(_ index: Int) -> Bool { lines[index].shape.digits == lines[index].block.range.count }
        return blocks.contains(index) && isNumber(blocks.lowerBound) && isNumber(blocks.upperBound - 1)
    }

    private func isHeadingElement(_ index: Int) -> Bool {
        if case .heading = lines[index].block.role { return lines[index].cause == nil }
        return false
    }

    // Keeps table rows, list items and lines of code between two kept blocks, unless something speaks against them: by
    // themselves they look like menus, and few of the pages that the model was trained on contain any. The limits were chosen by hand.
    private func fillRows(_ keeps: inout [Bool]) {
        guard isPage else { return }
        forEachGap(keeps, Self.maximumCode) { gap in
            // What a program printed may be long.
            guard gap.count <= Self.maximumRows || gap.allSatisfy({ lines[$0].block.role == .preformatted }) else {
                return
            }
            let belongs = gap.allSatisfy { place in
                let line = lines[place]
                let isPart =
                    line.block.role == .tableRow || line.block.role == .listItem || line.block.role == .preformatted
                // A line of code may consist of marks alone, a row of a table of a year and a number.
                let isFree =
                    line.cause == nil || line.cause == .symbols && line.block.role == .preformatted
                    || line.cause == .date && line.block.role == .tableRow
                return isPart && isFree && line.linkShare < 0.2
                    && line.block.nearest.isDisjoint(with: .boilerplate) && odds[place] >= threshold - 4
            }
            if belongs { for place in gap { keeps[place] = true } }
        }
    }

    private static let maximumRows = 40
    private static let maximumCode = 400

    // Keeps sentences between two kept lines, and one or two other lines between sentences.
    private func fillGaps(_ keeps: inout [Bool]) {
        forEachGap(keeps, isPage ? Self.maximumGap : Self.maximumGapOfText) { gap in
            for place in gap where isInBody(place) && isFree(place) {
                let isHeading =
                    isPage && isHeadingElement(place)
                    && (place + 1 == gap.upperBound || isFree(place + 1) && isStatement(place + 1))
                let isLabel = isHeading || gap.count <= 2 && lines[place].shape.content >= 2
                let least = isStatement(place) || isHeading ? Self.leastOfSentence : Self.leastOfLabel
                if isStatement(place) || isLabel, odds[place] >= threshold + least { keeps[place] = true }
            }
        }
    }

    private static let maximumGap = 12
    private static let maximumGapOfText = 4
    private static let leastOfSentence: Float = -6
    private static let leastOfLabel: Float = -3

    // Keeps sentences before and after the body in the element that holds it: behind a box of other articles, under a byline.
    private func extend(_ keeps: inout [Bool]) {
        guard let first = keeps.firstIndex(of: true), let last = keeps.lastIndex(of: true) else { return }
        if isPage {
            if keepsSignature(last), isInBody(last + 1) { keeps[last + 1] = true }
            for index in (last + 1)..<max(last + 1, min(lines.count, last + Self.reach))
            where belongsBehind(index) || isAddress(index) {
                keeps[index] = true
            }
            let start = max(first - 4, analysis.headline.map { isClaimed($0) ? $0 + 1 : $0 } ?? 0)
            keepLastLabels(&keeps, last)
            for index in firstSection(before: first) { keeps[index] = true }
            for index in max(0, start)..<max(first, start, 0) where belongsBehind(index) || isAddress(index) {
                keeps[index] = true
            }
            return
        }
        // The day under a notice.
        if keepsSignature(last), last + 1 < lines.count { keeps[last + 1] = true }
        // Of a text only what leads up to a list of other articles, a note or the end.
        var next = last + 1
        while next < lines.count, next <= last + Self.maximumTail, isFree(next), lines[next].shape.ends > 0,
            isStatement(next),
            odds[next] >= threshold + Self.leastOfTail
        {
            next += 1
        }
        guard next == lines.count || lines[next].cause != nil && !mentions.isMention(next) else { return }
        for index in (last + 1)..<max(last + 1, next) { keeps[index] = true }
    }

    // Keeps the last lines of the element that holds the end of the body where they are labels with values: 联系人：某某　电话：…
    private func keepLastLabels(_ keeps: inout [Bool], _ last: Int) {
        let container = lines[last].block.container
        func isByline(_ index: Int) -> Bool {
            analysis.document.text.withUTF8Buffer { DateLine.hasBylineCue($0, lines[index].block.range) }
        }
        let rest = (last + 1..<lines.count).prefix { lines[$0].block.container == container }
        guard holders.contains(container), rest.count <= Self.maximumTail,
            rest.allSatisfy({
                isFree($0) && lines[$0].shape.marks > 0 && lines[$0].shape.content <= Self.maximumLabels
                    && !isByline($0) && lines[$0].block.role == lines[last].block.role
                    && odds[$0] >= threshold + Self.leastOfSentence
            })
        else { return }
        for index in rest { keeps[index] = true }
    }

    // Chosen by hand: a name, an address and two numbers.
    private static let maximumLabels = 60

    // The heading of the first section, in the element of the body and like the heading of a further section, with the list or table between
    // it and the body: what is needed, above how it is done.
    private func firstSection(before first: Int) -> Range<Int> {
        var start = first - 1
        while start >= 0, first - start <= Self.maximumList, isFree(start),
            lines[start].block.role == .listItem || lines[start].block.role == .tableRow
        {
            start -= 1
        }
        guard start >= 0, isHeadingElement(start), isFree(start), start != analysis.headline, isInBody(start),
            start + 1 == first || isHeadingElement(first),
            lines[start].block.container == lines[first].block.container
        else { return first..<first }
        let kind = analysis.document.kinds[lines[first].block.container]
        let isOneOfSeveral = lines[first...].contains {
            $0.block.role == lines[start].block.role && analysis.document.kinds[$0.block.container] == kind
        }
        return isOneOfSeveral ? start..<first : first..<first
    }

    // Chosen by hand: the ingredients of a dish, the tools for a job.
    private static let maximumList = 20

    private static let maximumTail = 3
    private static let leastOfTail: Float = -3

    // Keeps what follows the last line of verse in its element: lines without marks, as short as the others.
    private func extendVerse(_ keeps: inout [Bool]) {
        guard isPage, let last = keeps.lastIndex(of: true), lines[last].shape.ends == 0 else { return }
        let kept = lines.indices.filter { keeps[$0] }
        guard kept.count >= 6,
            kept.count(where: { lines[$0].shape.content <= 20 && lines[$0].shape.ends == 0 }) * 10 >= kept.count * 7
        else { return }
        var index = last + 1
        while index < lines.count, index <= last + 4, lines[index].block.container == lines[last].block.container,
            lines[index].cause == nil,
            lines[index].linkShare == 0, lines[index].shape.content <= 20,
            lines[index].block.role == lines[last].block.role
        {
            keeps[index] = true
            index += 1
        }
    }

    // Whether the page claims a line as its title. The first sentence of a post without a title may be taken for its headline.
    private func isClaimed(_ index: Int) -> Bool {
        let claims = analysis.document.claims
        let own = analysis.folded.contentKey(index)
        return [claims.title, claims.metaTitle].compactMap(\.self).contains {
            FoldedBlocks.contentKey(of: $0, analysis.folded.alphabet).contains(run: own)
        } || isHeadingElement(index)
    }

    // Whether the last line is a signature and the next one its day: 某某公司, 2024年3月6日.
    private func keepsSignature(_ last: Int) -> Bool {
        guard last + 1 < lines.count, lines[last].shape.content <= 25, lines[last].shape.ends == 0,
            lines[last].shape.digits == 0,
            lines[last + 1].cause == .date, lines[last + 1].shape.content <= 11, isPage || lines[last].shape.marks == 0
        else { return false }
        return analysis.document.text.withUTF8Buffer { buffer in
            let range = lines[last + 1].block.range
            let isHan = buffer.firstPlace(of: Self.year, in: range.bytes) != nil
            return isHan && DateParser.all(in: buffer, range, seams: [], loosely: false).count == 1
        }
    }

    private static let year = Array("年".utf8)

    private func belongsBehind(_ index: Int) -> Bool {
        let block = lines[index].block
        return isInBody(index) && isFree(index) && isStatement(index)
            && (holders.contains(block.container)
                || kinds.contains(analysis.document.kinds[block.container]) && block.container > 0)
            && odds[index] >= threshold + Self.leastBehind
    }

    // Whether a line of the element that holds the body shows an address: 下载地址：https://… is no link to another article.
    private func isAddress(_ index: Int) -> Bool {
        let line = lines[index]
        guard line.cause == .links, isInBody(index), holders.contains(line.block.container) else { return false }
        return analysis.document.text.withUTF8Buffer {
            $0.firstPlace(of: Self.scheme, in: line.block.range.bytes) != nil
        }
    }

    private static let scheme = Array("://".utf8)
    private static let reach = 30
    private static let leastBehind: Float = -5

    private func forEachGap(_ keeps: [Bool], _ maximum: Int, _ body: (Range<Int>) -> Void) {
        var before: Int?
        for index in lines.indices where keeps[index] {
            if let before, index - before > 1, index - before - 1 <= maximum { body((before + 1)..<index) }
            before = index
        }
    }
}
