import ShuliText

/// Computes the features of scored candidates.
struct FeatureReader {
    let scored: ScoredCandidates
    private let words: [RowWord]
    private let terms: [Term]
    private let containers: Containers
    private let buffer: UTF8Buffer
    /// The standard one, as in `KeywordVocabulary`.
    private let lexicon = Lexicon.standard
    private let logarithms = smallLogarithms
    private let maximumCount: Double
    private let textLength: Double
    /// By scored candidate, its rank by frequency times rarity: 0 for the greatest.
    private var ranks: [Int32] = []
    /// 1 for a text of up to 200 characters, title included, falling to 0 for one of 500. Chosen by hand between the
    /// lengths of abstracts and of articles.
    private let shortness: Double

    /// The number of occurrences whose neighbours are counted. Must be below 256, see `Neighbour`.
    private static let sampleSize = 16
    /// A candidate that occurs among so many last words of the text has the feature `atEnd`. A scale of a feature,
    /// chosen by hand before its weight was trained.
    private static let endWords = 60.0

    init(_ scored: ScoredCandidates, text buffer: UTF8Buffer) {
        self.scored = scored
        words = scored.rows.words
        terms = scored.rows.terms
        self.buffer = buffer
        containers = Containers(scored)
        var maximumCount: Int32 = 1
        for index in 0..<scored.count { maximumCount = max(maximumCount, scored.candidate(at: index).count) }
        self.maximumCount = Double(maximumCount)
        textLength = Double(max(1, scored.rows.text.count))
        shortness = 1 - min(1, max(0, (Double(scored.rows.textLength + scored.rows.titleLength) - 200) / 300))
        ranks = readRanks()
    }

    /// Whether a candidate is in the title, or among the first `maximum` ones by frequency times rarity: hardly any of
    /// the others is a keyword.
    func isWorthScoring(_ maximum: Int, _ index: Int) -> Bool {
        ranks[index] < maximum || scored.candidate(at: index).titleCount > 0
    }

    /// Writes the features of the candidate at an index.
    func read(_ index: Int, into values: borrowing FeatureValues) {
        values.reset()
        let candidate = scored.candidate(at: index)
        guard let words = statistics(candidate) else { return }
        values[.bias] = 1
        readPositionAndCount(index, candidate, values)
        readTerms(candidate, words, values)
        values[.frequencyRarityRank] = 1 / (1 + Double(ranks[index]) / 5)
        readPhrase(index, candidate, values)
        readSurroundings(index, values)
        readForm(candidate, words, values)
        if let feature = Self.lastClass(terms[words.last].entry) { values.flag(feature, true) }
        if words.count > 1 {
            if let feature = Self.firstClass(terms[words.first].entry) { values.flag(feature, true) }
            values.flag(.verbAndNoun, terms[words.first].isVerb && terms[words.last].isNoun)
        } else {
            values.flag(.verbAlone, terms[words.first].isVerb)
        }
        readProducts(values)
        if shortness > 0 { readShortText(values) }
    }

    // Of a candidate's words; nil where it has none.
    @inline(__always)
    private func statistics(_ candidate: Candidate) -> WordStatistics? {
        var sum = WordStatistics()
        for position in candidate.words where words[position].isWord {
            let number = Int(words[position].term)
            if sum.first < 0 { sum.first = number }
            sum.last = number
            sum.count += 1
            let rarity = terms[number].rarity
            sum.raritySum += rarity
            sum.rarest = max(sum.rarest, rarity)
            sum.commonest = min(sum.commonest, rarity)
            sum.mostFrequent = max(sum.mostFrequent, terms[number].count)
            sum.leastFrequent = min(sum.leastFrequent, terms[number].count)
            if terms[number].folded.hasLetter { sum.hasLetter = true }
            if terms[number].folded.hasDigit { sum.hasDigit = true }
        }
        return sum.count > 0 ? sum : nil
    }

    private func readPositionAndCount(_ index: Int, _ candidate: Candidate, _ values: borrowing FeatureValues) {
        let isInText = scored.rows.isInText(candidate.words.lowerBound)
        let firstWord = scored.rows.text.lowerBound
        let start = isInText ? Double(candidate.words.lowerBound - firstWord) : textLength
        let count = Double(candidate.count + candidate.titleCount)
        values[.early] = isInText ? 1 / (1 + start / 30) : 0
        values[.late] = start / textLength
        values.flag(.atEnd, isInText && textLength - Double(Int(candidate.last) - firstWord) < Self.endWords)
        values[.logCount] = logarithm(of: 1 + Int(candidate.count + candidate.titleCount))
        values[.countMany] = max(0, values[.logCount] - 1.3)
        values[.countShare] = count / maximumCount
        values.flag(.once, count == 1)
        values.flag(.twice, count == 2)
        guard candidate.titleCount > 0 else {
            values.flag(.charactersInTitle, scored.hasCharactersInTitle(candidate))
            return
        }
        values[.inTitle] = 1
        values[.titleEarly] = values[.early]
        values[.titleCount] = values[.logCount]
        values[.titleShare] = Double(candidate.length) / Double(max(1, scored.rows.titleLength))
    }

    private func readTerms(_ candidate: Candidate, _ words: WordStatistics, _ values: borrowing FeatureValues) {
        // Rarities range from 0 to about 10.
        values[.rarity] = words.raritySum / Double(words.count) / 8
        values[.rarest] = words.rarest / 8
        values[.leastRarity] = words.commonest / 8
        values[.frequencyRarity] = values[.logCount] * values[.rarity]
        guard words.count > 1 else { return }
        let count = Double(candidate.count + candidate.titleCount)
        values[.cohesion] = count / Double(max(1, words.mostFrequent))
        values[.tightness] = count / Double(max(1, words.leastFrequent))
    }

    private func readPhrase(_ index: Int, _ candidate: Candidate, _ values: borrowing FeatureValues) {
        let number = scored.numbers[index]
        let count = Double(max(1, candidate.count + candidate.titleCount))
        values[.contained] = min(1.5, Double(containers.count[number]) / count)
        values[.titleContained] = min(1.5, Double(containers.titleCount[number]) / Double(max(1, candidate.count)))
        values.flag(.words2, candidate.wordCount == 2)
        values.flag(.words3, candidate.wordCount == 3)
        values.flag(.words4, candidate.wordCount >= 4)
        values.flag(.characters2, candidate.length == 2)
        values.flag(.characters4, candidate.length == 4)
        values[.charactersMore] = Double(max(0, candidate.length - 5)) / 5
        values.flag(.titleMarks, candidate.hasTitleMarks)
        values.flag(.titleMarksInTitle, candidate.isMarkedInTitle)
        values.flag(.quoted, candidate.isQuoted)
        values[.insideNames] = Double(candidate.insideNames) / count
    }

    private func readForm(_ candidate: Candidate, _ words: WordStatistics, _ values: borrowing FeatureValues) {
        values.flag(.firstNumber, terms[words.first].kind == .number)
        values.flag(.lastNumber, terms[words.last].kind == .number)
        values.flag(.latin, words.hasLetter)
        values.flag(.digits, words.hasDigit)
        values.flag(.person, isPerson(candidate, words))
        guard words.count > 1, scored.rows.isInText(candidate.words.lowerBound) else { return }
        values.flag(.listed, lexicon.entry(in: buffer, scored.rows.range(of: candidate.words)) != nil)
    }

    // A surname and one or two characters; a single word must be unlisted or listed as a name.
    private func isPerson(_ candidate: Candidate, _ words: WordStatistics) -> Bool {
        guard (2...3).contains(candidate.length), terms[words.first].beginsWithSurname else { return false }
        if words.count > 1 { return terms[words.first].folded.letters == 1 }
        guard let entry = terms[words.first].entry else { return true }
        return entry.wordClass == .person || entry.wordClass == .otherName
    }

    private func readSurroundings(_ index: Int, _ values: borrowing FeatureValues) {
        var (left, right, either) = (Neighbour(), Neighbour(), Neighbour())
        var (leftTerms, rightTerms): (UInt64, UInt64) = (0, 0)
        var (leftVariety, rightVariety) = (0, 0)
        var seen = 0
        var titleStart: Int?
        let positions = scored.occurrences(at: index)
        for position in positions {
            let occurrence = scored.occurrences[position]
            let before = words[Int(occurrence.first) - 1]
            let behind = words[Int(occurrence.end)]
            if !scored.rows.isInText(Int(occurrence.first)) {
                titleStart = titleStart ?? Int(occurrence.first) - scored.rows.title.lowerBound
                values.flag(.titleLeft, before.neighbour[.bound] > 0)
                values.flag(.titleRight, behind.neighbour[.bound] > 0)
            }
            guard seen < Self.sampleSize else { continue }
            // Each mark and each end of a line counts as a neighbour of its own.
            if !before.isWord || Self.isFirst(before, &leftTerms)
                || !isTerm(before.term, beside: positions.lowerBound..<position, { Int($0.first) - 1 })
            {
                leftVariety += 1
            }
            if !behind.isWord || Self.isFirst(behind, &rightTerms)
                || !isTerm(behind.term, beside: positions.lowerBound..<position, { Int($0.end) })
            {
                rightVariety += 1
            }
            seen += 1
            left += before.neighbour
            right += behind.neighbour
            either += before.neighbour | behind.neighbour
        }
        values[.leftVariety] = logarithm(of: 1 + leftVariety)
        values[.rightVariety] = logarithm(of: 1 + rightVariety)
        let sampled = Double(max(1, seen))
        // Most counts are 0: nothing is written then.
        @inline(__always)
        func share(_ feature: KeywordFeature, _ count: Int) {
            if count > 0 { values[feature] = Double(count) / sampled }
        }
        share(.leftBounded, left[.bound])
        share(.rightBounded, right[.bound])
        share(.leftMark, left[.mark])
        share(.rightMark, right[.mark])
        share(.leftOf, left[.possessive])
        share(.rightOf, right[.possessive])
        share(.leftPreposition, left[.preposition])
        share(.leftAdverb, left[.adverb])
        share(.leftVerb, left[.verb])
        share(.rightAspect, right[.aspect])
        share(.enumerated, either[.enumerating])
        guard let titleStart else { return }
        values.flag(.titleBounded, values[.titleLeft] > 0 && values[.titleRight] > 0)
        values[.titleStart] = 1 / (1 + Double(titleStart) / 3)
    }

    // Whether no term with the same last six bits was noted before: then the term is new, and no search is needed.
    @inline(__always)
    private static func isFirst(_ word: RowWord, _ noted: inout UInt64) -> Bool {
        let bit: UInt64 = 1 << UInt64(word.term & 63)
        defer { noted |= bit }
        return noted & bit == 0
    }

    @inline(__always)
    private func isTerm(_ term: Int32, beside positions: Range<Int>, _ neighbour: (Occurrence) -> Int) -> Bool {
        for position in positions where words[neighbour(scored.occurrences[position])].term == term { return true }
        return false
    }

    private static let smallLogarithms = (0..<256).map { Logarithm.natural(Double($0)) }

    // ln of an integer; most are small and looked up.
    private func logarithm(of number: Int) -> Double {
        number < logarithms.count ? logarithms[number] : Logarithm.natural(Double(number))
    }

    private func readProducts(_ values: borrowing FeatureValues) {
        values[.phraseVariety] = values[.leftVariety] * values[.tightness]
        values[.titleRarity] = values[.inTitle] * values[.leastRarity]
        values[.characters2Rarity] = values[.characters2] * values[.rarest]
        values[.characters2RightVariety] = values[.characters2] * values[.rightVariety]
        values[.bothVarieties] = values[.leftVariety] * values[.rightVariety]
        values[.countRightMark] = values[.logCount] * values[.rightMark]
        values[.rankTitleContained] = values[.frequencyRarityRank] * values[.titleContained]
        values[.longCharactersInTitle] = min(1, Double(scored.rows.textLength) / 2000) * values[.charactersInTitle]
    }

    private func readShortText(_ values: borrowing FeatureValues) {
        values[.shortBias] = shortness
        values[.shortEarly] = shortness * values[.early]
        values[.shortLate] = shortness * values[.late]
        values[.shortCount] = shortness * values[.logCount]
        values[.shortOnce] = shortness * values[.once]
        values[.shortInTitle] = shortness * values[.inTitle]
        values[.shortTitleStart] = shortness * values[.titleStart]
        values[.shortTitleShare] = shortness * values[.titleShare]
    }

    private static func lastClass(_ entry: LexiconEntry?) -> KeywordFeature? {
        guard let entry else { return .lastUnlisted }
        switch entry.wordClass {
        case .noun: return .lastNoun
        case .verb: return .lastVerb
        case .nounAndVerb: return .lastNounVerb
        case .adjective: return .lastAdjective
        case .adverb, .function: return .lastAdverb
        case .place: return .lastPlace
        case .person: return .lastPerson
        case .idiom: return .lastIdiom
        case .time: return .lastTime
        case .expression, .phrase, .numeral: return .lastExpression
        case .otherName: return .lastOtherName
        case .bound, .unknown: return nil
        }
    }

    private static func firstClass(_ entry: LexiconEntry?) -> KeywordFeature? {
        guard let entry else { return .firstUnlisted }
        switch entry.wordClass {
        case .adverb, .function: return .firstAdverb
        case .place: return .firstPlace
        case .bound: return .firstBound
        default: return nil
        }
    }

    private func readRanks() -> [Int32] {
        // Value and index in one integer, because integers are sorted several times faster than pairs. Values are not
        // negative, so that their bits rise with them; those that differ by less than a 32-bit float shows count as
        // equal.
        var order: [UInt64] = []
        order.reserveCapacity(scored.count)
        for index in 0..<scored.count {
            let candidate = scored.candidate(at: index)
            var (sum, count) = (0.0, 0)
            for position in candidate.words where words[position].isWord {
                sum += terms[Int(words[position].term)].rarity
                count += 1
            }
            let frequency = logarithm(of: 1 + Int(candidate.count + candidate.titleCount))
            let value = Float(frequency * sum / Double(max(1, count)))
            order.append(UInt64(~value.bitPattern) << 32 | UInt64(index))
        }
        order.sort()
        var ranks = [Int32](repeating: 0, count: scored.count)
        for (rank, key) in order.enumerated() { ranks[Int(key & 0xFFFF_FFFF)] = Int32(rank) }
        return ranks
    }
}

/// Sums and extremes over the words of a candidate, marks left out.
private struct WordStatistics {
    /// The numbers of the first and of the last word among the terms.
    var first = -1
    var last = -1
    var count = 0
    var raritySum = 0.0
    var rarest = 0.0
    var commonest = Double.infinity
    var mostFrequent: Int32 = 0
    var leastFrequent = Int32.max
    var hasLetter = false
    var hasDigit = false
}
