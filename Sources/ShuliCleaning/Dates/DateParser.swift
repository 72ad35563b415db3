import ShuliText

/// Reads dates as Chinese pages write them: 2025-02-13 19:25, 2025年2月13日 下午7点25分, 2025/2/13, 2025.02.13, 二〇二五年二月十三日,
/// 民國114年2月13日, Feb 13, 2025.
///
/// A wrong date is worse than none, so a number that is only part of a longer one is not read: neither 2024-03-011 nor 12024-3-1 is
/// a date, nor is the thirtieth of February. Only a time of day may follow a day of two digits directly, as pages lose the space
/// between two elements: 2025-02-1319:25.
enum DateParser {
    /// A date and the bytes where it begins and ends.
    struct Found {
        let time: PublicationTime
        let start: Int
        let end: Int
    }

    /// The first date in a range, with the time of day where one follows it. Linear in the length of the range.
    static func first(in buffer: UTF8Buffer, _ range: TextRange) -> PublicationTime? {
        var reader = DateReader(buffer, range, seams: [])
        return reader.next()?.time
    }

    /// The dates in a range, at most eight. `seams` are places that separate numbers like white space. `loosely` adds what is a date only
    /// where one is expected: years of two digits (24-03-05) and years of the Republic without a name (113-03-05). What is written as
    /// ISO 8601 with a zone is given in the time of China.
    static func all(in buffer: UTF8Buffer, _ range: TextRange, seams: some Collection<Int>, loosely: Bool) -> [Found] {
        var reader = DateReader(buffer, range, seams: seams)
        reader.isLoose = loosely
        var found: [Found] = []
        while found.count < 8, let next = reader.next() {
            guard next.start + 10 < next.end, buffer[next.start + 10] == 0x54 else {
                found.append(next)
                continue
            }
            let text = buffer.text(TextRange(next.start, min(range.upperBound, next.start + longestISO)))
            found.append(Found(time: claim(text)?.time ?? next.time, start: next.start, end: next.end))
        }
        return found
    }

    /// The time that a value of a `meta` element, of JSON-LD or of a script states: a date in any form, ISO 8601 with a zone, in the
    /// time of China (UTC+8) then, or the seconds or milliseconds of an epoch.
    static func claim(_ text: String) -> Claim? {
        text.withUTF8Buffer { buffer in
            let range = buffer.trimmed(TextRange(0, min(buffer.count, 100)))
            if range.count == 10 || range.count == 13, let epoch = number(buffer, range) {
                let seconds = range.count == 13 ? epoch / 1_000 : epoch
                // 1990 to 2049.
                guard (631_152_000..<2_524_608_000).contains(seconds) else { return nil }
                let time = PublicationTime(secondsInChina: seconds)
                return Claim(time: time, written: time)
            }
            if range.count == 8 || range.count == 14, let digits = number(buffer, range) {
                return compact(digits, hasTime: range.count == 14).map { Claim(time: $0, written: $0) }
            }
            var reader = DateReader(buffer, range, seams: [])
            reader.isLoose = true
            guard let found = reader.next() else { return nil }
            guard let hour = found.time.hour, let minute = found.time.minute, let offset = reader.zone() else {
                return Claim(time: found.time, written: found.time)
            }
            // Midnight is how programs write a day without a time.
            if hour == 0, minute == 0 {
                let day = found.time.at(nil)
                return Claim(time: day, written: day)
            }
            let seconds = found.time.secondsOfDay + (hour * 60 + minute - offset) * 60
            return Claim(time: PublicationTime(secondsInChina: seconds), written: found.time)
        }
    }

    /// A claimed time in the time of China, and as the page wrote it, which is the local time where the zone is wrong.
    struct Claim {
        let time: PublicationTime
        let written: PublicationTime
    }

    /// The day in the path of an address: …/2024/03/05/…, …/20240305/…, …/2024-03/05/….
    static func day(inAddress address: String) -> PublicationTime? {
        let parts = address.utf8.split { !(0x30...0x39).contains($0) }.compactMap { part in
            Int(String(part) ?? "").map { ($0, part.count) }
        }
        for (place, part) in parts.enumerated() {
            if part.1 == 8, let day = compact(part.0, hasTime: false), day.year >= 1995 { return day }
            guard part.1 == 4 || part.1 == 6, place + 1 < parts.count else { continue }
            if part.1 == 6, parts[place + 1].1 == 2 {
                return PublicationTime(
                    checkedYear: part.0 / 100, month: part.0 % 100, day: parts[place + 1].0, time: nil)
            }
            if part.1 == 4, place + 2 < parts.count, parts[place + 1].1 <= 2, parts[place + 2].1 <= 2 {
                return PublicationTime(
                    checkedYear: part.0, month: parts[place + 1].0, day: parts[place + 2].0, time: nil)
            }
        }
        return nil
    }

    // 2025-02-13T19:25:30.123456+08:00
    private static let longestISO = 35

    private static func number(_ buffer: UTF8Buffer, _ range: TextRange) -> Int? {
        var value = 0
        for byte in buffer[range.bytes] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    // 20250213 or 20250213192500.
    private static func compact(_ digits: Int, hasTime: Bool) -> PublicationTime? {
        let date = hasTime ? digits / 1_000_000 : digits
        let clock = hasTime ? (digits / 10_000 % 100, digits / 100 % 100) : nil
        if let clock, clock.0 > 23 || clock.1 > 59 { return nil }
        return PublicationTime(checkedYear: date / 10_000, month: date / 100 % 100, day: date % 100, time: clock)
    }
}
