import ShuliTestSupport
import Testing

@testable import ShuliDuplicates

@Suite struct RoundUpTests {
    /// `part` is nearly whole in `whole`.
    private func part(_ part: Int, of whole: Int) -> Edge {
        Edge(
            left: part, right: whole,
            overlap: Overlap(leftCount: 100, rightCount: 250, leftCovered: 95, rightCovered: 95),
            relation: .leftInRight)
    }

    private func edge(_ left: Int, _ right: Int, _ relation: Edge.Relation, share: UInt32 = 95) -> Edge {
        Edge(
            left: left, right: right,
            overlap: Overlap(leftCount: 100, rightCount: 100, leftCovered: share, rightCovered: share),
            relation: relation)
    }

    /// Each part is at its own hundred symbols of the whole.
    private func apart(_ whole: Int, _ part: Int) -> [Range<Int>] { [part * 100..<part * 100 + 95] }

    @Test func twoUnrelatedPartsMakeARoundUp() {
        #expect(RoundUps([part(1, of: 0), part(2, of: 0)]).all(stretches: apart) == [0])
        #expect(RoundUps([part(1, of: 0)]).all(stretches: apart).isEmpty)
        #expect(RoundUps([]).all(stretches: apart).isEmpty)
    }

    @Test func relatedPartsDoNot() {
        let parts = [part(1, of: 0), part(2, of: 0)]
        #expect(RoundUps(parts + [edge(1, 2, .related, share: 30)]).all(stretches: apart).isEmpty)
        // A form that both were made of does not relate them.
        #expect(RoundUps(parts + [edge(1, 2, .sameForm)]).all(stretches: apart) == [0])
    }

    @Test func partsAtTheSamePlaceDoNot() {
        let parts = [part(1, of: 0), part(2, of: 0)]
        #expect(RoundUps(parts).all { _, _ in [0..<95] }.isEmpty)
        // A fifth of the shorter one may overlap.
        #expect(RoundUps(parts).all { _, part in part == 1 ? [0..<100] : [81..<181] } == [0])
        #expect(RoundUps(parts).all { _, part in part == 1 ? [0..<100] : [80..<180] }.isEmpty)
    }

    @Test func twoExcerptsOfOneArticleDoNot() {
        // 3 is a copy of 0 and holds both excerpts, too.
        let excerpts = [part(1, of: 0), part(2, of: 0), part(1, of: 3), part(2, of: 3)]
        #expect(RoundUps(excerpts + [edge(0, 3, .near)]).all(stretches: apart).isEmpty)
        // As they are no copies of each other, both are round-ups.
        #expect(RoundUps(excerpts).all(stretches: apart) == [0, 3])
    }

    /// Overlaps of lists of ranges, counted position by position.
    @Test func overlapsAreCountedExactly() {
        var random = SeededRandom(seed: 31)
        func ranges() -> [Range<Int>] {
            var (ranges, end): ([Range<Int>], Int) = ([], 0)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let start = end + Int.random(in: 0...12, using: &random)
                end = start + Int.random(in: 1...12, using: &random)
                ranges.append(start..<end)
            }
            return ranges
        }
        for _ in 0..<300 {
            let (left, right) = (ranges(), ranges())
            let (leftSet, rightSet) = (Set(left.joined()), Set(right.joined()))
            let isRoundUp = leftSet.intersection(rightSet).count * 5 < min(leftSet.count, rightSet.count)
            let found = RoundUps([part(1, of: 0), part(2, of: 0)]).all { _, part in part == 1 ? left : right }
            #expect(found.isEmpty == !isRoundUp)
        }
    }
}
