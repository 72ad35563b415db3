import ShuliText

/// Whether a page says that it was taken from elsewhere: 转载自, 本文转自, 来源于网络.
public enum Attribution {
    // In both scripts. "转载请注明" and "未经授权不得转载" say the opposite and hold none of these.
    private static let phrases = [
        "转载自", "转载于", "转自", "转摘自", "转载稿", "摘自", "原载于", "原文刊载于", "来源于网络", "来源：网络", "均为转载", "系转载",
        "轉載自", "轉載於", "轉自", "轉載稿", "原載於", "原文刊載於", "來源於網絡", "來源於網路", "來源：網絡", "來源：網路",
    ].map { Array($0.utf8) }
    // Further from the ends of a text it is prose about something else.
    private static let reach = 360

    /// Whether a text says so near its beginning or its end. Cost: a look at so much of it.
    public static func saysReprinted(_ text: some StringProtocol) -> Bool {
        text.withUTF8Buffer { buffer in
            guard buffer.count > 2 * reach else { return holdsPhrase(buffer, 0..<buffer.count) }
            return holdsPhrase(buffer, 0..<reach) || holdsPhrase(buffer, buffer.count - reach..<buffer.count)
        }
    }

    private static func holdsPhrase(_ buffer: UTF8Buffer, _ range: Range<Int>) -> Bool {
        for place in range where buffer[place] & 0xF0 == 0xE0 && place + 6 <= range.upperBound {
            // What the phrases begin with; most places end here.
            switch (buffer[place], buffer[place + 1]) {
            case (0xE8, 0xBD), (0xE6, 0x91), (0xE5, 0x8E), (0xE6, 0x9D), (0xE4, 0xBE), (0xE5, 0x9D), (0xE7, 0xB3): break
            default: continue
            }
            if phrases.contains(where: { phrase in
                place + phrase.count <= range.upperBound
                    && phrase.indices.allSatisfy { buffer[place + $0] == phrase[$0] }
            }) {
                return true
            }
        }
        return false
    }
}
