import ShuliText

/// A word of a title or text, or a mark or gap between two words.
struct RowWord {
    /// Its possible role in a keyword. The order matters: `mayBegin` and `isInside` compare raw values.
    enum Kind: UInt8 {
        /// A word with content: it may begin or end a keyword, or be one.
        case content
        /// A number, or a number with a measure word: 3, 3000米.
        case number
        /// A single character that is no keyword but may be part of one: 大, 新, 非.
        case inner
        /// A mark that joins two words: 盖尔·加朵, Ni-Al.
        case link
        /// A stop word or a date: part of no keyword.
        case stop
        /// Punctuation, symbols, addresses.
        case mark
        /// The end of a line or text, or white space between Han characters.
        case gap
    }

    /// Its traits as a neighbour of a keyword.
    let neighbour: Neighbour
    /// Its offset in its own text, and its length, in bytes.
    private let start: Int
    private let length: Int32
    /// Its number among the terms, which include marks; -1 for gaps.
    let term: Int32
    /// The index of its first label in `WordRows.labels`.
    let firstLabel: Int32
    let kind: Kind

    init(_ range: TextRange, term: Int, firstLabel: Int, _ kind: Kind, _ neighbour: Neighbour) {
        (start, length, self.neighbour, self.kind) = (range.lowerBound, Int32(range.count), neighbour, kind)
        (self.term, self.firstLabel) = (Int32(term), Int32(firstLabel))
    }

    /// Its range in its own text.
    var range: TextRange { TextRange(start, start + Int(length)) }
    /// Whether it is a word, with content or not.
    var isWord: Bool { mayBegin || kind == .stop }
    /// Whether it may be part of a keyword.
    var isInside: Bool { kind.rawValue <= Kind.link.rawValue }
    /// Whether a keyword may begin with it.
    var mayBegin: Bool { kind.rawValue <= Kind.inner.rawValue }
}

/// What a word or mark next to a keyword shows, one byte a trait: sums over up to 255 occurrences need one addition
/// each.
struct Neighbour {
    private var bytes: UInt64 = 0

    /// The raw value is the number of the byte.
    enum Trait: UInt64 {
        /// It is part of no keyword.
        case bound
        /// A mark or a gap.
        case mark
        /// 的
        case possessive
        /// A noun follows it: 在, 对, 由.
        case preposition
        /// A verb or adjective follows it: 不, 很, 被.
        case adverb
        case verb
        /// It follows a verb: 了, 着, 过.
        case aspect
        /// 、
        case enumerating
    }

    /// In how many occurrences a trait holds.
    @inline(__always)
    subscript(_ trait: Trait) -> Int { Int(bytes >> (8 * trait.rawValue) & 0xFF) }

    @inline(__always)
    mutating func flag(_ trait: Trait, _ holds: Bool) {
        bytes = bytes & ~(0xFF << (8 * trait.rawValue)) | (holds ? 1 : 0) << (8 * trait.rawValue)
    }

    @inline(__always)
    mutating func setKind(_ kind: RowWord.Kind) {
        flag(.bound, kind.rawValue > RowWord.Kind.link.rawValue)
        flag(.mark, kind == .mark || kind == .gap)
    }

    static func += (sum: inout Neighbour, other: Neighbour) { sum.bytes &+= other.bytes }

    static func | (one: Neighbour, other: Neighbour) -> Neighbour {
        var both = one
        both.bytes |= other.bytes
        return both
    }
}

/// A distinct word or mark of a text and what is known of it.
struct Term {
    let folded: Lexicon.Folded
    let entry: LexiconEntry?
    let kind: RowWord.Kind
    let traits: WordTraits
    let beginsWithSurname: Bool
    /// Whether it is a stop word that given names contain.
    let isInGivenNames: Bool
    /// Whether no list has it and it has two characters, of which the first is an adverb or counts: 只卖, 哪场.
    let beginsWithAdverb: Bool
    /// Whether its first character is a measure, for two characters: 张脸.
    let beginsWithMeasure: Bool
    /// Whether no list has it and it has three characters, of which the last is a verb and no usual part of nouns: 韩国吃.
    let endsInVerb: Bool
    /// Whether no list has it and it is a character and 上 or 里: 刀上.
    let isPlace: Bool
    /// How often it occurs in title and text together.
    var count: Int32 = 0
    /// How rare it is: ln(documents / documents with it).
    let rarity: Double
    /// Its traits as a neighbour of a keyword.
    let neighbour: Neighbour

    var isVerb: Bool { entry?.wordClass == .verb }
    var isNoun: Bool {
        switch entry?.wordClass {
        case .noun, .nounAndVerb, .place, .person, .otherName: true
        default: false
        }
    }
}

/// The words of a title and of its text, as two rows in one array.
struct WordRows {
    private(set) var terms: [Term] = []
    /// The title's words, then the text's. Invariant: a gap is before, between and behind the two, so that every word
    /// has two neighbours.
    private(set) var words: [RowWord] = []
    /// The rows of the title and of the text in `words`.
    private(set) var title = 0..<0
    private(set) var text = 0..<0
    /// The number of characters in the words of the text, and of the title.
    private(set) var textLength = 0
    private(set) var titleLength = 0
    /// Short pieces between 《》 and quotation marks, in order.
    private(set) var textNames: [MarkedName] = []
    private(set) var titleNames: [MarkedName] = []
    /// The positions of opening brackets of the text.
    private(set) var brackets: [Int] = []
    /// The folded characters of all words and marks, without white space.
    private(set) var labels: [UInt32] = []
    /// Those of the title in `labels`.
    private(set) var titleLabels = 0..<0

    private var labelCount = 0
    private var numbers: KeyIndex

    /// - Parameter tokens: those of the text, shared with others who read it.
    init(
        title: UTF8Buffer?, text: UTF8Buffer, segmenter: Segmenter, vocabulary: KeywordVocabulary,
        tokens: SharedTokens? = nil
    ) {
        let tokens = (tokens ?? SharedTokens()).spans(of: text, by: segmenter)
        let titleTokens = title.map(segmenter.tokenSpans) ?? []
        let count = tokens.count + titleTokens.count
        numbers = KeyIndex(expected: count / 2)
        terms.reserveCapacity(count / 2)
        words.reserveCapacity(count + 3)
        // A label has at least one byte of text.
        labels = Array(unsafeUninitializedCapacity: text.count + (title?.count ?? 0)) { labels, count in
            let end = TextRange(0, 0)
            appendGap(end)
            if let title { (self.title, titleNames, titleLength) = append(titleTokens, title, vocabulary, labels) }
            brackets.removeAll()
            titleLabels = 0..<labelCount
            appendGap(end)
            (self.text, textNames, textLength) = append(tokens, text, vocabulary, labels)
            appendGap(end)
            count = labelCount
        }
    }

    /// The number of the term with a folded hash, if there is one.
    func term(ofHash hash: UInt64) -> Int? { numbers.number(of: hash) }

    /// The folded hash of a range of words, the number of its words, and of its characters, marks included.
    func hash(of words: Range<Int>) -> (hash: FoldedHash, words: Int, length: Int) {
        var hash = FoldedHash()
        var (count, length) = (0, 0)
        for position in words where self.words[position].term >= 0 {
            let folded = terms[Int(self.words[position].term)].folded
            hash.append(folded.hash)
            length += folded.letters
            if self.words[position].isWord { count += 1 }
        }
        return (hash, count, length)
    }

    /// Whether a position in `words` belongs to the text, not to the title.
    func isInText(_ position: Int) -> Bool { position >= text.lowerBound }

    /// The range of some words in their own text.
    func range(of words: Range<Int>) -> TextRange {
        TextRange(self.words[words.lowerBound].range.lowerBound, self.words[words.upperBound - 1].range.upperBound)
    }

    /// The range of the characters of some words in `labels`. (Behind every word there is another one, or a gap.)
    func labels(of words: Range<Int>) -> Range<Int> {
        Int(self.words[words.lowerBound].firstLabel)..<Int(self.words[words.upperBound].firstLabel)
    }

    private mutating func append(
        _ tokens: [TokenSpan], _ buffer: UTF8Buffer, _ vocabulary: KeywordVocabulary,
        _ labels: UnsafeMutableBufferPointer<UInt32>
    ) -> (words: Range<Int>, names: [MarkedName], length: Int) {
        let start = words.count
        var length = 0
        var names = MarkedNameScanner()
        let lexicon = vocabulary.lexicon
        for (index, token) in tokens.enumerated() {
            if token.kind == .space {
                if Self.isGap(tokens, index, buffer) { appendGap(token.range) }
                continue
            }
            let firstLabel = labelCount
            let folded = lexicon.folded(
                in: buffer, token.range, labels: UnsafeMutableBufferPointer(rebasing: labels[firstLabel...]))
            labelCount += folded.letters
            let number = numbers.insert(folded.hash.value)
            if number == terms.count { terms.append(vocabulary.term(in: buffer, token, folded)) }
            terms[number].count += 1
            var (kind, neighbour) = (terms[number].kind, terms[number].neighbour)
            switch token.kind {
            case .word, .latin, .number: length += folded.letters
            case .punctuation:
                let mark = buffer.scalar(at: token.range.lowerBound).value
                kind = Self.links.contains(mark) && Self.isBetweenWords(tokens, index) ? .link : .mark
                neighbour.setKind(kind)
                neighbour.flag(.enumerating, mark == 0x3001)
                names.take(mark, at: token.range, position: words.count)
                if mark == 0x28 || mark == 0xFF08 { brackets.append(words.count) }
            case .url, .email, .mention, .topic, .symbol, .emoji, .space:
                kind = .mark
                neighbour.setKind(kind)
            }
            words.append(RowWord(token.range, term: number, firstLabel: firstLabel, kind, neighbour))
        }
        return (start..<words.count, names.names, length)
    }

    private mutating func appendGap(_ range: TextRange) {
        var neighbour = Neighbour()
        neighbour.setKind(.gap)
        words.append(RowWord(range, term: -1, firstLabel: labelCount, .gap, neighbour))
    }

    // White space ends a keyword at the end of a line and between two Han characters; next to Latin letters and digits
    // a single space is only typography.
    private static func isGap(_ tokens: [TokenSpan], _ index: Int, _ buffer: UTF8Buffer) -> Bool {
        let range = tokens[index].range
        guard range.count == 1, buffer[range.lowerBound] == 0x20, index > 0, index + 1 < tokens.count else {
            return true
        }
        func isLatin(_ kind: TokenKind) -> Bool { kind == .latin || kind == .number }
        return !isLatin(tokens[index - 1].kind) && !isLatin(tokens[index + 1].kind)
    }

    /// Marks that join words: · • ‧ ・ - ‐ – －
    static let links: [UInt32] = [0xB7, 0x2022, 0x2027, 0x30FB, 0x2D, 0x2010, 0x2013, 0xFF0D]

    private static func isBetweenWords(_ tokens: [TokenSpan], _ index: Int) -> Bool {
        func isWord(_ kind: TokenKind) -> Bool { kind == .word || kind == .latin || kind == .number }
        return index > 0 && index + 1 < tokens.count && isWord(tokens[index - 1].kind)
            && isWord(tokens[index + 1].kind)
    }
}
