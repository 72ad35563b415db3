import ShuliText

/// Reads the features of scored candidates.
struct FeatureReader {
    private let scored: ScoredCandidates
    private let containers: Containers
    private let buffer: UTF8Buffer
    private let mostCount: Double
    private let textLength: Double
    /// By scored candidate: 0 for the one whose frequency times rarity is greatest, and so on.
    private let ranks: [Int]
    /// 1 for a text of up to 200 letters, title included, to 0 for one of 500.
    private let shortness: Double

    /// Neighbours are looked at for so many occurrences.
    private static let sampled = 16
    /// A candidate that still stands in the last so many words of the row is at the end.
    private static let endWords = 60.0

    init(_ scored: ScoredCandidates, text buffer: UTF8Buffer) {
        self.scored = scored
        self.buffer = buffer
        containers = Containers(scored)
        mostCount = Double(max(1, scored.numbers.map { scored.table.candidates[$0].count }.max() ?? 1))
        textLength = Double(max(1, scored.rows.text.count))
        ranks = Self.ranks(scored)
        shortness = 1 - min(1, max(0, (Double(scored.textLetters + scored.titleLetters) - 200) / 300))
    }

    /// Writes the features of the candidate at an index.
    func read(_ index: Int, into values: inout FeatureValues) {
        values.reset()
        let candidate = scored.candidate(at: index)
        let words = scored.row(of: candidate)[candidate.words]
        let terms = scored.rows.terms(of: words)
        guard let first = terms.first, let last = terms.last else { return }
        values[.bias] = 1
        readPlaceAndCount(index, candidate, &values)
        readTerms(candidate, terms, &values)
        values[.frequencyRarityRank] = 1 / (1 + Double(ranks[index]) / 5)
        readPhrase(index, candidate, &values)
        readSurroundings(index, candidate, &values)
        readForm(candidate, terms, &values)
        if let feature = Self.lastClass(last) { values.flag(feature, true) }
        if terms.count > 1 {
            if let feature = Self.firstClass(first) { values.flag(feature, true) }
            values.flag(.verbAndNoun, first.isVerb && last.isNoun)
        } else {
            values.flag(.verbAlone, first.isVerb)
        }
        readProducts(&values)
        if shortness > 0 { readShortText(&values) }
    }

    private func readPlaceAndCount(_ index: Int, _ candidate: Candidate, _ values: inout FeatureValues) {
        let start = candidate.isInText ? Double(candidate.words.lowerBound) : textLength
        let count = Double(candidate.count + candidate.titleCount)
        values[.early] = candidate.isInText ? 1 / (1 + start / 30) : 0
        values[.late] = start / textLength
        values.flag(.atEnd, candidate.isInText && textLength - Double(candidate.last) < Self.endWords)
        values[.logCount] = Logarithm.natural(1 + count)
        values[.countMany] = max(0, values[.logCount] - 1.3)
        values[.countShare] = count / mostCount
        values.flag(.once, count == 1)
        values.flag(.twice, count == 2)
        guard candidate.titleCount > 0 else {
            values.flag(.lettersInTitle, scored.hasLettersInTitle(at: index))
            return
        }
        values[.inTitle] = 1
        values[.titleEarly] = values[.early]
        values[.titleCount] = values[.logCount]
        values[.titleShare] = Double(candidate.letters) / Double(max(1, scored.titleLetters))
    }

    private func readTerms(_ candidate: Candidate, _ terms: [Term], _ values: inout FeatureValues) {
        var (sum, most, least) = (0.0, 0.0, Double.infinity)
        var (commonest, rarest) = (0, Int.max)
        for term in terms {
            sum += term.rarity
            most = max(most, term.rarity)
            least = min(least, term.rarity)
            commonest = max(commonest, term.count)
            rarest = min(rarest, term.count)
        }
        // Rarities go from 0 to some 10.
        values[.rarity] = sum / Double(terms.count) / 8
        values[.rarest] = most / 8
        values[.leastRarity] = least / 8
        values[.frequencyRarity] = values[.logCount] * values[.rarity]
        guard terms.count > 1 else { return }
        let count = Double(candidate.count + candidate.titleCount)
        values[.cohesion] = count / Double(max(1, commonest))
        values[.tightness] = count / Double(max(1, rarest))
    }

    private func readPhrase(_ index: Int, _ candidate: Candidate, _ values: inout FeatureValues) {
        let number = scored.numbers[index]
        let count = Double(max(1, candidate.count + candidate.titleCount))
        values[.contained] = min(1.5, Double(containers.count[number]) / count)
        values[.titleContained] = min(1.5, Double(containers.titleCount[number]) / Double(max(1, candidate.count)))
        values.flag(.words2, candidate.wordCount == 2)
        values.flag(.words3, candidate.wordCount == 3)
        values.flag(.words4, candidate.wordCount >= 4)
        values.flag(.letters2, candidate.letters == 2)
        values.flag(.letters4, candidate.letters == 4)
        values[.lettersMore] = Double(max(0, candidate.letters - 5)) / 5
        values.flag(.book, candidate.isBook)
        values.flag(.bookInTitle, candidate.isBookInTitle)
        values.flag(.quoted, candidate.isQuoted)
        values[.insideNames] = Double(candidate.insideNames) / count
    }

    private func readForm(_ candidate: Candidate, _ terms: [Term], _ values: inout FeatureValues) {
        values.flag(.firstNumber, terms.first?.kind == .number)
        values.flag(.lastNumber, terms.last?.kind == .number)
        values.flag(.latin, terms.contains { $0.folded.hasLetter })
        values.flag(.digits, terms.contains { $0.folded.hasDigit })
        values.flag(.person, isPerson(candidate, terms))
        guard terms.count > 1, candidate.isInText else { return }
        values.flag(
            .listed, Lexicon.standard.entry(in: buffer, scored.range(of: candidate.words, in: scored.rows.text)) != nil)
    }

    // A surname and one or two letters, or one listed as a name.
    private func isPerson(_ candidate: Candidate, _ terms: [Term]) -> Bool {
        guard (2...3).contains(candidate.letters), let first = terms.first,
            KeywordVocabulary.surnames.contains(first.folded.first)
        else { return false }
        if terms.count > 1 { return first.folded.letters == 1 }
        guard let entry = first.entry else { return true }
        return entry.wordClass == .person || entry.wordClass == .otherName
    }

    private func readSurroundings(_ index: Int, _ candidate: Candidate, _ values: inout FeatureValues) {
        var (left, right): ([Int32], [Int32]) = ([], [])
        var seen = 0.0
        var titleStart: Int?
        for occurrence in scored.occurrences(at: index) {
            let row = occurrence.isInTitle ? scored.rows.title : scored.rows.text
            let before = occurrence.first > 0 ? row[Int(occurrence.first) - 1] : nil
            let behind = Int(occurrence.end) < row.count ? row[Int(occurrence.end)] : nil
            let isLeftBounded = before?.isInside != true
            let isRightBounded = behind?.isInside != true
            if occurrence.isInTitle {
                titleStart = titleStart ?? Int(occurrence.first)
                values.flag(.titleLeft, isLeftBounded)
                values.flag(.titleRight, isRightBounded)
            }
            guard seen < Double(Self.sampled) else { continue }
            seen += 1
            if isLeftBounded { values[.leftBounded] += 1 }
            if isRightBounded { values[.rightBounded] += 1 }
            // Marks and ends are each a neighbour of their own.
            Self.note(before, &left)
            Self.note(behind, &right)
            if Self.isMark(before) { values[.leftMark] += 1 }
            if Self.isMark(behind) { values[.rightMark] += 1 }
            if isPossessive(before) { values[.leftOf] += 1 }
            if isPossessive(behind) { values[.rightOf] += 1 }
            if let term = scored.term(of: before) {
                if term.role == .preposition { values[.leftPreposition] += 1 }
                if term.role == .adverb { values[.leftAdverb] += 1 }
                if term.entry?.wordClass == .verb { values[.leftVerb] += 1 }
            }
            if scored.term(of: behind)?.role == .aspect { values[.rightAspect] += 1 }
            if before?.mark == 0x3001 || behind?.mark == 0x3001 { values[.enumerated] += 1 }
        }
        values[.leftVariety] = Logarithm.natural(1 + Double(left.count))
        values[.rightVariety] = Logarithm.natural(1 + Double(right.count))
        for share in Self.shares { values[share] /= max(1, seen) }
        guard let titleStart else { return }
        values.flag(.titleBounded, values[.titleLeft] > 0 && values[.titleRight] > 0)
        values[.titleStart] = 1 / (1 + Double(titleStart) / 3)
    }

    private static let shares: [KeywordFeature] = [
        .leftBounded, .rightBounded, .leftMark, .rightMark, .leftOf, .rightOf, .enumerated, .leftPreposition,
        .leftAdverb,
        .leftVerb, .rightAspect,
    ]

    private static func note(_ neighbour: RowWord?, _ seen: inout [Int32]) {
        guard let neighbour, neighbour.isWord else { return seen.append(-1) }
        if !seen.contains(neighbour.term) { seen.append(neighbour.term) }
    }

    private static func isMark(_ word: RowWord?) -> Bool {
        guard let word else { return true }
        return word.kind == .mark || word.kind == .gap
    }

    private func isPossessive(_ word: RowWord?) -> Bool {
        guard let word, word.isWord, let folded = scored.term(of: word)?.folded else { return false }
        return folded.letters == 1 && folded.first == KeywordVocabulary.possessive
    }

    private func readProducts(_ values: inout FeatureValues) {
        values[.phraseVariety] = values[.leftVariety] * values[.tightness]
        values[.titleRarity] = values[.inTitle] * values[.leastRarity]
        values[.letters2Rarity] = values[.letters2] * values[.rarest]
        values[.letters2RightVariety] = values[.letters2] * values[.rightVariety]
        values[.bothVarieties] = values[.leftVariety] * values[.rightVariety]
        values[.countRightMark] = values[.logCount] * values[.rightMark]
        values[.rankTitleContained] = values[.frequencyRarityRank] * values[.titleContained]
        values[.longLettersInTitle] = min(1, Double(scored.textLetters) / 2000) * values[.lettersInTitle]
    }

    private func readShortText(_ values: inout FeatureValues) {
        values[.shortBias] = shortness
        values[.shortEarly] = shortness * values[.early]
        values[.shortLate] = shortness * values[.late]
        values[.shortCount] = shortness * values[.logCount]
        values[.shortOnce] = shortness * values[.once]
        values[.shortInTitle] = shortness * values[.inTitle]
        values[.shortTitleStart] = shortness * values[.titleStart]
        values[.shortTitleShare] = shortness * values[.titleShare]
    }

    private static func lastClass(_ term: Term) -> KeywordFeature? {
        guard let entry = term.entry else { return .lastUnlisted }
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

    private static func firstClass(_ term: Term) -> KeywordFeature? {
        guard let entry = term.entry else { return .firstUnlisted }
        switch entry.wordClass {
        case .adverb, .function: return .firstAdverb
        case .place: return .firstPlace
        case .bound: return .firstBound
        default: return nil
        }
    }

    // Of equal ones the first goes first.
    private static func ranks(_ scored: ScoredCandidates) -> [Int] {
        let weights = (0..<scored.count).map { index in
            let candidate = scored.candidate(at: index)
            let (sum, count) = scored.raritySum(of: candidate)
            return Logarithm.natural(1 + Double(candidate.count + candidate.titleCount)) * sum / Double(max(1, count))
        }
        var ranks = [Int](repeating: 0, count: weights.count)
        let order = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
        for (rank, index) in order.enumerated() { ranks[index] = rank }
        return ranks
    }
}
