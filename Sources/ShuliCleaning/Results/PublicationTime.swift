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

    /// A date that the calendar has, from 1980 to 2099; nil for any other.
    init?(checkedYear year: Int, month: Int, day: Int, time: (hour: Int, minute: Int)?) {
        guard (1980...2099).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= days[month - 1] else { return nil }
        self.init(year: year, month: month, day: day, time: time)
    }

    /// The time of the clocks of China (UTC+8) so many seconds after the start of 1970 in UTC.
    init(secondsInChina seconds: Int) {
        let local = seconds + 8 * 3_600
        let days = Int((Double(local) / 86_400).rounded(.down))
        let rest = local - days * 86_400
        // Days from civil, after Howard Hinnant: eras of 400 years that begin on the first of March.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: ofYear - (153 * shiftedMonth + 2) / 5 + 1,
            time: (rest / 3_600, rest / 60 % 60))
    }

    /// The number of days from the first of January 1970 to the day.
    var days1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }

    /// The seconds from the start of 1970 to the start of the day, where both are in one zone.
    var secondsOfDay: Int { days1970 * 86_400 }

    /// The same day at a time of day; nil is none.
    func at(_ time: (hour: Int, minute: Int)?) -> PublicationTime {
        PublicationTime(year: year, month: month, day: day, time: time)
    }

    /// Whether both name the same day.
    func isSameDay(as other: PublicationTime) -> Bool {
        (yearNumber, monthNumber, dayNumber) == (other.yearNumber, other.monthNumber, other.dayNumber)
    }
}
