import ShuliText

/// Finds the occurrences of known phrases in the sections of a long text.
struct WantedPhrases {
    /// By phrase, its occurrences in the text, ascending and without overlap.
    private(set) var ranges: [[TextRange]]
    private var numbers: KeyIndex

    /// - Parameter hashes: the folded hashes of the phrases, each of which is another one.
    init(_ hashes: [UInt64]) {
        ranges = [[TextRange]](repeating: [], count: hashes.count)
        numbers = KeyIndex(expected: hashes.count)
        for hash in hashes { _ = numbers.insert(hash) }
    }

    /// Adds the occurrences in a section: sequences of words that spell a phrase, whatever words it is cut into.
    ///
    /// - Parameter offset: where the section begins in the text.
    mutating func find(in rows: WordRows, from offset: Int) {
        let (words, terms) = (rows.words, rows.terms)
        for start in rows.text where words[start].term >= 0 {
            var hash = FoldedHash()
            var length = 0
            var position = start
            // A gap is behind every row.
            while words[position].term >= 0 {
                let folded = terms[Int(words[position].term)].folded
                hash.append(folded.hash)
                length += folded.letters
                if length > CandidateTable.maximumMarkedLength { break }
                position += 1
                guard let number = numbers.number(of: hash.value) else { continue }
                let range = rows.range(of: start..<position)
                let moved = TextRange(range.lowerBound + offset, range.upperBound + offset)
                if moved.lowerBound >= ranges[number].last?.upperBound ?? 0 { ranges[number].append(moved) }
            }
        }
    }
}
