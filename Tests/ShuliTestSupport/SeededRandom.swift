/// A small generator with a fixed seed, so that a property test fails the same way twice (SplitMix64, Steele 2014).
public struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of up to `length` pieces of what Chinese text is made of, and of what it is not.
    public mutating func text(upTo length: Int) -> String {
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
    public static func noise(_ count: Int) -> [UInt8] {
        var random = SeededRandom(seed: 11)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
}
