import ShuliText

/// Whether a page says that it was taken from elsewhere: 转载自, 本文转自, 文章来源于网络.
public enum Attribution {
    // In simplified script; "转载请注明" and "未经授权不得转载" say the opposite and hold none of these.
    private static let phrases = [
        "转载自", "转载于", "转自", "转摘自", "摘自", "原载于", "原载：", "原文刊载于", "来源于网络", "来源：网络", "来源:网络",
        "均为转载", "系转载", "为转载稿",
    ].map { Array($0.utf8) }

    /// Whether one of `lines` says so. Linear in their length.
    public static func saysReprinted(_ lines: some Sequence<some StringProtocol>) -> Bool {
        lines.contains { line in
            // Longer than any such line is prose about something else.
            guard line.utf8.count <= 600 else { return false }
            let simplified = ScriptConverter(to: .simplified).convert(String(line)).text
            return simplified.withUTF8Buffer { buffer in
                phrases.contains { buffer.firstPlace(of: $0, in: 0..<buffer.count) != nil }
            }
        }
    }
}
