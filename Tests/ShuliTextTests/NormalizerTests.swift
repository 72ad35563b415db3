import ShuliTestSupport
import ShuliText
import Testing

@Suite struct NormalizerTests {
    @Test(
        arguments: [
            (.asciiWidth, "ＡＢＣ　２０２５年，好。", "ABC 2025年，好。"),
            (.nfkc, "ＡＢＣ①，。！…—㍿", "ABC1，。！…—株式会社"),
            (.stripInvisible, "零\u{200B}宽\u{FEFF}\u{202E}字\u{0}符👨‍👩‍👧", "零宽字符👨‍👩‍👧"),
            (.trimSpaces, "  两  个 词  \n\t下一行 ", "两 个 词\n下一行"),
            (.tightSpaces, "中 文 and English ， 好", "中文and English，好"),
            (.panguSpaces, "用Swift 6写， 中 文3个", "用 Swift 6 写，中文 3 个"),
            (.nfc, "e\u{301}a", "éa"), (.variants, "羣峯⼀豈，爲真", "群峰一豈，為真"), (.variants, "说税户黄", "说税户黄"),
            ([], "ＡＢ  c", "ＡＢ  c"),
        ] as [(Normalizer.Options, String, String)])
    func steps(_ options: Normalizer.Options, _ text: String, _ expected: String) {
        #expect(Normalizer(options).normalize(text).text == expected)
    }

    @Test func theMapLeadsBackThroughAllSteps() throws {
        let text = "用\u{200B}Ｓｗｉｆｔ写 代码"
        let result = Normalizer([.nfkc, .asciiWidth, .stripInvisible, .panguSpaces]).normalize(text)
        #expect(result.text == "用 Swift 写代码")
        let range = TextRange(try #require(result.text.firstRange(of: "Swift")), in: result.text)
        #expect(text[result.originalRange(of: range)] == "Ｓｗｉｆｔ")
        #expect(
            text[result.originalRange(of: TextRange(try #require(result.text.firstRange(of: "代码")), in: result.text))]
                == "代码")
    }

    @Test func borders() {
        // "b" was deleted behind "a".
        let map = OffsetMap(edits: [OffsetMap.Edit(original: TextRange(1, 2), result: TextRange(1, 1))])
        #expect(map.originalRange(of: TextRange(0, 1)) == TextRange(0, 1))
        #expect(map.originalRange(of: TextRange(0, 1), border: .outer) == TextRange(0, 2))
        #expect(map.originalRange(of: TextRange(1, 2)) == TextRange(2, 3))
        #expect(map.originalRange(of: TextRange(1, 1)) == TextRange(1, 2))
    }

    @Test func mapsFollowEachOther() {
        // abcd → aXd (bc → X), then aXd → aXYd.
        let first = OffsetMap(edits: [OffsetMap.Edit(original: TextRange(1, 3), result: TextRange(1, 2))])
        let second = OffsetMap(edits: [OffsetMap.Edit(original: TextRange(2, 2), result: TextRange(2, 3))])
        let both = first.followed(by: second)
        #expect(
            both.edits == [
                OffsetMap.Edit(original: TextRange(1, 3), result: TextRange(1, 2)),
                OffsetMap.Edit(original: TextRange(3, 3), result: TextRange(2, 3)),
            ])
    }

    @Test func theListOfVariantsIsSound() throws {
        let lines = try Repository.text("Dictionaries/variants.txt").split(separator: "\n").filter {
            !$0.hasPrefix("#")
        }
        let pairs = lines.map { $0.split(separator: "\t") }
        #expect(pairs.allSatisfy { $0.count == 2 && $0.allSatisfy { $0.unicodeScalars.count == 1 } })
        let variants = pairs.map { String($0[0]) }
        #expect(variants == variants.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
        #expect(Set(variants).count == variants.count)
        // Folding twice is folding once.
        #expect(Set(variants).isDisjoint(with: pairs.map { String($0[1]) }))
    }
}
