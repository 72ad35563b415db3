import ShuliText

/// Furniture glued to the end of a paragraph: （责任编辑：某某）, （完）.
enum BodyTail {
    /// The tail of a block that is not the body's, if it has one, white space before it included.
    static func range(_ buffer: UTF8Buffer, _ range: TextRange) -> (range: TextRange, verdict: Verdict)? {
        let start = max(range.lowerBound, range.upperBound - 120)
        for (verdict, openings) in tails {
            for opening in openings {
                guard let found = lastPlace(of: opening, in: buffer, start..<range.upperBound),
                    isShort(buffer, (found + opening.count)..<range.upperBound)
                else { continue }
                let kept = buffer.trimmed(TextRange(range.lowerBound, found))
                if !kept.isEmpty { return (TextRange(kept.upperBound, range.upperBound), verdict) }
            }
        }
        return nil
    }

    private static func lastPlace(of part: [UInt8], in buffer: UTF8Buffer, _ range: Range<Int>) -> Int? {
        var place = range.upperBound - part.count
        while place >= range.lowerBound {
            if buffer[place] == part[0], buffer[place..<(place + part.count)].elementsEqual(part) { return place }
            place -= 1
        }
        return nil
    }

    // A name or two, and no sentence.
    private static func isShort(_ buffer: UTF8Buffer, _ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        var count = 0
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            guard count < 24, ![0x3002, 0xFF01, 0xFF1F, 0xFF1B].contains(scalar) else { return false }
            offset += length
            count += 1
        }
        return true
    }

    private static let tails: [(Verdict, [[UInt8]])] =
        ([
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
        ] as [(Verdict, [String])]).map { ($0, $1.map { Array($0.utf8) }) }
}
