import ShuliText

/// The candidates that are worth scoring, with their places together.
struct ScoredCandidates {
    let rows: WordRows
    let table: CandidateTable
    /// The numbers of the candidates, ascending.
    let numbers: [Int]
    /// How many letters the text and the title have.
    let textLetters: Int
    let titleLetters: Int
    /// By scored candidate, where its occurrences begin in `grouped`; one more for the end.
    private let starts: [Int32]
    private let grouped: [Int32]

    /// The hashes of all runs of letters of the title that a candidate may equal.
    private let titleRuns: KeyIndex

    /// In a text of fewer letters everything is looked at; else what stands twice, or in the title, or between 《》.
    private static let shortText = 300

    init(_ rows: WordRows, _ table: CandidateTable) {
        self.rows = rows
        self.table = table
        func letters(_ row: [RowWord]) -> Int {
            row.reduce(0) { $0 + ($1.isWord ? rows.terms[Int($1.term)].folded.letters : 0) }
        }
        textLetters = letters(rows.text)
        titleLetters = letters(rows.title)
        let isShort = textLetters < Self.shortText
        let candidates = table.candidates
        let titleRuns = Self.runs(of: rows.titleLabels)
        self.titleRuns = titleRuns
        let numbers = candidates.indices.filter {
            isShort || titleRuns.number(of: table.hashValue(of: $0)) != nil || candidates[$0].count >= 2
                || candidates[$0].titleCount > 0 || candidates[$0].isBook
        }
        // A counting sort of the occurrences by candidate.
        var place = [Int32](repeating: -1, count: candidates.count)
        for (index, number) in numbers.enumerated() { place[number] = Int32(index) }
        var starts = [Int32](repeating: 0, count: numbers.count + 1)
        for occurrence in table.occurrences where place[Int(occurrence.candidate)] >= 0 {
            starts[Int(place[Int(occurrence.candidate)]) + 1] += 1
        }
        for index in numbers.indices { starts[index + 1] += starts[index] }
        var grouped = [Int32](repeating: 0, count: Int(starts[numbers.count]))
        var next = starts
        for (number, occurrence) in table.occurrences.enumerated() {
            let index = place[Int(occurrence.candidate)]
            guard index >= 0 else { continue }
            grouped[Int(next[Int(index)])] = Int32(number)
            next[Int(index)] += 1
        }
        (self.numbers, self.starts, self.grouped) = (numbers, starts, grouped)
    }

    var count: Int { numbers.count }

    func candidate(at index: Int) -> Candidate { table.candidates[numbers[index]] }

    /// The row that a candidate's words are of.
    func row(of candidate: Candidate) -> [RowWord] { candidate.isInText ? rows.text : rows.title }

    /// Whether the letters of the candidate at an index stand in the title, cut into whatever words.
    func hasLettersInTitle(at index: Int) -> Bool { titleRuns.number(of: table.hashValue(of: numbers[index])) != nil }

    private static func runs(of labels: [UInt32]) -> KeyIndex {
        var runs = KeyIndex(expected: labels.count * CandidateTable.mostLetters)
        for start in labels.indices {
            var hash = FoldedHash()
            for label in labels[start...].prefix(CandidateTable.mostLetters) {
                hash.append(label: label)
                _ = runs.insert(hash.value)
            }
        }
        return runs
    }

    /// What is known of a word, link or mark; nil for a gap, or beyond a row's ends.
    func term(of word: RowWord?) -> Term? {
        guard let word, word.term >= 0 else { return nil }
        return rows.terms[Int(word.term)]
    }

    /// The sum of the rarities of a candidate's words, and how many these are.
    func raritySum(of candidate: Candidate) -> (sum: Double, count: Int) {
        row(of: candidate)[candidate.words].reduce(into: (sum: 0.0, count: 0)) { sums, word in
            guard word.isWord else { return }
            sums.sum += rows.terms[Int(word.term)].rarity
            sums.count += 1
        }
    }

    /// The places of the candidate at an index: those in the text in order, then those in the title.
    func occurrences(at index: Int) -> some Collection<Occurrence> {
        grouped[Int(starts[index])..<Int(starts[index + 1])].lazy.map { table.occurrences[Int($0)] }
    }

    /// The ranges in the text of the candidate at an index, in order.
    func spans(at index: Int) -> [TextRange] {
        occurrences(at: index).filter { !$0.isInTitle }.map { range(of: $0.words, in: rows.text) }.sorted()
    }

    func range(of words: Range<Int>, in row: [RowWord]) -> TextRange {
        TextRange(row[words.lowerBound].range.lowerBound, row[words.upperBound - 1].range.upperBound)
    }
}

/// For each candidate the count of the commonest longer candidate that holds it, over all and over those in the title.
struct Containers {
    private(set) var count: [Int32]
    private(set) var titleCount: [Int32]

    init(_ scored: ScoredCandidates) {
        let candidates = scored.table.candidates
        count = [Int32](repeating: 0, count: candidates.count)
        titleCount = count
        for number in scored.numbers where candidates[number].wordCount > 1 {
            let candidate = candidates[number]
            let row = scored.row(of: candidate)
            let own = Int32(candidate.count + candidate.titleCount)
            for first in candidate.words {
                var hash = FoldedHash()
                for place in first..<candidate.words.upperBound {
                    if row[place].term >= 0 { hash.append(scored.rows.terms[Int(row[place].term)].folded.hash) }
                    guard first..<place + 1 != candidate.words, let part = scored.table.number(of: hash) else {
                        continue
                    }
                    count[part] = max(count[part], own)
                    if candidate.titleCount > 0 { titleCount[part] = max(titleCount[part], Int32(candidate.count)) }
                }
            }
        }
    }
}
