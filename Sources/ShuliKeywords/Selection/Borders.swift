import ShuliText

/// What the words and marks beside the occurrences of a candidate say about its borders.
struct Borders {
    /// The number of occurrences that were looked at, in text and title.
    private(set) var seen = 0
    /// In how many of them something that is part of no keyword, or a verb, is beside it.
    private(set) var freeLeft = 0
    private(set) var freeRight = 0
    /// How often the neighbour changes from one occurrence to the next; each mark and each end of a line is a change.
    private(set) var leftVariety = 0
    private(set) var rightVariety = 0
    /// In how many of them a word, a number with its measure or a linked name goes on across a border.
    private(set) var broken = 0
    /// In how many of them 了, 着 or 过 is behind it, and in how many 的.
    private(set) var beforeAspect = 0
    private(set) var beforePossessive = 0

    /// Whether something that is part of no keyword is beside it, in any occurrence.
    private var isBoundLeft = false
    private var isBoundRight = false
    /// Whether marks or gaps are at both sides of an occurrence: then it may be a whole clause.
    private(set) var isAlone = false
    private var leftTerm: Int32 = -1
    private var rightTerm: Int32 = -1

    /// At how many sides something that is part of no keyword is beside it.
    var boundSides: Int { (isBoundLeft ? 1 : 0) + (isBoundRight ? 1 : 0) }
    /// Whether it may begin, and end, where it does.
    var isOpenLeft: Bool { freeLeft == 0 && leftVariety < 2 }
    var isOpenRight: Bool { freeRight == 0 && rightVariety < 2 }
    var isComplete: Bool { !isOpenLeft && !isOpenRight }
    /// Whether it is a part of something longer nearly wherever it occurs: in four places of five.
    var isAlwaysBroken: Bool { seen > 0 && 5 * (seen - broken) <= seen }
    /// Whether it ends in a verb, as the words behind it say: 王小明带 | 着.
    var isAlwaysBeforeAspect: Bool { seen > 0 && beforeAspect == seen }
    /// Whether 的 is always behind it.
    var isAlwaysPossessive: Bool { seen > 0 && beforePossessive == seen }

    fileprivate init() {}

    fileprivate mutating func note(_ before: RowWord, _ behind: RowWord) {
        seen += 1
        if before.neighbour[.bound] > 0 { isBoundLeft = true }
        if before.neighbour[.mark] > 0 && behind.neighbour[.mark] > 0 { isAlone = true }
        if behind.neighbour[.bound] > 0 { isBoundRight = true }
        if behind.neighbour[.aspect] > 0 { beforeAspect += 1 }
        if behind.neighbour[.possessive] > 0 { beforePossessive += 1 }
        if before.neighbour[.bound] > 0 || before.neighbour[.verb] > 0 { freeLeft += 1 }
        if behind.neighbour[.bound] > 0 || behind.neighbour[.verb] > 0 { freeRight += 1 }
        // Each mark and each end of a line counts as a neighbour of its own; two different words are enough to know.
        if !before.isWord || leftVariety == 0 || before.term != leftTerm { leftVariety += 1 }
        if !behind.isWord || rightVariety == 0 || behind.term != rightTerm { rightVariety += 1 }
        (leftTerm, rightTerm) = (before.term, behind.term)
    }

    fileprivate mutating func noteBroken() { broken += 1 }
}

/// Reads the borders of candidates.
struct BorderReader {
    private let scored: ScoredCandidates
    private let words: [RowWord]
    private let terms: [Term]
    private let texts: RowTexts

    /// The number of occurrences that are looked at; more change nothing.
    private static let sampleSize = 16
    /// In characters. A longer pair of words is no word of the lexicon.
    private static let longestPair = 5

    init(_ scored: ScoredCandidates, _ texts: RowTexts) {
        (self.scored, self.texts) = (scored, texts)
        (words, terms) = (scored.rows.words, scored.rows.terms)
    }

    func borders(of index: Int) -> Borders {
        let count = scored.candidate(at: index).count + scored.candidate(at: index).titleCount
        var borders = Borders()
        let sample = scored.occurrences(at: index).prefix(Self.sampleSize)
        for position in sample {
            let range = scored.occurrences[position].words
            borders.note(words[range.lowerBound - 1], words[range.upperBound])
            // Only a candidate that is broken nearly everywhere matters.
            if 5 * (borders.seen - 1 - borders.broken) <= sample.count, isBroken(range, count) { borders.noteBroken() }
        }
        return borders
    }

    private func isBroken(_ range: Range<Int>, _ count: Int32) -> Bool {
        let (before, behind) = (range.lowerBound - 1, range.upperBound)
        if words[before].kind == .link || words[behind].kind == .link { return true }
        if isMeasure(range.lowerBound, behind: before) || isMeasure(behind, behind: behind - 1) { return true }
        if isCrossed(range) || range.count == 1 && isCounted(range.lowerBound) { return true }
        guard range.count > 1 else { return false }
        return goesOn(before..<range.lowerBound + 1, count) || goesOn(behind - 1..<behind + 1, count)
    }

    // Whether the word at a position measures what the one before it counts: 三 | 部, 128 | GB.
    private func isMeasure(_ position: Int, behind counter: Int) -> Bool {
        let (word, before) = (words[position], words[counter])
        guard word.term >= 0, before.term >= 0 else { return false }
        return terms[Int(word.term)].traits.contains(.measure) && terms[Int(before.term)].traits.contains(.counter)
    }

    // Whether a word is a measure and a noun behind a number: 两 | 张脸, 三 | 种鸡.
    private func isCounted(_ position: Int) -> Bool {
        guard case let before = words[position - 1], before.term >= 0, words[position].term >= 0 else { return false }
        let term = terms[Int(words[position].term)]
        return term.beginsWithMeasure && terms[Int(before.term)].traits.contains(.counter)
    }

    // Whether a word of the text goes across a border: the word beyond the border and a part of the one inside, written
    // together, are a word elsewhere in the text (艺 | 考生 where the text has 艺考).
    private func isCrossed(_ range: Range<Int>) -> Bool {
        let (before, behind) = (words[range.lowerBound - 1], words[range.upperBound])
        let labels = scored.rows.labels(of: range)
        if behind.isWord {
            let end = labels.upperBound + terms[Int(behind.term)].folded.letters
            for start in characters(of: words[range.upperBound - 1]).dropFirst() where isWord(start..<end) {
                return true
            }
        }
        if before.isWord {
            let start = labels.lowerBound - terms[Int(before.term)].folded.letters
            for end in characters(of: words[range.lowerBound]).dropFirst() where isWord(start..<end) { return true }
        }
        return false
    }

    // Where the characters of a word are in the labels.
    private func characters(of word: RowWord) -> Range<Int> {
        let first = Int(word.firstLabel)
        return first..<first + (word.term < 0 ? 0 : terms[Int(word.term)].folded.letters)
    }

    // Whether some characters are a word of the text: one that is listed, or that occurs twice.
    func isWord(_ labels: Range<Int>) -> Bool {
        var hash = FoldedHash()
        for label in scored.rows.labels[labels] { hash.append(label: label) }
        guard let number = scored.rows.term(ofHash: hash.value) else { return false }
        return terms[number].folded.hasHan && (terms[number].entry != nil || terms[number].count >= 2)
    }

    // Whether the two words at a border are one word of the lexicon, or occur together more often than the candidate.
    private func goesOn(_ pair: Range<Int>, _ count: Int32) -> Bool {
        let (first, second) = (words[pair.lowerBound], words[pair.upperBound - 1])
        // A stop word can begin a word too: 更 | 多信息.
        guard first.isWord, second.isWord, second.isInside else { return false }
        if let number = scored.table.number(of: pair) {
            let candidate = scored.table.candidates[number]
            if candidate.count + candidate.titleCount > count { return true }
        }
        let length = terms[Int(first.term)].folded.letters + terms[Int(second.term)].folded.letters
        return length <= Self.longestPair && texts.entry(of: pair, in: scored.rows) != nil
    }
}

/// The texts of the two rows.
struct RowTexts {
    let text: UTF8Buffer
    let title: UTF8Buffer?
    /// The standard one, as in `KeywordVocabulary`.
    private let lexicon = Lexicon.standard

    /// The entry of words that are written one behind the other, as one word.
    func entry(of words: Range<Int>, in rows: WordRows) -> LexiconEntry? {
        guard let buffer = rows.isInText(words.lowerBound) ? text : title else { return nil }
        return lexicon.entry(in: buffer, rows.range(of: words))
    }

    /// The entry of the first two characters of a word, where these are Han.
    func entryOfHead(of position: Int, in rows: WordRows) -> LexiconEntry? {
        guard let buffer = rows.isInText(position) ? text : title else { return nil }
        let range = rows.range(of: position..<position + 1)
        return range.count > 6 ? lexicon.entry(in: buffer, TextRange(range.lowerBound, range.lowerBound + 6)) : nil
    }

    func string(of words: Range<Int>, in rows: WordRows) -> String {
        let buffer = rows.isInText(words.lowerBound) ? text : title
        return buffer.map { String(valid: UTF8Buffer(rebasing: $0[rows.range(of: words).bytes])) } ?? ""
    }
}
