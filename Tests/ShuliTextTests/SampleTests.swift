import ShuliText
import Testing

/// The samples of the documentation comments, with the results that they show.
@Suite struct SampleTests {
    @Test func textRange() {
        let text = "今天天气很好"
        let range = TextRange(6, 12)
        #expect(text[range] == "天气")
        #expect(range.utf16(in: text) == 2..<4)
    }

    @Test func mappedText() {
        let original = "用Ｓｗｉｆｔ写 代码"
        let result = Normalizer([.asciiWidth, .tightSpaces]).normalize(original)
        #expect(result.text == "用Swift写代码")
        #expect(original[result.originalRange(of: TextRange(3, 8))] == "Ｓｗｉｆｔ")
    }

    @Test func segmenter() {
        let segmenter = Segmenter(tagsPartsOfSpeech: true)
        let text = "今天天气很好。"
        let tokens = segmenter.tokens(in: text)
        #expect(tokens.map { String(text[$0.range]) } == segmenter.words(in: text))
        #expect(tokens.allSatisfy { $0.partOfSpeech != nil })
        #expect(segmenter.words(in: text) == ["今天", "天气", "很", "好", "。"])
    }

    @Test func tokenizer() {
        var tokenizer = Tokenizer(unit: .word, tagsPartsOfSpeech: true)
        let text = "明天下雨"
        tokenizer.string = text
        var tags: [PartOfSpeech?] = []
        tokenizer.enumerateTokens(in: text.startIndex..<text.endIndex) { range, attributes in
            #expect(attributes.kind == .word && !range.isEmpty)
            tags.append(attributes.partOfSpeech)
            return true
        }
        #expect(tags.count == 2 && !tags.contains(nil))
    }

    @Test func sentenceSplitter() {
        let sentences = SentenceSplitter().sentences(in: "今天下雨。“带伞！”他说。")
        #expect(sentences == ["今天下雨。", "“带伞！”他说。"])
    }

    @Test func lexicon() throws {
        let lexicon = try Lexicon.standard.adding(["云原生"])
        #expect(Segmenter(lexicon: lexicon).words(in: "讲云原生技术") == ["讲", "云原生", "技术"])
        #expect(Lexicon.standard.contains("發展"))
    }

    @Test func userDictionary() throws {
        let dictionary = try UserDictionary(["云原生", "量子比特"])
        let segmenter = Segmenter(lexicon: .standard.adding(dictionary))
        #expect(segmenter.words(in: "云原生和量子比特") == ["云原生", "和", "量子比特"])
    }

    @Test func stopWords() {
        let stopWords = StopWords.standard.adding(["本报", "记者"])
        #expect(stopWords.words.isSuperset(of: ["本报", "记者", "的"]))
    }

    @Test func normalizer() {
        let normalizer = Normalizer([.nfkc, .stripInvisible, .chinesePunctuation])
        #expect(normalizer.normalize("他说:\"好\",走了.").text == "他说：“好”，走了。")
    }

    @Test func scriptConverter() {
        let converter = ScriptConverter(from: .simplified, to: .taiwan, regionalWords: true)
        #expect(converter.convert("用鼠标点击软件").text == "用滑鼠點選軟體")
        let places = ScriptConverter(from: .simplified, to: .traditional).ambiguities(in: "他发")
        #expect(places.map { "\($0.range) \($0.chosen) \($0.others)" } == ["3..<6 發 [\"髮\"]"])
    }

    @Test func writingSystem() {
        #expect(WritingSystem(of: "這是繁體字").classification == .traditional)
    }

    @Test func textDecoder() {
        let bytes: [UInt8] = [0xD6, 0xD0, 0xCE, 0xC4, 0xCE, 0xC4, 0xB1, 0xBE]
        let decoded = TextDecoder().decode(bytes)
        #expect(decoded.text == "中文文本" && decoded.encoding == .gb18030)
    }
}
