import ShuliText

/// Finds the time that a contribution shows: 2024-5-6 08:12, 05-06, 5月6日 8:12, 昨天 08:12, 3 小时前, 刚刚.
enum ShownTime {
    /// The first time in a range; nil for none. Linear in the length of the range.
    static func first(in buffer: UTF8Buffer, _ range: TextRange) -> TextRange? {
        var offset = range.lowerBound
        var isBehindDigit = false
        while offset < range.upperBound {
            let first = buffer[offset]
            if first < 0x80 {
                let isDigit = isDigit(UInt32(first))
                if isDigit, !isBehindDigit {
                    var reader = Reader(buffer: buffer, offset: offset, end: range.upperBound)
                    if reader.takeTime() { return TextRange(offset, reader.offset) }
                }
                isBehindDigit = isDigit
                offset += 1
                continue
            }
            isBehindDigit = false
            let (scalar, length) = buffer.scalar(at: offset)
            if beginsDay(scalar) {
                var reader = Reader(buffer: buffer, offset: offset, end: range.upperBound)
                if reader.takeDay() { return TextRange(offset, reader.offset) }
            }
            offset += length
        }
        return nil
    }

    private static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }

    // 刚 剛 今 昨 前
    private static func beginsDay(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x521A, 0x525B, 0x4ECA, 0x6628, 0x524D: true
        default: false
        }
    }

    // A method that returns false or nil may have moved on.
    private struct Reader {
        let buffer: UTF8Buffer
        var offset: Int
        let end: Int

        private var next: UInt32 { offset < end ? buffer.scalar(at: offset).value : 0 }

        private mutating func skip() { if offset < end { offset += buffer.scalar(at: offset).length } }

        private mutating func skipSpace() {
            while offset < end, case let (scalar, length) = buffer.scalar(at: offset),
                CharacterClass(scalar) == .space
            { offset += length }
        }

        private mutating func take(_ choices: [UInt32]) -> Bool {
            guard choices.contains(next) else { return false }
            skip()
            return true
        }

        private mutating func number(atMost limit: Int = 5) -> (value: Int, digits: Int)? {
            var value = 0
            var digits = 0
            while ShownTime.isDigit(next), digits < limit {
                value = value * 10 + Int(next - 0x30)
                digits += 1
                offset += 1
            }
            return digits > 0 && digits < 5 ? (value, digits) : nil
        }

        // A time that begins with a digit.
        mutating func takeTime() -> Bool {
            let start = offset
            guard let first = number() else { return false }
            let behind = offset
            if first.digits == 4, (1980...2099).contains(first.value) {
                skipSpace()
                if take([0x2D, 0x2F, 0x2E, 0x5E74]) {
                    skipSpace()
                    if let month = number(), (1...12).contains(month.value) {
                        skipSpace()
                        if take([0x2D, 0x2F, 0x2E, 0x6708]) {
                            skipSpace()
                            if let day = number(), (1...31).contains(day.value) { return takeRestOfDate() }
                        }
                    }
                }
            }
            offset = behind
            if first.digits <= 2, (1...12).contains(first.value) {
                let isHan = next == 0x6708
                if take([0x2D, 0x2F, 0x6708]), let day = number(), (1...31).contains(day.value),
                    isHan || day.digits == 2, next != 0x2D, next != 0x2F
                {
                    return takeRestOfDate()
                }
            }
            offset = start
            if takeClock() { return true }
            offset = behind
            return takeAge()
        }

        // 日 and a time of day, where there are any.
        private mutating func takeRestOfDate() -> Bool {
            _ = take([0x65E5, 0x53F7, 0x865F])
            let behind = offset
            _ = take([0x54, 0x2C])
            skipSpace()
            for half in [[UInt32(0x4E0A), 0x5348], [0x4E0B, 0x5348]] where next == half[0] {
                skip()
                _ = take([half[1]])
                skipSpace()
            }
            if !takeClock() { offset = behind }
            return true
        }

        private mutating func takeClock() -> Bool {
            guard let hour = number(), hour.digits <= 2, hour.value < 24, take([0x3A, 0xFF1A]),
                // A count may follow the minute directly, where pages put no space between two elements.
                let minute = number(atMost: 2), minute.digits == 2, minute.value < 60
            else { return false }
            let behind = offset
            if take([0x3A]), let second = number(atMost: 2), second.digits == 2 { return true }
            offset = behind
            return true
        }

        // Behind a number: 秒前, 分钟前, 小时前, 天前, 周前, 个月前, 年前.
        private mutating func takeAge() -> Bool {
            skipSpace()
            _ = take([0x4E2A, 0x500B, 0x591A])
            guard take([0x79D2, 0x5206, 0x5C0F, 0x5929, 0x65E5, 0x5468, 0x9031, 0x6708, 0x5E74]) else { return false }
            _ = take([0x949F, 0x9418, 0x65F6, 0x6642])
            _ = take([0x4E4B, 0x4EE5])
            return take([0x524D])
        }

        // 刚刚, 刚才, and 今天, 昨天, 前天 with a time of day or alone in their line.
        mutating func takeDay() -> Bool {
            let first = next
            let start = offset
            skip()
            if first == 0x521A || first == 0x525B { return take([0x521A, 0x525B, 0x624D]) }
            guard take([0x5929]) else { return false }
            let behind = offset
            skipSpace()
            if takeClock() { return true }
            offset = behind
            return behind - start == end - start
        }
    }
}
