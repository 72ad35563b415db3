@testable import ShuliKeywords
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct KeywordPoolTests {
    /// Labels one behind the other, and candidates by their labels and scores.
    private struct Fixture {
        var labels: [UInt32] = []
        var words: [[UInt32]] = []
        var candidates: [KeywordPool.Ranked] = []

        mutating func add(
            _ word: [UInt32], _ score: Double, count: Int = 1, _ form: KeywordPool.Form = [.complete]
        ) {
            var hash = FoldedHash()
            for label in word { hash.append(label: label) }
            let range = labels.count..<labels.count + word.count
            labels += word
            words.append(word)
            candidates.append(
                KeywordPool.Ranked(
                    index: candidates.count, score: score, hash: hash.value, labels: range, count: count, form: form))
        }

        /// Whether a word occurs inside another one.
        func contains(_ whole: Int, _ part: Int) -> Bool { words[whole].contains(words[part]) }

        func taken(
            _ selection: KeywordSelection, partsGiveWay: Bool = false
        ) -> [(index: Int, score: Double, damping: Double)] {
            var pool = KeywordPool(candidates, labels: labels, selection, partsGiveWay: partsGiveWay)
            var taken: [(index: Int, score: Double, damping: Double)] = []
            while let best = pool.takeBest() {
                taken.append((best.index, best.score, best.damping))
            }
            return taken
        }
    }

    @Test func subphrasesAndSuperphrasesAreLowered() {
        var fixture = Fixture()
        fixture.add([1, 2], 1)
        fixture.add([1, 2, 3], 2)
        fixture.add([1, 2, 3, 4], 0.8)
        fixture.add([5, 6], 0.95)
        let taken = fixture.taken(.all)
        // The second lowers the first (inside it) by .3 and the third (around it) by .2; the first lowers the third again.
        #expect(taken.map(\.index) == [1, 3, 0, 2])
        #expect(taken.map(\.damping) == [0, 0, -0.3, -0.4])
    }

    @Test func noneIsPartOfAnotherOnRequest() {
        var fixture = Fixture()
        fixture.add([1, 2], 1)
        fixture.add([1, 2, 3], 2)
        fixture.add([2, 3, 4], 0.5)
        fixture.add([1, 2, 3, 5], 0.4)
        #expect(fixture.taken(.disjoint).map(\.index) == [1, 2])
    }

    @Test func aPartThatOccursNowhereElseLeavesItsScoreToTheWhole() {
        var fixture = Fixture()
        fixture.add([1, 2], 2, count: 4)
        fixture.add([1, 2, 3], 1, count: 4, [.complete, .whole, .listed])
        fixture.add([3, 3], 1.7, count: 4)
        let taken = fixture.taken(.complete, partsGiveWay: true)
        #expect(taken.map(\.index) == [2, 1])
        #expect(taken.map(\.score) == [1.7, 1.5])
        #expect(fixture.taken(.complete).map(\.index) == [0, 2, 1])
    }

    @Test func whereNoneIsPartOfAnotherAWholePhraseTakesThePlaceOfAPartThatIsSeldomAlone() {
        var fixture = Fixture()
        fixture.add([1, 2], 2, count: 5)
        fixture.add([1, 2, 3], 1, count: 4, [.complete, .whole])
        #expect(fixture.taken(.disjoint, partsGiveWay: true).map(\.index) == [1])
        #expect(fixture.taken(.complete, partsGiveWay: true).map(\.index) == [0, 1])
    }

    @Test func aPersonStaysAndTheRoleBesideItGoes() {
        var fixture = Fixture()
        fixture.add([1, 2], 1, count: 3, [.complete, .person])
        fixture.add([3, 4, 1, 2], 2, count: 3, [.complete, .whole])
        #expect(fixture.taken(.complete, partsGiveWay: true).map(\.index) == [0])
    }

    @Test func aPartGivesWayToAWordOfTheLexiconWhereItHardlyOccursElsewhere() {
        var fixture = Fixture()
        fixture.add([1, 2, 3], 2, count: 5, [.complete, .listed])
        fixture.add([1, 2], 1, count: 6, [.complete, .listed])
        fixture.add([2, 3], 1, count: 9)
        #expect(fixture.taken(.complete, partsGiveWay: true).map(\.index) == [0, 2])
    }

    @Test func aWordOfTheLexiconGivesWayToNoOtherPhrase() {
        var fixture = Fixture()
        fixture.add([1, 2, 3], 2, count: 5)
        fixture.add([1, 2], 1, count: 5, [.complete, .listed])
        fixture.add([2, 3], 1, count: 5)
        #expect(fixture.taken(.complete, partsGiveWay: true).map(\.index) == [0, 1])
    }

    @Test func aPhraseThatIsOpenGivesWayToItsPart() {
        var fixture = Fixture()
        fixture.add([1, 2], 2, count: 5)
        fixture.add([1, 2, 3], 1, count: 2, [])
        fixture.add([1, 2, 4], 1, count: 2, [.listed])
        #expect(fixture.taken(.complete, partsGiveWay: true).map(\.index) == [0, 2])
    }

    @Test func equalScoresComeInOrderOfAppearance() {
        var fixture = Fixture()
        for first in 1..<20 { fixture.add([UInt32(first) * 2, UInt32(first) * 2 + 1], 1) }
        #expect(fixture.taken(.all).map(\.index) == Array(0..<19))
    }

    @Test func nothingIsTakenFromAnEmptyPool() {
        #expect(Fixture().taken(.all).isEmpty)
    }

    /// The same as a search through all candidates at each step.
    @Test func agreesWithTheDefinition() {
        var random = SeededRandom(seed: 17)
        for _ in 0..<200 {
            var fixture = Fixture()
            var words: Set<[UInt32]> = []
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                let length = Int.random(in: 2...6, using: &random)
                let word = (0..<length).map { _ in UInt32.random(in: 1...3, using: &random) }
                if words.insert(word).inserted { fixture.add(word, Double.random(in: -1...1, using: &random)) }
            }
            for selection in [KeywordSelection.all, .disjoint] {
                let (found, expected) = (fixture.taken(selection), defined(fixture, selection))
                #expect(found.map(\.index) == expected.map(\.index))
                #expect(found.map(\.score) == expected.map(\.score))
            }
        }
    }

    private func defined(_ fixture: Fixture, _ selection: KeywordSelection) -> [(index: Int, score: Double)] {
        var scores = fixture.candidates.map(\.score)
        var left = Array(fixture.candidates.indices)
        var taken: [(index: Int, score: Double)] = []
        while let best = left.max(by: { (scores[$0], $1) < (scores[$1], $0) }) {
            taken.append((best, scores[best]))
            left.removeAll { $0 == best }
            for other in left {
                if fixture.contains(best, other) {
                    scores[other] -= 0.3
                } else if fixture.contains(other, best) {
                    scores[other] -= 0.2
                }
            }
            if selection == .disjoint {
                left.removeAll { fixture.contains(best, $0) || fixture.contains($0, best) }
            }
        }
        return taken
    }
}
