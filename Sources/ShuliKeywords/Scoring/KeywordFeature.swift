/// The features of a candidate that the scorer weighs: flags, shares and logarithms, most of them between 0 and 1.
/// Those of one component of a score (`Keyword.ScoreComponents`) are adjacent. Features whose names begin with `short`
/// are copies that only short texts have, scaled by their shortness; the products of two features were chosen by a
/// score test (see the experiments on keywords in the documentation).
enum KeywordFeature: Int, CaseIterable {
    // Component base.
    case bias, shortBias
    // Component title: whether the title contains it, or at least its characters, cut into other words; what is next to
    // it there, its position, its share of the title, how rare its words are.
    case inTitle, charactersInTitle, titleBounded, titleLeft, titleRight, titleStart, titleShare, titleEarly, titleCount
    case titleRarity, longCharactersInTitle, shortInTitle, shortTitleStart, shortTitleShare
    // Component position: of its first and last occurrence in the text.
    case early, late, atEnd, shortEarly, shortLate
    // Component frequency: occurrences in the text and title together.
    case logCount, countMany, countShare, once, twice, shortCount, shortOnce
    // Component rarity: that of its words: the mean, the rarest and the commonest word, the mean times its frequency,
    // and its rank by that product.
    case rarity, rarest, leastRarity, frequencyRarity, frequencyRarityRank, characters2Rarity
    // Component cohesion: how often a longer phrase contains it, or one that is in the title too; its frequency against
    // that of its words; the number of its words.
    case contained, titleContained, cohesion, tightness, words2, words3, words4, rankTitleContained
    // Component surroundings: the number of different neighbours, and the share of its occurrences next to words that
    // are part of no keyword, to marks, to 的, in enumerations,
    case rightVariety, leftVariety, rightBounded, leftBounded, leftMark, rightMark, leftOf, rightOf, enumerated
    // behind a preposition, behind an adverb (不, 很), behind a verb, before 了, 着 or 过;
    case leftPreposition, leftAdverb, leftVerb, rightAspect
    // and products of these.
    case phraseVariety, characters2RightVariety, bothVarieties, countRightMark
    // Component form: its length in characters, and their kinds.
    case characters2, characters4, charactersMore, firstNumber, lastNumber, latin, digits, person, listed
    // The class of its last word, and of its first where it has several; a verb and a noun, a single verb.
    case lastUnlisted, lastNoun, lastVerb, lastNounVerb, lastAdjective, lastAdverb, lastPlace, lastPerson
    case lastOtherName, lastIdiom, lastTime, lastExpression
    case firstUnlisted, firstAdverb, firstPlace, firstBound, verbAndNoun, verbAlone
    // Component marks: 《》 and quotation marks around it, and occurrences inside longer marked names.
    case titleMarks, titleMarksInTitle, quoted, insideNames
}

extension KeywordFeature {
    /// The components of a score that `Keyword.ScoreComponents` names.
    enum Component: Int, CaseIterable {
        case base, title, position, frequency, rarity, cohesion, surroundings, form, marks

        /// The numbers of its features.
        var features: Range<Int> {
            let next = rawValue + 1
            return Self.firsts[rawValue]
                .rawValue..<(next < Self.firsts.count ? Self.firsts[next].rawValue : KeywordFeature.allCases.count)
        }

        /// The first feature of each.
        private static let firsts: [KeywordFeature] = [
            .bias, .inTitle, .early, .logCount, .rarity, .contained, .rightVariety, .characters2, .titleMarks,
        ]
    }
}

/// The values of a candidate's features.
///
/// Unsafe code: an array would check for unique ownership at each of some forty writes a candidate. Invariant: `memory`
/// holds `vectors` vectors of eight numbers, which is room for all features.
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

    /// Eight features in their order; zeros behind the last feature.
    func vector(_ index: Int) -> SIMD8<Double> {
        precondition(index < Self.vectors)
        return memory.load(fromByteOffset: index * MemoryLayout<SIMD8<Double>>.size, as: SIMD8<Double>.self)
    }

    /// Sets a feature to 1 where it holds.
    func flag(_ feature: KeywordFeature, _ holds: Bool) { if holds { self[feature] = 1 } }

    func reset() { memory.initializeMemory(as: UInt8.self, repeating: 0, count: Self.size) }
}
