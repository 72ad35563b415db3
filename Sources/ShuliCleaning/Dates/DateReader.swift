import ShuliText

/// Reads the dates of a range from its start to its end. A method that returns nil or false leaves `position` where it was.
struct DateReader {
    // ASCII width, lower case, each run of white space and each seam as one space.
    private var scalars: [UInt32] = []
    // Where each scalar begins in the buffer.
    private var places: [Int] = []
    private var position = 0
    /// Whether years of two or three digits are read.
    var isLoose = false

    init(_ buffer: UTF8Buffer, _ range: TextRange, seams: some Collection<Int>) {
        var seams = seams.makeIterator()
        var seam = seams.next()
        var offset = range.lowerBound
        func isSpace() -> Bool { scalars.last == 0x20 }
        while offset < range.upperBound {
            while let place = seam, place <= offset {
                if place == offset, !isSpace(), !scalars.isEmpty {
                    scalars.append(0x20)
                    places.append(offset)
                }
                seam = seams.next()
            }
            var (scalar, length) = buffer.scalar(at: offset)
            if CharacterClass(scalar) == .space {
                if !isSpace() {
                    scalars.append(0x20)
                    places.append(offset)
                }
            } else {
                if (0xFF01...0xFF5E).contains(scalar) { scalar -= 0xFEE0 }
                if (0x41...0x5A).contains(scalar) { scalar |= 0x20 }
                scalars.append(scalar)
                places.append(offset)
            }
            offset += length
        }
        places.append(range.upperBound)
    }

    mutating func next() -> DateParser.Found? {
        while position < scalars.count {
            let start = position
            if let time = date(at: start) {
                return DateParser.Found(time: time, start: places[start], end: places[position])
            }
            position = start + 1
        }
        return nil
    }

    private mutating func date(at start: Int) -> PublicationTime? {
        let scalar = scalars[start]
        if (0x30...0x39).contains(scalar) {
            guard !isDigit(start - 1) else { return nil }
            return westernDate() ?? retry(start, Self.looseDate) ?? retry(start, Self.dayFirstDate)
                ?? retry(start, Self.hanMonthFirstDate)
        }
        if Self.hanDigits[scalar] != nil {
            guard start == 0 || Self.hanDigits[scalars[start - 1]] == nil else { return nil }
            return hanDate()
        }
        if scalar == 0x6C11 { return republicDate() }  // 民
        if (0x61...0x7A).contains(scalar), start == 0 || !(0x61...0x7A).contains(scalars[start - 1]) {
            return monthFirstDate()
        }
        return nil
    }

    private mutating func retry(_ start: Int, _ read: (inout DateReader) -> PublicationTime?) -> PublicationTime? {
        position = start
        return read(&self)
    }

    // 2025-02-13, 2025年2月13日.
    private mutating func westernDate() -> PublicationTime? {
        guard let year = number(4...4), (1980...2099).contains(year) else { return nil }
        return monthAndDay(year, "-/年.", "-/月.")
    }

    private mutating func monthAndDay(_ year: Int, _ first: String, _ second: String) -> PublicationTime? {
        guard separator(first), let month = number(1...2), separator(second) else { return nil }
        if let day = number(1...2) {
            guard let date = PublicationTime(checkedYear: year, month: month, day: day, time: nil) else { return nil }
            return date.at(time())
        }
        // 1319:25, which is 13 and 19:25.
        guard let glued = number(4...4) else { return nil }
        position -= 2
        guard let time = clock(isAfternoon: false) else { return nil }
        return PublicationTime(checkedYear: year, month: month, day: glued / 100, time: time)
    }

    // 24-03-05 and 24年3月5日 from 2010 on; 113-03-05, of the Republic. No slash: 03/05/24 begins with the month or the day.
    private static func looseDate(_ reader: inout DateReader) -> PublicationTime? {
        guard reader.isLoose else { return nil }
        let start = reader.position
        if let year = reader.number(2...2), (10...49).contains(year),
            let date = reader.monthAndDay(2_000 + year, "-年", "-月")
        {
            return date
        }
        reader.position = start
        guard let year = reader.number(3...3), (80...140).contains(year) else { return nil }
        return reader.monthAndDay(1_911 + year, "-/年.", "-/月.")
    }

    // 二〇二五年二月十三日.
    private mutating func hanDate() -> PublicationTime? {
        var year = 0
        for _ in 0..<4 {
            guard position < scalars.count, let digit = Self.hanDigits[scalars[position]] else { return nil }
            year = year * 10 + digit
            position += 1
        }
        guard take("年") else { return nil }
        return hanMonthAndDay(year)
    }

    private mutating func hanMonthAndDay(_ year: Int) -> PublicationTime? {
        guard let month = hanNumber(), take("月"), let day = hanNumber(), take("日号號") else { return nil }
        position -= 1
        return PublicationTime(checkedYear: year, month: month, day: day, time: nil)?.at(time())
    }

    // 民國114年2月13日, 中華民國一一四年二月十三日.
    private mutating func republicDate() -> PublicationTime? {
        guard word("民國") || word("民国") else { return nil }
        skipSpace()
        if let year = number(2...3) { return monthAndDay(1_911 + year, "-/年.", "-/月.") }
        let start = position
        if let year = hanNumber(), take("年") { return hanMonthAndDay(1_911 + year) }
        position = start
        var year = 0
        while position < scalars.count, let digit = Self.hanDigits[scalars[position]], year < 100 {
            year = year * 10 + digit
            position += 1
        }
        guard take("年") else { return nil }
        return hanMonthAndDay(1_911 + year)
    }

    // Feb 13, 2025; February 13th 2025.
    private mutating func monthFirstDate() -> PublicationTime? {
        guard let month = englishMonth() else { return nil }
        guard let day = number(1...2) else { return nil }
        skipSpace()
        for name in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] where word(name) { skipSpace() }
        _ = word("st") || word("nd") || word("rd") || word("th")
        _ = separator(",")
        skipSpace()
        guard let year = number(4...4) else { return nil }
        return PublicationTime(checkedYear: year, month: month, day: day, time: nil)?.at(time())
    }

    // 13 Feb 2025.
    private static func dayFirstDate(_ reader: inout DateReader) -> PublicationTime? {
        guard let day = reader.number(1...2), reader.take(" "), let month = reader.englishMonth(),
            let year = reader.number(4...4)
        else { return nil }
        return PublicationTime(checkedYear: year, month: month, day: day, time: nil)?.at(reader.time())
    }

    // 2月13, 2025 and 2月13日，2025: an English order with the words of Chinese.
    private static func hanMonthFirstDate(_ reader: inout DateReader) -> PublicationTime? {
        guard let month = reader.number(1...2), reader.separator("月"), let day = reader.number(1...2) else {
            return nil
        }
        _ = reader.take("日")
        guard reader.separator(",，"), let year = reader.number(4...4) else { return nil }
        return PublicationTime(checkedYear: year, month: month, day: day, time: nil)?.at(reader.time())
    }

    private mutating func englishMonth() -> Int? {
        for (index, name) in Self.months.enumerated() where scalars[position...].starts(with: name) {
            let rest = Self.restsOfMonths[index]
            position += 3
            if scalars[position...].starts(with: rest) { position += rest.count }
            _ = take(".")
            return take(" ") ? index + 1 : nil
        }
        return nil
    }

    private static let names = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let months = names.map { $0.unicodeScalars.prefix(3).map(\.value) }
    private static let restsOfMonths = names.map { $0.unicodeScalars.dropFirst(3).map(\.value) }

    // The time of day after a date, with what may come between them: 日 （星期四） 下午.
    private mutating func time() -> (hour: Int, minute: Int)? {
        let start = position
        _ = separator("日号號t,·|/")
        skipSpace()
        let isInBrackets = take("(")
        if word("星期") || take("周週") {
            position = min(scalars.count, position + 1)
        } else if isInBrackets {
            _ = take("一二三四五六日")
        }
        _ = take(")")
        skipSpace()
        var afternoon = ["下午", "晚上", "晚間", "晚间", "傍晚", "pm"].contains { word($0) }
        var morning = !afternoon && ["上午", "凌晨", "早上", "早晨", "清晨", "am"].contains { word($0) }
        let noon = !afternoon && !morning && word("中午")
        skipSpace()
        guard var found = clock(isAfternoon: afternoon) else {
            // The day ends before what is no time.
            position = start
            _ = take("日号號")
            return nil
        }
        let end = position
        skipSpace()
        if !afternoon, !morning, !noon {
            afternoon = word("pm")
            morning = !afternoon && word("am")
            if !afternoon, !morning { position = end }
        }
        if afternoon, found.hour < 12 { found.hour += 12 }
        // Clocks of twelve hours begin with twelve: 上午12:10 is ten minutes past midnight (CLDR, pattern ah:mm of zh).
        if morning, found.hour == 12 { found.hour = 0 }
        return found
    }

    // 19:25, 19:25:30, 9:05, 18时20分, 18时5分. What follows the minute is not looked at: counts follow it directly on some pages.
    private mutating func clock(isAfternoon: Bool) -> (hour: Int, minute: Int)? {
        guard let hour = number(1...2), hour < 24 else { return nil }
        let isHan = !take(":")
        if isHan { guard separator("时時点點") else { return nil } }
        guard let minute = isHan ? number(1...2) : digits(2), minute < 60 else { return nil }
        return (isAfternoon && hour < 12 ? hour + 12 : hour, minute)
    }

    /// The offset from UTC in minutes that follows the time just read: Z, +08:00, -0500. Seconds before it are passed over.
    mutating func zone() -> Int? {
        if take(":"), digits(2) == nil { return nil }
        if take(".") { while isDigit(position) { position += 1 } }
        skipSpace()
        if take("z") { return 0 }
        let isBehind = position < scalars.count && scalars[position] == 0x2D
        guard take("+-"), let hours = digits(2), hours < 15 else { return nil }
        _ = take(":")
        let minutes = digits(2) ?? 0
        return (isBehind ? -1 : 1) * (hours * 60 + minutes)
    }

    // 十三, 二十, 三十一, 二, 〇, 一百一十三, 一百零三.
    private mutating func hanNumber() -> Int? {
        let start = position
        guard let value = hanNumberBelowHundred() else { return nil }
        guard value > 0, value < 10, take("百") else { return value }
        _ = take("零〇")
        let rest = hanNumberBelowHundred() ?? 0
        if value * 100 + rest < 200 { return value * 100 + rest }
        position = start
        return nil
    }

    private mutating func hanNumberBelowHundred() -> Int? {
        let start = position
        var value = 0
        if position < scalars.count, let digit = Self.hanDigits[scalars[position]] {
            value = digit
            position += 1
        }
        if take("十") {
            value = max(1, value) * 10
            if position < scalars.count, let digit = Self.hanDigits[scalars[position]] {
                value += digit
                position += 1
            }
        }
        return position > start ? value : nil
    }

    // 零 〇 ○ and ten digits as they are written.
    private static let hanDigits: [UInt32: Int] = {
        var digits: [UInt32: Int] = [0x3007: 0, 0x25CB: 0]
        for (value, character) in "零一二三四五六七八九".unicodeScalars.enumerated() { digits[character.value] = value }
        return digits
    }()

    // MARK: Steps

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
        var end = position
        for scalar in word.unicodeScalars {
            guard end < scalars.count, scalars[end] == scalar.value else { return false }
            end += 1
        }
        position = end
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
