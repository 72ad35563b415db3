/// Changes white space between and beside words. Line breaks are never changed.
///
/// White space that has a meaning is kept: behind the marks of Markdown at the start of a line, in the rows of a table,
/// beside marks such as % and /, and around mentions and topics (@小明, #话题).
struct Spacing: Sendable {
    private let tight: Bool
    private let pangu: Bool

    /// The strongest spacing among the options; nil where there is none.
    init?(_ options: Normalizer.Options) {
        guard !options.isDisjoint(with: [.trimSpaces, .tightSpaces, .panguSpaces]) else { return nil }
        pangu = options.contains(.panguSpaces)
        tight = pangu || options.contains(.tightSpaces)
    }

    func applied(_ text: String) -> MappedText {
        text.withUTF8Buffer { source in
            var rewriter = TextRewriter(capacity: source.count)
            for line in Lines(source) {
                let start = MarkdownMarks.end(of: line, in: source)
                guard !MarkdownMarks.isTableRow(TextRange(start, line.upperBound), in: source) else { continue }
                apply(TextRange(start, line.upperBound), source, isBehindMark: start > line.lowerBound, &rewriter)
            }
            rewriter.copy(source, to: source.count)
            return rewriter.finish()
        }
    }

    private func apply(_ line: TextRange, _ source: UTF8Buffer, isBehindMark: Bool, _ rewriter: inout TextRewriter) {
        var before: UInt32? = isBehindMark ? 0x20 : nil  // the last scalar that is not white space
        var mention = Mention()
        var offset = line.lowerBound
        while offset < line.upperBound {
            let (scalar, length) = source.scalar(at: offset)
            if Punctuation.isLineBreak(scalar) {
                (before, mention) = (nil, Mention())
                offset += length
                continue
            }
            guard isSpace(scalar) else {
                let isInside = mention.isGoing
                mention.read(
                    scalar, next: offset + length < line.upperBound ? source.scalar(at: offset + length).value : 0)
                if pangu, !isInside, let before, Self.wantsSpace(before, scalar) {
                    rewriter.copy(source, to: offset)
                    rewriter.replace(0, with: [0x20])
                }
                before = scalar
                offset += length
                continue
            }
            let start = offset
            var after: UInt32?
            while offset < line.upperBound {
                let (next, nextLength) = source.scalar(at: offset)
                guard isSpace(next) else {
                    after = Punctuation.isLineBreak(next) ? nil : next
                    break
                }
                offset += nextLength
            }
            let isKept = tight && after != nil && before != nil && (mention.isGoing || isMark(before) || isMark(after))
            mention = Mention()
            let replacement = between(before, after)
            if !isKept, !source[start..<offset].elementsEqual(replacement) {
                rewriter.copy(source, to: start)
                rewriter.replace(offset - start, with: replacement)
            }
            // This pair is done: the next scalar must not get another space.
            if let after {
                let length = source.scalar(at: offset).length
                mention.read(
                    after, next: offset + length < line.upperBound ? source.scalar(at: offset + length).value : 0)
                before = after
                rewriter.copy(source, to: offset)
                offset += length
            }
        }
    }

    private func isSpace(_ scalar: UInt32) -> Bool {
        CharacterClass(scalar) == .space && !Punctuation.isLineBreak(scalar)
    }

    // The replacement of a run of white space between two scalars; nil is the start or the end of a line.
    private func between(_ before: UInt32?, _ after: UInt32?) -> [UInt8] {
        guard let before, let after else { return [] }
        if pangu && Self.wantsSpace(before, after) { return [0x20] }
        return tight && (Self.isWide(before) || Self.isWide(after)) ? [] : [0x20]
    }

    private static func wantsSpace(_ left: UInt32, _ right: UInt32) -> Bool {
        func isNarrow(_ scalar: UInt32) -> Bool {
            scalar < 0x250 && [.letter, .digit].contains(CharacterClass(scalar))
        }
        return (CharacterClass(left) == .han && isNarrow(right)) || (isNarrow(left) && CharacterClass(right) == .han)
    }

    private static func isWide(_ scalar: UInt32) -> Bool {
        let kind = CharacterClass(scalar)
        return kind == .han || kind == .kana || (kind == .punctuation && scalar >= 0x3000)
    }

    // A mark beside which a space is the writer's: % / - # @ and the like.
    private func isMark(_ scalar: UInt32?) -> Bool {
        guard let scalar else { return false }
        return switch scalar {
        case 0x23...0x26, 0x2A, 0x2B, 0x2D, 0x2F, 0x3C...0x3E, 0x40, 0x5C, 0x5E...0x60, 0x7C, 0x7E: true
        case 0xD7, 0xF7, 0x2013, 0x2022, 0x2030, 0x2190...0x21FF: true
        default: false
        }
    }
}

/// Whether a place is inside a mention or a topic: @ or # and what follows up to white space or punctuation.
private struct Mention {
    private(set) var isGoing = false

    mutating func read(_ scalar: UInt32, next: UInt32) {
        if scalar == 0x40 || scalar == 0x23 {
            isGoing = CharacterClass(next).isContent
        } else if scalar != 0x5F, !CharacterClass(scalar).isContent {
            isGoing = false
        }
    }
}

/// The marks of Markdown at the start of a line, and its tables.
private enum MarkdownMarks {
    /// The end of the marks at the start of a line, with the white space before and behind them; the start of the line
    /// where there are none.
    static func end(of line: TextRange, in source: UTF8Buffer) -> Int {
        var end = line.lowerBound
        // A list in a quotation and the like: a few marks at most.
        for _ in 0..<4 {
            guard let next = markEnd(from: end, to: line.upperBound, source) else { break }
            end = next
        }
        return end
    }

    // The end of one mark and the white space behind it: # to ######, - * + or a number with a list item, > for a
    // quotation, [ ] for a task.
    private static func markEnd(from start: Int, to end: Int, _ source: UTF8Buffer) -> Int? {
        var at = start
        func skip(while test: (UInt8) -> Bool) -> Int {
            let first = at
            while at < end, test(source[at]) { at += 1 }
            return at - first
        }
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        _ = skip(while: isBlank)
        guard at < end else { return nil }
        switch source[at] {
        case UInt8(ascii: "#"): guard skip(while: { $0 == UInt8(ascii: "#") }) <= 6 else { return nil }
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ">"): at += 1
        case UInt8(ascii: "["):
            guard at + 2 < end, " xX".utf8.contains(source[at + 1]), source[at + 2] == UInt8(ascii: "]") else {
                return nil
            }
            at += 3
        case 0x30...0x39:
            guard skip(while: { (0x30...0x39).contains($0) }) <= 9, at < end, ".)".utf8.contains(source[at]) else {
                return nil
            }
            at += 1
        default: return nil
        }
        return skip(while: isBlank) > 0 && at < end ? at : nil
    }

    /// Whether a line is a row of a table: it begins with a vertical bar, or has two with white space around them.
    static func isTableRow(_ line: TextRange, in source: UTF8Buffer) -> Bool {
        let bar = UInt8(ascii: "|")
        let range = source.trimmed(line)
        guard !range.isEmpty else { return false }
        if source[range.lowerBound] == bar { return true }
        var bars = 0
        for at in range.bytes.dropFirst().dropLast() where source[at] == bar {
            if source[at - 1] == 0x20, source[at + 1] == 0x20 { bars += 1 }
        }
        return bars >= 2
    }
}
