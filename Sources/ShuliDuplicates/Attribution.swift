import ShuliText

/// Recognizes pages that say that they were taken from elsewhere: 转载自, 本文转自, 来源于网络.
package enum Attribution {
    // In both scripts. 转载请注明 and 未经授权不得转载 mean the opposite and contain none of these.
    private static let phrases = [
        "转载自", "转载于", "转自", "转摘自", "转载稿", "摘自", "原载于", "原文刊载于", "来源于网络", "来源：网络", "均为转载", "系转载",
        "轉載自", "轉載於", "轉自", "轉載稿", "原載於", "原文刊載於", "來源於網絡", "來源於網路", "來源：網絡", "來源：網路",
    ].map { Array($0.utf8) }
    // In UTF-8 bytes, 120 characters: further from the ends of a text such a phrase is part of the prose. Chosen by hand.
    private static let reach = 360

    /// Whether a text says so near its beginning or its end. Cost: constant.
    package static func saysReprinted(_ text: some StringProtocol) -> Bool {
        text.withUTF8Buffer { saysReprinted($0, TextRange(0, $0.count)) }
    }

    /// Whether a part of a text says so near the beginning or the end of the part. Cost: constant.
    package static func saysReprinted(_ buffer: UTF8Buffer, _ part: TextRange) -> Bool {
        guard part.count > 2 * reach else { return holdsPhrase(buffer, part.bytes) }
        return holdsPhrase(buffer, part.lowerBound..<part.lowerBound + reach)
            || holdsPhrase(buffer, part.upperBound - reach..<part.upperBound)
    }

    private static func holdsPhrase(_ buffer: UTF8Buffer, _ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while position + 6 <= range.upperBound {
            guard buffer[position] & 0xF0 == 0xE0 else {
                position += 1
                continue
            }
            // The first bytes of the phrases rule out most positions.
            switch (buffer[position], buffer[position + 1]) {
            case (0xE8, 0xBD), (0xE6, 0x91), (0xE5, 0x8E), (0xE6, 0x9D), (0xE4, 0xBE), (0xE5, 0x9D), (0xE7, 0xB3):
                if beginsPhrase(buffer, position, range.upperBound) { return true }
            default: break
            }
            position += 3
        }
        return false
    }

    private static func beginsPhrase(_ buffer: UTF8Buffer, _ position: Int, _ end: Int) -> Bool {
        phrases.contains { phrase in
            position + phrase.count <= end && phrase.indices.allSatisfy { buffer[position + $0] == phrase[$0] }
        }
    }
}
