/// The stretches of a line whose punctuation is not that of Chinese prose: code, lists in brackets, smileys.
struct LiteralSpans {
    private var spans: [TextRange] = []
    private var next = 0

    /// The stretches of a line.
    init(_ source: UTF8Buffer, _ line: TextRange) {
        let trimmed = source.trimmed(line)
        guard !trimmed.isEmpty else { return }
        if Self.isPair(source, trimmed) {
            spans = [trimmed]
            return
        }
        var found: [TextRange] = []
        // The opening brackets that are not closed yet, each with whether a comma is inside of it.
        var open: [(at: Int, byte: UInt8, hasComma: Bool)] = []
        var openRound = 0
        let lone = Self.loneOpenings(source, line)
        var at = line.lowerBound
        while at < line.upperBound {
            let byte = source[at]
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
                open.append((at, byte, false))
                if byte == UInt8(ascii: "(") { openRound += 1 }
            case UInt8(ascii: ","): if !open.isEmpty { open[open.count - 1].hasComma = true }
            case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")"):
                guard let last = open.last, Self.closes(last.byte, byte) else { break }
                open.removeLast()
                if byte == UInt8(ascii: ")") { openRound -= 1 }
                let range = TextRange(last.at, at + 1)
                if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") && last.hasComma {
                    found.append(range)
                } else if byte == UInt8(ascii: ")") {
                    if let call = Self.call(source, line, range) {
                        found.append(call)
                    } else if last.hasComma, !source[range.bytes].contains(where: { $0 >= 0x80 }) {
                        // A list without words of the language: (1, 2).
                        found.append(range)
                    }
                }
            case UInt8(ascii: "<"):
                if let tag = Self.tag(source, at, line.upperBound) {
                    found.append(tag)
                    at = tag.upperBound
                    continue
                }
            case UInt8(ascii: "&"):
                if let entity = Self.name(source, at, line.upperBound, closedBy: UInt8(ascii: ";")) {
                    found.append(entity)
                }
            case UInt8(ascii: "="):
                if let value = Self.quotedValue(source, at, line) { found.append(value) }
            case UInt8(ascii: ":"), UInt8(ascii: ";"):
                if byte == UInt8(ascii: ":"), let code = Self.name(source, at, line.upperBound, closedBy: byte) {
                    found.append(code)
                    at = code.upperBound
                    continue
                }
                if let smiley = Self.smiley(source, at, line.upperBound, isInBracket: openRound > 0, lone) {
                    found.append(smiley)
                    at = smiley.upperBound
                    continue
                }
            default: break
            }
            at += 1
        }
        for span in found.sorted() {
            if let last = spans.last, span.lowerBound < last.upperBound {
                spans[spans.count - 1].upperBound = max(last.upperBound, span.upperBound)
            } else {
                spans.append(span)
            }
        }
    }

    /// The end of the stretch that holds an offset; nil for none. Offsets rise from call to call.
    mutating func end(at offset: Int) -> Int? {
        while next < spans.count, spans[next].upperBound <= offset { next += 1 }
        return next < spans.count && spans[next].lowerBound <= offset ? spans[next].upperBound : nil
    }

    // Where round brackets open behind the eyes of a smiley, :( and the like, and no bracket closes them.
    private static func loneOpenings(_ source: UTF8Buffer, _ line: TextRange) -> Set<Int> {
        var lone: Set<Int> = []
        // How many brackets close behind a place whose openings are not found yet.
        var closings = 0
        for at in line.bytes.reversed() {
            let isOpening = source[at] == UInt8(ascii: "(")
            guard isOpening || source[at] == UInt8(ascii: ")") else { continue }
            let isSmiley = hasEyes(source, at, line)
            if isOpening {
                if closings > 0 { closings -= 1 } else if isSmiley { lone.insert(at) }
            } else if !isSmiley {
                closings += 1
            }
        }
        return lone
    }

    private static func hasEyes(_ source: UTF8Buffer, _ mouth: Int, _ line: TextRange) -> Bool {
        var eyes = mouth - 1
        if eyes > line.lowerBound, "-'".utf8.contains(source[eyes]) { eyes -= 1 }
        return eyes >= line.lowerBound && ":;".utf8.contains(source[eyes])
    }

    // An entity (&nbsp;) or the short name of an emoji (:smile:): Latin letters, digits, #, + and _ up to a mark.
    private static func name(
        _ source: UTF8Buffer, _ start: Int, _ end: Int, closedBy close: UInt8
    ) -> TextRange? {
        // The longest entity has 31 letters.
        let last = min(end, start + 34)
        var at = start + 1
        while at < last, source[at] < 0x80,
            CharacterClass(UInt32(source[at])).isContent || "#_+".utf8.contains(source[at])
        {
            at += 1
        }
        guard at < last, source[at] == close, source[(start + 1)..<at].contains(where: { $0 | 0x20 >= 0x61 }) else {
            return nil
        }
        return TextRange(start, at + 1)
    }

    private static func closes(_ open: UInt8, _ close: UInt8) -> Bool {
        close == (open == UInt8(ascii: "(") ? open + 1 : open + 2)
    }

    // A line of an object: "名字": "张三",
    private static func isPair(_ source: UTF8Buffer, _ line: TextRange) -> Bool {
        let quote = UInt8(ascii: "\"")
        guard source[line.lowerBound] == quote else { return false }
        var at = line.lowerBound + 1
        while at < line.upperBound, source[at] != quote { at += 1 }
        at += 1
        while at < line.upperBound, source[at] == 0x20 { at += 1 }
        guard at < line.upperBound, source[at] == UInt8(ascii: ":") else { return false }
        // In prose a full sentence or name in quotation marks may precede a colon; an object has a value of its own form.
        at += 1
        while at < line.upperBound, source[at] == 0x20 { at += 1 }
        guard at < line.upperBound else { return false }
        return "\"[{-0123456789tfn".utf8.contains(source[at])
    }

    // A call with its name: brackets directly behind a name of Latin letters, with a string in them, behind a name as
    // only code has it (a.b, a_b), or before a semicolon or a block.
    private static func call(_ source: UTF8Buffer, _ line: TextRange, _ brackets: TextRange) -> TextRange? {
        func isName(_ byte: UInt8) -> Bool {
            CharacterClass(UInt32(byte)) == .letter || CharacterClass(UInt32(byte)) == .digit || byte == 0x5F
                || byte == 0x2E
        }
        var nameEnd = brackets.lowerBound
        // VALUES ('张三');
        if nameEnd > line.lowerBound, source[nameEnd - 1] == 0x20, brackets.upperBound < line.upperBound,
            source[brackets.upperBound] == UInt8(ascii: ";")
        {
            nameEnd -= 1
        }
        var start = nameEnd
        while start > line.lowerBound, source[start - 1] < 0x80, isName(source[start - 1]) { start -= 1 }
        guard start < nameEnd, CharacterClass(UInt32(source[start])) == .letter || source[start] == 0x5F
        else {
            return nil
        }
        var end = brackets.upperBound
        let name = source[start..<nameEnd]
        let first = brackets.count > 2 ? source[brackets.lowerBound + 1] : 0
        let hasString =
            (first == 0x22 || first == 0x27)
            && source[brackets.bytes].dropFirst(2).contains(first)
        let next = end < line.upperBound ? source[end] : 0
        let isStatement = next == UInt8(ascii: ";")
        guard hasString || isStatement || name.contains(0x5F) || name.dropLast().contains(0x2E) else { return nil }
        if isStatement { end += 1 }
        return TextRange(start, end)
    }

    // <a href="…">
    private static func tag(_ source: UTF8Buffer, _ start: Int, _ end: Int) -> TextRange? {
        guard start + 1 < end else { return nil }
        let first = source[start + 1]
        guard first == 0x2F || first < 0x80 && CharacterClass(UInt32(first)) == .letter else { return nil }
        var at = start + 1
        while at < end, source[at] != UInt8(ascii: ">") {
            if source[at] == UInt8(ascii: "<") { return nil }
            at += 1
        }
        return at < end ? TextRange(start, at + 1) : nil
    }

    // = "张三"; behind a name of Latin letters.
    private static func quotedValue(_ source: UTF8Buffer, _ equals: Int, _ line: TextRange) -> TextRange? {
        var before = equals
        while before > line.lowerBound, source[before - 1] == 0x20 { before -= 1 }
        guard before > line.lowerBound, source[before - 1] < 0x80 else { return nil }
        var at = equals + 1
        while at < line.upperBound, source[at] == 0x20 { at += 1 }
        guard at < line.upperBound, source[at] == 0x22 || source[at] == 0x27 else { return nil }
        let quote = source[at]
        at += 1
        while at < line.upperBound, source[at] != quote { at += 1 }
        guard at < line.upperBound else { return nil }
        at += 1
        if at < line.upperBound, source[at] == UInt8(ascii: ";") || source[at] == UInt8(ascii: ",") { at += 1 }
        return TextRange(equals, at)
    }

    // :) ;-) :-( and the like. A bracket that another one on the line belongs to makes none.
    private static func smiley(
        _ source: UTF8Buffer, _ start: Int, _ end: Int, isInBracket: Bool, _ lone: Set<Int>
    ) -> TextRange? {
        var at = start + 1
        let hasNose = at < end && (source[at] == UInt8(ascii: "-") || source[at] == UInt8(ascii: "'"))
        if hasNose { at += 1 }
        guard at < end else { return nil }
        switch source[at] {
        case UInt8(ascii: ")"): guard !isInBracket else { return nil }
        case UInt8(ascii: "("): guard lone.contains(at) else { return nil }
        case UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "p"), UInt8(ascii: "O"), UInt8(ascii: "o"):
            // Without a nose it may be a colon before a letter.
            guard hasNose, at + 1 == end || source[at + 1] >= 0x80 || source[at + 1] == 0x20 else { return nil }
        default: return nil
        }
        return TextRange(start, at + 1)
    }
}
