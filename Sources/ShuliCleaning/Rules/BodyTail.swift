import ShuliText

/// Furniture glued to the end of a paragraph: （责任编辑：某某）, （完）.
enum BodyTail {
    /// The tail of a block that is not the body's, if it has one, white space before it included.
    static func range(_ buffer: UTF8Buffer, _ range: TextRange) -> (range: TextRange, verdict: Verdict)? {
        let windowStart = max(range.lowerBound, range.upperBound - 120)
        var start = windowStart
        while start < range.upperBound, buffer[start] & 0xC0 == 0x80 { start += 1 }
        let tail = buffer.text(start..<range.upperBound)
        for (verdict, openings) in tails {
            for opening in openings {
                guard let found = tail.ranges(of: opening).last,
                    found.lowerBound > tail.startIndex || start > range.lowerBound
                else { continue }
                let rest = tail[found.upperBound...]
                guard rest.count <= 24, !rest.contains(where: { "。！？；".contains($0) }) else { continue }
                let cut = start + tail.utf8.distance(from: tail.startIndex, to: found.lowerBound)
                let kept = buffer.trimmed(TextRange(range.lowerBound, cut))
                guard !kept.isEmpty else { continue }
                return (TextRange(kept.upperBound, range.upperBound), verdict)
            }
        }
        return nil
    }

    private static let tails: [(Verdict, [String])] = [
        (
            Verdict(rule: "editor", reason: "names the page's editors"),
            [
                "（责任编辑", "(责任编辑", "【责任编辑", "[责任编辑", "（責任編輯", "（编辑：", "(编辑:", "（编辑:", "[编辑", "责任编辑：", "责任编辑:",
                "（责编", "责编：",
            ]
        ),
        (Verdict(rule: "end-mark", reason: "marks the article's end"), ["（完）", "(完)", "（全文完）", "【完】"]),
        (
            Verdict(rule: "source", reason: "names where the article came from"),
            ["（来源：", "(来源:", "（来源:", "（文章来源", "(文章来源", "（來源："]
        ),
    ]
}
