import ShuliText

/// Reads the units of a sentence and the ends of its clauses, in order of the text. Units are the same whatever their
/// script, width and case: 票价, 票價; iPhone, ＩＰＨＯＮＥ.
struct UnitReader {
    struct Unit {
        let key: UInt64
        let range: TextRange
        /// For the end of a clause inside the sentence, the offset where its text ends; nil for a unit.
        let clauseEnd: Int?
        var isColon = false
    }

    private let buffer: UTF8Buffer
    private let lexicon = Lexicon.standard
    private let end: Int
    private var offset: Int
    private var before: UInt32 = 0
    private var beforeStart = 0
    private var depth = 0
    private(set) var hasDigit = false
    /// Whether a unit so far contained anything but digits.
    private(set) var hasLetter = false
    private(set) var endsInQuestion = false

    init(_ buffer: UTF8Buffer, _ range: TextRange) {
        self.buffer = buffer
        offset = range.lowerBound
        end = range.upperBound
    }

    mutating func next() -> Unit? {
        while offset < end {
            let start = offset
            let (scalar, length) = buffer.scalar(at: offset)
            let kind = CharacterClass(scalar)
            switch kind {
            case .han, .kana:
                offset += length
                endsInQuestion = false
                hasLetter = true
                let label = lexicon.foldedLabel(of: scalar)
                let pair = (before, beforeStart)
                (before, beforeStart) = (label, start)
                if pair.0 != 0 {
                    return Unit(
                        key: Self.pair(pair.0, label), range: TextRange(pair.1, offset), clauseEnd: nil)
                }
            case .letter, .digit:
                before = 0
                endsInQuestion = false
                return word()
            case .space, .punctuation, .other:
                offset += length
                if scalar == 0x3F || scalar == 0xFF1F { endsInQuestion = true }
                let hadHan = before != 0
                before = 0
                if let unit = clauseEnd(scalar, kind, at: start, hadHan: hadHan) { return unit }
            }
        }
        return nil
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    /// Whether a key is that of a pair with a character.
    static func isPair(_ key: UInt64, with scalar: UInt32) -> Bool {
        let label = Lexicon.standard.foldedLabel(of: scalar)
        return key >> 63 == 0 && (key == pair(UInt32(key >> 32), label) || key >> 32 == UInt64(label))
    }

    private mutating func word() -> Unit {
        let start = offset
        // FNV-1a, with the top bit set to distinguish a word from a pair of characters.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        while offset < end {
            let (scalar, length) = buffer.scalar(at: offset)
            let kind = CharacterClass(scalar)
            guard kind == .letter || kind == .digit else { break }
            if kind == .digit { hasDigit = true } else { hasLetter = true }
            hash = (hash ^ UInt64(lexicon.foldedLabel(of: scalar))) &* 0x100_0000_01B3
            offset += length
        }
        return Unit(key: hash | 1 << 63, range: TextRange(start, offset), clauseEnd: nil)
    }

    // Clauses end at commas, colons, dashes and white space between Han characters, outside brackets and 《》.
    private mutating func clauseEnd(_ scalar: UInt32, _ kind: CharacterClass, at start: Int, hadHan: Bool) -> Unit? {
        switch scalar {
        case 0xFF08, 0x28, 0x300A, 0x3010: depth += 1
        case 0xFF09, 0x29, 0x300B, 0x3011: depth = max(0, depth - 1)
        default: break
        }
        guard depth == 0, offset < end else { return nil }
        let isEnd: Bool
        switch scalar {
        case 0xFF0C, 0xFF1A, 0xFF1B, 0x3B: isEnd = true
        case 0x2C, 0x3A:
            // Not inside a number or a time of day.
            isEnd = !(start > 0 && (0x30...0x39).contains(buffer[start - 1]) && (0x30...0x39).contains(buffer[offset]))
        case 0x2014: isEnd = offset < end && buffer.scalar(at: offset).value == 0x2014
        default:
            isEnd = kind == .space && hadHan && CharacterClass(buffer.scalar(at: offset).value) == .han
        }
        guard isEnd else { return nil }
        if scalar == 0x2014 { offset += 3 }
        return Unit(
            key: 0, range: TextRange(start, offset), clauseEnd: start, isColon: scalar == 0xFF1A || scalar == 0x3A)
    }
}
