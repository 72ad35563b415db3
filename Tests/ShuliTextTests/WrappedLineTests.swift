import ShuliText
import Testing

/// Line breaks that only keep lines short end no sentence; lines that are lines of their own stay.
@Suite struct WrappedLineTests {
    private func sentences(_ text: String) -> [String] { SentenceSplitter().sentences(in: text) }

    /// Lines of so many characters.
    private func wrapped(_ text: String, _ width: Int, _ lineBreak: String = "\n") -> String {
        var lines: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            lines.append(String(rest.prefix(width)))
            rest = rest.dropFirst(width)
        }
        return lines.joined(separator: lineBreak)
    }

    private static let paragraph = """
        市图书馆宣布从下月起延长开放时间，读者可以在晚上十点以前借还图书，儿童阅览室的开放时间不变。馆长表示，新的安排试行半年，之后根据读者的意见再作调整。\
        附近的居民对此表示欢迎，他们希望周末也能延长。
        """

    @Test(arguments: ["\n", "\r\n"], [15, 18, 20, 27, 33])
    func wrappedParagraphsAreJoined(_ lineBreak: String, _ width: Int) {
        #expect(sentences(wrapped(Self.paragraph, width, lineBreak)) == sentences(Self.paragraph))
    }

    @Test func latinLinesAreJoinedWithSpaces() {
        let text =
            "The library will stay open until ten\nin the evening from next month on, and\nreaders may return books until then."
        #expect(sentences(text) == [text.replacing("\n", with: " ")])
    }

    @Test func rangesAreThoseOfTheText() {
        let text = wrapped(Self.paragraph, 20)
        let ranges = SentenceSplitter().ranges(in: text)
        #expect(ranges.map { String(text[$0]) }.joined() == text && ranges.count == 3)
    }

    @Test(arguments: [
        "春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少", "苹果\n香蕉\n橙子",
        "关于调整作息时间的通知\n各科室：\n现将有关事项通知如下", "市图书馆下月起延长开放时间至晚上十点\n体育馆周末免费\n公园里的花开了",
        "1. 打开电源并且等待指示灯变成绿色\n2. 按下开关然后松开等待三秒钟后\n3. 把线接上并检查两端是否牢固",
        "2025-01-02 10:00:00 INFO start the server\n2025-01-02 10:00:01 INFO stop the server\n2025-01-02 10:00:02 INFO open the server",
        "第一段话在这里说完了。\n第二段话也在这里说完了。\n第三段",
        "姓名\t年龄\t城市\n张三\t30\t北京\n李四\t31\t上海",
    ])
    func linesOfTheirOwnStay(_ text: String) {
        #expect(sentences(text).count == text.split(separator: "\n").count, "\(sentences(text))")
    }

    @Test func stopBehindANameEndsASentence() {
        #expect(
            sentences("We tried Qwen2-7b. 它很快。It runs on X-9. 还行。") == [
                "We tried Qwen2-7b.", "它很快。", "It runs on X-9.", "还行。",
            ])
    }
}
