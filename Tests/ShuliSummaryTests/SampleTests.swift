import ShuliSummary
import ShuliText
import Testing

/// The samples of the documentation comments, as they are written there.
@Suite struct SummarySampleTests {
    @Test func summarizer() {
        let text = "市里今天开通了地铁五号线。五号线全长三十公里，有三十座车站。首日客流超过五十万人次。"
        let summary = Summarizer().summary(of: text, title: "地铁五号线开通", length: .sentences(1))
        print(summary.text)
        for sentence in summary.sentences { print(sentence.range, sentence.score) }
        #expect(summary.text == "市里今天开通了地铁五号线。")
    }
}
