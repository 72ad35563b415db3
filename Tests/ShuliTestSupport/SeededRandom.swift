@_exported import ShuliTraining

extension SeededRandom {
    /// A text of up to `length` pieces of what Chinese text is made of, and of what it is not.
    package mutating func text(upTo length: Int) -> String {
        let pieces = [
            "的", "中国", "天气", "数据库", "國際", "龘", "𠮷", "，", "。", "！？", "“", "”", "（", "）", "《", "》", "……", "——", " ", "\n",
            "\r\n", "\t", "　", "a", "Swift", "o1-mini", "3.14", "1,234", "２０２５", "ＡＢＣ", "https://a.cn/b?c=d", "x@y.cn",
            "👨‍👩‍👧‍👦", "🇨🇳", "é",
            "e\u{301}", "\u{200B}", "\u{FEFF}", "\u{0}", "한국", "ไทย", "かな", "\u{FFFD}", "ﬁ", "㍿", "<p>", "&nbsp;",
            "</div>", "\u{202E}",
        ]
        return (0..<Int.random(in: 0...length, using: &self)).map { _ in
            // swift-format-ignore: NeverForceUnwrap
            pieces.randomElement(using: &self)!
        }.joined()
    }

    /// Bytes that are no text.
    package static func noise(_ count: Int) -> [UInt8] {
        var random = SeededRandom(seed: 11)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
}
