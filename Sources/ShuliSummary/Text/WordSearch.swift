import ShuliText

/// A list of words that are looked for at one place of a text after the other.
struct WordSearch {
    private let words: [[UInt8]]
    /// By the last eight bits of a scalar, the words that begin with such a scalar, the longest first.
    private let buckets: [[Int]]
    /// A bit for each last eleven bits of a scalar that begins a word: most characters of a text begin none.
    private let firsts: [UInt64]
    /// The same of the words of one character, and by a hash of the first two characters of the others.
    private let singles: [UInt64]
    private let pairs: [UInt64]

    /// - Parameter list: words with spaces between them.
    init(_ list: String) { self.init(list.split(separator: " ").map(String.init)) }

    init(_ words: [String]) {
        self.words = words.map { Array($0.utf8) }
        var buckets = [[Int]](repeating: [], count: 256)
        var firsts = [UInt64](repeating: 0, count: 32)
        var singles = firsts
        var pairs = firsts
        for (number, word) in words.enumerated() {
            for scalar in word.unicodeScalars.prefix(1) {
                buckets[Int(scalar.value & 0xFF)].append(number)
                firsts[Int(scalar.value >> 6 & 31)] |= 1 << UInt64(scalar.value & 63)
            }
        }
        for word in words {
            let scalars = word.unicodeScalars.prefix(2).map(\.value)
            guard let first = scalars.first else { continue }
            if scalars.count > 1 {
                let pair = Self.pair(first, scalars[1])
                pairs[Int(pair >> 6)] |= 1 << UInt64(pair & 63)
            } else {
                singles[Int(first >> 6 & 31)] |= 1 << UInt64(first & 63)
            }
        }
        (self.firsts, self.singles, self.pairs) = (firsts, singles, pairs)
        self.buckets = buckets.map { [words = self.words] in
            $0.sorted { (-words[$0].count, $0) < (-words[$1].count, $1) }
        }
    }

    func length(of number: Int) -> Int { words[number].count }

    /// The number of the longest word at an offset where a scalar begins, before an end.
    @inline(__always)
    func word(_ scalar: UInt32, at offset: Int, _ buffer: UTF8Buffer, before end: Int) -> Int? {
        guard firsts[Int(scalar >> 6 & 31)] >> UInt64(scalar & 63) & 1 > 0 else { return nil }
        let next = offset + UTF8Buffer.length(ofScalarBeginningWith: buffer[offset])
        let pair = next < end ? Self.pair(scalar, buffer.scalar(at: next).value) : 0
        guard
            (pairs[Int(pair >> 6)] >> UInt64(pair & 63) | singles[Int(scalar >> 6 & 31)] >> UInt64(scalar & 63)) & 1 > 0
        else { return nil }
        return listed(scalar, offset, buffer, end)
    }

    // Eleven bits. Both characters of a pair count with all of these.
    @inline(__always)
    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt32 { (first &* 31 ^ second) & 2_047 }

    @inline(never)
    private func listed(_ scalar: UInt32, _ offset: Int, _ buffer: UTF8Buffer, _ end: Int) -> Int? {
        buckets[Int(scalar & 0xFF)].first { offset + words[$0].count <= end && buffer.holds(words[$0], at: offset) }
    }

    /// The same at the start of a range.
    func word(atStartOf range: TextRange, _ buffer: UTF8Buffer) -> Int? {
        guard !range.isEmpty else { return nil }
        return word(buffer.scalar(at: range.lowerBound).value, at: range.lowerBound, buffer, before: range.upperBound)
    }
}
