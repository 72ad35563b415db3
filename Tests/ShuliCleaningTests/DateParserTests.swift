import ShuliText
import Testing

@testable import ShuliCleaning

@Suite struct DateParserTests {
    private func read(_ text: String, loosely: Bool = false) -> String? {
        text.withUTF8Buffer { buffer in
            DateParser.all(in: buffer, TextRange(0, buffer.count), seams: [], loosely: loosely).first?.time.description
        }
    }

    @Test(arguments: [
        ("2025-02-13 19:25", "2025-02-13 19:25"), ("2025-2-3 9:05", "2025-02-03 09:05"),
        ("2024-3-1 18:20", "2024-03-01 18:20"),
        ("2024-3-1 8:20", "2024-03-01 08:20"), ("2024-12-31 23:59:59", "2024-12-31 23:59"),
        ("2025/02/13 19:25", "2025-02-13 19:25"), ("2025/2/3", "2025-02-03"), ("2025.02.13 19:25", "2025-02-13 19:25"),
        ("2025.2.3", "2025-02-03"), ("2025-02-13T19:25:00+08:00", "2025-02-13 19:25"), ("2025-02-13", "2025-02-13"),
        ("2024年3月1日 18时20分", "2024-03-01 18:20"), ("2024年3月1日18时5分", "2024-03-01 18:05"), ("2024年3月1日", "2024-03-01"),
        ("2024 年 3 月 1 日 18:20", "2024-03-01 18:20"), ("2024年03月01日　下午 6:20", "2024-03-01 18:20"),
        ("2024年3月1日（星期五）上午9:05", "2024-03-01 09:05"), ("2024/3/1(五) 9:05", "2024-03-01 09:05"),
        ("2024-03-01 周五 18:20", "2024-03-01 18:20"),
        ("２０２４-３-１ １８：２０", "2024-03-01 18:20"), ("2024-03-01\t\u{3000} 18:20", "2024-03-01 18:20"),
        ("发布于2024-3-1 18:20来源：晨报", "2024-03-01 18:20"), ("编号 7 2024-3-1 阅读 20", "2024-03-01"),
        ("晚上 2024-3-1 晚上 8:20", "2024-03-01 20:20"), ("2024-3-1 中午 12:20", "2024-03-01 12:20"),
        // A zone is that of the writer; what is given is the time of China.
        ("2025-02-13T11:25:00Z", "2025-02-13 19:25"), ("2025-02-13T20:25:00.000-05:00 发布", "2025-02-14 09:25"),
        ("2025.02.13 / 19:25", "2025-02-13 19:25"), ("2月13, 2025", "2025-02-13"),
        ("2月13日，2025 19:25", "2025-02-13 19:25"),
    ])
    func dates(_ text: String, _ expected: String) {
        #expect(read(text) == expected)
    }

    @Test(arguments: [
        ("二〇二四年三月五日", "2024-03-05"), ("二零二四年十二月三十一日 下午6时20分", "2024-12-31 18:20"), ("二○一九年十月十日", "2019-10-10"),
        ("民國113年3月5日", "2024-03-05"), ("中華民國一一三年三月五日", "2024-03-05"), ("民國一百零三年三月五日", "2014-03-05"),
        ("中華民國一百一十三年十二月二十一日", "2024-12-21"), ("2024-03-05 上午 12:10", "2024-03-05 00:10"),
        ("2024年3月5日 下午12:10", "2024-03-05 12:10"), ("2024/3/5 中午12:10", "2024-03-05 12:10"),
        ("2024/3/5 12:10 AM", "2024-03-05 00:10"),
        ("民國 99 年 1 月 2 日 08:15", "2010-01-02 08:15"),
        ("Mar 5, 2024", "2024-03-05"), ("September 12th, 2023 at", "2023-09-12"),
        ("5 March 2024 18:20", "2024-03-05 18:20"),
        ("2024-03-05 06:20 PM", "2024-03-05 18:20"), ("2024-03-05 PM 6:20", "2024-03-05 18:20"),
        ("2024-02-29", "2024-02-29"),
    ])
    func otherForms(_ text: String, _ expected: String) {
        #expect(read(text) == expected)
    }

    // Only where a date is expected: 24-03-05 may be anything elsewhere.
    @Test(arguments: [
        ("19-09-30 10:22", "2019-09-30 10:22"), ("24年3月5日", "2024-03-05"), ("113-03-05", "2024-03-05"),
        ("113年3月5日", "2024-03-05"),
    ])
    func shortYears(_ text: String, _ expected: String) {
        #expect(read(text, loosely: true) == expected)
        #expect(read(text) == nil)
    }

    @Test(arguments: ["03/05/24", "2024-02-30", "2023-02-29", "五月三日", "二〇二四年", "民國年", "may", "Mar 2024", "1.2.3-4"])
    func noOtherForms(_ text: String) {
        #expect(read(text, loosely: true) == nil)
    }

    @Test(arguments: [
        ("2024-03-05T10:20:00Z", "2024-03-05 18:20"), ("2024-03-05T10:20:00.000Z", "2024-03-05 18:20"),
        ("2024-03-05T18:20:00+08:00", "2024-03-05 18:20"), ("2024-03-05T20:20:00+0000", "2024-03-06 04:20"),
        ("2024-01-01T01:00:00+09:00", "2024-01-01 00:00"), ("2024-03-05T00:00:00Z", "2024-03-05"),
        ("2024-03-05 18:20:00", "2024-03-05 18:20"), ("1709634000", "2024-03-05 18:20"),
        ("1709634000123", "2024-03-05 18:20"),
        ("20240305", "2024-03-05"), ("20240305182000", "2024-03-05 18:20"),
    ])
    func claims(_ text: String, _ expected: String) {
        #expect(DateParser.claim(text)?.time.description == expected)
    }

    @Test(arguments: ["17096340", "99999999999", "20241305", "today", ""])
    func noClaims(_ text: String) {
        #expect(DateParser.claim(text) == nil)
    }

    @Test(arguments: [
        ("https://a.example/2024/03/05/x.html", "2024-03-05"), ("https://a.example/n/20240305/c1.html", "2024-03-05"),
        ("https://a.example/c/202403/05/t1.html", "2024-03-05"),
    ])
    func daysOfAddresses(_ address: String, _ expected: String) {
        #expect(DateParser.day(inAddress: address)?.description == expected)
    }

    @Test func everyDayOfACenturyIsTheOneAfterItsDayBefore() {
        for days in stride(from: 3_652, to: 47_000, by: 17) {
            let time = PublicationTime(secondsInChina: days * 86_400)
            #expect(time.days1970 == days && time.hour == 8)
        }
    }

    // Pages lose the space between two elements. With a day of two digits and a time of four it can be put back.
    @Test(arguments: [("2025-02-1319:25", "2025-02-13 19:25"), ("2025年02月0108:20", "2025-02-01 08:20")])
    func aTimeGluedToTheDay(_ text: String, _ expected: String) {
        #expect(read(text) == expected)
    }

    @Test(arguments: [
        "12024-3-1", "2024-3-118:20", "2024-03-011", "2024-123-1", "2024-03-20240", "2024-13-01", "2024-00-10",
        "2024-03-32",
        "1979-01-01", "2100-01-01", "2024-3", "2024 3 1", "24-3-1", "2025-02-1325:25", "2025-02-1319", "", "年月日",
        "3.14159",
    ])
    func noDates(_ text: String) {
        #expect(read(text) == nil)
    }

    // A time that is none leaves the day.
    @Test(arguments: [
        "2024-03-01 25:10", "2024-03-01 18:60", "2024-03-01 18点", "2024-03-01 1820", "2024-03-01 下午", "2024-03-01 (星",
    ])
    func daysWithoutATime(_ text: String) {
        #expect(read(text) == "2024-03-01")
    }

    @Test func theFirstDateCounts() {
        #expect(read("2024-13-45 然后 2024-03-01 18:20 和 2025-02-13") == "2024-03-01 18:20")
    }

    @Test func onlyTheRangeIsRead() {
        let text = "2024-03-01 18:20"
        let read = text.withUTF8Buffer { DateParser.first(in: $0, TextRange(0, 10)) }
        #expect(read?.description == "2024-03-01")
    }
}
