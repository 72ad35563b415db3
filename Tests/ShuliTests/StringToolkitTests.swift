import Foundation
import Shuli
import ShuliTestSupport
import Testing

@Suite struct StringToolkitTests {
    private static let text = "今天天气很好。城市马拉松今天开跑，三万名选手参加城市马拉松。“加油！”观众说。"

    @Test func theSameAsTheFacades() {
        for text in [Self.text, "", "a"] {
            #expect(text.shuli.words == Segmenter().words(in: text))
            #expect(text.shuli.sentences == SentenceSplitter().sentences(in: text))
            #expect(text.shuli.keywords(3) == KeywordExtractor().keywords(in: text, limit: 3))
            #expect(text.shuli.summary(.sentences(1)) == Summarizer().summary(of: text, length: .sentences(1)))
            #expect(text.shuli.cleaned() == ArticleCleaner().clean(text))
            #expect(text.shuli.normalized([.nfkc]) == Normalizer([.nfkc]).normalize(text))
        }
    }

    @Test func sample() {
        let text = "今天天气很好。"
        #expect(text.shuli.words == ["今天", "天气", "很", "好", "。"])
        #expect(Self.text.shuli.keywords(3).map(\.word).contains("城市马拉松"))
    }

    @Test func partsOfAString() {
        #expect(Self.text.prefix(7).shuli.words == ["今天", "天气", "很", "好", "。"])
    }
}

@Suite struct ErrorDescriptionTests {
    @Test func localizedDescriptionsAreTheDescriptions() {
        #expect(throws: ParseError.self) { try UserDictionary(contentsOf: "no/such/file") }
        do {
            _ = try Lexicon.standard.adding(contentsOf: "no/such/file")
        } catch {
            let any: any Error = error
            #expect(any.localizedDescription == "no/such/file: No such file or directory")
        }
        let error: any Error = ParseError(file: "words.txt", line: 12, .longWord(limit: 64))
        #expect(error.localizedDescription == "words.txt:12: longer than 64 characters")
    }
}
