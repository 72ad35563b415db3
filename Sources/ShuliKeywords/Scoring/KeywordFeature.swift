/// What the scorer sees of a candidate: flags, shares and logarithms, each about 0 to 1.
enum KeywordFeature: Int, CaseIterable {
    case bias
    // Where it stands in the text.
    case early, late, atEnd
    // How often; in the text and title together.
    case logCount, countMany, countShare, once, twice
    // How rare its words are: the mean, the rarest, the commonest; that times its frequency, and its rank by that.
    case rarity, rarest, leastRarity, frequencyRarity, frequencyRarityRank
    // In the title: whether, or at least its letters, cut into other words; what stands beside it there, where, how much
    // of the title it is.
    case inTitle, lettersInTitle, titleBounded, titleLeft, titleRight, titleStart, titleShare, titleEarly, titleCount
    // As a phrase: how often a longer one holds it, one that is in the title too; how its words hold together.
    case contained, titleContained, cohesion, tightness, words2, words3, words4
    // Its length in letters.
    case letters2, letters4, lettersMore
    // What stands beside it.
    case rightVariety, leftVariety, rightBounded, leftBounded, leftMark, rightMark, leftOf, rightOf, enumerated
    // The share of its places behind a preposition, behind an adverb (不, 很), behind a verb, before 了, 着 or 过.
    case leftPreposition, leftAdverb, leftVerb, rightAspect
    // Marks around it.
    case book, bookInTitle, quoted, insideNames
    // Its letters.
    case firstNumber, lastNumber, latin, digits, person, listed
    // The class of its last word, and of its first where it has several; a verb and its object, a verb alone.
    case lastUnlisted, lastNoun, lastVerb, lastNounVerb, lastAdjective, lastAdverb, lastPlace, lastPerson
    case lastOtherName, lastIdiom, lastTime, lastExpression
    case firstUnlisted, firstAdverb, firstPlace, firstBound, verbAndNoun, verbAlone
    // Products, where one tells more beside the other: how many neighbours a phrase has that holds together, how rare the
    // words of a title's phrase are, …
    case phraseVariety, titleRarity, letters2Rarity, letters2RightVariety, bothVarieties, countRightMark
    case rankTitleContained, longLettersInTitle
    // The same again for short texts.
    case shortBias, shortEarly, shortLate, shortCount, shortOnce, shortInTitle, shortTitleStart, shortTitleShare
}

extension KeywordFeature {
    /// The parts of a score that `Keyword.Parts` names.
    enum Part: Int, CaseIterable {
        case base, title, position, frequency, rarity, cohesion, surroundings, form, marks
    }

    var part: Part {
        switch self {
        case .bias, .shortBias: .base
        case .early, .late, .atEnd, .shortEarly, .shortLate: .position
        case .logCount, .countMany, .countShare, .once, .twice, .shortCount, .shortOnce: .frequency
        case .rarity, .rarest, .leastRarity, .frequencyRarity, .frequencyRarityRank, .letters2Rarity: .rarity
        case .inTitle, .lettersInTitle, .titleBounded, .titleLeft, .titleRight, .titleStart, .titleShare, .titleEarly,
            .titleCount, .shortInTitle, .shortTitleStart, .shortTitleShare, .titleRarity, .longLettersInTitle:
            .title
        case .contained, .titleContained, .cohesion, .tightness, .words2, .words3, .words4, .rankTitleContained:
            .cohesion
        case .rightVariety, .leftVariety, .rightBounded, .leftBounded, .leftMark, .rightMark, .leftOf, .rightOf,
            .enumerated, .leftPreposition, .leftAdverb, .leftVerb, .rightAspect, .phraseVariety, .letters2RightVariety,
            .bothVarieties, .countRightMark:
            .surroundings
        case .book, .bookInTitle, .quoted, .insideNames: .marks
        case .letters2, .letters4, .lettersMore, .firstNumber, .lastNumber, .latin, .digits, .person, .listed,
            .lastUnlisted, .lastNoun, .lastVerb, .lastNounVerb, .lastAdjective,
            .lastAdverb, .lastPlace, .lastPerson, .lastOtherName, .lastIdiom, .lastTime, .lastExpression,
            .firstUnlisted,
            .firstAdverb, .firstPlace, .firstBound, .verbAndNoun, .verbAlone:
            .form
        }
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
