import Foundation
import ShuliBase
import ShuliTestSupport
import Testing

@Suite struct TextRangeTests {
    @Test func utf16RangesAreThoseOfFoundation() {
        var random = SeededRandom(seed: 21)
        for _ in 0..<40 {
            let text = random.text(upTo: 12)
            var indices = Array(text.unicodeScalars.indices)
            indices.append(text.endIndex)
            for (place, start) in indices.enumerated() {
                for end in indices[place...] {
                    let range = TextRange(start..<end, in: text)
                    let expected = NSRange(start..<end, in: text)
                    #expect(NSRange(range.utf16(in: text)) == expected)
                    #expect(TextRange(utf16: expected.lowerBound..<expected.upperBound, in: text) == range)
                }
            }
        }
    }

    @Test func offsetsInASubstringBeginAtItsStart() {
        let text = "今天😀天气很好"
        let part = text.dropFirst(2)
        let range = TextRange(0, 4)
        #expect(part[range] == "😀")
        #expect(range.utf16(in: part) == 0..<2)
        #expect(TextRange(utf16: 0..<2, in: part) == range)
        #expect(TextRange(part.startIndex..<part.index(after: part.startIndex), in: part) == range)
    }

    @Test func rangesOfAnotherTextAreClampedAndRounded() {
        let text = "中😀"
        #expect(text[TextRange(-5, 99)] == "中😀")
        #expect(text[TextRange(50, 99)] == "")
        #expect(text[TextRange(1, 4)] == "中")
        #expect(TextRange(-5, 99).utf16(in: text) == 0..<3)
        #expect(TextRange(utf16: -5..<99, in: text) == TextRange(0, 7))
        // Between the surrogates of the emoji.
        #expect(TextRange(utf16: 2..<3, in: text) == TextRange(3, 7))
        #expect(TextRange(9, 3).isEmpty)
    }

    @Test func codedAsAPair() throws {
        let coded = try JSONEncoder().encode([TextRange(3, 9)])
        #expect(String(decoding: coded, as: UTF8.self) == "[[3,9]]")
        #expect(try JSONDecoder().decode([TextRange].self, from: coded) == [TextRange(3, 9)])
        #expect("\(TextRange(3, 9))" == "3..<9")
    }
}
