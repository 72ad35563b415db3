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
        let lastRound = source[line.bytes].lastIndex(of: UInt8(ascii: ")")) ?? line.lowerBound
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
                } else if byte == UInt8(ascii: ")"), let call = Self.call(source, line, range) {
                    found.append(call)
                }
            case UInt8(ascii: "<"):
                if let tag = Self.tag(source, at, line.upperBound) {
                    found.append(tag)
                    at = tag.upperBound
                    continue
                }
            case UInt8(ascii: "="):
                if let value = Self.quotedValue(source, at, line) { found.append(value) }
            case UInt8(ascii: ":"), UInt8(ascii: ";"):
                if let smiley = Self.smiley(source, at, line.upperBound, isInBracket: openRound > 0, lastRound) {
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
        var start = brackets.lowerBound
        while start > line.lowerBound, source[start - 1] < 0x80, isName(source[start - 1]) { start -= 1 }
        guard start < brackets.lowerBound, CharacterClass(UInt32(source[start])) == .letter || source[start] == 0x5F
        else {
            return nil
        }
        var end = brackets.upperBound
        let name = source[start..<brackets.lowerBound]
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
        _ source: UTF8Buffer, _ start: Int, _ end: Int, isInBracket: Bool, _ lastRound: Int
    ) -> TextRange? {
        var at = start + 1
        let hasNose = at < end && (source[at] == UInt8(ascii: "-") || source[at] == UInt8(ascii: "'"))
        if hasNose { at += 1 }
        guard at < end else { return nil }
        switch source[at] {
        case UInt8(ascii: ")"): guard !isInBracket else { return nil }
        case UInt8(ascii: "("): guard lastRound < at else { return nil }
        case UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "p"), UInt8(ascii: "O"), UInt8(ascii: "o"):
            // Without a nose it may be a colon before a letter.
            guard hasNose, at + 1 == end || source[at + 1] >= 0x80 || source[at + 1] == 0x20 else { return nil }
        default: return nil
        }
        return TextRange(start, at + 1)
    }
}
