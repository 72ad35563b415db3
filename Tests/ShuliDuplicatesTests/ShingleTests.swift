import ShuliTestSupport
import Testing

@testable import ShuliDuplicates

@Suite struct ShingleTests {
    private func anchors(_ symbols: [UInt16]) -> Set<UInt64> {
        var anchors: Set<UInt64> = []
        symbols.withUnsafeBufferPointer { Anchors.find(in: $0) { hash, _ in anchors.insert(hash) } }
        return anchors
    }

    private func symbols(_ count: Int, _ alphabet: UInt16, _ random: inout SeededRandom) -> [UInt16] {
        (0..<count).map { _ in UInt16.random(in: 1...alphabet, using: &random) }
    }

    /// The guarantee of winnowing: a run of window + length - 1 shingles' symbols in both texts gives a common anchor.
    @Test func aSharedRunSharesAnAnchor() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<500 {
            let run = symbols(Shingle.length + Anchors.window - 1, 2_000, &random)
            let left = symbols(.random(in: 0...60, using: &random), 2_000, &random) + run
            let right = run + symbols(.random(in: 0...60, using: &random), 2_000, &random)
            #expect(!anchors(left).isDisjoint(with: anchors(right)))
        }
    }

    @Test func aboutOneShingleInEightIsAnAnchor() {
        var random = SeededRandom(seed: 2)
        let count = anchors(symbols(20_000, 3_000, &random)).count
        #expect((2_000...2_800).contains(count))
    }

    @Test func shortTexts() {
        #expect(anchors([1, 2, 3, 4, 5, 6, 7]).isEmpty)
        #expect(anchors([1, 2, 3, 4, 5, 6, 7, 8]).count == 1)
        #expect(anchors([UInt16](repeating: 9, count: 500)).count == 1)
        #expect(anchors([]).isEmpty)
    }

    @Test func positionsAreThoseOfTheHashes() {
        var random = SeededRandom(seed: 3)
        let text = symbols(400, 50, &random)
        text.withUnsafeBufferPointer { buffer in
            var found: [UInt64] = []
            Anchors.find(in: buffer) { hash, place in
                let (low, high) = Shingle.symbols(buffer.baseAddress.unsafelyUnwrapped, place)
                #expect(Shingle.hash(low, high) == hash)
                found.append(hash)
            }
            let fingerprint = Fingerprint(buffer)
            var again: [UInt64] = []
            fingerprint.gaps.withUnsafeBufferPointer { gaps in
                Anchors.forEach(in: buffer, gaps: gaps) { index, hash in
                    #expect(index == again.count)
                    again.append(hash)
                }
            }
            #expect(again == found)
            #expect(Fingerprint.anchors(of: text[...], gaps: fingerprint.gaps[...]) == fingerprint.anchors)
        }
    }

    @Test func differentTextsHaveDifferentHashes() {
        var random = SeededRandom(seed: 4)
        var hashes: Set<UInt64> = []
        for count in 0..<2_000 {
            hashes.insert(symbols(count % 40, 3, &random).withUnsafeBufferPointer { Fingerprint.hash($0) })
        }
        let zeros = (0..<20).map { [UInt16](repeating: 1, count: $0).withUnsafeBufferPointer { Fingerprint.hash($0) } }
        #expect(Set(zeros).count == 20)
        #expect(hashes.count > 1_700)
    }

    @Test func sortingAndSets() {
        var random = SeededRandom(seed: 6)
        for count in [0, 1, 2, 255, 256, 257, 5_000] {
            let words = (0..<count).map { _ in UInt64.random(in: 0...UInt64(1) << 36, using: &random) }
            var sorted = words
            RadixSort.sort(&sorted)
            #expect(sorted == words.sorted())
        }
        var set = CommonShingles()
        var model: [UInt64: UInt64] = [:]
        for _ in 0..<20_000 {
            let anchor = (UInt64.random(in: 1...400, using: &random) << Posting.textBits)
            let hash = UInt64.random(in: 0...UInt64.max, using: &random)
            if Bool.random(using: &random) {
                set.insert(anchor, witnessedUpTo: hash)
                model[anchor] = hash
            } else {
                set.remove(anchor)
                model[anchor] = nil
            }
            #expect(set.contains(anchor) == (model[anchor] != nil))
            #expect(set.count == model.count)
        }
        let read = CommonShingles(words: set.words)
        #expect(read.words == set.words)
        let step = UInt64(1) << 40
        for (anchor, hash) in model {
            // To the precision of the bits that are kept.
            #expect(!read.staysCommon(anchor, withTextOf: hash))
            #expect(hash > .max - step || read.staysCommon(anchor, withTextOf: hash + step))
            #expect(hash < step || !read.staysCommon(anchor, withTextOf: hash - step))
        }
        #expect(!read.staysCommon(UInt64(500) << Posting.textBits, withTextOf: .max))
    }
}
