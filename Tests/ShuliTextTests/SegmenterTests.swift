import ShuliTestSupport
import ShuliText
import Testing

@Suite struct SegmenterTests {
    @Test func words() {
        #expect(Segmenter().words(in: "今天 天气 很好。") == ["今天", "天气", "很", "好", "。"])
    }

    @Test func kinds() {
        let text = "中 a 1 ， 😀 $"
        let kinds = Segmenter().tokens(in: text).map(\.kind).filter { $0 != .space }
        #expect(kinds == [.word, .latin, .number, .punctuation, .emoji, .symbol])
    }

    /// The kind is that of what a token names, not that of a mark that it begins with; the tag follows from the kind.
    @Test(
        arguments: [
            ("-5℃", .number, .numeral), (".NET", .latin, nil), ("《红楼梦》", .word, nil), ("１．２亿", .number, .numeral),
            ("３万", .number, .numeral), ("3月", .word, .noun), ("3月份", .word, nil), ("——", .punctuation, .punctuation),
            ("@小林", .mention, .properNoun), ("👍", .emoji, .symbol), ("C++", .latin, nil),
        ] as [(String, TokenKind, PartOfSpeech?)])
    func kindsAreOfTheWholeToken(_ word: String, _ kind: TokenKind, _ tag: PartOfSpeech?) throws {
        let dictionary = try UserDictionary(
            parsing: [.mention, .emoji, .punctuation].contains(kind) ? "" : word + "\tforce", file: "own.txt")
        let segmenter = Segmenter(lexicon: .standard.adding(dictionary), tagsPartsOfSpeech: true)
        let token = try #require(segmenter.tokens(in: word).first)
        #expect(token.range.count == word.utf8.count && token.kind == kind)
        if let tag { #expect(token.partOfSpeech == tag) }
        if kind != .punctuation { #expect(token.partOfSpeech != .punctuation) }
    }

    @Test func emojiFamiliesStayWhole() {
        let text = "👨‍👩‍👧‍👦👩🏽‍🚀"
        #expect(Segmenter().tokens(in: text).map { String(text[$0.range]) } == ["👨‍👩‍👧‍👦", "👩🏽‍🚀"])
    }

    /// No lexicon is ignored: the built-in models go with the standard one alone.
    @Test func modelsRefuseAnotherLexicon() throws {
        var compiler = LexiconCompiler(folding: "")
        try compiler.add(list: "中国\t560\tc\tn")
        let other = try Lexicon(compiled: compiler.compile())
        let expected = CompiledFileError.otherLexicon(
            expected: Lexicon.standard.file.fingerprint, found: other.file.fingerprint)
        #expect(!other.isStandard && Lexicon.standard.isStandard)
        #expect(throws: expected) { try Segmenter(model: .standard, lexicon: other) }
        #expect(throws: expected) { try Segmenter(model: .standard, lexicon: other, tagsPartsOfSpeech: true) }
        #expect(throws: expected) { try WordTagger(lexicon: other, model: .standard) }
    }

    @Test func sharedByTasks() async {
        let segmenter = Segmenter()
        let text = "上海市民昨天在公园里看到了一只很少见的鸟，专家说它来自北方。"
        let expected = segmenter.words(in: text)
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { segmenter.words(in: text) } }
            for await words in group { #expect(words == expected) }
        }
    }

    @Test func tokenizerHasTheShapeOfApples() {
        let text = "明天下雨。带伞！"
        var tokenizer = Tokenizer(unit: .sentence)
        tokenizer.string = text
        var seen: [Substring] = []
        tokenizer.enumerateTokens(in: text.startIndex..<text.endIndex) { range, _ in
            seen.append(text[range])
            return seen.count < 1
        }
        #expect(seen == ["明天下雨。"])
        #expect(text[tokenizer.tokenRange(at: text.index(before: text.endIndex))] == "带伞！")
    }
}
