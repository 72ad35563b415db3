import ShuliTestSupport
import ShuliText
import Testing

/// Texts on which a function that reads a part again for each of its pieces takes minutes (40 KB) or
/// hours (2 MB). Nothing is timed.
@Suite struct LinearTimeTests {
    private static let pieces: [(name: String, text: String)] = [
        ("blanks", " "), ("ideographic spaces", "　"), ("digits", "1"), ("letters", "a"), ("Han", "中"), ("stops", "."),
        ("opening brackets", "("), ("closing brackets", ")"), ("pairs that close late", "（（）"), ("pairs", "()"),
        ("quotation marks", "\""), ("apostrophes", "'"), ("Chinese quotation marks", "“”"),
        ("bracket and quote", "(\""),
        ("grave accents", "`"), ("grave accents and letters", "`a"), ("hyphens", "1-"), ("low lines", "1_"),
        ("percent signs", "a%"), ("groups of digits", "111,"), ("decimals", "1."), ("times", "1:11"),
        ("web addresses", "http://a.cn/"), ("schemes", "http://"), ("hosts without a name", "www.-"), ("mail", "a@"),
        ("mail without a host", "a1_@-"), ("number signs", "#"), ("at signs", "@"), ("abbreviations", "a. "),
        ("list numbers", "1. "), ("replacement characters", "\u{FFFD}"), ("joined emoji", "👩\u{200D}"), ("flags", "🇨"),
        ("blanks and commas", "  ,"),
    ]

    private static let composed: [(name: String, text: String)] = [
        ("a mail address that fails at its end", run("1_") + "@" + run("1-")),
        ("a number that fails at its end", run("111,") + "111a"),
        ("an address with brackets at its end", "http://a" + run(")")),
        ("brackets, then quotation marks", "中" + run("(") + run("\"'")),
        ("combining marks out of order", "e" + run("\u{301}\u{323}")),
        ("blanks, then brackets", run(" ") + run("（）")),
        ("blanks, then list numbers", run(" ") + run("1.一")),
    ]

    static let texts =
        pieces.map { ContractSample(name: $0.name, text: run($0.text) + run($0.text)) }
        + composed.map { ContractSample(name: $0.name, text: $0.text) }

    private static func run(_ piece: String) -> String { String(repeating: piece, count: 20_000 / piece.utf8.count) }

    @Test(arguments: [" ", "　", "，  "])
    func chinesePunctuationAmongBlanks(_ piece: String) {
        let text = "中," + String(repeating: piece, count: 2_000_000 / piece.utf8.count)
        #expect(Normalizer(.chinesePunctuation, protecting: []).normalize(text).text.hasPrefix("中，"))
    }

    @Test(arguments: texts)
    func sentences(_ sample: ContractSample) {
        #expect(SentenceSplitter().ranges(in: sample.text).last?.upperBound == sample.text.utf8.count)
    }

    @Test(arguments: texts)
    func wholeTokens(_ sample: ContractSample) {
        let end = sample.text.withUTF8Buffer { buffer in
            var spans: [WholeTokenScanner.Span] = []
            var scanner = WholeTokenScanner(buffer)
            scanner.appendSpans(to: &spans) { _ in }
            return spans.last?.range.upperBound ?? 0
        }
        #expect(end <= sample.text.utf8.count)
    }

    @Test(arguments: texts)
    func normalization(_ sample: ContractSample) {
        let result = Normalizer([.nfkc, .chinesePunctuation, .tightSpaces]).normalize(sample.text)
        #expect(result.map.edits.last.map { $0.original.upperBound <= sample.text.utf8.count } ?? true)
    }
}
