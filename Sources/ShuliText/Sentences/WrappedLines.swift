/// Finds the line breaks of a text that only keep its lines short, as in mail and in text copied from a PDF: the
/// sentence goes on behind them.
///
/// Lines are judged in blocks without empty lines. The width of a block is that of its longest line, in columns, two for
/// a Han character. A line is full if the first word of the next line would not fit behind it. A block is wrapped if its
/// full lines that do not end a sentence outnumber the other lines that do not end one, and if there is evidence: a
/// break inside a word, several lines that are broken where no mark is, or lines that all look unfinished. Lists, tables, logs, verses and headlines
/// have lines of many widths, or short ones, or begin with a mark or a number.
struct WrappedLines {
    /// The offsets of the line breaks, ascending: of LF, of CR where LF follows it.
    private(set) var breaks: [Int] = []

    /// Chosen by hand: no text is wrapped at fewer columns; without a break inside of a word it has more.
    private static let narrowest = 24
    private static let narrowestWithoutWord = 30
    /// So many breaks are shown to the model.
    private static let judgedBreaks = 16
    /// So many breaks without a mark are evidence.
    private static let bareBreaks = 3

    /// With these a line of its own neither ends nor begins.
    private static let commas: Set<UInt32> = [0xFF0C, 0x3001, 0x2C]
    private static let particles = Set("的了着们吗呢吧".unicodeScalars.map(\.value))

    private struct Line {
        let range: TextRange
        let next: Int
        let indent: Int
        let width: Int
    }

    private let buffer: UTF8Buffer

    /// Linear in the length of the text.
    init(_ buffer: UTF8Buffer) {
        self.buffer = buffer
        var block: [Line] = []
        var start = 0
        while start < buffer.count {
            let line = line(from: start)
            if line.range.isEmpty {
                judge(block)
                block.removeAll(keepingCapacity: true)
            } else {
                block.append(line)
            }
            start = line.next
        }
        judge(block)
    }

    // The line that begins at `start`, without the white space around it.
    private func line(from start: Int) -> Line {
        var end = start
        while end < buffer.count, buffer[end] != 0x0A, buffer[end] != 0x0D { end += 1 }
        // A loop of its own, without an exit, is done several bytes at once.
        var columns = 0
        for byte in UTF8Buffer(rebasing: buffer[start..<end]) {
            columns &+= (byte < 0x80 || byte >= 0xC0 ? 1 : 0) &+ (byte >= 0xE0 ? 1 : 0)
        }
        var next = end
        if next < buffer.count {
            next += buffer[next] == 0x0D && next + 1 < buffer.count && buffer[next + 1] == 0x0A ? 2 : 1
        }
        let range = buffer.trimmed(TextRange(start, end))
        let trailing = buffer[range.upperBound..<end].count { $0 < 0x80 || $0 >= 0xC0 }
        return Line(range: range, next: next, indent: range.lowerBound - start, width: columns - trailing)
    }

    private mutating func judge(_ block: [Line]) {
        guard block.count > 1, let width = block.map(\.width).max(), width >= Self.narrowest else { return }
        var found: [(line: Line, next: Line)] = []
        var bare = 0
        var unfinished = 0
        var others = 0
        for (line, next) in zip(block, block.dropFirst()) where !endsSentence(line.range) {
            guard line.width + firstUnit(of: next.range) > width, continues(next, behind: line) else {
                others += 1
                continue
            }
            found.append((line, next))
            let last = buffer.scalar(before: line.range.upperBound).value
            if CharacterClass(last).isContent { bare += 1 }
            if Self.commas.contains(last) || Self.particles.contains(buffer.scalar(at: next.range.lowerBound).value) {
                unfinished += 1
            }
        }
        guard found.count > others else { return }
        let isUnfinished = unfinished > 0 && found.count > 1 && others == 0
        if width >= Self.narrowestWithoutWord && (bare >= Self.bareBreaks || isUnfinished) || hasBreakInsideWord(found)
        {
            breaks += found.map { lineBreak(behind: $0.line) }
        }
    }

    private func lineBreak(behind line: Line) -> Int {
        buffer[line.next - 1] == 0x0A && line.next - 2 >= line.range.upperBound && buffer[line.next - 2] == 0x0D
            ? line.next - 2 : line.next - 1
    }

    // Whether a line ends in a stop, or in a mark that closes behind one.
    private func endsSentence(_ range: TextRange) -> Bool {
        var end = range.upperBound
        while end > range.lowerBound {
            let (scalar, length) = buffer.scalar(before: end)
            if Punctuation.isTerminator(scalar) || scalar == 0xFF1A || scalar == 0xFF1B { return true }
            guard Punctuation.isClosing(scalar) || scalar == 0x22 else { return false }
            end -= length
        }
        return false
    }

    // The columns of what may not be divided at the start of a line: a Latin word and a space before it, or a Han
    // character with a mark that may not begin a line.
    private func firstUnit(of range: TextRange) -> Int {
        var offset = range.lowerBound
        var columns = 1
        while offset < range.upperBound, case let byte = buffer[offset], (0x21...0x7E).contains(byte) {
            columns += 1
            offset += 1
        }
        // Some writers let one mark hang behind the edge.
        return columns > 1 ? columns + 1 : 4
    }

    // Whether a line may go on another one: it is not indented more, and it is no item of a list.
    private func continues(_ line: Line, behind before: Line) -> Bool {
        guard line.indent <= before.indent else { return false }
        let range = line.range
        let (first, length) = buffer.scalar(at: range.lowerBound)
        switch CharacterClass(first) {
        case .han, .kana, .letter: break
        case .digit:
            // 1. and 2、 number an item; a date and time begin an entry of a log.
            var end = range.lowerBound
            while end < range.upperBound, (0x30...0x39).contains(buffer[end]) { end += 1 }
            guard end < range.upperBound else { return false }
            let next = buffer.scalar(at: end).value
            return ![0x2E, 0x29, 0x2D, 0x2F, 0x3A, 0x3001, 0xFF09, 0xFF0E, 0xFF1A].contains(next)
        case .punctuation:
            return Punctuation.closing(of: first) != nil || Punctuation.isClosing(first)
                || [0xFF0C, 0x3002, 0x3001].contains(first)
        case .space, .other: return false
        }
        // 一、 and 第一章 begin a part.
        guard range.lowerBound + length < range.upperBound else { return true }
        return ![0x3001, 0xFF0E].contains(buffer.scalar(at: range.lowerBound + length).value)
    }

    // Whether one of the first breaks is inside a word: of a wrapped text one in three is.
    private func hasBreakInsideWord(_ found: [(line: Line, next: Line)]) -> Bool {
        var scratch = SegmentationScratch()
        for (line, next) in found.prefix(Self.judgedBreaks) where isInsideWord(line.range, next.range, &scratch) {
            return true
        }
        return false
    }

    // Whether the model sees one word across a break between two lines. It is shown some ten characters of each.
    private func isInsideWord(_ line: TextRange, _ next: TextRange, _ scratch: inout SegmentationScratch) -> Bool {
        let last = buffer.scalar(before: line.upperBound).value
        let first = buffer.scalar(at: next.lowerBound).value
        guard CharacterClass(last) == .han, CharacterClass(first) == .han else {
            // A Latin text goes on with a small letter.
            return CharacterClass(last) == .letter && (0x61...0x7A).contains(first)
        }
        var lower = max(line.lowerBound, line.upperBound - 30)
        while buffer[lower] & 0xC0 == 0x80 { lower += 1 }
        var upper = min(next.upperBound, next.lowerBound + 30)
        while upper < next.upperBound, buffer[upper] & 0xC0 == 0x80 { upper -= 1 }
        let text = Array(buffer[lower..<line.upperBound]) + Array(buffer[next.lowerBound..<upper])
        var ends: [Int] = []
        text.withUnsafeBufferPointer {
            WrappedLines.decoder.appendWordEnds(in: $0, range: 0..<$0.count, scratch: &scratch, to: &ends)
        }
        return !ends.contains(line.upperBound - lower)
    }

    private static let decoder = WordDecoder.standard()
}

extension UTF8Buffer {
    /// A sentence as a string without the line breaks in it: with a space in their place between Latin words.
    package func unwrapped(_ sentence: TextRange) -> String {
        let bytes = self[sentence.bytes]
        guard bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text(sentence) }
        var out: [UInt8] = []
        var offset = sentence.lowerBound
        while offset < sentence.upperBound {
            guard self[offset] == 0x0A || self[offset] == 0x0D else {
                out.append(self[offset])
                offset += 1
                continue
            }
            while let last = out.last, last == 0x20 || last == 0x09 { out.removeLast() }
            while offset < sentence.upperBound, case let (scalar, length) = scalar(at: offset),
                CharacterClass(scalar) == .space
            {
                offset += length
            }
            if let last = out.last, last < 0x80, offset < sentence.upperBound, self[offset] < 0x80 { out.append(0x20) }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
