import ShuliText

/// Reads dates as Chinese pages write them: 2025-02-13 19:25, 2025年2月13日 19时25分, 2025/2/13, 2025.02.13.
///
/// A wrong date is worse than none, so a number that is only part of a longer one is not read: neither 2024-03-011 nor 12024-3-1 is
/// a date. Only a time of day may follow a day of two digits directly, as pages lose the space between two elements: 2025-02-1319:25.
enum DateParser {
    /// The first date in a range, with the time of day where one follows it. Linear in the length of the range.
    static func first(in buffer: UTF8Buffer, _ range: TextRange) -> PublicationTime? {
        var reader = Reader(folded(buffer, range))
        return reader.first()
    }

    /// The first date in a text.
    static func first(in text: String) -> PublicationTime? {
        text.withUTF8Buffer { first(in: $0, TextRange(0, $0.count)) }
    }

    // ASCII width, lower case, each run of white space as one space.
    private static func folded(_ buffer: UTF8Buffer, _ range: TextRange) -> [UInt32] {
        var scalars: [UInt32] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            var (scalar, length) = buffer.scalar(at: offset)
            offset += length
            if CharacterClass(scalar) == .space {
                if scalars.last != 0x20 { scalars.append(0x20) }
                continue
            }
            if (0xFF01...0xFF5E).contains(scalar) { scalar -= 0xFEE0 }
            if (0x41...0x5A).contains(scalar) { scalar |= 0x20 }
            scalars.append(scalar)
        }
        return scalars
    }

    // Reads folded scalars. A method that returns nil or false leaves `position` where it was.
    private struct Reader {
        let scalars: [UInt32]
        var position = 0

        init(_ scalars: [UInt32]) { self.scalars = scalars }

        mutating func first() -> PublicationTime? {
            for start in scalars.indices where isDigit(start) && !isDigit(start - 1) {
                position = start
                if let date = date() { return date }
            }
            return nil
        }

        private mutating func date() -> PublicationTime? {
            guard let year = number(4...4), (1980...2099).contains(year), separator("-/年."),
                let month = number(1...2), (1...12).contains(month), separator("-/月.")
            else { return nil }
            if let day = number(1...2) {
                guard (1...31).contains(day) else { return nil }
                return PublicationTime(year: year, month: month, day: day, time: time())
            }
            // 1319:25, which is 13 and 19:25.
            guard let glued = number(4...4), (1...31).contains(glued / 100) else { return nil }
            position -= 2
            guard let time = clock(isAfternoon: false) else { return nil }
            return PublicationTime(year: year, month: month, day: glued / 100, time: time)
        }

        // The time of day after a date, with what may come between them: 日 （星期四） 下午.
        private mutating func time() -> (hour: Int, minute: Int)? {
            _ = separator("日号號t,")
            skipSpace()
            _ = take("(")
            if word("星期") || take("周週") { position = min(scalars.count, position + 1) }
            _ = take(")")
            skipSpace()
            let afternoon = ["下午", "晚上", "晚間", "晚间"].contains { word($0) }
            if !afternoon { _ = ["上午", "凌晨", "早上", "中午"].contains { word($0) } }
            skipSpace()
            return clock(isAfternoon: afternoon)
        }

        // 19:25, 19:25:30, 9:05, 18时20分, 18时5分. What follows the minute is not looked at: counts follow it directly on some pages.
        private mutating func clock(isAfternoon: Bool) -> (hour: Int, minute: Int)? {
            guard let hour = number(1...2), hour < 24 else { return nil }
            let isHan = !take(":")
            if isHan { guard separator("时時点點") else { return nil } }
            guard let minute = isHan ? number(1...2) : digits(2), minute < 60 else { return nil }
            return (isAfternoon && hour < 12 ? hour + 12 : hour, minute)
        }

        private func isDigit(_ index: Int) -> Bool {
            scalars.indices.contains(index) && (0x30...0x39).contains(scalars[index])
        }

        private mutating func skipSpace() {
            if position < scalars.count, scalars[position] == 0x20 { position += 1 }
        }

        private mutating func take(_ choices: String) -> Bool {
            guard position < scalars.count, choices.unicodeScalars.contains(where: { $0.value == scalars[position] })
            else { return false }
            position += 1
            return true
        }

        // One of some marks, with white space around it.
        private mutating func separator(_ choices: String) -> Bool {
            let start = position
            skipSpace()
            guard take(choices) else {
                position = start
                return false
            }
            skipSpace()
            return true
        }

        private mutating func word(_ word: String) -> Bool {
            let wanted = word.unicodeScalars.map(\.value)
            guard scalars[position...].starts(with: wanted) else { return false }
            position += wanted.count
            return true
        }

        // A number with so many digits, which is not part of a longer one.
        private mutating func number(_ lengths: ClosedRange<Int>) -> Int? {
            var length = 0
            while length <= lengths.upperBound, isDigit(position + length) { length += 1 }
            return lengths.contains(length) ? digits(length) : nil
        }

        // A number of the next digits, whatever follows them.
        private mutating func digits(_ length: Int) -> Int? {
            var value = 0
            for index in position..<position + length {
                guard isDigit(index) else { return nil }
                value = value * 10 + Int(scalars[index] - 0x30)
            }
            position += length
            return value
        }
    }
}
