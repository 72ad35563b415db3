import ShuliText

/// Recognizes lines with the time of a post, as between the comments of a thread and the teasers of a list. Articles
/// have few.
///
/// Such a line has a time of day, a date of three numbers, a month and day at its start, or a phrase such as 5分钟前. A
/// range of times belongs to an event, and a time behind a colon has a label: these are not counted.
struct PostTime {
    private let buffer: UTF8Buffer
    private let range: Range<Int>

    /// Whether a line contains the time of a post.
    ///
    /// - Parameter range: the line without white space at its ends.
    static func isIn(_ buffer: UTF8Buffer, _ range: Range<Int>) -> Bool {
        PostTime(buffer: buffer, range: range).isFound
    }

    private var isFound: Bool {
        if Self.recent.contains(where: { holds($0, at: range.lowerBound) }), range.count <= 30 { return true }
        var place = range.lowerBound
        while place < range.upperBound {
            guard isDigit(place) else {
                place += 1
                continue
            }
            let end = digitsEnd(place)
            if !isLabelled(place), !endsRange(place), isTime(place, end) || isDate(place, end) || isAgo(place, end) {
                return true
            }
            place = end
        }
        return false
    }

    private static let recent = ["刚刚", "剛剛", "昨天", "前天"].map { Array($0.utf8) }
    private static let colons = ["：", ":"].map { Array($0.utf8) }
    private static let units = ["秒", "分钟", "分鐘", "小时", "小時", "天", "周", "週", "个月", "個月", "月", "年"].map { Array($0.utf8) }
    private static let ago = Array("前".utf8)
    private static let dayEnds = ["日", "号", "號"].map { Array($0.utf8) }
    private static let rangeMarks = ["-", "–", "—", "~", "～", "至", "到"].map { Array($0.utf8) }

    private func byte(_ place: Int) -> UInt8 { range.contains(place) ? buffer[place] : 0 }
    private func isDigit(_ place: Int) -> Bool { byte(place) &- 0x30 < 10 }
    private func digitsEnd(_ start: Int) -> Int {
        var end = start
        while isDigit(end) { end += 1 }
        return end
    }

    private func value(_ start: Int, _ end: Int) -> Int {
        (start..<min(end, start + 5)).reduce(0) { $0 * 10 + Int(buffer[$1]) - 0x30 }
    }
    private func holds(_ word: [UInt8], at place: Int) -> Bool {
        place >= range.lowerBound && place + word.count <= range.upperBound
            && word.indices.allSatisfy { buffer[place + $0] == word[$0] }
    }
    private func afterSpaces(_ start: Int) -> Int {
        var place = start
        while byte(place) == 0x20 { place += 1 }
        return place
    }
    private func isRangeMark(_ start: Int) -> Bool {
        let place = afterSpaces(start)
        return Self.rangeMarks.contains { holds($0, at: place) }
    }

    // Whether a colon is before a number.
    private func isLabelled(_ start: Int) -> Bool { follows(Self.colons, start) }

    // Whether a number is the end of a range of times.
    private func endsRange(_ start: Int) -> Bool { follows(Self.rangeMarks, start) }

    private func follows(_ marks: [[UInt8]], _ start: Int) -> Bool {
        var place = start
        while byte(place - 1) == 0x20 { place -= 1 }
        return marks.contains { holds($0, at: place - $0.count) }
    }

    // 9:05, 21:30, 21:30:15.
    private func isTime(_ start: Int, _ end: Int) -> Bool {
        guard end - start <= 2, value(start, end) < 24, byte(end) == 0x3A else { return false }
        var last = digitsEnd(end + 1)
        guard last == end + 3, value(end + 1, last) < 60 else { return false }
        if byte(last) == 0x3A, digitsEnd(last + 1) == last + 3 { last += 3 }
        return !isRangeMark(last)
    }

    // 2025-03-01, 25/3/1, 2025年3月1日; 03-01 at the start of the line.
    private func isDate(_ start: Int, _ end: Int) -> Bool {
        if start == range.lowerBound, end - start == 2, byte(end) == 0x2D, digitsEnd(end + 1) == end + 3 {
            return isDay(value(start, end), value(end + 1, end + 3))
        }
        guard end - start == 2 || end - start == 4, let month = afterMark(end, "年"), isDigit(month) else {
            return false
        }
        let monthEnd = digitsEnd(month)
        guard let day = afterMark(monthEnd, "月"), isDigit(day) else { return false }
        let dayEnd = digitsEnd(day)
        guard dayEnd - day <= 2, isDay(value(month, monthEnd), value(day, dayEnd)) else { return false }
        return !isRangeMark(Self.dayEnds.first { holds($0, at: dayEnd) }.map { dayEnd + $0.count } ?? dayEnd)
    }

    // The offset behind a hyphen, slash, dot or word.
    private func afterMark(_ place: Int, _ word: String) -> Int? {
        if [0x2D, 0x2F, 0x2E].contains(byte(place)) { return place + 1 }
        let word = Array(word.utf8)
        return holds(word, at: place) ? place + word.count : nil
    }

    private func isDay(_ month: Int, _ day: Int) -> Bool { (1...12).contains(month) && (1...31).contains(day) }

    // 5分钟前, 2 小時前.
    private func isAgo(_ start: Int, _ end: Int) -> Bool {
        let place = afterSpaces(end)
        return end - start <= 3
            && Self.units.contains { holds($0, at: place) && holds(Self.ago, at: place + $0.count) }
    }
}
