import ShuliText

/// Recognizes the number of a contribution.
enum FloorNumber {
    /// Whether a text is one: 3楼, #3, 3#, 第3楼, 3F.
    static func isAll(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        var digits = 0
        var marks = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            switch scalar {
            case 0x30...0x39: digits += 1
            case 0x23, 0x697C, 0x6A13, 0x4C, 0x46, 0xFF03: marks += 1
            case 0x7B2C, 0x20: break
            default: return false
            }
        }
        return (1...5).contains(digits) && marks == 1
    }

    /// Whether a text begins with one: 3楼 某人 于 2024-5-6 说：
    static func begins(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        var offset = range.lowerBound
        while offset < min(range.upperBound, range.lowerBound + 12) {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            let isMark = [0x697C, 0x6A13, 0x23].contains(scalar)
            if isMark, isAll(buffer, TextRange(range.lowerBound, offset)) { return true }
        }
        return false
    }

    /// Whether a text holds a number between 第 and 楼: 发表于 2024-5-6 第 3 楼.
    static func isHeld(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        guard var offset = buffer.firstPlace(of: Self.ordinal, in: range.bytes).map({ $0 + Self.ordinal.count }) else {
            return false
        }
        var digits = 0
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            if (0x30...0x39).contains(scalar) {
                digits += 1
            } else if scalar != 0x20 {
                return digits > 0 && (scalar == 0x697C || scalar == 0x6A13)
            }
        }
        return false
    }

    private static let ordinal = Array("第".utf8)
}
