import ShuliText

/// Reads dates as Chinese pages write them: 2025-02-13 19:25, 2025年2月13日 19:25, 2025/2/13, 2025.02.13.
enum PublishedTime {
    /// The first date in a range: "2025-02-13 19:25", or the day alone where no time follows.
    static func first(in buffer: UTF8Buffer, _ range: TextRange) -> String? {
        var reader = Reader(folded(buffer, range))
        return reader.first()
    }

    /// The first date in a text.
    static func first(in text: String) -> String? {
        text.withUTF8Buffer { first(in: $0, TextRange(0, $0.count)) }
    }

    // No white space, ASCII width, lower case.
    private static func folded(_ buffer: UTF8Buffer, _ range: TextRange) -> [UInt32] {
        var scalars: [UInt32] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            var (scalar, length) = buffer.scalar(at: offset)
            offset += length
            if CharacterClass(scalar) == .space { continue }
            if (0xFF01...0xFF5E).contains(scalar) { scalar -= 0xFEE0 }
            if (0x41...0x5A).contains(scalar) { scalar |= 0x20 }
            scalars.append(scalar)
        }
        return scalars
    }

    // Over folded scalars: no white space, ASCII width, lower case.
    private struct Reader {
        let scalars: [UInt32]
        var position = 0

        init(_ scalars: [UInt32]) { self.scalars = scalars }

        mutating func first() -> String? {
            var start = 0
            while start + 6 <= scalars.count {
                position = start
                // A year is no part of a longer number.
                let isFresh = start == 0 || !(0x30...0x39).contains(scalars[start - 1])
                if isFresh, let date = date() { return date }
                start += 1
            }
            return nil
        }

        private mutating func date() -> String? {
            guard let year = number(4, 4), (1980...2099).contains(year), take("-/年."),
                let month = number(1, 2), (1...12).contains(month), take("-/月."),
                let day = number(1, 2), (1...31).contains(day)
            else { return nil }
            let date = "\(year)-\(padded(month))-\(padded(day))"
            let behindDay = position
            // White space was dropped: 13 19:25 reads 1319:25, so the day may have taken the hour's first digit.
            if let time = time() { return "\(date) \(time)" }
            position = behindDay
            return date
        }

        private mutating func time() -> String? {
            _ = take("日号t,")
            _ = take("(")
            if take("星周週") { position = min(scalars.count, position + (scalars[position - 1] == 0x661F ? 2 : 1)) }
            _ = take(")")
            let afternoon = word("下午") || word("晚上") || word("晚間") || word("晚间")
            if !afternoon { _ = word("上午") || word("凌晨") || word("早上") || word("中午") }
            guard var hour = number(1, 2), (0...23).contains(hour), take(":时時点"), let minute = number(2, 2), minute < 60
            else { return nil }
            if afternoon && hour < 12 { hour += 12 }
            return "\(padded(hour)):\(padded(minute))"
        }

        private mutating func take(_ choices: String) -> Bool {
            guard position < scalars.count, choices.unicodeScalars.contains(where: { $0.value == scalars[position] })
            else { return false }
            position += 1
            return true
        }

        private mutating func word(_ word: String) -> Bool {
            let wanted = word.unicodeScalars.map(\.value)
            guard scalars[position...].starts(with: wanted) else { return false }
            position += wanted.count
            return true
        }

        private mutating func number(_ fewest: Int, _ most: Int) -> Int? {
            var value = 0
            var digits = 0
            while digits < most, position < scalars.count, (0x30...0x39).contains(scalars[position]) {
                value = value * 10 + Int(scalars[position] - 0x30)
                digits += 1
                position += 1
            }
            return digits >= fewest ? value : nil
        }

        private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    }
}
