import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliDuplicates

@Suite struct FoldingTests {
    private func folded(_ text: String) -> String {
        String(FoldedSymbols(text).symbols.compactMap { Unicode.Scalar($0) }.map(Character.init))
    }

    @Test func dropsWhatIsNoContent() {
        #expect(folded("今天，天气 “很好”！\u{200B}\u{FEFF}……\n3月5日") == folded("今天天气很好3月5日"))
        #expect(folded("。，！ \n") == "")
        #expect(folded("") == "")
    }

    @Test func widthCaseAndCompatibility() {
        #expect(folded("ＡＢｃ１２３％") == "abc123")
        #expect(folded("①㎏㍿") == folded("1kg株式会社"))
        #expect(FoldedSymbols("ｶﾞ").symbols == FoldedSymbols("ガ").symbols)
        #expect(FoldedSymbols("é").symbols == FoldedSymbols("e\u{301}").symbols)
    }

    @Test func scriptsAreOne() {
        for (left, right) in [("台灣發展", "台湾发展"), ("頭髮乾燥", "头发干燥"), ("著名", "着名"), ("裏面為", "里面爲"), ("軟體", "软体")] {
            #expect(FoldedSymbols(left).symbols == FoldedSymbols(right).symbols, "\(left) \(right)")
        }
        #expect(FoldedSymbols("上海").symbols != FoldedSymbols("北京").symbols)
    }

    @Test func undecodedReferences() {
        #expect(folded("&ldquo;好&rdquo;&nbsp;AT&T") == folded("好att"))
        #expect(folded("A & B; C &") == "abc")
    }

    @Test(arguments: ContractSample.all)
    func everyTextFolds(_ sample: ContractSample) {
        let text = FoldedSymbols(sample.text, keepsOffsets: true)
        #expect(text.offsets.count == text.symbols.count)
        #expect(zip(text.offsets, text.offsets.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(text.offsets.last.map { Int($0) < sample.text.utf8.count } ?? true)
        #expect(!text.symbols.contains(0))
        #expect(FoldedSymbols(sample.text).symbols == text.symbols)
    }

    @Test func equalUnderNFKCIsEqualFolded() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<300 {
            let text = random.text(upTo: 40)
            // Hangul stays as it is written.
            guard !text.contains("한") else { continue }
            #expect(
                FoldedSymbols(try NormalizationForm.nfkc.normalize(text).text).symbols == FoldedSymbols(text).symbols,
                "\(text)")
        }
    }
}
