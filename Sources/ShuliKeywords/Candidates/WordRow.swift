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

    let range: TextRange
    /// Its number in the table of terms, which holds marks too; -1 for gaps.
    let term: Int32
    let kind: Kind
    /// Of a mark, its first scalar; else 0.
    let mark: UInt32

    init(range: TextRange, term: Int32 = -1, kind: Kind, mark: UInt32 = 0) {
        (self.range, self.term, self.kind, self.mark) = (range, term, kind, mark)
    }

    /// Whether it is a word, with content or not.
    var isWord: Bool { mayBegin || kind == .stop }
    /// Whether it may stand in a keyword.
    var isInside: Bool { kind.rawValue <= Kind.link.rawValue }
    /// Whether a keyword may begin with it.
    var mayBegin: Bool { kind.rawValue <= Kind.inner.rawValue }
}

/// A distinct word of a text and what is known of it.
struct Term {
    let folded: Lexicon.Folded
    let entry: LexiconEntry?
    let kind: RowWord.Kind
    /// How rare it is: ln(documents / documents with it).
    let rarity: Double
    /// Whether scholarly prose is full of it.
    let isScholarly: Bool
    let role: Role
    /// How often it stands in title and text.
    var count = 0

    /// What a word beside a keyword tells of it.
    enum Role: UInt8 {
        case none
        /// A noun follows it: 在, 对, 由.
        case preposition
        /// A verb or adjective follows it: 不, 很, 被.
        case adverb
        /// It follows a verb: 了, 着, 过.
        case aspect
    }

    var isVerb: Bool { entry?.wordClass == .verb }
    var isNoun: Bool {
        switch entry?.wordClass {
        case .noun, .nounAndVerb, .place, .person, .otherName: true
        default: false
        }
    }
}

/// The words of a title and its text as rows of numbers.
struct WordRows {
    private(set) var terms: [Term] = []
    private(set) var title: [RowWord] = []
    private(set) var text: [RowWord] = []
    /// Pieces between 《》 and quotation marks, in order.
    private(set) var titleNames: [MarkedName] = []
    private(set) var textNames: [MarkedName] = []
    /// The letters of the title, folded, without white space.
    private(set) var titleLabels: [UInt32] = []

    private var numbers = KeyIndex(expected: 512)

    init(title: UTF8Buffer?, text: UTF8Buffer, segmenter: Segmenter, vocabulary: KeywordVocabulary) {
        if let title {
            (self.title, titleNames) = row(title, segmenter, vocabulary)
            titleLabels = vocabulary.lexicon.foldedLabels(in: title, TextRange(0, title.count))
        }
        (self.text, textNames) = row(text, segmenter, vocabulary)
    }

    /// The terms of a row's words, links and marks left out.
    func terms(of words: ArraySlice<RowWord>) -> [Term] {
        words.compactMap { $0.isWord ? terms[Int($0.term)] : nil }
    }

    /// The hash of a stretch of a row, how many words it has, and how many letters, marks among them.
    func hash(of words: ArraySlice<RowWord>) -> (hash: FoldedHash, words: Int, letters: Int) {
        var hash = FoldedHash()
        var (count, letters) = (0, 0)
        for word in words where word.term >= 0 {
            let folded = terms[Int(word.term)].folded
            hash.append(folded.hash)
            letters += folded.letters
            if word.isWord { count += 1 }
        }
        return (hash, count, letters)
    }

    private mutating func row(
        _ buffer: UTF8Buffer, _ segmenter: Segmenter, _ vocabulary: KeywordVocabulary
    ) -> (words: [RowWord], names: [MarkedName]) {
        let tokens = segmenter.tokens(in: buffer)
        var words: [RowWord] = []
        words.reserveCapacity(tokens.count)
        var names = MarkedNameScanner()
        for (place, token) in tokens.enumerated() {
            switch token.kind {
            case .word, .latin, .number:
                let number = term(in: buffer, token, vocabulary)
                words.append(RowWord(range: token.range, term: Int32(number), kind: terms[number].kind))
            case .space:
                if isGap(tokens, place, buffer) { words.append(RowWord(range: token.range, kind: .gap)) }
            case .punctuation:
                let mark = buffer.scalar(at: token.range.lowerBound).value
                let isLink = Self.ties(mark) && isBetweenWords(tokens, place)
                let number = term(in: buffer, token, vocabulary)
                words.append(
                    RowWord(range: token.range, term: Int32(number), kind: isLink ? .link : .mark, mark: mark))
                names.take(mark, at: token.range, place: words.count - 1)
            case .url, .email, .mention, .topic, .symbol, .emoji:
                words.append(RowWord(range: token.range, term: Int32(term(in: buffer, token, vocabulary)), kind: .mark))
            }
        }
        return (words, names.names)
    }

    private mutating func term(in buffer: UTF8Buffer, _ token: Token, _ vocabulary: KeywordVocabulary) -> Int {
        let folded = vocabulary.lexicon.folded(in: buffer, token.range)
        let number = numbers.insert(folded.hash.value)
        if number == terms.count { terms.append(vocabulary.term(in: buffer, token, folded)) }
        terms[number].count += 1
        return number
    }

    // White space breaks a keyword at a line's end and between two Han letters; beside Latin it is typography.
    private func isGap(_ tokens: [Token], _ place: Int, _ buffer: UTF8Buffer) -> Bool {
        let range = tokens[place].range
        guard range.count == 1, buffer[range.lowerBound] == 0x20, place > 0, place + 1 < tokens.count else {
            return true
        }
        func isLatin(_ token: Token) -> Bool { token.kind == .latin || token.kind == .number }
        return !isLatin(tokens[place - 1]) && !isLatin(tokens[place + 1])
    }

    // · • ‧ ・ - ‐ – －
    private static func ties(_ mark: UInt32) -> Bool {
        switch mark {
        case 0xB7, 0x2022, 0x2027, 0x30FB, 0x2D, 0x2010, 0x2013, 0xFF0D: true
        default: false
        }
    }

    private func isBetweenWords(_ tokens: [Token], _ place: Int) -> Bool {
        func isWord(_ token: Token) -> Bool { token.kind == .word || token.kind == .latin || token.kind == .number }
        return place > 0 && place + 1 < tokens.count && isWord(tokens[place - 1]) && isWord(tokens[place + 1])
    }
}
