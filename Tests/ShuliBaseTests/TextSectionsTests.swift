import ShuliBase
import ShuliTestSupport
import Testing

@Suite struct TextSectionsTests {
    private func sections(_ text: String, _ size: Int) -> [String] {
        text.withUTF8Buffer { buffer in TextSections.ranges(of: buffer, size: size).map { buffer.text($0) } }
    }

    @Test func bordersAreLineFeedsThenFullStopsThenScalars() {
        #expect(sections("", 8) == [])
        #expect(sections("一二三\n四五六七八\n九", 16) == ["一二三\n", "四五六七八\n", "九"])
        #expect(sections("一二三。四五六七八九", 16) == ["一二三。", "四五六七八", "九"])
        #expect(sections("一二三四五六七八", 8) == ["一二", "三四", "五六", "七八"])
    }

    @Test func sectionsAreTheTextAndBounded() {
        var random = SeededRandom(seed: 41)
        for _ in 0..<300 {
            let text = random.text(upTo: 200)
            let size = Int.random(in: 8...64, using: &random)
            let found = sections(text, size)
            #expect(found.joined().utf8.elementsEqual(text.utf8))
            #expect(found.allSatisfy { !$0.isEmpty && $0.utf8.count <= size })
        }
    }
}
