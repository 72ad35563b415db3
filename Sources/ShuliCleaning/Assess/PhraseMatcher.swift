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

    private let phrases: [Phrase]
    // The bucket of a label is phrases[starts[label] ..< starts[label + 1]].
    private let starts: [UInt16]

    init(_ unordered: [Phrase], labelCount: Int) {
        let usable = unordered.filter { !$0.labels.isEmpty }
        let ordered = usable.enumerated().sorted {
            ($0.element.labels[0], $0.offset) < ($1.element.labels[0], $1.offset)
        }
        phrases = ordered.map(\.element)
        var counts = [UInt16](repeating: 0, count: labelCount + 1)
        for phrase in phrases { counts[Int(phrase.labels[0]) + 1] += 1 }
        for label in 0..<labelCount { counts[label + 1] += counts[label] }
        starts = counts
    }

    /// Calls `found` with the group, length and place of every occurrence in `labels[range]`, in order of position.
    @inline(__always)
    func forEachMatch(
        in labels: UnsafeBufferPointer<UInt16>, _ range: Range<Int>,
        _ found: (_ group: Int, _ length: Int, _ place: Int) -> Void
    ) {
        for place in range {
            let first = Int(labels[place])
            for index in Int(starts[first])..<Int(starts[first + 1]) {
                let phrase = phrases[index]
                let end = place + phrase.labels.count
                guard end <= range.upperBound, !phrase.atStart || place == range.lowerBound,
                    !phrase.atEnd || end == range.upperBound
                else { continue }
                var matches = true
                for offset in 1..<max(1, phrase.labels.count) where labels[place + offset] != phrase.labels[offset] {
                    matches = false
                    break
                }
                if matches { found(phrase.group, phrase.labels.count, place) }
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
