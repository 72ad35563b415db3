import ShuliText

/// A sequence of words, or a marked name, that may become a keyword.
struct Candidate {
    /// Its first occurrence: in the text if there is one, else in the title.
    let words: Range<Int>
    /// The number of its words, marks not counted.
    let wordCount: Int32
    /// The number of its characters, marks included.
    let length: Int32
    /// How often it occurs in the text, and in the title.
    var count: Int32 = 0
    var titleCount: Int32 = 0
    /// Where its last occurrence in the text begins and ends, and where the last one in the title ends.
    var last: Int32 = 0
    var end: Int32 = 0
    var titleEnd: Int32 = 0
    /// How often it is only a part of a marked name.
    var insideNames: Int32 = 0
    /// Whether 《》 surround it anywhere, and in the title; whether quotation marks do.
    var hasTitleMarks = false
    var isMarkedInTitle = false
    var isQuoted = false

    /// Counts an occurrence unless it overlaps the last one: 哈哈哈 has one occurrence of 哈哈.
    fileprivate mutating func count(_ words: Range<Int>, isTitle: Bool) -> Bool {
        if isTitle {
            guard words.lowerBound >= Int(titleEnd) else { return false }
            titleCount += 1
            titleEnd = Int32(words.upperBound)
        } else {
            guard words.lowerBound >= Int(end) else { return false }
            count += 1
            last = Int32(words.lowerBound)
            end = Int32(words.upperBound)
        }
        return true
    }
}

/// An occurrence of a candidate: the words from `first` to before `end`.
struct Occurrence {
    let candidate: Int32
    let first: Int32
    let end: Int32

    var words: Range<Int> { Int(first)..<Int(end) }
}

/// All candidates of a title and its text, numbered by their folded hash, and their occurrences.
struct CandidateTable {
    private(set) var candidates: [Candidate] = []
    private(set) var occurrences: [Occurrence] = []
    private var numbers: KeyIndex
    /// For short texts, where most sequences are scored: for each position in the rows the numbers of the candidates of
    /// one, two, … words that begin there; -1 where there is none.
    private var numbersByPosition: [Int32]
    private let rows: WordRows
    /// Whether every candidate is scored.
    let isShort: Bool

    /// The most words of a keyword. Four instead of five, together with `KeywordExtractor.minimumScored`, raised MAP by
    /// .4 on the development news and by .8 on abstracts.
    private static let maximumWords = 4
    /// The most characters of a keyword, and of a marked name, whose title may be long. Chosen by hand.
    static let maximumLength = 16
    static let maximumMarkedLength = 20
    /// How many marked names with stop words in them (我不是药神) are looked for without their marks too. Each costs a
    /// pass over the text.
    private static let maximumSoughtNames = 50
    /// From so many characters on only what occurs twice, in the title or between 《》 is scored: half of the candidates.
    /// With 800 F1@3 is .7 lower and F1@5 .3 higher on the development news, and equal on abstracts.
    private static let shortTextLength = 300

    init(_ rows: WordRows) {
        self.rows = rows
        isShort = rows.textLength < Self.shortTextLength
        let repeated = isShort ? nil : RepeatedPairs(rows)
        let expected = rows.words.count * (isShort ? 2 : 1)
        numbers = KeyIndex(expected: expected)
        candidates.reserveCapacity(expected)
        occurrences.reserveCapacity(expected)
        numbersByPosition = [Int32](repeating: -1, count: isShort ? rows.words.count * Self.maximumWords : 0)
        // The text first: `Candidate.words` is the first occurrence there.
        collect(rows.text, repeated, isTitle: false)
        collect(rows.title, repeated, isTitle: true)
        let sequences = occurrences.count
        addNames(rows.textNames, isTitle: false)
        addNames(rows.titleNames, isTitle: true)
        countInsideNames(0..<sequences, rows.textNames, isTitle: false)
        countInsideNames(0..<sequences, rows.titleNames, isTitle: true)
    }

    /// The folded hash of a candidate.
    func hashValue(of number: Int) -> UInt64 { numbers.keys[number] }

    /// The number of the candidate with a folded hash, if there is one.
    func number(ofHash hash: UInt64) -> Int? { numbers.number(of: hash) }

    /// The number of the candidate that a range of words spells, if it is one.
    @inline(__always)
    func number(of words: Range<Int>) -> Int? {
        // Most are sequences that were collected at this very position: no hash has to be computed.
        if let slot = slot(of: words), numbersByPosition[slot] >= 0 { return Int(numbersByPosition[slot]) }
        return rows.labels(of: words).count < 2 ? nil : numbers.number(of: rows.hash(of: words).hash.value)
    }

    // The index in `numbersByPosition` of a sequence, if it has one.
    @inline(__always)
    private func slot(of words: Range<Int>) -> Int? {
        guard isShort, words.count <= Self.maximumWords else { return nil }
        return words.lowerBound * Self.maximumWords + words.count - 1
    }

    private mutating func collect(_ row: Range<Int>, _ repeated: RepeatedPairs?, isTitle: Bool) {
        let (words, terms) = (rows.words, rows.terms)
        for start in row where words[start].mayBegin {
            if words[start + 1].kind == .stop, let name = personName(at: start) {
                add(rows.hash(of: name).hash, isTitle: isTitle, name, wordCount: 2, length: 3)
            }
            var hash = FoldedHash()
            var (count, length) = (0, 0)
            var (hasContent, hasLetters) = (false, false)
            var position = start
            // Ends without a check of bounds: a gap is behind every row.
            while words[position].isInside {
                if let repeated, !repeated.allow(words[position], upTo: words[position + 1], isFirst: position == start)
                {
                    break
                }
                let kind = words[position].kind
                let term = Int(words[position].term)
                position += 1
                hash.append(terms[term].folded.hash)
                length += terms[term].folded.letters
                if kind == .link { continue }
                count += 1
                if count > Self.maximumWords || length > Self.maximumLength { break }
                hasContent = hasContent || kind == .content
                hasLetters = hasLetters || terms[term].folded.hasHan || terms[term].folded.hasLetter
                guard length >= 2, hasLetters, hasContent || count >= 2 else { continue }
                add(hash, isTitle: isTitle, start..<position, wordCount: count, length: length)
            }
        }
    }

    // A surname and two characters of which the first is a stop word elsewhere: 朱一龙, 薛之谦.
    private func personName(at start: Int) -> Range<Int>? {
        guard rows.words[start + 2].kind == .inner else { return nil }
        let surname = rows.terms[Int(rows.words[start].term)]
        guard surname.beginsWithSurname, surname.folded.letters == 1,
            rows.terms[Int(rows.words[start + 1].term)].isInGivenNames,
            rows.terms[Int(rows.words[start + 2].term)].folded.letters == 1
        else { return nil }
        return start..<start + 3
    }

    private mutating func add(
        _ hash: FoldedHash, isTitle: Bool, _ words: Range<Int>, wordCount: Int, length: Int
    ) {
        let number = numbers.insert(hash.value)
        if number == candidates.count {
            candidates.append(Candidate(words: words, wordCount: Int32(wordCount), length: Int32(length)))
        }
        if let slot = slot(of: words) { numbersByPosition[slot] = Int32(number) }
        guard candidates[number].count(words, isTitle: isTitle) else { return }
        occurrences.append(
            Occurrence(candidate: Int32(number), first: Int32(words.lowerBound), end: Int32(words.upperBound)))
    }

    // Names that are sequences of words are candidates already; the others become candidates here.
    private mutating func addNames(_ names: [MarkedName], isTitle: Bool) {
        var sought = 0
        for name in names where rows.words[name.first].term >= 0 {
            let (hash, words, length) = rows.hash(of: name.first..<name.end)
            guard length >= 2, length <= Self.maximumMarkedLength, words > 0 else { continue }
            if numbers.number(of: hash.value) == nil, sought < Self.maximumSoughtNames {
                sought += 1
                let labels = rows.labels(of: name.first..<name.end)
                // The text first, as above.
                for (row, isTitle) in [(rows.text, false), (rows.title, true)] {
                    for found in occurrences(of: labels, in: row) {
                        add(hash, isTitle: isTitle, found, wordCount: words, length: length)
                    }
                }
            }
            guard let number = numbers.number(of: hash.value) else { continue }
            if name.hasTitleMarks {
                candidates[number].hasTitleMarks = true
                if isTitle { candidates[number].isMarkedInTitle = true }
            } else {
                candidates[number].isQuoted = true
            }
        }
    }

    // The occurrences of a name's characters that begin and end with words, however they are cut inside.
    private func occurrences(of name: Range<Int>, in row: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var labels = rows.labels(of: row)
        while let position = rows.labels.firstPosition(of: name, in: labels) {
            labels = position + 1..<labels.upperBound
            var first = rows.words[row].partitioningIndex { $0.firstLabel >= position }
            // A gap has no characters.
            while rows.words[first].term < 0, rows.words[first].firstLabel == position { first += 1 }
            var end = first
            while rows.words[end].term >= 0, Int(rows.words[end].firstLabel) < position + name.count { end += 1 }
            guard Int(rows.words[first].firstLabel) == position, rows.labels(of: first..<end).count == name.count
            else { continue }
            found.append(first..<end)
        }
        return found
    }

    // Sequences are in the order of their first words, and so are names: one pass over both.
    private mutating func countInsideNames(_ sequences: Range<Int>, _ names: [MarkedName], isTitle: Bool) {
        guard !names.isEmpty else { return }
        let row = isTitle ? rows.title : rows.text
        var position = 0
        for index in sequences where row.contains(Int(occurrences[index].first)) {
            let words = occurrences[index].words
            while position < names.count, names[position].end <= words.lowerBound { position += 1 }
            guard position < names.count else { return }
            let name = names[position].first..<names[position].end
            if name.lowerBound <= words.lowerBound && words.upperBound <= name.upperBound && name != words {
                candidates[Int(occurrences[index].candidate)].insideNames += 1
            }
        }
    }
}
