import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliDuplicates

@Suite struct EvidenceTests {
    private func runs(_ left: [UInt16], _ right: [UInt16]) -> [TextComparison.Run] {
        var comparison = TextComparison()
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { comparison.compare(0, left, $0) }
        }
        return comparison.runs
    }

    /// Each shingle of the right text that the left one has overlaps a run, and each run is the same in both texts.
    @Test func runsAgreeWithAllSharedShingles() {
        var random = SeededRandom(seed: 8)
        for _ in 0..<300 {
            let left = (0..<200).map { _ in UInt16.random(in: 1...4, using: &random) }
            var right = (0..<100).map { _ in UInt16.random(in: 1...4, using: &random) }
            let start = Int.random(in: 0..<120, using: &random)
            right += left[start..<start + 60]
            let found = runs(left, right)
            for run in found {
                #expect(run.count >= Shingle.length)
                #expect(left[run.left..<run.leftEnd] == right[run.right..<run.rightEnd])
            }
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.rightEnd <= $1.right })
            let shingles = Set((0...left.count - Shingle.length).map { Array(left[$0..<$0 + Shingle.length]) })
            let covered = found.reduce(0) { $0 + $1.count }
            #expect(covered >= 60 - Shingle.length)
            for place in 0...right.count - Shingle.length
            where shingles.contains(Array(right[place..<place + Shingle.length])) {
                #expect(found.contains { $0.right < place + Shingle.length && place < $0.rightEnd })
            }
        }
    }

    /// A very long text has a table that is nearly full, and nothing is missed.
    @Test func runsOfLongTexts() {
        var random = SeededRandom(seed: 9)
        let left = (0..<1_300_000).map { _ in UInt16.random(in: 1...20_000, using: &random) }
        let places = stride(from: 0, to: 1_200_000, by: 50_000).reversed()
        let right = places.flatMap { [UInt16(30_000)] + left[$0..<$0 + 40] }
        let found = runs(left, right)
        #expect(found.map(\.left) == Array(places))
        #expect(found.allSatisfy { $0.count == 40 })
    }

    private func comparison(_ left: String, _ right: String) -> DuplicateComparison { DuplicateComparison(left, right) }

    @Test func aFormWithOtherNumbersIsAnotherArticle() {
        let form = { (a: Int, b: Int, c: Int) in
            "今天本市最高气温\(a)度，最低气温\(b)度，相对湿度百分之\(c)，预计未来三天以多云为主，请市民出行时注意交通安全，合理安排户外活动时间。"
        }
        #expect(comparison(form(31, 22, 60), form(12, 3, 85)).isSameForm)
        #expect(comparison(form(31, 22, 60), form(12, 3, 85)).relation == .unique)
        #expect(comparison(form(31, 22, 60), form(31, 22, 60) + "（完）").relation == .near)
        // One number of many is a correction.
        #expect(comparison(form(31, 22, 60), form(31, 22, 61)).relation == .near)
    }

    @Test func shares() {
        var invented = InventedArticles(seed: 3)
        let article = invented.article().joined()
        let other = invented.article().joined()
        #expect(comparison(article, other).relation == .unique)
        #expect(comparison(article, article.replacing("，", with: ", ")).relation == .exact)
        let excerpt = String(article.prefix(article.count / 3))
        let contained = comparison(excerpt, article)
        #expect(contained.relation == .contained)
        #expect(contained.leftShare > 0.95 && contained.rightShare < 0.4)
        #expect(comparison(article, excerpt).relation == .contains)
        #expect(comparison("", "").relation == .unique)
        #expect(comparison("好", "好").relation == .exact)
    }

    @Test func partsAreAllOfBothTexts() {
        var invented = InventedArticles(seed: 4)
        var random = SeededRandom(seed: 4)
        for _ in 0..<60 {
            let paragraphs = invented.article()
            let left = paragraphs.joined(separator: "\n")
            var mixed = paragraphs.filter { _ in Bool.random(using: &random) } + [invented.sentence()]
            mixed.shuffle(using: &random)
            let right = mixed.joined(separator: "\n")
            let parts = comparison(left, right).parts
            expectComplete(parts.compactMap(\.left), left)
            expectComplete(parts.compactMap(\.right).sorted(), right)
            for part in parts where part.isShared {
                #expect(part.left != nil && part.right != nil)
            }
        }
    }

    /// What one text says twice and the other once is in the parts twice, too.
    @Test func repeatedPassagesAreParts() {
        var invented = InventedArticles(seed: 5)
        var random = SeededRandom(seed: 5)
        for _ in 0..<60 {
            let sentences = (0..<6).map { _ in invented.sentence() }
            func text() -> String { (0..<12).map { _ in sentences[Int.random(in: 0..<6, using: &random)] }.joined() }
            let (left, right) = (text(), text())
            let parts = comparison(left, right).parts
            expectComplete(parts.compactMap(\.left), left)
            expectComplete(parts.compactMap(\.right).sorted(), right)
        }
    }

    /// Texts of 200 kB with thousands of runs: quadratic steps would take minutes.
    @Test func repeatingTextsTakeLinearTime() {
        let period = "今天的会议讨论了码头扩建和灯塔维修的全部经费来源"
        let separators = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
        var random = SeededRandom(seed: 6)
        func text(_ piece: (Int) -> String) -> String {
            var (text, number) = ("", 0)
            while text.utf8.count < 200_000 {
                text += piece(number)
                number += 1
            }
            return text
        }
        let plain = text { _ in period }
        let separated = text { _ in period + String(separators[Int.random(in: 0..<22, using: &random)]) }
        let digits = text { _ in "1234567890\(Int.random(in: 0..<100, using: &random))" }
        let otherDigits = text { _ in "1234567890\(Int.random(in: 0..<100, using: &random))" }
        #expect(comparison(plain, plain).relation == .exact)
        #expect(comparison(plain, separated).rightShare > 0.9)
        for (left, right) in [(separated, plain), (period, separated), (digits, otherDigits), (plain, plain + period)] {
            let found = comparison(left, right)
            expectComplete(found.parts.compactMap(\.left), left)
            expectComplete(found.parts.compactMap(\.right).sorted(), right)
        }
    }

    /// Symbols outside of a mask, counted one by one.
    @Test func masksCountWhatIsOutside() {
        var random = SeededRandom(seed: 9)
        for _ in 0..<200 {
            var (ranges, end): ([Range<Int>], Int) = ([], 0)
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                let start = end + Int.random(in: 0...5, using: &random)
                end = start + Int.random(in: 1...5, using: &random)
                ranges.append(start..<end)
            }
            let mask = CommonShingleMask(ranges: ranges, informative: 0)
            let covered = Set(ranges.joined())
            let start = Int.random(in: 0...60, using: &random)
            let stretch = start..<start + Int.random(in: 0...30, using: &random)
            #expect(mask.informative(in: stretch) == stretch.count { !covered.contains($0) })
        }
    }

    private func expectComplete(_ ranges: [TextRange], _ text: String) {
        var end = 0
        for range in ranges {
            #expect(range.lowerBound == end)
            end = range.upperBound
        }
        #expect(end == text.utf8.count)
    }

    @Test(arguments: ContractSample.all)
    func anyTextsCompare(_ sample: ContractSample) {
        let comparison = comparison(sample.text, sample.text)
        #expect(comparison.relation == .exact || comparison.relation == .unique)
        _ = self.comparison(sample.text, "短文")
    }

    @Test func attributions() {
        #expect(Attribution.saysReprinted("本文转载自某某日报，版权归原作者所有。"))
        #expect(Attribution.saysReprinted("本文轉載自某某日報"))
        #expect(!Attribution.saysReprinted("来源：某某网，转载请注明出处。未经授权不得转载。"))
        #expect(!Attribution.saysReprinted(""))
        // A phrase counts inside the part alone.
        "一转载自某报，二".withUTF8Buffer { buffer in
            #expect(Attribution.saysReprinted(buffer, TextRange(3, buffer.count)))
            #expect(!Attribution.saysReprinted(buffer, TextRange(6, buffer.count)))
            #expect(!Attribution.saysReprinted(buffer, TextRange(0, 9)))
        }
    }
}
