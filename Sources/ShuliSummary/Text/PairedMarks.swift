import ShuliText

/// Quotation marks and brackets, each of which needs its counterpart in the same piece.
enum PairedMarks {
    /// A piece without the marks at its borders whose counterparts are outside of it.
    struct Trimmed {
        let range: TextRange
        /// Whether every mark inside has its counterpart.
        let isBalanced: Bool
    }

    /// A bracket behind at most so many characters is that of a label: 1）, 一), (a).
    private static let maximumLabelLength = 3

    static func trimmed(_ buffer: UTF8Buffer, _ range: TextRange) -> Trimmed {
        // A slice, from whose head a mark is removed in constant time.
        var lone = loneMarks(buffer, range)[...]
        var trimmed = range
        while let first = lone.first, first.lowerBound == trimmed.lowerBound {
            trimmed = buffer.trimmed(TextRange(first.upperBound, trimmed.upperBound))
            lone.removeFirst()
        }
        while let last = lone.last, last.upperBound == trimmed.upperBound {
            trimmed = buffer.trimmed(TextRange(trimmed.lowerBound, last.lowerBound))
            lone.removeLast()
        }
        return Trimmed(range: trimmed, isBalanced: lone.isEmpty)
    }

    /// The marks of a range without their counterparts, in order.
    private static func loneMarks(_ buffer: UTF8Buffer, _ range: TextRange) -> [TextRange] {
        var open: [(closing: UInt32, range: TextRange)] = []
        var lone: [TextRange] = []
        var (before, characters): (UInt32, Int) = (0, 0)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            let mark = TextRange(offset, offset + length)
            offset += length
            defer { before = scalar }
            // ASCII and Han characters are most of a text.
            if scalar >= 0x3400 && scalar < 0xFF00 {
                characters += 1
                continue
            }
            if let last = open.last, last.closing == scalar {
                open.removeLast()
            } else if scalar == 0x22 {
                // Inches: 6.9"
                if !(0x30...0x39).contains(before) { open.append((0x22, mark)) }
            } else if let closing = closing(of: scalar) {
                open.append((closing, mark))
            } else if isClosing(scalar) {
                let isApostrophe = scalar == 0x2019 && CharacterClass(before) == .letter
                let isLabel = (scalar == 0x29 || scalar == 0xFF09) && characters <= maximumLabelLength
                if !isApostrophe && !isLabel { lone.append(mark) }
            } else if CharacterClass(scalar).isContent {
                characters += 1
            }
        }
        return (lone + open.map(\.range)).sorted { $0.lowerBound < $1.lowerBound }
    }

    private static func closing(of scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x201C: 0x201D
        case 0x2018: 0x2019
        case 0x300C: 0x300D
        case 0x300E: 0x300F
        case 0x300A: 0x300B
        case 0x3008: 0x3009
        case 0x3010: 0x3011
        case 0xFF08: 0xFF09
        case 0x28: 0x29
        default: nil
        }
    }

    private static func isClosing(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x201D, 0x2019, 0x300D, 0x300F, 0x300B, 0x3009, 0x3011, 0xFF09, 0x29: true
        default: false
        }
    }
}
