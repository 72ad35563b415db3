/// What the scorer sees of a candidate: flags, shares and logarithms, each about 0 to 1.
enum KeywordFeature: Int, CaseIterable {
    case bias
    // Where it stands in the text.
    case early, late, atEnd
    // How often; in the text and title together. `absent`: only in the title.
    case logCount, countMany, countShare, once, absent
    // How rare its words are: the mean, the rarest, the commonest; and that times its frequency.
    case rarity, rarest, leastRarity, frequencyRarity
    // In the title: whether, what stands beside it there, where, how much of the title it is.
    case inTitle, titleBounded, titleLeft, titleRight, titleStart, titleShare, titleEarly, titleCount
    // As a phrase: how often a longer one holds it, one that is in the title too; how its words hold together.
    case contained, titleContained, cohesion, tightness, words2, words3, words4
    // Its length in letters.
    case letters2, letters4, lettersMore
    // What stands beside it.
    case rightVariety, leftVariety, rightBounded, leftBounded, leftMark, rightMark, leftOf, rightOf, enumerated
    // Marks around it.
    case book, bookInTitle, quoted, insideNames
    // Its letters.
    case lastInner, firstNumber, lastNumber, latin, digits, linked, person, listed, functionInside
    // The class of its last word, and of its first where it has several.
    case lastUnlisted, lastNoun, lastVerb, lastNounVerb, lastAdjective, lastAdverb, lastPlace, lastPerson
    case lastIdiom, lastTime, lastExpression
    case firstUnlisted, firstAdverb, firstPlace, firstBound
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
        case .logCount, .countMany, .countShare, .once, .absent, .shortCount, .shortOnce: .frequency
        case .rarity, .rarest, .leastRarity, .frequencyRarity: .rarity
        case .inTitle, .titleBounded, .titleLeft, .titleRight, .titleStart, .titleShare, .titleEarly, .titleCount,
            .shortInTitle, .shortTitleStart, .shortTitleShare:
            .title
        case .contained, .titleContained, .cohesion, .tightness, .words2, .words3, .words4: .cohesion
        case .rightVariety, .leftVariety, .rightBounded, .leftBounded, .leftMark, .rightMark, .leftOf, .rightOf,
            .enumerated:
            .surroundings
        case .book, .bookInTitle, .quoted, .insideNames: .marks
        case .letters2, .letters4, .lettersMore, .lastInner, .firstNumber, .lastNumber, .latin, .digits, .linked,
            .person, .listed, .functionInside, .lastUnlisted, .lastNoun, .lastVerb, .lastNounVerb, .lastAdjective,
            .lastAdverb, .lastPlace, .lastPerson, .lastIdiom, .lastTime, .lastExpression, .firstUnlisted, .firstAdverb,
            .firstPlace, .firstBound:
            .form
        }
    }
}

/// The values of a candidate's features.
struct FeatureValues {
    private(set) var values = [Double](repeating: 0, count: KeywordFeature.allCases.count)

    subscript(_ feature: KeywordFeature) -> Double {
        get { values[feature.rawValue] }
        set { values[feature.rawValue] = newValue }
    }

    /// 1 where it holds.
    mutating func flag(_ feature: KeywordFeature, _ holds: Bool) { if holds { self[feature] = 1 } }

    mutating func reset() { for index in values.indices { values[index] = 0 } }
}
