import ShuliText

/// A word of a title or text, or what stands between two words.
struct RowWord {
    /// What it may be in a keyword.
    enum Kind: UInt8 {
        /// A word with content: may begin and end a keyword, or be one.
        case content
        /// A number, or a number with a measure: 3, 3000米.
        case number
        /// A letter that makes no keyword but may stand in one: 大, 新, 非.
        case inner
        /// A mark that ties two words into one: 盖尔·加朵, Ni-Al.
        case link
        /// A stop word, a date: stands in no keyword.
        case stop
        /// Punctuation, symbols, addresses.
        case mark
        /// A line's or the text's end, white space between Han.
        case gap
    }

    /// What it is to a keyword beside it.
    let neighbour: Neighbour
    /// Where it begins in its own text, and its length.
    private let start: Int
    private let length: Int32
    /// Its number in the table of terms, which holds marks too; -1 for gaps.
    let term: Int32
    /// Where its letters begin in the rows' labels.
    let firstLabel: Int32
    let kind: Kind

    init(_ range: TextRange, term: Int, firstLabel: Int, _ kind: Kind, _ neighbour: Neighbour) {
        (start, length, self.neighbour, self.kind) = (range.lowerBound, Int32(range.count), neighbour, kind)
        (self.term, self.firstLabel) = (Int32(term), Int32(firstLabel))
    }

    /// In its own text.
    var range: TextRange { TextRange(start, start + Int(length)) }
    /// Whether it is a word, with content or not.
    var isWord: Bool { mayBegin || kind == .stop }
    /// Whether it may stand in a keyword.
    var isInside: Bool { kind.rawValue <= Kind.link.rawValue }
    /// Whether a keyword may begin with it.
    var mayBegin: Bool { kind.rawValue <= Kind.inner.rawValue }
}

/// What a word beside a keyword tells of it, a byte a trait, so that the words beside up to 255 places are added up at once.
struct Neighbour {
    private var bytes: UInt64 = 0

    /// By the number of its byte.
    enum Trait: UInt64 {
        /// It stands in no keyword.
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

    /// In how many places it holds.
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

/// A distinct word of a text and what is known of it.
struct Term {
    let folded: Lexicon.Folded
    let entry: LexiconEntry?
    let kind: RowWord.Kind
    /// Whether scholarly prose is full of it.
    let isScholarly: Bool
    let beginsWithSurname: Bool
    /// Whether it is a letter that names of persons hold in the middle.
    let isInGivenNames: Bool
    /// How often it stands in title and text.
    var count: Int32 = 0
    /// How rare it is: ln(documents / documents with it).
    let rarity: Double
    /// What it is to a keyword beside it.
    let neighbour: Neighbour

    var isVerb: Bool { entry?.wordClass == .verb }
    var isNoun: Bool {
        switch entry?.wordClass {
        case .noun, .nounAndVerb, .place, .person, .otherName: true
        default: false
        }
    }
}

/// The words of a text and its title as rows of numbers.
struct WordRows {
    private(set) var terms: [Term] = []
    /// The title's words, then the text's, a gap before, between and behind, so that each has two neighbours.
    private(set) var words: [RowWord] = []
    /// The places of the title's words, and of the text's.
    private(set) var title = 0..<0
    private(set) var text = 0..<0
    /// How many letters the words of the text have, and those of the title.
    private(set) var textLetters = 0
    private(set) var titleLetters = 0
    /// Pieces between 《》 and quotation marks, in order.
    private(set) var textNames: [MarkedName] = []
    private(set) var titleNames: [MarkedName] = []
    /// The letters of all words and marks, folded, without white space.
    private(set) var labels: [UInt32] = []
    /// Those of the title.
    private(set) var titleLabels = 0..<0

    private var labelCount = 0
    private var numbers: KeyIndex

    init(title: UTF8Buffer?, text: UTF8Buffer, segmenter: Segmenter, vocabulary: KeywordVocabulary) {
        let places = segmenter.tokenSpans(in: text)
        let titlePlaces = title.map(segmenter.tokenSpans) ?? []
        let count = places.count + titlePlaces.count
        numbers = KeyIndex(expected: count / 2)
        terms.reserveCapacity(count / 2)
        words.reserveCapacity(count + 3)
        // A letter has at least a byte.
        labels = Array(unsafeUninitializedCapacity: text.count + (title?.count ?? 0)) { labels, count in
            let end = TextRange(0, 0)
            appendGap(end)
            if let title { (self.title, titleNames, titleLetters) = append(titlePlaces, title, vocabulary, labels) }
            titleLabels = 0..<labelCount
            appendGap(end)
            (self.text, textNames, textLetters) = append(places, text, vocabulary, labels)
            appendGap(end)
            count = labelCount
        }
    }

    /// The hash of a stretch of words, how many words it has, and how many letters, marks among them.
    func hash(of words: Range<Int>) -> (hash: FoldedHash, words: Int, letters: Int) {
        var hash = FoldedHash()
        var (count, letters) = (0, 0)
        for place in words where self.words[place].term >= 0 {
            let folded = terms[Int(self.words[place].term)].folded
            hash.append(folded.hash)
            letters += folded.letters
            if self.words[place].isWord { count += 1 }
        }
        return (hash, count, letters)
    }

    /// Whether a place is in the text, not in the title.
    func isInText(_ place: Int) -> Bool { place >= text.lowerBound }

    /// Where a stretch of words stands in its text.
    func range(of words: Range<Int>) -> TextRange {
        TextRange(self.words[words.lowerBound].range.lowerBound, self.words[words.upperBound - 1].range.upperBound)
    }

    /// Where the letters of a stretch of words stand in `labels`. (There is a gap behind every word.)
    func labels(of words: Range<Int>) -> Range<Int> {
        Int(self.words[words.lowerBound].firstLabel)..<Int(self.words[words.upperBound].firstLabel)
    }

    private mutating func append(
        _ places: [TokenSpan], _ buffer: UTF8Buffer, _ vocabulary: KeywordVocabulary,
        _ labels: UnsafeMutableBufferPointer<UInt32>
    ) -> (words: Range<Int>, names: [MarkedName], letters: Int) {
        let start = words.count
        var letters = 0
        var names = MarkedNameScanner()
        let lexicon = vocabulary.lexicon
        for (index, place) in places.enumerated() {
            if place.kind == .space {
                if Self.isGap(places, index, buffer) { appendGap(place.range) }
                continue
            }
            let firstLabel = labelCount
            let folded = lexicon.folded(
                in: buffer, place.range, labels: UnsafeMutableBufferPointer(rebasing: labels[firstLabel...]))
            labelCount += folded.letters
            let number = numbers.insert(folded.hash.value)
            if number == terms.count { terms.append(vocabulary.term(in: buffer, place, folded)) }
            terms[number].count += 1
            var (kind, neighbour) = (terms[number].kind, terms[number].neighbour)
            switch place.kind {
            case .word, .latin, .number: letters += folded.letters
            case .punctuation:
                let mark = buffer.scalar(at: place.range.lowerBound).value
                kind = Self.ties(mark) && Self.isBetweenWords(places, index) ? .link : .mark
                neighbour.setKind(kind)
                neighbour.flag(.enumerating, mark == 0x3001)
                names.take(mark, at: place.range, place: words.count)
            case .url, .email, .mention, .topic, .symbol, .emoji, .space:
                kind = .mark
                neighbour.setKind(kind)
            }
            words.append(RowWord(place.range, term: number, firstLabel: firstLabel, kind, neighbour))
        }
        return (start..<words.count, names.names, letters)
    }

    private mutating func appendGap(_ range: TextRange) {
        var neighbour = Neighbour()
        neighbour.setKind(.gap)
        words.append(RowWord(range, term: -1, firstLabel: labelCount, .gap, neighbour))
    }

    // White space breaks a keyword at a line's end and between two Han letters; beside Latin it is typography.
    private static func isGap(_ places: [TokenSpan], _ index: Int, _ buffer: UTF8Buffer) -> Bool {
        let range = places[index].range
        guard range.count == 1, buffer[range.lowerBound] == 0x20, index > 0, index + 1 < places.count else {
            return true
        }
        func isLatin(_ kind: TokenKind) -> Bool { kind == .latin || kind == .number }
        return !isLatin(places[index - 1].kind) && !isLatin(places[index + 1].kind)
    }

    // · • ‧ ・ - ‐ – －
    private static func ties(_ mark: UInt32) -> Bool {
        switch mark {
        case 0xB7, 0x2022, 0x2027, 0x30FB, 0x2D, 0x2010, 0x2013, 0xFF0D: true
        default: false
        }
    }

    private static func isBetweenWords(_ places: [TokenSpan], _ index: Int) -> Bool {
        func isWord(_ kind: TokenKind) -> Bool { kind == .word || kind == .latin || kind == .number }
        return index > 0 && index + 1 < places.count && isWord(places[index - 1].kind)
            && isWord(places[index + 1].kind)
    }
}
