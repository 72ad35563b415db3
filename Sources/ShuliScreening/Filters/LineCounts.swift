import ShuliText

/// What the pass has seen of a line that isn't over yet.
struct LineState {
    /// Scalars that are no white space.
    private(set) var characters = 0
    private(set) var clauseMarks = 0
    private(set) var hash: UInt64 = 0
    /// From the first scalar to the end of the last, white space at the ends left out.
    private(set) var start = 0
    private(set) var end = 0
    // All traits of its scalars, and which classes they have.
    private var traits: UInt16 = 0
    private var classes: UInt8 = 0
    private var last: UInt16 = 0

    /// Adds a scalar that is no white space.
    @inline(__always)
    mutating func append(_ scalar: UInt32, _ trait: UInt16, _ offset: Int, _ end: Int) {
        if characters == 0 { start = offset }
        characters += 1
        var trait = trait
        // A full stop of ASCII ends a sentence behind a Han character, and cuts numbers and names elsewhere.
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

/// What the lines of a text are, those with nothing but white space not counted.
struct LineCounts {
    private(set) var all = 0
    /// Under `shortLength` characters, no end of a sentence in them.
    private(set) var short = 0
    /// Under `scrapLength` characters, no end of a sentence in them.
    private(set) var scraps = 0
    /// Say when something was posted.
    private(set) var dated = 0
    /// Characters in lines that stood before.
    private(set) var repeatedCharacters = 0
    /// Characters in lines of prose.
    private(set) var proseCharacters = 0
    /// Lines that break off with an ellipsis, and the characters in them.
    private(set) var cut = 0
    private(set) var cutCharacters = 0

    /// ChineseWebText asks for a mean of ten characters a line.
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
        // An ellipsis, a centred one, three full stops.
        return last == (0xE2, 0x80, 0xA6) || last == (0xE2, 0x8B, 0xAF) || last == (0x2E, 0x2E, 0x2E)
    }
}
