import ShuliTestSupport
import ShuliText
import Testing

/// One case of Corpora/sentences/cases.txt; its head describes the format.
struct SentenceCase: Sendable, CustomTestStringConvertible {
    let sentences: [String]
    var testDescription: String { sentences.joined(separator: "|") }

    static let all: [SentenceCase] = {
        guard let source = try? Repository.text("Corpora/sentences/cases.txt") else { return [] }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix("# ") && $0 != "#"
        }
        return lines.split(whereSeparator: \.isEmpty).map { block in
            SentenceCase(
                sentences: block.map {
                    String($0).replacing("␠", with: " ").replacing("⏎", with: "\n")
                })
        }
    }()
}

@Suite struct SentenceTests {
    @Test func casesAreThere() { #expect(SentenceCase.all.count >= 100) }

    @Test(arguments: SentenceCase.all)
    func splits(_ sample: SentenceCase) {
        let text = sample.sentences.joined()
        #expect(SentenceSplitter().ranges(in: text).map { String(text[$0]) } == sample.sentences)
    }
}
