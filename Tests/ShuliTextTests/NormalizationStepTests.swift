import ShuliTestSupport
import ShuliText
import Testing

@Suite struct NormalizationStepTests {
    @Test(
        arguments: [
            (.chinesePunctuation, "他说:\"你好,世界\"...然后(真的)走了.", "他说：“你好，世界”……然后（真的）走了。"),
            (.chinesePunctuation, "价格3.1元,1,234人,12:30开始", "价格3.1元，1,234人，12:30开始"),
            (.chinesePunctuation, "见https://a.cn/b,c?x=1,写信给a@b.cn,好", "见https://a.cn/b,c?x=1，写信给a@b.cn，好"),
            (.chinesePunctuation, "Hello, world. It's fine (ok).", "Hello, world. It's fine (ok)."),
            (.chinesePunctuation, "运行`f(a,b)`,好--真好", "运行`f(a,b)`，好——真好"),
            (.asciiPunctuation, "他说：“你好，世界。”（真的）", "他说:\"你好,世界.\"(真的)"),
            (.variants, "⼀⼆\u{F900}", "一二豈"),
            (.foldCase, "ABCÉΣß", "abcéσss"),
            ([.foldCase, .asciiWidth], "ＡＢＣ`ＡＢＣ`", "abc`ＡＢＣ`"),
            ([.nfkc, .simplified, .tightSpaces], "這 是　①", "这是1"),
        ] as [(Normalizer.Options, String, String)])
    func steps(_ options: Normalizer.Options, _ text: String, _ expected: String) {
        let result = Normalizer(options).normalize(text)
        #expect(result.text == expected)
        #expect(result.map.isAligned(text, result.text))
    }

    @Test func givenRangesStay() {
        let text = "ABC和DEF"
        #expect(Normalizer(.foldCase).normalize(text, protecting: [TextRange(0, 3)]).text == "ABC和def")
        #expect(Normalizer(.foldCase).normalize(text, protecting: [TextRange(-5, 99)]).text == text)
        #expect(Normalizer(.foldCase, protecting: []).normalize("`A`").text == "`a`")
    }

    @Test func cleanTextComesBackAsItIs() {
        let text = String(repeating: "今天，天气“不错”。Swift 6.3、カタカナ（好）\n", count: 100)
        #expect(Normalizer().normalize(text) == MappedText(text))
    }

    @Test func rareCharactersAmongCleanOnes() {
        let text = String(repeating: "今天天气不错，", count: 20) + "e\u{301}\u{200B}" + String(repeating: "明天也是。", count: 20)
        let result = Normalizer().normalize(text)
        #expect(result.text.unicodeScalars.count == text.unicodeScalars.count - 2)
        #expect(result.map.isAligned(text, result.text))
    }

    /// Every combination of options, each with a text of its own.
    @Test func mappingThereAndBackCovers() {
        var random = SeededRandom(seed: 3)
        for options in combinations {
            for conversion in conversions {
                let text = random.text(upTo: 24)
                let result = Normalizer(options, conversion: conversion).normalize(text)
                guard result.map.isAligned(text, result.text) else {
                    Issue.record("\(options.rawValue) \(String(describing: conversion)) \(text.debugDescription)")
                    continue
                }
                expectCovering(result, text, &random)
            }
        }
    }

    private func expectCovering(_ result: MappedText, _ text: String, _ random: inout SeededRandom) {
        let (before, after) = (text.utf8.count, result.text.utf8.count)
        for _ in 0..<4 {
            let start = Int.random(in: 0...after, using: &random)
            let range = TextRange(start, Int.random(in: start...after, using: &random))
            let there = result.map.originalRange(of: range, border: .outer)
            #expect(result.map.resultRange(of: there, border: .outer).contains(range))
            let first = Int.random(in: 0...before, using: &random)
            let source = TextRange(first, Int.random(in: first...before, using: &random))
            let forth = result.map.resultRange(of: source, border: .outer)
            #expect(result.map.originalRange(of: forth, border: .outer).contains(source))
        }
    }

    private var conversions: [ScriptConverter?] {
        [
            nil, ScriptConverter(to: .simplified), ScriptConverter(to: .taiwan, regionalWords: true),
            ScriptConverter(from: .taiwan, to: .simplified, regionalWords: true),
            ScriptConverter(from: .simplified, to: .hongKong), ScriptConverter(from: .traditional, to: .japanese),
        ]
    }

    private var combinations: [Normalizer.Options] {
        let alternatives: [[Normalizer.Options]] = [
            [[], .nfc, .nfkc], [[], .asciiWidth], [[], .chinesePunctuation, .asciiPunctuation],
            [[], .trimSpaces, .tightSpaces, .panguSpaces], [[], .stripInvisible], [[], .variants], [[], .foldCase],
            [[], .repair],
        ]
        return alternatives.reduce([[]]) { all, next in all.flatMap { one in next.map { one.union($0) } } }
    }
}

extension OffsetMap {
    /// Whether the edits rise and fit both texts, and the stretches between them have their scalars at the same places.
    fileprivate func isAligned(_ original: String, _ result: String) -> Bool {
        let (before, after) = (Array(original.utf8), Array(result.utf8))
        var (left, right) = (0, 0)
        for end in edits.map({ ($0.original, $0.result) }) + [
            (TextRange(before.count, before.count), TextRange(after.count, after.count))
        ] {
            guard end.0.lowerBound >= left, end.1.lowerBound >= right, end.0.upperBound <= before.count,
                end.1.upperBound <= after.count
            else { return false }
            let stretches = (before[left..<end.0.lowerBound], after[right..<end.1.lowerBound])
            guard stretches.0.count == stretches.1.count,
                zip(stretches.0, stretches.1).allSatisfy({ ($0 & 0xC0 == 0x80) == ($1 & 0xC0 == 0x80) })
            else { return false }
            (left, right) = (end.0.upperBound, end.1.upperBound)
        }
        return true
    }
}
