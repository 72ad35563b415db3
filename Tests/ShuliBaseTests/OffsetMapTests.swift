import ShuliBase
import ShuliTestSupport
import Testing

@Suite struct OffsetMapTests {
    private static let map = OffsetMap(edits: [
        OffsetMap.Edit(original: TextRange(3, 6), result: TextRange(3, 4)),
        OffsetMap.Edit(original: TextRange(9, 9), result: TextRange(7, 8)),
    ])

    @Test func changesListEditsAndReplacedScalars() {
        let result = MappedText("中a国x。", map: Self.map)
        let changes = result.changes(from: "中一園。")
        #expect(
            changes == [
                OffsetMap.Edit(original: TextRange(3, 6), result: TextRange(3, 4)),
                OffsetMap.Edit(original: TextRange(6, 9), result: TextRange(4, 7)),
                OffsetMap.Edit(original: TextRange(9, 9), result: TextRange(7, 8)),
            ])
        #expect("\(Self.map)" == "[3..<6 → 3..<4, 9..<9 → 7..<8]")
    }

    @Test func changesFromAnotherTextNeitherTrapNorReadOutside() {
        let result = MappedText("中a国x。", map: Self.map)
        let whole = { (count: Int) in
            [OffsetMap.Edit(original: TextRange(0, count), result: TextRange(0, result.text.utf8.count))]
        }
        #expect(result.changes(from: "") == whole(0))
        #expect(result.changes(from: "短") == whole(3))
        #expect(result.changes(from: String(repeating: "长", count: 99)) == whole(297))
        var random = SeededRandom(seed: 22)
        for _ in 0..<500 {
            let other = random.text(upTo: 6)
            for change in result.changes(from: other) {
                #expect(change.original.lowerBound >= 0 && change.original.upperBound <= other.utf8.count)
                #expect(change.result.lowerBound >= 0 && change.result.upperBound <= result.text.utf8.count)
            }
        }
        // As many bytes, with the boundaries of scalars at other offsets.
        for other in ["abcdefghijkl", "éééééé", "中一a園é", "😀😀😀"] where other.utf8.count == 12 {
            #expect(result.changes(from: other).allSatisfy { $0.original.upperBound <= 12 })
        }
    }

    @Test func rangesFarOutsideDoNotTrap() {
        for range in [TextRange(.min, .max), TextRange(.max, .max), TextRange(.min, .min)] {
            for border in [OffsetMap.Border.inner, .outer] {
                _ = Self.map.originalRange(of: range, border: border)
                _ = Self.map.resultRange(of: range, border: border)
            }
        }
        #expect(Self.map.originalRange(of: TextRange(100, 101)) == TextRange(101, 102))
    }
}
