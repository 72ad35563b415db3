/// What the scorer sees of a candidate: flags, shares and logarithms, each about 0 to 1. Those of one part of a score
/// (`Keyword.Parts`) stand together. Names that begin with `short` are the same again for short texts; products stand
/// where one tells more beside the other.
enum KeywordFeature: Int, CaseIterable {
    // Part base.
    case bias, shortBias
    // Part title: whether it stands there, or at least its letters, cut into other words; what stands beside it there,
    // where, how much of the title it is; how rare the words of a title's phrase are, …
    case inTitle, lettersInTitle, titleBounded, titleLeft, titleRight, titleStart, titleShare, titleEarly, titleCount
    case titleRarity, longLettersInTitle, shortInTitle, shortTitleStart, shortTitleShare
    // Part position: where it stands in the text.
    case early, late, atEnd, shortEarly, shortLate
    // Part frequency: how often; in the text and title together.
    case logCount, countMany, countShare, once, twice, shortCount, shortOnce
    // Part rarity: of its words: the mean, the rarest, the commonest; that times its frequency, and its rank by that.
    case rarity, rarest, leastRarity, frequencyRarity, frequencyRarityRank, letters2Rarity
    // Part cohesion: how often a longer phrase holds it, one that is in the title too; how its words hold together.
    case contained, titleContained, cohesion, tightness, words2, words3, words4, rankTitleContained
    // Part surroundings: what stands beside it.
    case rightVariety, leftVariety, rightBounded, leftBounded, leftMark, rightMark, leftOf, rightOf, enumerated
    // The share of its places behind a preposition, behind an adverb (不, 很), behind a verb, before 了, 着 or 过.
    case leftPreposition, leftAdverb, leftVerb, rightAspect
    // How many neighbours a phrase has that holds together, …
    case phraseVariety, letters2RightVariety, bothVarieties, countRightMark
    // Part form: its length in letters, and what letters.
    case letters2, letters4, lettersMore, firstNumber, lastNumber, latin, digits, person, listed
    // The class of its last word, and of its first where it has several; a verb and its object, a verb alone.
    case lastUnlisted, lastNoun, lastVerb, lastNounVerb, lastAdjective, lastAdverb, lastPlace, lastPerson
    case lastOtherName, lastIdiom, lastTime, lastExpression
    case firstUnlisted, firstAdverb, firstPlace, firstBound, verbAndNoun, verbAlone
    // Part marks: around it.
    case book, bookInTitle, quoted, insideNames
}

extension KeywordFeature {
    /// The parts of a score that `Keyword.Parts` names, each by the first of its features.
    enum Part: Int, CaseIterable {
        case base, title, position, frequency, rarity, cohesion, surroundings, form, marks

        /// The numbers of its features.
        var features: Range<Int> {
            let next = rawValue + 1
            return Self.firsts[rawValue]
                .rawValue..<(next < Self.firsts.count ? Self.firsts[next].rawValue : KeywordFeature.allCases.count)
        }

        private static let firsts: [KeywordFeature] = [
            .bias, .inTitle, .early, .logCount, .rarity, .contained, .rightVariety, .letters2, .book,
        ]
    }
}

/// The values of a candidate's features.
///
/// Unsafe code: an array would be asked whether it is its owner's alone at each of some forty writes a candidate. Invariant:
/// `memory` holds `vectors` vectors of eight numbers, and no feature's number is beyond.
struct FeatureValues: ~Copyable {
    private let memory: UnsafeMutableRawPointer
    private static let vectors = (KeywordFeature.allCases.count + 7) / 8
    private static let size = vectors * MemoryLayout<SIMD8<Double>>.size

    init() {
        memory = .allocate(byteCount: Self.size, alignment: MemoryLayout<SIMD8<Double>>.alignment)
        reset()
    }

    deinit { memory.deallocate() }

    subscript(_ feature: KeywordFeature) -> Double {
        get { memory.load(fromByteOffset: feature.rawValue * 8, as: Double.self) }
        nonmutating set { memory.storeBytes(of: newValue, toByteOffset: feature.rawValue * 8, as: Double.self) }
    }

    /// A feature by its number.
    func value(_ index: Int) -> Double {
        precondition(index < 8 * Self.vectors)
        return memory.load(fromByteOffset: index * 8, as: Double.self)
    }

    /// Eight features in their order, zeros behind the last.
    func vector(_ index: Int) -> SIMD8<Double> {
        precondition(index < Self.vectors)
        return memory.load(fromByteOffset: index * MemoryLayout<SIMD8<Double>>.size, as: SIMD8<Double>.self)
    }

    /// 1 where it holds.
    func flag(_ feature: KeywordFeature, _ holds: Bool) { if holds { self[feature] = 1 } }

    func reset() { memory.initializeMemory(as: UInt8.self, repeating: 0, count: Self.size) }
}
