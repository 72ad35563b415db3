/// A date of the Gregorian calendar with an optional time of day, in the local time of the page that states it.
///
/// ```swift
/// let time = PublicationTime("2025-02-13 19:25")
/// print(time?.year ?? 0, time?.hour ?? 0)  // 2025 19
/// ```
public struct PublicationTime: Hashable, Sendable, LosslessStringConvertible {
    private let yearNumber: Int16
    private let monthNumber: Int8
    private let dayNumber: Int8
    // −1 where no time of day is known.
    private let hourNumber: Int8
    private let minuteNumber: Int8

    /// The year, 1980 to 2099 in times that the cleaner reads.
    public var year: Int { Int(yearNumber) }
    /// The month, 1 to 12.
    public var month: Int { Int(monthNumber) }
    /// The day of the month, 1 to 31.
    public var day: Int { Int(dayNumber) }
    /// The hour, 0 to 23; nil where only the day is known.
    public var hour: Int? { hourNumber < 0 ? nil : Int(hourNumber) }
    /// The minute, 0 to 59; nil where only the day is known.
    public var minute: Int? { hourNumber < 0 ? nil : Int(minuteNumber) }

    init(year: Int, month: Int, day: Int, time: (hour: Int, minute: Int)?) {
        yearNumber = Int16(year)
        monthNumber = Int8(month)
        dayNumber = Int8(day)
        hourNumber = Int8(time?.hour ?? -1)
        minuteNumber = Int8(time?.minute ?? -1)
    }

    /// Reads what `description` writes: "2025-02-13 19:25" or "2025-02-13"; nil for any other form or a number out of range.
    public init?(_ description: String) {
        let bytes = Array(description.utf8)
        guard bytes.count == 10 || bytes.count == 16 else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var number = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                number = number * 10 + Int(byte - 0x30)
            }
            return number
        }
        func holds(_ mark: String, at place: Int) -> Bool { mark.utf8.first == bytes[place] }
        guard let year = number(0..<4), holds("-", at: 4), let month = number(5..<7), (1...12).contains(month),
            holds("-", at: 7), let day = number(8..<10), (1...31).contains(day)
        else { return nil }
        guard bytes.count == 16 else {
            self.init(year: year, month: month, day: day, time: nil)
            return
        }
        guard holds(" ", at: 10), let hour = number(11..<13), hour < 24, holds(":", at: 13),
            let minute = number(14..<16),
            minute < 60
        else { return nil }
        self.init(year: year, month: month, day: day, time: (hour, minute))
    }

    /// "2025-02-13 19:25", or "2025-02-13" where only the day is known.
    public var description: String {
        func padded(_ number: Int, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date = "\(padded(year, 4))-\(padded(month))-\(padded(day))"
        guard let hour, let minute else { return date }
        return "\(date) \(padded(hour)):\(padded(minute))"
    }

    /// Whether both name the same day.
    func isSameDay(as other: PublicationTime) -> Bool {
        (yearNumber, monthNumber, dayNumber) == (other.yearNumber, other.monthNumber, other.dayNumber)
    }
}
