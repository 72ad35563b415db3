import ShuliText

/// Finds every occurrence of the phrases of a list in folded text, in one pass.
///
/// Phrases are in buckets by their first label, so that a position where none begins costs one load.
struct PhraseMatcher: Sendable {
    struct Phrase: Sendable {
        let labels: [UInt16]
        let group: Int
        let atStart: Bool
        let atEnd: Bool
    }

    // A phrase without its first label.
    private struct Rest: Sendable {
        let labels: Range<Int32>
        let group: Int32
        let atStart: Bool
        let atEnd: Bool
    }

    private let rests: [Rest]
    // The labels of all rests, one after the other.
    private let labels: [UInt16]
    // The bucket of a label is rests[starts[label] ..< starts[label + 1]].
    private let starts: [UInt16]

    init(_ unordered: [Phrase], labelCount: Int) {
        let usable = unordered.filter { !$0.labels.isEmpty }
        let ordered = usable.enumerated().sorted {
            ($0.element.labels[0], $0.offset) < ($1.element.labels[0], $1.offset)
        }.map(\.element)
        var labels: [UInt16] = []
        var rests: [Rest] = []
        var counts = [UInt16](repeating: 0, count: labelCount + 1)
        for phrase in ordered {
            let start = Int32(labels.count)
            labels += phrase.labels.dropFirst()
            rests.append(
                Rest(
                    labels: start..<Int32(labels.count), group: Int32(phrase.group), atStart: phrase.atStart,
                    atEnd: phrase.atEnd))
            counts[Int(phrase.labels[0]) + 1] += 1
        }
        for label in 0..<labelCount { counts[label + 1] += counts[label] }
        (self.labels, self.rests, starts) = (labels, rests, counts)
    }

    /// Calls `found` with the group, length and place of every occurrence in `line[range]`, in order of position.
    @inline(__always)
    func forEachMatch(
        in line: UnsafeBufferPointer<UInt16>, _ range: Range<Int>,
        _ found: (_ group: Int, _ length: Int, _ place: Int) -> Void
    ) {
        for place in range {
            let first = Int(line[place])
            for index in Int(starts[first])..<Int(starts[first + 1]) {
                let rest = rests[index]
                let length = rest.labels.count + 1
                guard place + length <= range.upperBound, !rest.atStart || place == range.lowerBound,
                    !rest.atEnd || place + length == range.upperBound
                else { continue }
                let start = Int(rest.labels.lowerBound)
                var matched = 0
                while matched < length - 1, line[place + 1 + matched] == labels[start + matched] { matched += 1 }
                if matched == length - 1 { found(Int(rest.group), length, place) }
            }
        }
    }
}

extension String {
    /// The labels of a phrase as `FoldedBlocks` has them: without white space; width, case and script folded.
    func foldedLabels(_ alphabet: Alphabet) -> [UInt16] {
        unicodeScalars.filter { !$0.properties.isWhitespace }.map { alphabet.label(of: $0) }
    }
}
