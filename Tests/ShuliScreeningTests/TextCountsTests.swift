@testable import ShuliScreening
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct CharacterTraitsTests {
    private func traits(_ scalar: Unicode.Scalar) -> CharacterTraits {
        CharacterTraits(
            rawValue: scalar.value < 0x1_0000
                ? CharacterTraits.table[Int(scalar.value)] : CharacterTraits.beyondTable(scalar.value))
    }

    @Test func theClassIsInTheLowestBits() {
        for value in stride(from: UInt32(0), to: 0x11_0000, by: 7) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(traits(scalar).isOf(CharacterClass(value)))
        }
    }

    @Test func functionWordsAndMarks() {
        #expect(traits("的").contains(.stopWord) && traits("與").contains(.stopWord) && !traits("茶").contains(.stopWord))
        #expect(traits("。").isSuperset(of: [.sentenceEnd, .clauseMark]))
        #expect(traits("，").contains(.clauseMark) && !traits("，").contains(.sentenceEnd))
        #expect(!traits(".").contains(.sentenceEnd))
    }

    @Test func foreignGarbledAndRareCharacters() {
        for scalar: Unicode.Scalar in ["あ", "ж", "한"] { #expect(traits(scalar).contains(.foreign), "\(scalar)") }
        for scalar: Unicode.Scalar in ["中", "a", "1", "é"] { #expect(!traits(scalar).contains(.foreign), "\(scalar)") }
        for scalar: Unicode.Scalar in ["\u{FFFD}", "\u{E000}", "\u{0}", "\u{F0000}"] {
            #expect(traits(scalar).contains(.garbled))
        }
        #expect(!traits("\n").contains(.garbled) && !traits("\t").contains(.garbled) && !traits("中").contains(.garbled))
        #expect(traits("闂").contains(.rare) && traits("é").contains(.rare) && !traits("中").contains(.rare))
    }

    /// Only the first nine bits are counted; the others must not collide with the class.
    @Test func countedBitsAreTheLowest() {
        #expect(CharacterTraits.countedBits & CharacterTraits.spamStart.rawValue == 0)
        #expect(CharacterTraits.countedBits & CharacterTraits.rare.rawValue != 0)
        #expect(CharacterTraits.classBits & CharacterTraits.stopWord.rawValue == 0)
    }
}

@Suite struct TextCountsTests {
    private func counts(_ text: String) -> TextCounts { text.withUTF8Buffer { TextCounts(of: $0) } }

    @Test func classesAndTraits() {
        let counts = counts("茶馆的Tea 12。\n")
        #expect(counts.characters == 9)
        #expect(counts.count(in: .han) == 3 && counts.count(in: .letter) == 3 && counts.count(in: .digit) == 2)
        #expect(counts.count(of: .stopWord) == 1 && counts.count(of: .sentenceEnd) == 1)
        #expect(counts.lines.all == 1)
    }

    @Test func repetitionsOfTenCharacters() {
        #expect(counts("一二三四五六七八九十").repeatedCharacters == 0)
        #expect(counts("一二三四五六七八九十百一二三四五六七八九").repeatedCharacters == 0)
        #expect(counts("一二三四五六七八九十百一二三四五六七八九十").repeatedCharacters == 1)
        // White space does not count.
        #expect(counts("一二三四五六七八九十百一二三四五 六七\n八九十").repeatedCharacters == 1)
        #expect(counts(String(repeating: "哈", count: 30)).repeatedCharacters == 20)
    }

    @Test func repeatedLines() {
        let lines = counts("茶馆开门了\n\n掌柜说\n  茶馆开门了  \n茶馆开门\n").lines
        #expect(lines.all == 4 && lines.repeatedCharacters == 5)
    }

    @Test func wordsOfAdvertisingDoNotOverlap() throws {
        let word = try #require(TextList.spam.entries.first { $0.text.unicodeScalars.count >= 4 }).text
        let length = word.unicodeScalars.count
        #expect(counts(word).spamCharacters == length)
        #expect(counts(word + "，" + word).spamCharacters == 2 * length)
        #expect(counts("茶馆").spamCharacters == 0)
    }

    @Test func countsAreThoseOfTheDefinition() {
        var random = SeededRandom(seed: 23)
        for _ in 0..<200 {
            let text = random.text(upTo: 120)
            let counts = counts(text)
            let scalars = text.unicodeScalars.filter { CharacterClass($0.value) != .space }
            #expect(counts.characters == scalars.count)
            for kind: CharacterClass in [.han, .kana, .letter, .digit, .punctuation, .other] {
                #expect(counts.count(in: kind) == scalars.count { CharacterClass($0.value) == kind })
            }
            var seen: Set<[UInt32]> = []
            let values = scalars.map(\.value)
            let repeated = values.indices.dropFirst(9).count { end in
                !seen.insert(Array(values[end - 9...end])).inserted
            }
            #expect(counts.repeatedCharacters == repeated)
        }
    }
}
