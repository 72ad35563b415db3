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
