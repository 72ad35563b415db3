import ShuliText

/// A run of words, or a marked name, that may be a keyword.
struct Candidate {
    /// Where it first stands: in the text if it stands there, else in the title.
    let words: Range<Int>
    /// How many of its words are no marks.
    let wordCount: Int32
    let letters: Int32
    /// How often it stands in the text, and in the title.
    var count: Int32 = 0
    var titleCount: Int32 = 0
    /// Where it last begins in the text, and ends there and in the title.
    var last: Int32 = 0
    var end: Int32 = 0
    var titleEnd: Int32 = 0
    /// How often it is but a part of a marked name.
    var insideNames: Int32 = 0
    /// Whether it stands between 《》 anywhere, in the title, and between quotation marks.
    var isBook = false
    var isBookInTitle = false
    var isQuoted = false

    /// Counts one more place, unless it overlaps the last one: of two such places (哈哈 in 哈哈哈) the first counts.
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

/// One place of a candidate.
struct Occurrence {
    let candidate: Int32
    let first: Int32
    let end: Int32

    var words: Range<Int> { Int(first)..<Int(end) }
}

/// All candidates of a title and its text that may be scored.
struct CandidateTable {
    private(set) var candidates: [Candidate] = []
    private(set) var occurrences: [Occurrence] = []
    private var numbers: KeyIndex
    /// For each place of a short text, in which most runs are scored, the numbers of the candidates of one, two, … words
    /// that stand there; -1 where none does.
    private var numbersByPlace: [Int32]
    private let rows: WordRows
    /// Whether everything is looked at.
    let isShort: Bool

    /// The most words, and letters, of a keyword. A marked name may have more letters.
    private static let mostWords = 4
    private static let mostMarkedLetters = 20
    static let mostLetters = 16
    /// Names with stop words in them (我不是药神) are looked for outside of their marks; so many of them at most.
    private static let mostSoughtNames = 50
    /// In a text of fewer letters everything is looked at; else what stands twice, or in the title, or between 《》.
    private static let shortText = 300

    init(_ rows: WordRows) {
        self.rows = rows
        isShort = rows.textLetters < Self.shortText
        let repeated = isShort ? nil : RepeatedLetters(rows)
        let expected = rows.words.count * (isShort ? 2 : 1)
        numbers = KeyIndex(expected: expected)
        candidates.reserveCapacity(expected)
        occurrences.reserveCapacity(expected)
        numbersByPlace = [Int32](repeating: -1, count: isShort ? rows.words.count * Self.mostWords : 0)
        // The text first: a candidate's first place is its first occurrence.
        collect(rows.text, repeated, isTitle: false)
        collect(rows.title, repeated, isTitle: true)
        let runs = occurrences.count
        addNames(rows.textNames, isTitle: false)
        addNames(rows.titleNames, isTitle: true)
        countInsideNames(0..<runs, rows.textNames, isTitle: false)
        countInsideNames(0..<runs, rows.titleNames, isTitle: true)
    }

    /// The hash of a candidate's letters.
    func hashValue(of number: Int) -> UInt64 { numbers.keys[number] }

    /// The number of the candidate that has the letters of a stretch of words, if one does.
    @inline(__always)
    func number(of words: Range<Int>) -> Int? {
        // Most are runs that were seen at this very place: no hash is looked for.
        if let place = place(of: words), numbersByPlace[place] >= 0 { return Int(numbersByPlace[place]) }
        return rows.labels(of: words).count < 2 ? nil : numbers.number(of: rows.hash(of: words).hash.value)
    }

    // Where the number of a run stands in `numbersByPlace`, if it is kept there.
    @inline(__always)
    private func place(of words: Range<Int>) -> Int? {
        guard isShort, words.count <= Self.mostWords else { return nil }
        return words.lowerBound * Self.mostWords + words.count - 1
    }

    private mutating func collect(_ row: Range<Int>, _ repeated: RepeatedLetters?, isTitle: Bool) {
        let (words, terms) = (rows.words, rows.terms)
        for start in row where words[start].mayBegin {
            if words[start + 1].kind == .stop, let name = personName(at: start) {
                add(rows.hash(of: name).hash, isTitle: isTitle, name, wordCount: 2, letters: 3)
            }
            var hash = FoldedHash()
            var (count, letters) = (0, 0)
            var (hasContent, hasLetters) = (false, false)
            var place = start
            // A gap ends every row.
            while words[place].isInside {
                if let repeated, !repeated.hold(words[place], upTo: words[place + 1], isFirst: place == start) { break }
                let kind = words[place].kind
                let term = Int(words[place].term)
                place += 1
                hash.append(terms[term].folded.hash)
                letters += terms[term].folded.letters
                if kind == .link { continue }
                count += 1
                if count > Self.mostWords || letters > Self.mostLetters { break }
                hasContent = hasContent || kind == .content
                hasLetters = hasLetters || terms[term].folded.hasHan || terms[term].folded.hasLetter
                guard letters >= 2, hasLetters, hasContent || count >= 2 else { continue }
                add(hash, isTitle: isTitle, start..<place, wordCount: count, letters: letters)
            }
        }
    }

    // A surname and two letters of which the first is a stop word elsewhere: 朱一龙, 薛之谦.
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
        _ hash: FoldedHash, isTitle: Bool, _ words: Range<Int>, wordCount: Int, letters: Int
    ) {
        let number = numbers.insert(hash.value)
        if number == candidates.count {
            candidates.append(Candidate(words: words, wordCount: Int32(wordCount), letters: Int32(letters)))
        }
        if let place = place(of: words) { numbersByPlace[place] = Int32(number) }
        guard candidates[number].count(words, isTitle: isTitle) else { return }
        occurrences.append(
            Occurrence(candidate: Int32(number), first: Int32(words.lowerBound), end: Int32(words.upperBound)))
    }

    // Names that are runs of words are candidates already; the others become candidates here.
    private mutating func addNames(_ names: [MarkedName], isTitle: Bool) {
        var sought = 0
        for name in names where rows.words[name.first].term >= 0 {
            let (hash, words, letters) = rows.hash(of: name.first..<name.end)
            guard letters >= 2, letters <= Self.mostMarkedLetters, words > 0 else { continue }
            if numbers.number(of: hash.value) == nil, sought < Self.mostSoughtNames {
                sought += 1
                let own = rows.labels(of: name.first..<name.end)
                // In the order of the text first, as everywhere.
                for (row, isTitle) in [(rows.text, false), (rows.title, true)] {
                    for place in places(of: own, in: row) {
                        add(hash, isTitle: isTitle, place, wordCount: words, letters: letters)
                    }
                }
            }
            guard let number = numbers.number(of: hash.value) else { continue }
            if name.isTitle {
                candidates[number].isBook = true
                if isTitle { candidates[number].isBookInTitle = true }
            } else {
                candidates[number].isQuoted = true
            }
        }
    }

    // Where the letters of a name stand as whole words, however they were cut.
    private func places(of name: Range<Int>, in row: Range<Int>) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var letters = rows.labels(of: row)
        while let place = rows.labels.firstPlace(of: name, in: letters) {
            letters = place + 1..<letters.upperBound
            var first = rows.words[row].partitioningIndex { $0.firstLabel >= place }
            // A gap has no letters.
            while rows.words[first].term < 0, rows.words[first].firstLabel == place { first += 1 }
            var end = first
            while rows.words[end].term >= 0, Int(rows.words[end].firstLabel) < place + name.count { end += 1 }
            guard Int(rows.words[first].firstLabel) == place, rows.labels(of: first..<end).count == name.count else {
                continue
            }
            places.append(first..<end)
        }
        return places
    }

    // Runs stand in the order of their first words, and names do: one pass over both.
    private mutating func countInsideNames(_ runs: Range<Int>, _ names: [MarkedName], isTitle: Bool) {
        guard !names.isEmpty else { return }
        let row = isTitle ? rows.title : rows.text
        var place = 0
        for index in runs where row.contains(Int(occurrences[index].first)) {
            let run = occurrences[index].words
            while place < names.count, names[place].end <= run.lowerBound { place += 1 }
            guard place < names.count else { return }
            let name = names[place].first..<names[place].end
            if name.lowerBound <= run.lowerBound && run.upperBound <= name.upperBound && name != run {
                candidates[Int(occurrences[index].candidate)].insideNames += 1
            }
        }
    }
}
