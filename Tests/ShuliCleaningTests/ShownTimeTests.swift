import ShuliText
import Testing

@testable import ShuliCleaning

/// Times as discussions show them.
@Suite struct ShownTimeTests {
    @Test(arguments: [
        "2024-5-6 08:12", "2024年5月6日", "2024/05/06 8:12:30", "05-06 08:12", "5月6日", "昨天 08:12", "3 小时前", "5分钟前", "2个月前",
        "刚刚", "08:12", "2024.5.6 下午 3:05",
    ])
    func found(_ time: String) {
        let line = "甲 \(time)"
        let range = line.withUTF8Buffer { ShownTime.first(in: $0, TextRange(0, $0.count)) }
        #expect(range.map { String(line[$0]) } == time)
    }

    @Test(arguments: ["第 12 楼", "1-2 人", "今天 天气很好", "比分 3:2", "前面有 30 个", "12345-6-7"])
    func none(_ line: String) {
        #expect(line.withUTF8Buffer { ShownTime.first(in: $0, TextRange(0, $0.count)) } == nil)
    }
}
