import Foundation
import ShuliTestSupport
import ShuliText
import Testing

/// What callers of the public interface rely on beyond the results themselves.
@Suite struct InterfaceTests {
    /// Offsets of results in a part of a string are offsets into that part.
    @Test func substringsAreTexts() {
        var random = SeededRandom(seed: 41)
        for _ in 0..<50 {
            let (before, text, after) = (random.text(upTo: 5), random.text(upTo: 20), random.text(upTo: 5))
            let whole = before + "\n" + text + "\n" + after
            let start = whole.utf8.index(whole.startIndex, offsetBy: before.utf8.count + 1)
            let part = whole[start..<whole.utf8.index(start, offsetBy: text.utf8.count)]
            #expect(Segmenter().tokens(in: part) == Segmenter().tokens(in: text))
            #expect(Segmenter().words(in: part) == Segmenter().words(in: text))
            #expect(SentenceSplitter().ranges(in: part) == SentenceSplitter().ranges(in: text))
            #expect(
                Normalizer([.nfkc, .tightSpaces]).normalize(part) == Normalizer([.nfkc, .tightSpaces]).normalize(text))
            #expect(ScriptConverter(to: .traditional).convert(part) == ScriptConverter(to: .traditional).convert(text))
            #expect(WritingSystem(of: part) == WritingSystem(of: text))
        }
    }

    @Test func namesAreCodedAndUnknownOnesRefused() throws {
        let values = Names(tag: .properNoun, convention: .ud, encoding: .gb18030)
        let coded = try JSONEncoder().encode(values)
        #expect(
            try JSONSerialization.jsonObject(with: coded) as? [String: String]
                == ["tag": "PROPN", "convention": "ud", "encoding": "gb18030"])
        #expect(try JSONDecoder().decode(Names.self, from: coded) == values)
        for (key, value) in [("tag", "NOUNS"), ("convention", "klingon"), ("encoding", "klingon")] {
            let wrong = String(decoding: coded, as: UTF8.self)
                .replacing(try Regex("\"\(key)\":\"[^\"]*\""), with: "\"\(key)\":\"\(value)\"")
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Names.self, from: Data(wrong.utf8)) }
        }
    }

    private struct Names: Codable, Equatable {
        let tag: PartOfSpeech
        let convention: WordConvention
        let encoding: TextEncoding
    }

    @Test func tokensAreCodable() throws {
        let tokens = Segmenter(mode: .search, tagsPartsOfSpeech: true).tokens(in: "中华人民共和国成立。")
        #expect(try JSONDecoder().decode([Token].self, from: try JSONEncoder().encode(tokens)) == tokens)
        #expect(tokens.last.map { "\($0)" } == "27..<30 punctuation PUNCT")
    }

    @Test func theTokenizerFindsTheTokenAtAnIndex() {
        let text = "明天下雨。\n带伞！"
        var tokenizer = Tokenizer(unit: .paragraph)
        #expect(tokenizer.tokens(for: text.startIndex..<text.endIndex).isEmpty)
        tokenizer.string = text
        #expect(tokenizer.tokens(for: text.startIndex..<text.endIndex).map { text[$0] } == ["明天下雨。", "带伞！"])
        tokenizer = Tokenizer(unit: .word)
        tokenizer.string = text
        let words = tokenizer.tokens(for: text.startIndex..<text.endIndex)
        for index in text.indices {
            let found = tokenizer.tokenRange(at: index)
            let expected = words.first { $0.contains(index) }
            #expect(found == expected ?? index..<index)
        }
        #expect(tokenizer.tokenRange(at: text.endIndex).isEmpty)
    }
}

@Suite struct ProtectionTests {
    private static let text = "见HTTPS://A.cn/B，写信A@B.cn，`CODE`，A"

    @Test(
        arguments: [
            ([], "见https://a.cn/b，写信a@b.cn，`code`，a"), (.url, "见HTTPS://A.cn/B，写信a@b.cn，`code`，a"),
            (.email, "见https://a.cn/b，写信A@B.cn，`code`，a"), (.code, "见https://a.cn/b，写信a@b.cn，`CODE`，a"),
            (.all, "见HTTPS://A.cn/B，写信A@B.cn，`CODE`，a"),
        ] as [(Protection, String)])
    func kinds(_ protection: Protection, _ expected: String) {
        #expect(Normalizer(.foldCase, protecting: protection).normalize(Self.text).text == expected)
    }

    @Test(
        arguments: [
            ("``A`B`` C", "``A`B`` c"), ("`A\nB`", "`a\nb`"), ("```\nA\n``` B", "```\nA\n``` b"), ("`A", "`a"),
        ] as [(String, String)])
    func codeSpansAreThoseOfCommonMark(_ text: String, _ expected: String) {
        #expect(Normalizer(.foldCase).normalize(text).text == expected)
    }

    @Test func overlappingRangesAreMergedAndOnesInsideACharacterWidened() {
        let ranges = [TextRange(3, 6), TextRange(4, 8), TextRange(99, 100), TextRange(2, 2)]
        #expect(Normalizer(.foldCase).normalize("ABCDEFGHIJ", protecting: ranges).text == "abcDEFGHij")
        #expect(Normalizer(.simplified).normalize("國國", protecting: [TextRange(1, 2)]).text == "國国")
    }

    /// The noncharacters that mask spans may be in the text.
    @Test func textsWithNoncharacters() {
        let all = (UInt32(0xFDD0)...0xFDEF).compactMap(Unicode.Scalar.init).map { String($0) }
        #expect(Normalizer(.foldCase).normalize(all[0] + "`A`B").text == all[0] + "`A`b")
        // Without a free noncharacter nothing is masked.
        #expect(Normalizer(.foldCase).normalize(all.joined() + "`A`B").text == all.joined() + "`a`b")
    }
}
