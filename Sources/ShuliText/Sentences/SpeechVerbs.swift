/// Verbs of speech, which connect a quotation with the clause beside it.
package enum SpeechVerbs {
    /// Whether the clause before `end` ends in a verb of speech: 他说，“…”.
    package static func ends(_ buffer: UTF8Buffer, before end: Int) -> Bool {
        guard end > 0 else { return false }
        let (last, length) = buffer.scalar(before: end)
        if short.contains(last) { return true }
        guard end > length else { return false }
        return long.contains(pair(buffer.scalar(before: end - length).value, last))
    }

    /// Whether a verb of speech follows before the next punctuation: “…。”他说。 “…！”保安大喊一声。
    static func follow(_ buffer: UTF8Buffer, at position: Int) -> Bool {
        var position = position
        var before: UInt32 = 0
        for count in 0..<24 {
            guard position < buffer.count else { return false }
            let (scalar, length) = buffer.scalar(at: position)
            let kind = CharacterClass(scalar)
            guard kind != .punctuation && kind != .space || scalar == 0xB7 else { return false }
            position += length
            if count > 0 && long.contains(pair(before, scalar)) { return true }
            if count > 0 && short.contains(scalar) && isComplete(buffer, at: position) { return true }
            before = scalar
        }
        return false
    }

    // A verb of one character counts at the end of the clause and before an aspect particle or a measure word.
    private static func isComplete(_ buffer: UTF8Buffer, at position: Int) -> Bool {
        guard position < buffer.count else { return true }
        let next = buffer.scalar(at: position).value
        let kind = CharacterClass(next)
        return kind == .punctuation || kind == .space || aspects.contains(next)
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    private static let aspects = Set("着了过過一起完".unicodeScalars.map(\.value))
    private static let short = Set("说道问答喊叫讲骂叹笑云曰說問講罵嘆".unicodeScalars.map(\.value))
    private static let long: Set<UInt64> = Set(
        """
        表示 指出 强调 介绍 告诉 回答 回应 回忆 解释 补充 坦言 直言 透露 写道 认为 感慨 感叹 呼吁 建议 承认 宣布 评价 描述 形容 提醒 笑着 哭着 \
        強調 介紹 告訴 回應 回憶 解釋 補充 認為 呼籲 建議 承認 宣佈 評價 寫道
        """.split(separator: " ").map { $0.unicodeScalars.reduce(0) { $0 << 32 | UInt64($1.value) } })
}
