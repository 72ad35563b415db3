import CHTML
import ShuliText

/// What each block of a page is in a discussion: a time, a name, a button, or what somebody says.
struct PostLines {
    /// What a line has.
    struct Traits: OptionSet {
        let rawValue: UInt16
        /// A time, with few other words beside it.
        static let time = Traits(rawValue: 1 << 0)
        /// The name of a member.
        static let person = Traits(rawValue: 1 << 1)
        /// A button that only a contribution has.
        static let button = Traits(rawValue: 1 << 2)
        /// The number of a contribution.
        static let floor = Traits(rawValue: 1 << 3)
        /// Nothing but times, counts, names and buttons.
        static let meta = Traits(rawValue: 1 << 4)
        /// Sentences.
        static let prose = Traits(rawValue: 1 << 5)
        /// A time in the life of a member.
        static let account = Traits(rawValue: 1 << 6)
        /// The time is that of a contribution, by the words before it.
        static let posted = Traits(rawValue: 1 << 7)
        /// Says that a contribution was deleted.
        static let deleted = Traits(rawValue: 1 << 8)
        /// The time is how long ago: 3小时前.
        static let age = Traits(rawValue: 1 << 9)
        /// Says something between a name with a colon and the time: 某某: 好看 05-06 08:12.
        static let spoken = Traits(rawValue: 1 << 10)

        /// Whether a line is what somebody says, and not its head.
        var saysSomething: Bool { isDisjoint(with: [.time, .meta]) || contains(.spoken) }
    }

    struct Line {
        var traits: Traits = []
        /// What the nearest element with a name says, and its kind.
        var names: ElementNames = []
        var slot: UInt32 = 0
        /// How much is said in the line: words outside links, a word of Latin letters as one.
        var words = 0
        /// Words inside links.
        var linked = 0
        /// The number of links.
        var links = 0
        /// The time in the line; empty for none.
        var time = TextRange(0, 0)
        /// The name of a member in the line; empty for none.
        var person = TextRange(0, 0)
        /// The first word before the time that may be a name, in a line without `person`; empty for none.
        var lead = TextRange(0, 0)
        /// What remains of the line without names, times and buttons at its ends.
        var said = TextRange(0, 0)
    }

    /// In content characters: a time, a name, a place and some buttons.
    static let maximumMeta = 60

    private(set) var lines: [Line] = []
    /// How many lines have a word that only discussions have.
    private(set) var hints = 0

    /// Reads the lines of a page, or only those that are `wanted`: of the others nothing is said.
    init(_ buffer: UTF8Buffer, _ document: DocumentAnalysis, _ members: MemberNames, wanted: [Bool]? = nil) {
        let elements = document.document.elements
        let words = ForumWords.standard
        let reader = LineReader(buffer: buffer, elements: elements, members: members, words: words)
        // Where cells begin, rising.
        let cells = elements.nodes.filter { HTMLElements.cells.contains(Int($0.tag)) }.map(\.text.lowerBound)
        var cell = 0
        lines.reserveCapacity(document.lines.count)
        // Spans rise by their starts; those that a block may lie in or that lie in it begin at `span`.
        var span = 0
        var around: [Int] = []
        var inside: [Int] = []
        document.folded.labels.withUnsafeBufferPointer { labels in
            for (index, line) in document.lines.enumerated() {
                let range = line.block.range
                around.removeAll { elements.spans[$0].range.upperBound < range.upperBound }
                inside.removeAll(keepingCapacity: true)
                while span < elements.spans.count, elements.spans[span].range.lowerBound < range.upperBound {
                    let own = elements.spans[span].range
                    if own.upperBound > own.lowerBound, own.upperBound > range.lowerBound {
                        inside.append(span)
                        if own.upperBound >= range.upperBound { around.append(span) }
                    }
                    span += 1
                }
                if let wanted, !wanted[index] {
                    lines.append(Line())
                    continue
                }
                let finding = words.finding(in: labels, document.folded.ranges[index])
                if finding.has(.hint), line.shape.content <= 24 { hints += 1 }
                while cell < cells.count, cells[cell] <= range.lowerBound { cell += 1 }
                let start = cell
                while cell < cells.count, cells[cell] < range.upperBound { cell += 1 }
                lines.append(
                    reader.line(line, finding, inside: inside, around: around, cells: cells[start..<cell]))
            }
        }
    }
}

/// Reads one line after the other.
private struct LineReader {
    let buffer: UTF8Buffer
    let elements: PageElements
    let members: MemberNames
    let words: ForumWords

    func line(
        _ assessed: AssessedBlock, _ finding: ForumWords.Finding, inside: [Int], around: [Int], cells: ArraySlice<Int>
    ) -> PostLines.Line {
        var line = PostLines.Line()
        let (block, shape) = (assessed.block, assessed.shape)
        line.said = block.range
        (line.names, line.slot) = place(block, around)
        // A word of Latin letters has some four of them.
        let said = shape.content - shape.letters * 3 / 4
        line.linked = min(said, block.linkedCharacters)
        line.words = said - line.linked
        line.links = block.links
        if finding.has(.deleted), shape.content <= 20 { line.traits.formUnion([.deleted, .meta]) }
        let isLinked = assessed.linkShare > 0.5
        if finding.has(.button), shape.content <= 40 { line.traits.insert(.button) }
        if shape.content <= PostLines.maximumMeta {
            if shape.digits > 0 || finding.covered > 0, let time = time(block.range, finding) {
                line.time = time
                // A time says nothing, in a link or outside.
                let shown = BlockShape(buffer, time).content
                line.linked = max(0, line.linked - max(0, shown - line.words))
                line.words = max(0, line.words - shown)
            }
            let covered =
                isLinked || !line.names.isDisjoint(with: .besideText) ? finding.coveredInLinks : finding.covered
            let timed = hanCharacters(line.time)
            let left = shape.content - shape.digits - covered - timed
            // Beside the label of a time the name of the board or the member may be longer.
            let maximum = finding.has(.posted) ? 28 : 14
            if !line.time.isEmpty, left <= maximum, shape.ends == 0 {
                line.traits.insert(.time)
                if ends(line.time, with: "前") { line.traits.insert(.age) }
            }
            if left <= 0 || finding.has(.origin) && left <= 6 && shape.ends == 0 { line.traits.insert(.meta) }
            if finding.has(.account), !finding.has(.posted) { line.traits.insert(.account) }
            if finding.has(.posted) { line.traits.insert(.posted) }
            let isNumbered =
                line.traits.contains(.time)
                && (FloorNumber.begins(buffer, block.range) || FloorNumber.isHeld(buffer, block.range))
            let isNumber = finding.has(.floor) && left <= 2 || FloorNumber.isAll(buffer, block.range)
            if isNumbered || shape.content <= 20 && isNumber {
                line.traits.insert(.floor)
            }
        }
        if !isLinked, shape.isProse || said >= 25 || said >= 10 && shape.ends + shape.marks > 0 {
            line.traits.insert(.prose)
        }
        readPerson(&line, assessed, inside)
        if line.person.isEmpty, line.traits.contains(.time), !finding.has(.origin) {
            line.lead = lead(TextRange(block.range.lowerBound, line.time.lowerBound))
        }
        trim(&line, inside)
        readSpeech(&line, block.range)
        dropCells(&line, cells)
        return line
    }

    // The time of a contribution in a line: the last one where one in the life of a member comes before it.
    private func time(_ range: TextRange, _ finding: ForumWords.Finding) -> TextRange? {
        guard var time = ShownTime.first(in: buffer, range) else { return nil }
        guard finding.has(.account), finding.has(.posted) else { return time }
        while let next = ShownTime.first(in: buffer, TextRange(time.upperBound, range.upperBound)) { time = next }
        return time
    }

    // The first word of what comes before a time that may be a name: 某某 2024-5-6, 某某 · 浏览 3 次 · 2024-5-6.
    private func lead(_ range: TextRange) -> TextRange {
        var start = range.lowerBound
        var offset = start
        while offset <= range.upperBound {
            let (scalar, length) = offset < range.upperBound ? buffer.scalar(at: offset) : (0x20, 1)
            if CharacterClass(scalar) == .space || [0x7C, 0xFF5C, 0xB7, 0x2022].contains(scalar) {
                let word = buffer.trimmed(TextRange(start, offset))
                let shape = BlockShape(buffer, word)
                if (2...16).contains(shape.content), shape.digits < shape.content, shape.ends + shape.marks == 0,
                    isName(word), !FloorNumber.isAll(buffer, word)
                {
                    let finding = finding(word)
                    return finding.coveredInLinks * 2 < shape.content ? word : TextRange(0, 0)
                }
                start = offset + length
            }
            offset += length
        }
        return TextRange(0, 0)
    }

    // The nearest named element around a block: a span that covers it, or a node.
    private func place(_ block: Block, _ around: [Int]) -> (ElementNames, UInt32) {
        var node = Int(block.node)
        while node > 0, !elements.nodes[node].names.contains(.named) { node = Int(elements.nodes[node].parent) }
        let outer = elements.nodes[node]
        guard let span = around.last(where: { elements.spans[$0].names.contains(.named) }) else {
            return (outer.names, outer.slot)
        }
        let inner = elements.spans[span]
        // Around several blocks a span lies outside of a node that begins in it.
        if node > 0, outer.text.lowerBound >= inner.range.lowerBound, outer.text.upperBound <= inner.range.upperBound {
            return (outer.names, outer.slot)
        }
        return (inner.names.union(outer.names.intersection(.besideText)), inner.slot)
    }

    private func hanCharacters(_ range: TextRange) -> Int {
        var count = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            if CharacterClass(scalar) == .han { count += 1 }
            offset += length
        }
        return count
    }

    private func ends(_ range: TextRange, with word: String) -> Bool {
        var word = word
        return word.withUTF8 { range.count >= $0.count && buffer[range.bytes].suffix($0.count).elementsEqual($0) }
    }

    // 某人 说： and 某人 says:, whatever the name is.
    private func isSpeech(_ assessed: AssessedBlock) -> Bool {
        let range = assessed.block.range
        guard assessed.shape.content <= 20, assessed.shape.endsOpen else { return false }
        let colon = range.upperBound - buffer.scalar(before: range.upperBound).length
        return SpeechVerbs.ends(buffer, before: colon)
            || ["says", "wrote"].contains { ends(TextRange(range.lowerBound, colon), with: $0) }
    }

    // A name is in an element that says so, links to a page of a member, or is bold beside a number and a time or before a
    // verb of speech.
    private func readPerson(_ line: inout PostLines.Line, _ assessed: AssessedBlock, _ inside: [Int]) {
        let isHead = line.traits.isSuperset(of: [.time, .floor]) || isSpeech(assessed)
        for index in inside {
            let span = elements.spans[index]
            let isNamed = span.names.contains(.person) || isHead && HTMLElements.bold.contains(Int(span.tag))
            guard isNamed || members.leads[index] else { continue }
            let range = buffer.trimmed(clipped(span.range, assessed.block.range))
            guard isName(range), !isLabel(range) else { continue }
            line.traits.insert(.person)
            line.person = range
            return
        }
        let isShort = (1...20).contains(assessed.shape.content) && assessed.shape.ends == 0
        if isShort, line.names.contains(.person), line.traits.isDisjoint(with: [.time, .meta, .floor]) {
            line.traits.insert(.person)
            line.person = assessed.block.range
        }
    }

    // What is said in one line with its name and time.
    private func readSpeech(_ line: inout PostLines.Line, _ block: TextRange) {
        guard !line.person.isEmpty, line.time.lowerBound > line.person.upperBound,
            case let start = skippingMark(line.person.upperBound, block), start > line.person.upperBound
        else { return }
        let said = buffer.trimmed(TextRange(start, line.time.lowerBound))
        guard !said.isEmpty, BlockShape(buffer, said).content > finding(said).covered else { return }
        line.said = said
        line.traits.formUnion([.spoken, .time])
    }

    // The words of the list in a part of a line.
    private func finding(_ range: TextRange) -> ForumWords.Finding {
        var labels: [UInt16] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            let label = UInt16(truncatingIfNeeded: Alphabet.cleaning.entry(of: scalar))
            if label != Alphabet.Fixed.space { labels.append(label) }
        }
        return labels.withUnsafeBufferPointer { words.finding(in: $0, 0..<$0.count) }
    }

    // Whether a text has nothing but words of the list: 新手上路.
    private func isLabel(_ range: TextRange) -> Bool {
        let finding = finding(range)
        let shape = BlockShape(buffer, range)
        return shape.content > shape.digits && shape.content - shape.digits <= finding.coveredInLinks
    }

    private func isName(_ range: TextRange) -> Bool {
        guard !range.isEmpty, range.count <= 60 else { return false }
        var content = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            if [0x3002, 0xFF0C, 0xFF1F, 0xFF01].contains(scalar) { return false }
            if CharacterClass(scalar).isContent { content += 1 }
        }
        return (1...24).contains(content)
    }

    private func clipped(_ range: TextRange, _ block: TextRange) -> TextRange {
        TextRange(max(range.lowerBound, block.lowerBound), min(range.upperBound, block.upperBound))
    }

    // Takes names, times and buttons that are elements of their own off the ends of a line.
    private func trim(_ line: inout PostLines.Line, _ inside: [Int]) {
        guard line.traits.isDisjoint(with: .meta) else { return }
        let block = line.said
        for index in inside {
            let piece = buffer.trimmed(clipped(elements.spans[index].range, block))
            guard piece.lowerBound <= line.said.lowerBound, piece.upperBound < block.upperBound else { break }
            guard isBeside(piece, elements.spans[index], line) else { continue }
            line.said = buffer.trimmed(TextRange(skippingMark(piece.upperBound, block), block.upperBound))
        }
        for index in inside.reversed() {
            let piece = buffer.trimmed(clipped(elements.spans[index].range, block))
            guard piece.upperBound >= line.said.upperBound, piece.lowerBound > line.said.lowerBound,
                isBeside(piece, elements.spans[index], line)
            else { continue }
            line.said = buffer.trimmed(TextRange(line.said.lowerBound, piece.lowerBound))
        }
    }

    // Takes cells with nothing but counts and times off the start of a row: the end of what is said of a member.
    private func dropCells(_ line: inout PostLines.Line, _ cells: ArraySlice<Int>) {
        guard line.traits.isDisjoint(with: .meta) else { return }
        for start in cells where start > line.said.lowerBound && start < line.said.upperBound {
            let piece = buffer.trimmed(TextRange(line.said.lowerBound, start))
            let shape = BlockShape(buffer, piece)
            guard shape.content <= 30, shape.ends == 0,
                shape.content - shape.digits - finding(piece).coveredInLinks <= 2
            else { return }
            line.said = buffer.trimmed(TextRange(start, line.said.upperBound))
        }
    }

    // Behind a name comes a colon.
    private func skippingMark(_ offset: Int, _ block: TextRange) -> Int {
        let start = buffer.trimmed(TextRange(offset, block.upperBound)).lowerBound
        guard start < block.upperBound, case let (scalar, length) = buffer.scalar(at: start),
            scalar == 0x3A || scalar == 0xFF1A
        else { return offset }
        return start + length
    }

    private func isBeside(_ piece: TextRange, _ span: PageElements.Span, _ line: PostLines.Line) -> Bool {
        guard !piece.isEmpty, piece.count <= 60 else { return false }
        if piece == line.person { return true }
        let shape = BlockShape(buffer, piece)
        guard shape.content <= 20, shape.ends == 0 else { return false }
        if let time = ShownTime.first(in: buffer, piece), time.count * 2 >= piece.count { return true }
        if FloorNumber.isAll(buffer, piece) { return true }
        let finding = finding(piece)
        let isMark = span.names.contains(.named) || Int(span.tag) == SHULI_TAG_A
        return isMark && shape.content - shape.digits <= finding.coveredInLinks
    }
}
