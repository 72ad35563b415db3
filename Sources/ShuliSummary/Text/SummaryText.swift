import ShuliText

/// A text, or several joined ones, as the summarizer sees it: sentences, clauses, and units of content.
///
/// Units are pairs of neighbouring Han or kana characters, and whole words of other letters and digits in lower case.
/// The rarity of a pair is that of the word that contains it, or the mean of the two words that it crosses.
struct SummaryText {
    /// A sentence, or a part of one between semicolons.
    struct Sentence {
        /// Without white space around it.
        let range: TextRange
        /// Its index among the sentences of its document.
        let index: Int
        let document: Int
        /// Its ranges in `units` and `clauses`.
        let units: Range<Int>
        let clauses: Range<Int>
        let isQuestion: Bool
        let hasDigit: Bool
        let isAside: Bool
        /// Whether it has no characters but digits, or fewer than `little` behind its label (记者：).
        let saysLittle: Bool
    }

    /// A part of a sentence between commas, colons and dashes.
    struct Clause {
        let range: TextRange
        let units: Range<Int>
        /// Whether a colon ends it.
        let endsInColon: Bool
    }

    /// An occurrence of a word with content: the number of the word, and its offset.
    struct Word {
        let number: Int32
        let start: Int
    }

    /// A sentence of fewer characters says little. Chosen by hand.
    static let little = 10

    private(set) var sentences: [Sentence] = []
    private(set) var clauses: [Clause] = []
    /// The number of each unit, in order of the text.
    private(set) var units: [Int32] = []
    /// By the number of a unit: how rare it is in general, and how often it occurs in the text.
    private(set) var rarity: [Double] = []
    private(set) var frequency: [Int32] = []
    /// The words with content, in order of the text.
    private(set) var words: [Word] = []
    /// By the number of a word: how rare it is in general (0 for stop words), and how often it occurs in the text.
    private(set) var wordRarity: [Double] = []
    private(set) var wordFrequency: [Int32] = []

    /// Where words end, ascending.
    private let wordEnds: [Int]
    private var unitNumbers: KeyIndex
    private var wordNumbers: KeyIndex
    /// The standard one: summarizers have no lexicon of their own to choose.
    private static let lexicon = Lexicon.standard

    /// The index of a sentence in its document by its offset, the number of its document, and its index in this text.
    typealias SentenceIndex = (_ offset: Int, _ document: Int, _ counted: Int) -> Int

    /// - Parameters:
    ///   - documentEnds: where each document ends in the buffer, ascending; the last is the buffer's end.
    ///   - tokens: those of the buffer.
    ///   - index: for a text that is a part of its document.
    init(_ buffer: UTF8Buffer, documentEnds: [Int], tokens: [TokenSpan], index sentenceIndex: SentenceIndex) {
        wordEnds = tokens.map(\.range.upperBound)
        // A unit begins with each Han character, of three bytes; of a short text most units are new, of a long one few.
        let expected = min(2_048, buffer.count / 4)
        unitNumbers = KeyIndex(expected: expected)
        wordNumbers = KeyIndex(expected: expected / 4)
        units.reserveCapacity(buffer.count / 3)
        var rarities = TokenRarities(tokens, buffer, Self.lexicon)
        var (document, index) = (0, 0)
        for range in SentenceParts.ranges(in: buffer) {
            while document + 1 < documentEnds.count, range.lowerBound >= documentEnds[document] {
                document += 1
                index = 0
            }
            append(
                range, buffer, index: sentenceIndex(range.lowerBound, document, index), document: document, &rarities)
            index += 1
        }
        appendWords(tokens, buffer)
    }

    /// Whether a word ends at an offset.
    func endsWord(at offset: Int) -> Bool {
        let position = wordEnds.partitioningIndex { $0 >= offset }
        return position < wordEnds.count && wordEnds[position] == offset
    }

    /// The numbers of the units of a title that occur in the text, each once, ascending.
    func unitNumbers(ofTitle text: String) -> [Int32] {
        text.withUTF8Buffer { buffer in
            var reader = UnitReader(buffer, TextRange(0, buffer.count))
            var numbers: Set<Int32> = []
            while let unit = reader.next() {
                if unit.clauseEnd == nil, let number = unitNumbers.number(of: unit.key) {
                    numbers.insert(Int32(number))
                }
            }
            return numbers.sorted()
        }
    }

    /// The same of a query.
    func unitNumbers(ofQuery text: String) -> [Int32] {
        let units = QueryUnits(text)
        return unitNumbers.keys.indices.filter { units.contain(unitNumbers.keys[$0]) }.map(Int32.init)
    }

    private mutating func append(
        _ range: TextRange, _ buffer: UTF8Buffer, index: Int, document: Int, _ rarities: inout TokenRarities
    ) {
        let (firstUnit, firstClause) = (units.count, clauses.count)
        var reader = UnitReader(buffer, range)
        var (clauseStart, clauseUnits) = (range.lowerBound, firstUnit)
        while let unit = reader.next() {
            if let end = unit.clauseEnd {
                clauses.append(
                    Clause(
                        range: buffer.trimmed(TextRange(clauseStart, end)), units: clauseUnits..<units.count,
                        endsInColon: unit.isColon))
                (clauseStart, clauseUnits) = (unit.range.upperBound, units.count)
                continue
            }
            let number = unitNumbers.insert(unit.key)
            if number == rarity.count {
                rarity.append(rarities.rarity(of: unit.range))
                frequency.append(0)
            }
            frequency[number] += 1
            units.append(Int32(number))
        }
        clauses.append(
            Clause(
                range: buffer.trimmed(TextRange(clauseStart, range.upperBound)), units: clauseUnits..<units.count,
                endsInColon: false))
        sentences.append(
            Sentence(
                range: range, index: index, document: document, units: firstUnit..<units.count,
                clauses: firstClause..<clauses.count, isQuestion: reader.endsInQuestion, hasDigit: reader.hasDigit,
                isAside: Openers.isAside(buffer, range),
                saysLittle: !reader.hasLetter
                    || Summary.length(of: buffer, TextRange(Openers.labelEnd(buffer, range), range.upperBound))
                        < Self.little
            ))
    }

    private mutating func appendWords(_ tokens: [TokenSpan], _ buffer: UTF8Buffer) {
        let labels = SpeakerLabels(tokens, buffer).ranges
        var nextLabel = 0
        for (index, token) in tokens.enumerated() where token.kind == .word || token.kind == .latin {
            while nextLabel < labels.count, labels[nextLabel].upperBound <= index { nextLabel += 1 }
            if nextLabel < labels.count, labels[nextLabel].contains(index) { continue }
            let folded = Self.lexicon.folded(in: buffer, token.range)
            guard folded.letters >= 2, !folded.hasDigit else { continue }
            let number = wordNumbers.insert(folded.hash.value)
            if number == wordRarity.count {
                let isStop = Self.stopWords.number(of: folded.hash.value) != nil
                wordRarity.append(isStop ? 0 : TokenRarities.rarity(of: token, buffer, Self.lexicon))
                wordFrequency.append(0)
            }
            wordFrequency[number] += 1
            if wordRarity[number] > 0 { words.append(Word(number: Int32(number), start: token.range.lowerBound)) }
        }
    }

    private static let stopWords: KeyIndex = StopWords.standard.foldedHashes.reduce(into: KeyIndex()) { words, hash in
        _ = words.insert(hash)
    }
}

/// How rare the words of a range are; ranges are asked for in order of the text.
private struct TokenRarities {
    private let tokens: [TokenSpan]
    private let buffer: UTF8Buffer
    private let lexicon: Lexicon
    private var place = 0
    private var last: (place: Int, value: Double) = (-1, 0)

    init(_ tokens: [TokenSpan], _ buffer: UTF8Buffer, _ lexicon: Lexicon) {
        (self.tokens, self.buffer, self.lexicon) = (tokens, buffer, lexicon)
    }

    static func rarity(of token: TokenSpan, _ buffer: UTF8Buffer, _ lexicon: Lexicon) -> Double {
        lexicon.entry(in: buffer, token.range)?.rarity ?? LexiconEntry.unlistedRarity
    }

    /// The mean over the words that a unit touches.
    mutating func rarity(of range: TextRange) -> Double {
        while place < tokens.count, tokens[place].range.upperBound <= range.lowerBound { place += 1 }
        var (sum, count) = (0.0, 0.0)
        var at = place
        while at < tokens.count, tokens[at].range.lowerBound < range.upperBound {
            if last.place != at { last = (at, Self.rarity(of: tokens[at], buffer, lexicon)) }
            sum += last.value
            count += 1
            at += 1
        }
        return count > 0 ? sum / count : 0
    }
}
