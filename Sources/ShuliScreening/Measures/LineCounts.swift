import ShuliText

/// What is known of a line while it is read.
struct LineState {
    /// Scalars that are not white space.
    private(set) var characters = 0
    private(set) var clauseMarks = 0
    private(set) var hash: UInt64 = 0
    /// The range of the line without white space at its ends.
    private(set) var start = 0
    private(set) var end = 0
    // The union of the traits of its scalars, a bit for each of their classes, and the traits of the last one.
    private var traits: UInt16 = 0
    private var classes: UInt8 = 0
    private var last: UInt16 = 0

    /// Adds a scalar that is not white space.
    @inline(__always)
    mutating func append(_ scalar: UInt32, _ trait: UInt16, _ offset: Int, _ end: Int) {
        if characters == 0 { start = offset }
        characters += 1
        var trait = trait
        // An ASCII full stop ends a sentence behind a Han character; elsewhere it may be part of a number or name.
        if scalar == 0x2E, last & CharacterTraits.classBits == UInt16(CharacterClass.han.rawValue) {
            trait |= CharacterTraits([.sentenceEnd, .clauseMark]).rawValue
        }
        clauseMarks += CharacterTraits(rawValue: trait).contains(.clauseMark) ? 1 : 0
        traits |= trait
        last = trait
        classes |= 1 << UInt8(truncatingIfNeeded: trait & CharacterTraits.classBits)
        hash = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
        self.end = end
    }

    var hasSentenceEnd: Bool { CharacterTraits(rawValue: traits).contains(.sentenceEnd) }
    var hasDigit: Bool { classes & 1 << CharacterClass.digit.rawValue != 0 }
}

/// Counts of the lines of a text. Lines of white space alone are not counted.
struct LineCounts {
    private(set) var all = 0
    /// Lines of fewer than `shortLength` characters without the end of a sentence.
    private(set) var short = 0
    /// Lines of fewer than `scrapLength` characters without the end of a sentence.
    private(set) var scraps = 0
    /// Lines that contain the time of a post.
    private(set) var dated = 0
    /// Characters in lines that repeat an earlier one.
    private(set) var repeatedCharacters = 0
    /// Characters in lines of prose.
    private(set) var proseCharacters = 0
    /// Lines that end in an ellipsis, and the characters in them.
    private(set) var cut = 0
    private(set) var cutCharacters = 0

    /// In characters. ChineseWebText requires a mean of ten characters a line; the others were set together with the
    /// thresholds.
    private static let shortLength = 10
    private static let scrapLength = 30
    private static let datedLength = 45
    private static let proseLength = 40

    /// Counts a line of the buffer.
    mutating func count(_ line: LineState, isRepeated: Bool, in buffer: UTF8Buffer) {
        all += 1
        if isRepeated { repeatedCharacters += line.characters }
        if line.hasSentenceEnd {
            if line.characters >= Self.proseLength, line.clauseMarks >= 2 { proseCharacters += line.characters }
        } else {
            if line.characters < Self.shortLength { short += 1 }
            if line.characters < Self.scrapLength { scraps += 1 }
            let isDated =
                line.characters < Self.datedLength && line.hasDigit && PostTime.isIn(buffer, line.start..<line.end)
                || line.characters <= Self.shortLength && PostTime.isIn(buffer, line.start..<line.end)
            if isDated { dated += 1 }
        }
        if Self.isCut(buffer, line.start..<line.end) {
            cut += 1
            cutCharacters += line.characters
        }
    }

    private static func isCut(_ buffer: UTF8Buffer, _ range: Range<Int>) -> Bool {
        guard range.count >= 3 else { return false }
        let last = (buffer[range.upperBound - 3], buffer[range.upperBound - 2], buffer[range.upperBound - 1])
        // …, ⋯, or three full stops.
        return last == (0xE2, 0x80, 0xA6) || last == (0xE2, 0x8B, 0xAF) || last == (0x2E, 0x2E, 0x2E)
    }
}
