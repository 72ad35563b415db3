import ShuliText

/// Recognizes boilerplate at the end of a paragraph: （责任编辑：某某）, （完）.
enum BodyTail {
    /// The range of the tail of a block, including the white space before it, and what it is; nil where the block has none.
    static func range(_ buffer: UTF8Buffer, _ range: TextRange) -> (range: TextRange, cause: RemovalCause)? {
        let start = max(range.lowerBound, range.upperBound - maximumLength)
        guard marks.contains(where: { buffer.firstPlace(of: $0, in: start..<range.upperBound) != nil }) else {
            return nil
        }
        for (tail, openings) in tails {
            for opening in openings {
                guard let found = buffer.lastPlace(of: opening, in: start..<range.upperBound),
                    isShort(buffer, (found + opening.count)..<range.upperBound)
                else { continue }
                let kept = buffer.trimmed(TextRange(range.lowerBound, found))
                if !kept.isEmpty { return (TextRange(kept.upperBound, range.upperBound), .because(tail)) }
            }
        }
        return nil
    }

    // In bytes: an opening and 24 characters are at most 90, the rest is white space.
    private static let maximumLength = 120

    // Whether a range holds a name or two, and not a sentence.
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

    private static let tails: [(tail: RemovalReason, openings: [[UInt8]])] =
        ([
            (
                .editor,
                [
                    "（责任编辑", "(责任编辑", "【责任编辑", "[责任编辑", "（責任編輯", "（编辑：", "(编辑:", "（编辑:", "[编辑", "责任编辑：", "责任编辑:",
                    "（责编", "责编：",
                ]
            ),
            (.endMark, ["（完）", "(完)", "（全文完）", "【完】"]),
            (.source, ["（来源：", "(来源:", "（来源:", "（文章来源", "(文章来源", "（來源："]),
        ] as [(RemovalReason, [String])]).map { ($0, $1.map { Array($0.utf8) }) }

    // The first characters of the openings. Most paragraphs contain none of them, and need no further search.
    private static let marks = Set(tails.flatMap(\.openings).compactMap { String(decoding: $0, as: UTF8.self).first })
        .sorted().map { Array(String($0).utf8) }
}
