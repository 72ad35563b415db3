import ShuliText

/// Counts the words of Dictionaries/cues.txt in a block, by group.
struct Cues: Sendable {
    /// The names of the groups, in the order of the file.
    let groups: [String]
    private let matcher: PhraseMatcher

    static let standard = Cues(.cues, .cleaning)

    init(_ list: TextList, _ alphabet: Alphabet) {
        var groups: [String] = []
        var phrases: [PhraseMatcher.Phrase] = []
        for entry in list.entries {
            if entry.text.hasPrefix("["), entry.text.hasSuffix("]") {
                groups.append(String(entry.text.dropFirst().dropLast()))
            } else if !groups.isEmpty {
                phrases.append(
                    PhraseMatcher.Phrase(
                        labels: entry.text.foldedLabels(alphabet), group: groups.count - 1, atStart: false,
                        atEnd: false))
            }
        }
        self.groups = groups
        matcher = PhraseMatcher(phrases, labelCount: alphabet.labelCount)
    }

    /// Adds the number of characters that words of each group cover in a block to `counts`, which has an element a group.
    @inline(__always)
    func count(
        in labels: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, into counts: UnsafeMutableBufferPointer<UInt16>
    ) {
        matcher.forEachMatch(in: labels, range) { group, length, _ in
            counts[group] = counts[group] &+ UInt16(truncatingIfNeeded: length)
        }
    }
}
