import ShuliText

/// The candidates that are worth scoring, with the occurrences of each side by side.
struct ScoredCandidates {
    let rows: WordRows
    let table: CandidateTable
    /// The numbers of the scored candidates in the table, ascending.
    let numbers: [Int]
    /// The occurrences grouped by candidate, each group in order of the text, then those in the title.
    let occurrences: [Occurrence]
    /// By scored candidate, where its group begins; one more for the end.
    private let starts: [Int32]
    private let titleCharacters: TitleCharacters

    init(_ rows: WordRows, _ table: CandidateTable) {
        self.rows = rows
        self.table = table
        titleCharacters = TitleCharacters(rows)
        // A counting sort of the occurrences by candidate; -1 for candidates that are not scored.
        var indices = [Int32](repeating: -1, count: table.candidates.count)
        var numbers: [Int] = []
        numbers.reserveCapacity(table.candidates.count)
        for number in table.candidates.indices {
            let candidate = table.candidates[number]
            guard
                table.isShort || candidate.count >= 2 || candidate.titleCount > 0 || candidate.hasTitleMarks
                    || titleCharacters.contain(candidate)
            else { continue }
            indices[number] = Int32(numbers.count)
            numbers.append(number)
        }
        var starts = [Int32](repeating: 0, count: numbers.count + 1)
        for occurrence in table.occurrences where indices[Int(occurrence.candidate)] >= 0 {
            starts[Int(indices[Int(occurrence.candidate)]) + 1] += 1
        }
        for index in numbers.indices { starts[index + 1] += starts[index] }
        var grouped = [Occurrence](
            repeating: Occurrence(candidate: 0, first: 0, end: 0), count: Int(starts[numbers.count]))
        var next = starts
        for occurrence in table.occurrences {
            let index = Int(indices[Int(occurrence.candidate)])
            guard index >= 0 else { continue }
            grouped[Int(next[index])] = occurrence
            next[index] += 1
        }
        (self.numbers, self.starts, self.occurrences) = (numbers, starts, grouped)
    }

    var count: Int { numbers.count }

    func candidate(at index: Int) -> Candidate { table.candidates[numbers[index]] }

    /// The folded hash of the candidate at an index, which no other candidate has.
    func hashValue(at index: Int) -> UInt64 { table.hashValue(of: numbers[index]) }

    /// The same without the marks that join its words, the same for 凯文-马丁 and 凯文·马丁.
    func hashWithoutLinks(at index: Int) -> UInt64 {
        let labels = rows.labels[rows.labels(of: candidate(at: index).words)]
        guard labels.contains(where: Self.linkLabels.contains) else { return hashValue(at: index) }
        var hash = FoldedHash()
        for label in labels where !Self.linkLabels.contains(label) { hash.append(label: label) }
        return hash.value
    }

    private static let linkLabels = Set(WordRows.links.map(Lexicon.standard.foldedLabel))

    /// Whether the characters of a candidate occur in the title, even where the title is cut into other words.
    func hasCharactersInTitle(_ candidate: Candidate) -> Bool { titleCharacters.contain(candidate) }

    /// Where the occurrences of the candidate at an index are.
    func occurrences(at index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

    /// The ranges in the text of the candidate at an index, ascending.
    func ranges(at index: Int) -> [TextRange] {
        var ranges: [TextRange] = []
        ranges.reserveCapacity(Int(candidate(at: index).count))
        for position in occurrences(at: index) where rows.isInText(Int(occurrences[position].first)) {
            ranges.append(rows.range(of: occurrences[position].words))
        }
        return ranges
    }
}

/// The characters of a title, regardless of its words.
private struct TitleCharacters {
    private let labels: [UInt32]
    private let title: Range<Int>
    private let words: [RowWord]
    /// A bit for each label of the title, by its last six bits: rules out most candidates without a search.
    private let bits: UInt64

    init(_ rows: WordRows) {
        (labels, title, words) = (rows.labels, rows.titleLabels, rows.words)
        var bits: UInt64 = 0
        for position in title { bits |= 1 << UInt64(rows.labels[position] & 63) }
        self.bits = bits
    }

    /// Whether a candidate's characters occur in it.
    func contain(_ candidate: Candidate) -> Bool {
        let first = Int(words[candidate.words.lowerBound].firstLabel)
        let count = Int(candidate.length)
        guard count <= CandidateTable.maximumLength else { return false }
        for position in first..<first + count where bits & 1 << UInt64(labels[position] & 63) == 0 { return false }
        return labels.firstPosition(of: first..<first + count, in: title) != nil
    }
}

extension [UInt32] {
    /// The first position inside a range from which the elements of another range occur; nil where there is none.
    func firstPosition(of part: Range<Int>, in range: Range<Int>) -> Int? {
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

/// For each candidate the count of the most frequent longer candidate that contains it: of all, and of those that are
/// in the title too.
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
