import ShuliText

/// The candidates that are worth scoring, with their places together.
struct ScoredCandidates {
    let rows: WordRows
    let table: CandidateTable
    /// The numbers of the candidates, ascending.
    let numbers: [Int]
    /// The places of all of them: those of the first candidate in the text in order, then those in the title, and so on.
    let places: [Occurrence]
    /// By scored candidate, where its places begin; one more for the end.
    private let starts: [Int32]
    private let titleLetters: TitleLetters

    init(_ rows: WordRows, _ table: CandidateTable) {
        self.rows = rows
        self.table = table
        titleLetters = TitleLetters(rows)
        // A counting sort of the occurrences by candidate; -1 for candidates that are not scored.
        var places = [Int32](repeating: -1, count: table.candidates.count)
        var numbers: [Int] = []
        numbers.reserveCapacity(table.candidates.count)
        for number in table.candidates.indices {
            let candidate = table.candidates[number]
            guard
                table.isShort || candidate.count >= 2 || candidate.titleCount > 0 || candidate.isBook
                    || titleLetters.hold(candidate)
            else { continue }
            places[number] = Int32(numbers.count)
            numbers.append(number)
        }
        var starts = [Int32](repeating: 0, count: numbers.count + 1)
        for occurrence in table.occurrences where places[Int(occurrence.candidate)] >= 0 {
            starts[Int(places[Int(occurrence.candidate)]) + 1] += 1
        }
        for index in numbers.indices { starts[index + 1] += starts[index] }
        var grouped = [Occurrence](
            repeating: Occurrence(candidate: 0, first: 0, end: 0), count: Int(starts[numbers.count]))
        var next = starts
        for occurrence in table.occurrences {
            let index = Int(places[Int(occurrence.candidate)])
            guard index >= 0 else { continue }
            grouped[Int(next[index])] = occurrence
            next[index] += 1
        }
        (self.numbers, self.starts, self.places) = (numbers, starts, grouped)
    }

    var count: Int { numbers.count }

    func candidate(at index: Int) -> Candidate { table.candidates[numbers[index]] }

    /// Whether the letters of a candidate stand in the title, cut into whatever words.
    func hasLettersInTitle(_ candidate: Candidate) -> Bool { titleLetters.hold(candidate) }

    /// The places of the candidate at an index.
    func occurrences(at index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

    /// The ranges in the text of the candidate at an index, in order.
    func spans(at index: Int) -> [TextRange] {
        var spans: [TextRange] = []
        spans.reserveCapacity(Int(candidate(at: index).count))
        for place in occurrences(at: index) where rows.isInText(Int(places[place].first)) {
            spans.append(rows.range(of: places[place].words))
        }
        return spans
    }
}

/// The letters of a title, whatever words they are cut into.
private struct TitleLetters {
    private let labels: [UInt32]
    private let title: Range<Int>
    private let words: [RowWord]
    /// A bit for each of its letters, by their last six bits.
    private let letters: UInt64

    init(_ rows: WordRows) {
        (labels, title, words) = (rows.labels, rows.titleLabels, rows.words)
        var letters: UInt64 = 0
        for place in title { letters |= 1 << UInt64(rows.labels[place] & 63) }
        self.letters = letters
    }

    /// Whether a candidate's letters stand in it.
    func hold(_ candidate: Candidate) -> Bool {
        let first = Int(words[candidate.words.lowerBound].firstLabel)
        let count = Int(candidate.letters)
        guard count <= CandidateTable.mostLetters else { return false }
        for place in first..<first + count where letters & 1 << UInt64(labels[place] & 63) == 0 { return false }
        return labels.holds(first..<first + count, in: title)
    }
}

extension [UInt32] {
    /// Whether the numbers of one range stand somewhere inside of another.
    func holds(_ part: Range<Int>, in range: Range<Int>) -> Bool { firstPlace(of: part, in: range) != nil }

    /// The first place inside of a range where the numbers of another range stand.
    func firstPlace(of part: Range<Int>, in range: Range<Int>) -> Int? {
        guard part.count <= range.count else { return nil }
        guard let first = part.first else { return range.lowerBound }
        for start in range.lowerBound...range.upperBound - part.count where self[start] == self[first] {
            var length = 1
            while length < part.count, self[start + length] == self[first + length] { length += 1 }
            if length == part.count { return start }
        }
        return nil
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
            let own = candidate.count + candidate.titleCount
            for first in candidate.words {
                for end in first + 1...candidate.words.upperBound where first..<end != candidate.words {
                    guard let part = scored.table.number(of: first..<end) else { continue }
                    if count[part] < own { count[part] = own }
                    if candidate.titleCount > 0, titleCount[part] < candidate.count {
                        titleCount[part] = candidate.count
                    }
                }
            }
        }
    }
}
