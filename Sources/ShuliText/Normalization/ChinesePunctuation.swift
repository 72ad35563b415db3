/// Half-width punctuation inside Chinese text becomes what a Chinese text has there (GB/T 15834-2011).
///
/// A mark is inside Chinese text where a Han character or a Chinese mark stands before it, or, for a comma and the like,
/// right behind it; an opening one, where one stands on either side. Brackets and quotation marks change in pairs, within a line.
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

    // A mark that opens a pair and waits for its partner.
    private struct Opening {
        let range: TextRange
        let scalar: UInt32
        let isChinese: Bool
    }

    private static func marks(of buffer: UTF8Buffer, _ line: TextRange) -> [Mark] {
        var marks: [Mark] = []
        var openings: [Opening] = []
        var before: UInt32 = 0  // the last scalar that is no space
        var adjacent: UInt32 = 0  // the last scalar
        var offset = line.lowerBound
        while offset < line.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            var end = offset + length
            if isRepeatable(scalar) {
                while end < line.upperBound, buffer.scalar(at: end).value == scalar { end += length }
            }
            let range = TextRange(offset, end)
            let after = end < line.upperBound ? buffer.scalar(at: end).value : 0
            let afterSpaces = nextVisible(buffer, end, line.upperBound)
            let count = range.count / length
            var written = scalar
            switch scalar {
            case 0x28:
                openings.append(
                    Opening(range: range, scalar: 0x28, isChinese: isChinese(before) || isChinese(afterSpaces)))
            case 0x29:
                if let index = openings.lastIndex(where: { $0.scalar == 0x28 }) {
                    let opening = openings[index]
                    openings.removeSubrange(index...)
                    if opening.isChinese || isChinese(before) {
                        marks.append(Mark(range: opening.range, form: "（"))
                        marks.append(Mark(range: range, form: "）"))
                        written = 0xFF09
                    }
                }
            case 0x22, 0x27:
                let isApostrophe = scalar == 0x27 && CharacterClass(adjacent) == .letter
                let around = isChinese(before) || isChinese(afterSpaces)
                if let index = openings.lastIndex(where: { $0.scalar == scalar }) {
                    let opening = openings[index]
                    openings.removeSubrange(index...)
                    if opening.isChinese || around {
                        marks.append(Mark(range: opening.range, form: scalar == 0x22 ? "“" : "‘"))
                        marks.append(Mark(range: range, form: scalar == 0x22 ? "”" : "’"))
                        written = 0x201D
                    }
                } else if !isApostrophe {
                    openings.append(Opening(range: range, scalar: scalar, isChinese: around))
                }
            default:
                if isChinese(before) || (count == 1 && isChinese(after) && isSeparator(scalar)),
                    let form = form(of: scalar, count: count, adjacent: adjacent, after: after)
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

    // What a mark, or a run of `count` of them, becomes behind Chinese text; nil where it stays.
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

    // , : ; ! ?: between a word or number and Chinese text these belong to the latter.
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

    private static func nextVisible(_ buffer: UTF8Buffer, _ offset: Int, _ end: Int) -> UInt32 {
        var offset = offset
        while offset < end {
            let (scalar, length) = buffer.scalar(at: offset)
            if CharacterClass(scalar) != .space { return scalar }
            offset += length
        }
        return 0
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
