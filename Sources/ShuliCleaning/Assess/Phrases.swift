import ShuliText

/// A few phrases as labels of the alphabet, without white space: width, case and script are folded.
///
/// Most places of a line begin and end no phrase. A set of bits by the first and by the last labels finds that out with one load.
struct Phrases: Sendable {
    // One phrase after the other.
    private let labels: [UInt16]
    private let ranges: [Range<Int>]
    private let firsts: LabelFilter
    private let lasts: LabelFilter
    /// The length of the shortest phrase.
    let shortest: Int

    /// `words` are separated by spaces.
    init(_ words: String) {
        let phrases = words.split(separator: " ").map { String($0).foldedLabels(.cleaning) }.filter { !$0.isEmpty }
        labels = phrases.flatMap(\.self)
        var start = 0
        ranges = phrases.map { phrase in
            defer { start += phrase.count }
            return start..<start + phrase.count
        }
        firsts = LabelFilter(phrases.compactMap(\.first))
        lasts = LabelFilter(phrases.compactMap(\.last))
        shortest = phrases.map(\.count).min() ?? 0
    }

    @inline(__always)
    func mayBegin(with label: UInt16) -> Bool { firsts.mayContain(label) }

    /// The length of the longest phrase that begins at a place of a line, with the white space inside: 作　者：, 文 |.
    @inline(__always)
    func length(in line: [UInt16], at place: Int) -> Int? {
        guard place < line.count, firsts.mayContain(line[place]) else { return nil }
        return longest(line, place)
    }

    private func longest(_ line: [UInt16], _ place: Int) -> Int? {
        var longest: Int?
        for range in ranges where labels[range.lowerBound] == line[place] {
            var end = place + 1
            var matched = range.lowerBound + 1
            while matched < range.upperBound, end < line.count {
                if line[end] == labels[matched] {
                    matched += 1
                } else if line[end] != Alphabet.Fixed.space {
                    break
                }
                end += 1
            }
            if matched == range.upperBound, end - place > longest ?? 0 { longest = end - place }
        }
        return longest
    }

    /// Whether one of the phrases occurs in a part of some labels.
    func occur(in line: [UInt16], _ part: Range<Int>) -> Bool {
        part.contains { place in
            guard firsts.mayContain(line[place]) else { return false }
            return ranges.contains { range in
                place + range.count <= part.upperBound
                    && line[place..<place + range.count].elementsEqual(labels[range])
            }
        }
    }

    /// Whether one of the phrases that are shorter than `limit` ends at a place of a line.
    func isEnd(_ end: Int, of line: [UInt16], shorterThan limit: Int = .max) -> Bool {
        guard end > 0, lasts.mayContain(line[end - 1]) else { return false }
        return ranges.contains { range in
            guard range.count <= end, range.count < limit else { return false }
            for (offset, place) in range.enumerated() where line[end - range.count + offset] != labels[place] {
                return false
            }
            return true
        }
    }

    /// Whether some labels are one of the phrases.
    func contains(_ word: ArraySlice<UInt16>) -> Bool {
        guard let first = word.first, firsts.mayContain(first) else { return false }
        return ranges.contains { $0.count == word.count && labels[$0].elementsEqual(word) }
    }
}

/// A set of labels with false positives: a bit for each remainder.
private struct LabelFilter: Sendable {
    private var bits = [UInt64](repeating: 0, count: 16)

    init(_ labels: [UInt16]) {
        for label in labels { bits[Int(label >> 6) & 15] |= 1 << UInt64(label & 63) }
    }

    @inline(__always)
    func mayContain(_ label: UInt16) -> Bool { bits[Int(label >> 6) & 15] >> UInt64(label & 63) & 1 != 0 }
}
