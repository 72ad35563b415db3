import ShuliText

/// What a block looks like: counts over its characters, taken in one pass.
struct BlockShape: Sendable {
    /// Han, kana, letters and digits.
    var content = 0
    var digits = 0
    /// Commas and the like inside a sentence.
    var marks = 0
    /// Marks that end a sentence.
    var ends = 0
    /// The last scalar ends a sentence or closes a quotation.
    var endsClosed = false
    /// It ends in … or three dots: the way a teaser does.
    var endsCut = false

    init(_ buffer: UTF8Buffer, _ range: TextRange) {
        var offset = range.lowerBound
        var last: UInt32 = 0
        var beforeLast: UInt32 = 0
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            if scalar == 0x20 || scalar == 0x3000 { continue }
            if CharacterClass(scalar).isContent {
                content += 1
                if CharacterClass(scalar) == .digit { digits += 1 }
            }
            switch scalar {
            case 0xFF0C, 0x3001, 0xFF1B, 0xFF1A: marks += 1
            case 0x2C, 0x3B: if beforeLast > 0 { marks += 1 }
            case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F: ends += 1
            case 0x2E: if CharacterClass(last) == .han { ends += 1 }
            default: break
            }
            beforeLast = last
            last = scalar
        }
        switch last {
        case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0xFF1B, 0xFF1A, 0x201D, 0x300D, 0x300F, 0xFF09, 0x3A: endsClosed = true
        case 0x2026: endsCut = true
        case 0x2E:
            endsCut = beforeLast == 0x2E
            endsClosed = !endsCut
        default: break
        }
    }

    /// Sentences, rather than a label, a headline or a menu.
    var isProse: Bool {
        !endsCut && (ends > 0 && content >= 12 || marks >= 2 && content >= 30 || endsClosed && content >= 15)
    }
}
