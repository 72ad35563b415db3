import ShuliText

/// Counts over the characters of a block, taken in one pass.
struct BlockShape: Sendable {
    /// The number of Han characters, kana, letters and digits.
    var content = 0
    var digits = 0
    var letters = 0
    /// The number of commas, colons and semicolons.
    var marks = 0
    /// The number of marks that end a sentence.
    var ends = 0
    /// The number of function characters (的 了 是 …), which prose is full of and labels lack.
    var functionCharacters = 0
    /// The number of marks that separate the entries of a menu: | > / _ · » and white space.
    var separators = 0
    /// The number of opening quotation marks.
    var quotes = 0
    /// The number of separators of dates and times between digits: three in 2025-02-13 19:25.
    var dateJoints = 0
    /// The number of symbols that are neither content nor punctuation.
    var symbols = 0
    /// The first scalar that is not white space; 0 where there is none.
    var first: UInt32 = 0
    /// The last scalar that is not white space; 0 where there is none.
    private(set) var last: UInt32 = 0
    /// Whether the last scalar ends a sentence or closes a quotation.
    var endsClosed = false
    /// Whether the last scalar is a colon.
    var endsOpen = false
    /// Whether the block ends in … or three dots, as teasers do.
    var endsCut = false
    /// Whether the block ends in an age: 3小时前, 2 天前.
    var endsWithAge = false

    private static let functionCharacters = Set(
        "的了是在和有不也就都而及与着或一个这那他她它们我你您其之以为于被把从对将会能可要但却并还又再很更最已没因所如到说".unicodeScalars.map(\.value))
    // Looked up for every Han character, so a bit set.
    private static let functionBits: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 0x5200 / 64)
        for scalar in functionCharacters { bits[Int(scalar - 0x4E00) >> 6] |= 1 << UInt64((scalar - 0x4E00) & 63) }
        return bits
    }()

    static func isFunctionCharacter(_ scalar: UInt32) -> Bool {
        let index = scalar &- 0x4E00
        return index < 0x5200 && functionBits[Int(index) >> 6] >> UInt64(index & 63) & 1 == 1
    }

    init(_ buffer: UTF8Buffer, _ range: TextRange) {
        var offset = range.lowerBound
        var beforeLast: UInt32 = 0
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            if scalar &- 0x4E00 < 0x5200 {
                content += 1
                if Self.isFunctionCharacter(scalar) { functionCharacters += 1 }
            } else {
                if scalar == 0x20 || scalar == 0x3000 {
                    separators += 1
                    continue
                }
                let kind = CharacterClass(scalar)
                if kind.isContent {
                    content += 1
                    if kind == .digit {
                        digits += 1
                        if Self.partsDates(last), (0x30...0x39).contains(beforeLast) { dateJoints += 1 }
                    }
                    if kind == .letter { letters += 1 }
                } else {
                    count(mark: scalar, kind, beforeLast: beforeLast)
                }
            }
            if first == 0 { first = scalar }
            beforeLast = last
            last = scalar
        }
        switch last {
        case 0xFF1A, 0x3A:
            endsClosed = true
            endsOpen = true
        case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0xFF1B, 0x201D, 0x300D, 0x300F, 0xFF09: endsClosed = true
        case 0x2026: endsCut = true
        case 0x524D: endsWithAge = digits > 0 && Self.timeUnits.contains(beforeLast)
        case 0x2E:
            endsCut = beforeLast == 0x2E
            endsClosed = !endsCut
        default: break
        }
    }

    // 秒 分 钟 鐘 时 時 天 日 周 週 月 年
    private static let timeUnits: Set<UInt32> = [
        0x79D2, 0x5206, 0x949F, 0x9418, 0x65F6, 0x6642, 0x5929, 0x65E5, 0x5468, 0x9031, 0x6708, 0x5E74,
    ]

    private static func partsDates(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0x2F, 0x3A, 0xFF1A, 0x5E74, 0x6708: true
        default: false
        }
    }

    @inline(__always)
    private mutating func count(mark scalar: UInt32, _ kind: CharacterClass, beforeLast: UInt32) {
        switch scalar {
        case 0xFF0C, 0x3001, 0xFF1B, 0xFF1A: marks += 1
        case 0x2C, 0x3B: if beforeLast > 0 { marks += 1 }
        case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F: ends += 1
        case 0x2E: if CharacterClass(last) == .han { ends += 1 }
        case 0x7C, 0x3E, 0x2F, 0x5F, 0xB7, 0xBB, 0xFF5C, 0xFF1E, 0x2022: separators += 1
        case 0x201C, 0x300C, 0x300E: quotes += 1
        default: if kind == .other { symbols += 1 }
        }
    }

    /// Whether the block consists of sentences, not of a label, a headline or a menu. A short question or exclamation without a
    /// comma is a headline more often than prose.
    ///
    /// The lengths (12, 15, 30 content characters) were chosen by hand, before there was a model. The trees were trained with
    /// this as an input, so they cannot be changed without training again.
    var isProse: Bool {
        guard !endsCut else { return false }
        if ends == 1, marks == 0, content <= 30, asks || exclaims { return false }
        return ends > 0 && content >= 12 || marks >= 2 && content >= 30 || endsClosed && content >= 15
    }

    private var asks: Bool { last == 0xFF1F || last == 0x3F }
    private var exclaims: Bool { last == 0xFF01 || last == 0x21 }
}
