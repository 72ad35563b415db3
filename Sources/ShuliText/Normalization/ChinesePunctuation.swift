/// Replaces half-width punctuation inside Chinese text by the Chinese form (GB/T 15834-2011).
///
/// A mark is inside Chinese text if a Han character or a Chinese mark precedes it or, for a comma and the like, follows
/// it immediately; an opening mark also if one follows it. Brackets and quotation marks change in pairs, within a line.
/// Code, lists in brackets, smileys, times and ratios are not changed.
/// Linear in the length of the text.
enum ChinesePunctuation {
    static func applied(_ text: String) -> MappedText {
        text.withUTF8Buffer { buffer in
            var rewriter = TextRewriter(capacity: buffer.count + buffer.count / 16)
            for line in Lines(buffer) {
                let marks = marks(of: buffer, line)
                for mark in marks {
                    rewriter.copy(buffer, to: mark.range.lowerBound)
                    rewriter.replace(mark.range.count, with: mark.form.utf8)
                }
            }
            rewriter.copy(buffer, to: buffer.count)
            return rewriter.finish()
        }
    }

    private struct Mark {
        let range: TextRange
        let form: String
    }

    // A mark that was opened and not closed yet.
    private struct Opening {
        let range: TextRange
        let scalar: UInt32
        let isChinese: Bool
    }

    // The marks of a line that are open, the outermost first. Closing one removes those inside of it.
    private struct Openings {
        private var marks: [Opening] = []
        // Where the half-width quotation mark and the apostrophe, each open at most once, are among the marks.
        private var double: Int?
        private var single: Int?

        mutating func append(_ opening: Opening) {
            if opening.scalar == 0x22 { double = marks.count }
            if opening.scalar == 0x27 { single = marks.count }
            marks.append(opening)
        }

        // At most two quotation marks are inside of the innermost bracket: this is no search through all marks.
        mutating func close(_ scalar: UInt32) -> Opening? {
            let index: Int? =
                switch scalar {
                case 0x22: double
                case 0x27: single
                default: marks.lastIndex { $0.scalar == scalar }
                }
            guard let index else { return nil }
            let opening = marks[index]
            marks.removeSubrange(index...)
            if let place = double, place >= index { double = nil }
            if let place = single, place >= index { single = nil }
            return opening
        }
    }

    private static func marks(of buffer: UTF8Buffer, _ line: TextRange) -> [Mark] {
        var marks: [Mark] = []
        var openings = Openings()
        var visible = NextVisible(buffer, line.upperBound)
        var literals = LiteralSpans(buffer, line)
        var before: UInt32 = 0  // the last scalar that is no white space
        var adjacent: UInt32 = 0  // the last scalar
        var hasHan = false
        var offset = line.lowerBound
        while offset < line.upperBound {
            if let end = literals.end(at: offset) {
                before = buffer.scalar(before: end).value
                adjacent = before
                offset = end
                continue
            }
            let (scalar, length) = buffer.scalar(at: offset)
            if CharacterClass(scalar) == .han { hasHan = true }
            var end = offset + length
            if isRepeatable(scalar) {
                while end < line.upperBound, buffer.scalar(at: end).value == scalar { end += length }
            }
            let range = TextRange(offset, end)
            let after = end < line.upperBound ? buffer.scalar(at: end).value : 0
            let afterSpaces = visible.scalar(from: end)
            let count = range.count / length
            var written = scalar
            switch scalar {
            case 0x28:
                openings.append(
                    Opening(range: range, scalar: 0x28, isChinese: isChinese(before) || isChinese(afterSpaces)))
            case 0x29:
                if let opening = openings.close(0x28) {
                    if opening.isChinese || isChinese(before) {
                        marks.append(Mark(range: opening.range, form: "（"))
                        marks.append(Mark(range: range, form: "）"))
                        written = 0xFF09
                    }
                }
            case 0x22, 0x27:
                let isApostrophe = scalar == 0x27 && CharacterClass(adjacent) == .letter
                let around = isChinese(before) || isChinese(afterSpaces)
                if let opening = openings.close(scalar) {
                    if opening.isChinese || around {
                        marks.append(Mark(range: opening.range, form: scalar == 0x22 ? "“" : "‘"))
                        marks.append(Mark(range: range, form: scalar == 0x22 ? "”" : "’"))
                        written = 0x201D
                    }
                } else if !isApostrophe, CharacterClass(adjacent) != .digit || isChinese(after) {
                    // Feet and inches: 5'10", 6.9".
                    openings.append(Opening(range: range, scalar: scalar, isChinese: around))
                }
            default:
                if scalar == 0x3A, isRatio(buffer, range, line) { break }
                // Behind a Latin word or number in a Chinese sentence a space may follow: 用App, 然后.
                let isBefore = isChinese(after) || hasHan && isChinese(afterSpaces)
                let isStop = scalar == 0x2E && adjacent == 0x25 && after == 0 && hasHan  // 增长3.5%.
                if isChinese(before) || count == 1 && isBefore && isSeparator(scalar) || isStop,
                    !isListNumber(buffer, TextRange(line.lowerBound, range.lowerBound), scalar),
                    let form = isStop ? "。" : form(of: scalar, count: count, adjacent: adjacent, after: after)
                {
                    marks.append(Mark(range: range, form: form))
                }
            }
            adjacent = written
            if CharacterClass(scalar) != .space { before = written }
            offset = end
        }
        return marks.sorted { $0.range < $1.range }
    }

    // Whether a stop is that of a number at the start of a line or behind a space: 一.总则.
    private static func isListNumber(_ buffer: UTF8Buffer, _ head: TextRange, _ scalar: UInt32) -> Bool {
        guard scalar == 0x2E else { return false }
        var start = head.upperBound
        while start > head.lowerBound, head.upperBound - start < 9 {
            let (scalar, length) = buffer.scalar(before: start)
            if CharacterClass(scalar) == .space { break }
            start -= length
        }
        let isHead = start == head.lowerBound || CharacterClass(buffer.scalar(before: start).value) == .space
        guard isHead, start < head.upperBound else { return false }
        return buffer.text(start..<head.upperBound).unicodeScalars.allSatisfy(
            "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸".unicodeScalars.contains)
    }

    // Whether a colon is that of a ratio whose value follows: 水:油=3:1.
    private static func isRatio(_ buffer: UTF8Buffer, _ colon: TextRange, _ line: TextRange) -> Bool {
        // The second name of the ratio has at most four characters.
        let near = colon.upperBound..<min(line.upperBound, colon.upperBound + 16)
        guard let equals = buffer[near].firstIndex(of: UInt8(ascii: "=")) else { return false }
        var at = equals + 1
        while at < line.upperBound, (0x30...0x39).contains(buffer[at]) || buffer[at] == 0x20 || buffer[at] == 0x2E {
            at += 1
        }
        return at > equals + 1 && at < line.upperBound && buffer[at] == UInt8(ascii: ":")
    }

    // The Chinese form of a mark, or of a run of `count` of them, behind Chinese text; nil where it does not change.
    private static func form(of scalar: UInt32, count: Int, adjacent: UInt32, after: UInt32) -> String? {
        let runsOn = [.letter, .digit].contains(CharacterClass(after)) && after < 0x250
        switch Character(Unicode.Scalar(scalar) ?? " ") {
        case ",": return "，"
        case ";": return "；"
        case ":": return after == 0x2F ? nil : "："
        case "?": return String(repeating: "？", count: count)
        case "!": return String(repeating: "！", count: count)
        case ".":
            if count >= 3 { return "……" }
            return count == 1 && !runsOn && isChinese(adjacent) ? "。" : nil
        case "…": return count == 2 ? nil : "……"
        case "。": return count >= 3 ? "……" : nil
        case "-": return count >= 2 && isChinese(after) ? "——" : nil
        case "—": return count == 1 && isChinese(after) ? "——" : nil
        default: return nil
        }
    }

    // , : ; ! ? between a word or number and Chinese text belong to the Chinese text.
    private static func isSeparator(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2C, 0x3A, 0x3B, 0x21, 0x3F: true
        default: false
        }
    }

    private static func isRepeatable(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E, 0x2D, 0x21, 0x3F, 0x2026, 0x2014, 0x3002: true
        default: false
        }
    }

    // The first scalar from an offset on that is no white space; 0 at the end. Offsets rise from call to call: a run of
    // white space is read once.
    private struct NextVisible {
        private let buffer: UTF8Buffer
        private let end: Int
        private var offset = 0
        private var found: UInt32 = 0

        init(_ buffer: UTF8Buffer, _ end: Int) { (self.buffer, self.end) = (buffer, end) }

        mutating func scalar(from start: Int) -> UInt32 {
            guard start > offset || offset == 0 else { return found }
            offset = start
            while offset < end {
                let (scalar, length) = buffer.scalar(at: offset)
                if CharacterClass(scalar) != .space {
                    found = scalar
                    return scalar
                }
                offset += length
            }
            found = 0
            return 0
        }
    }

    private static func isChinese(_ scalar: UInt32) -> Bool {
        switch CharacterClass(scalar) {
        case .han, .kana: true
        case .punctuation:
            scalar >= 0x3000 || (0x2018...0x201D).contains(scalar) || scalar == 0x2026 || scalar == 0x2014
        default: false
        }
    }
}
