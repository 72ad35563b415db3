import ShuliText

/// A run of words, or a marked name, that may be a keyword.
struct Candidate {
    /// Whether it stands in the text; else only in the title.
    let isInText: Bool
    /// Where it first stands, in the text's row if it stands there.
    let words: Range<Int>
    /// How many of its words are no marks.
    let wordCount: Int
    let letters: Int
    /// How often it stands in the text, and in the title.
    var count = 0
    var titleCount = 0
    /// Where it last begins in the text's row, and ends there and in the title's.
    var last = 0
    var end = 0
    var titleEnd = 0
    /// Whether it stands between 《》 anywhere, in the title, and between quotation marks.
    var isBook = false
    var isBookInTitle = false
    var isQuoted = false
    /// How often it is but a part of a marked name.
    var insideNames = 0

    /// Counts one more place, unless it overlaps the last one: of two such places (哈哈 in 哈哈哈) the first counts.
    fileprivate mutating func count(_ words: Range<Int>, isTitle: Bool) -> Bool {
        if isTitle {
            guard words.lowerBound >= titleEnd else { return false }
            titleCount += 1
            titleEnd = words.upperBound
        } else {
            guard words.lowerBound >= end else { return false }
            count += 1
            last = words.lowerBound
            end = words.upperBound
        }
        return true
    }
}

/// One place of a candidate.
struct Occurrence {
    let candidate: Int32
    let first: Int32
    let end: Int32
    let isInTitle: Bool

    var words: Range<Int> { Int(first)..<Int(end) }
}

/// All candidates of a title and its text.
struct CandidateTable {
    private(set) var candidates: [Candidate] = []
    private(set) var occurrences: [Occurrence] = []
    private var numbers = KeyIndex(expected: 2_048)
    private let rows: WordRows

    /// The most words, and letters, of a keyword. A marked name may have more letters.
    private static let (mostWords, mostMarkedLetters) = (5, 20)
    static let mostLetters = 16
    /// Names with stop words in them (我不是药神) are looked for outside of their marks; so many of them at most.
    private static let mostSoughtNames = 50

    init(_ rows: WordRows) {
        self.rows = rows
        candidates.reserveCapacity(1_024)
        occurrences.reserveCapacity(2_048)
        // The text first: a candidate's first place is its first occurrence.
        collect(rows.text, isTitle: false)
        collect(rows.title, isTitle: true)
        let runs = occurrences.count
        addNames(rows.textNames, rows.text, isTitle: false)
        addNames(rows.titleNames, rows.title, isTitle: true)
        countInsideNames(occurrences[..<runs], rows.textNames, isTitle: false)
        countInsideNames(occurrences[..<runs], rows.titleNames, isTitle: true)
    }

    /// The hash of a candidate's letters.
    func hashValue(of number: Int) -> UInt64 { numbers.keys[number] }

    /// The number of the candidate whose letters have this hash.
    func number(of hash: FoldedHash) -> Int? { numbers.number(of: hash.value) }

    private mutating func collect(_ row: [RowWord], isTitle: Bool) {
        let terms = rows.terms
        for start in row.indices where row[start].mayBegin {
            if let name = personName(at: start, of: row) {
                add(rows.hash(of: row[name]).hash, isTitle: isTitle, name, wordCount: 2, letters: 3)
            }
            var hash = FoldedHash()
            var (words, letters) = (0, 0)
            var (hasContent, hasLetters) = (false, false)
            var place = start
            while place < row.count, row[place].isInside {
                let word = row[place]
                place += 1
                let folded = terms[Int(word.term)].folded
                hash.append(folded.hash)
                letters += folded.letters
                if word.kind == .link { continue }
                words += 1
                if words > Self.mostWords || letters > Self.mostLetters { break }
                hasContent = hasContent || word.kind == .content
                hasLetters = hasLetters || folded.hasHan || folded.hasLetter
                guard letters >= 2, hasLetters, hasContent || words >= 2 else { continue }
                add(hash, isTitle: isTitle, start..<place, wordCount: words, letters: letters)
            }
        }
    }

    // A surname and two letters of which the first is a stop word elsewhere: 朱一龙, 薛之谦.
    private func personName(at start: Int, of row: [RowWord]) -> Range<Int>? {
        let end = start + 3
        guard end <= row.count, row[start + 1].kind == .stop, row[start + 2].kind == .inner else { return nil }
        let letters = row[start..<end].map { rows.terms[Int($0.term)].folded }
        guard letters.allSatisfy({ $0.letters == 1 }), KeywordVocabulary.surnames.contains(letters[0].first),
            KeywordVocabulary.givenNames.contains(letters[1].first)
        else { return nil }
        return start..<end
    }

    private mutating func add(
        _ hash: FoldedHash, isTitle: Bool, _ words: Range<Int>, wordCount: Int, letters: Int
    ) {
        let number = numbers.insert(hash.value)
        if number == candidates.count {
            candidates.append(Candidate(isInText: !isTitle, words: words, wordCount: wordCount, letters: letters))
        }
        guard candidates[number].count(words, isTitle: isTitle) else { return }
        occurrences.append(
            Occurrence(
                candidate: Int32(number), first: Int32(words.lowerBound), end: Int32(words.upperBound),
                isInTitle: isTitle))
    }

    // Names that are runs of words are candidates already; the others become candidates here.
    private mutating func addNames(_ names: [MarkedName], _ row: [RowWord], isTitle: Bool) {
        var sought = 0
        for name in names where row[name.first].term >= 0 {
            let (hash, words, letters) = rows.hash(of: row[name.first..<name.end])
            guard letters >= 2, letters <= Self.mostMarkedLetters, words > 0 else { continue }
            if numbers.number(of: hash.value) == nil, sought < Self.mostSoughtNames {
                sought += 1
                // In the order of the text first, as everywhere.
                let start = rows.terms[Int(row[name.first].term)].folded.first
                for place in places(of: hash, letters, startingWith: start, in: rows.text) {
                    add(hash, isTitle: false, place, wordCount: words, letters: letters)
                }
                for place in places(of: hash, letters, startingWith: start, in: rows.title) {
                    add(hash, isTitle: true, place, wordCount: words, letters: letters)
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

    // Where a name stands as whole words, however they were cut.
    private func places(
        of name: FoldedHash, _ letters: Int, startingWith start: UInt32, in row: [RowWord]
    ) -> [Range<Int>] {
        row.indices.compactMap { first in
            guard row[first].term >= 0, rows.terms[Int(row[first].term)].folded.first == start else { return nil }
            var hash = FoldedHash()
            var (count, end) = (0, first)
            while count < letters, end < row.count, row[end].term >= 0 {
                let folded = rows.terms[Int(row[end].term)].folded
                hash.append(folded.hash)
                count += folded.letters
                end += 1
            }
            return count == letters && hash == name ? first..<end : nil
        }
    }

    // Runs stand in the order of their first words, and names do: one pass over both.
    private mutating func countInsideNames(
        _ runs: ArraySlice<Occurrence>, _ names: [MarkedName], isTitle: Bool
    ) {
        var place = 0
        for run in runs where run.isInTitle == isTitle {
            while place < names.count, names[place].end <= Int(run.first) { place += 1 }
            guard place < names.count else { return }
            let name = names[place].first..<names[place].end
            if name.lowerBound <= run.words.lowerBound && run.words.upperBound <= name.upperBound && name != run.words {
                candidates[Int(run.candidate)].insideNames += 1
            }
        }
    }
}
