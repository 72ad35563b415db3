/// What the tagger sees of a single word; equal for words that are equal after folding.
package struct WordShape {
    package var key: UInt64 = 0
    package var first: UInt16 = 0
    package var last: UInt16 = 0
    /// The first two characters and the last two, the left one in the upper half; of a single character 0 and it.
    package var firstPair: UInt32 = 0
    package var lastPair: UInt32 = 0
    /// The length up to 5, the kinds of the first and the last character, and whether there is a digit; below
    /// `TaggingModel.Layout.formNumbers`.
    package var form: UInt16 = 0
    /// The class in the lexicon, from 1; below `TaggingModel.Layout.classCount`.
    package var wordClass: UInt8 = 0

    /// The shape before the first word and behind the last one.
    package static let outside = WordShape()

    private init() {}

    /// - Parameter labels: of the word's characters, at least one.
    package init(labels: [UInt16], lexicon: Lexicon) {
        var key = WordKey()
        var previous: UInt16 = 0
        var second: UInt16 = 0
        var hasDigit = false
        var node: UInt64?
        let (kinds, trie) = (lexicon.alphabet.kinds.base, lexicon.trie)
        for (place, label) in labels.enumerated() {
            key.append(label)
            switch place {
            case 0:
                first = label
                node = trie.first(label)
            default:
                if place == 1 { second = label }
                node = node.flatMap { trie.child(of: $0, by: label) }
            }
            previous = last
            last = label
            if kinds[Int(label)] & 7 == SymbolKind.digit.rawValue { hasDigit = true }
        }
        self.key = key.value
        lastPair = UInt32(previous) << 16 | UInt32(last)
        firstPair = labels.count == 1 ? lastPair : UInt32(first) << 16 | UInt32(second)
        form =
            UInt16(min(labels.count, 5)) << 8 | UInt16(kinds[Int(first)] & 7) << 4
            | UInt16(kinds[Int(last)] & 7) << 1 | (hasDigit ? 1 : 0)
        wordClass = UInt8(node.map { DoubleArray.entry($0) & 15 } ?? 0) + 1
    }
}

/// A number for a word, by the labels of its characters: different for different words of up to four characters, and
/// almost certainly for longer ones. That of no character is 0.
package struct WordKey {
    package private(set) var value: UInt64 = 0
    private var shift: UInt64 = 0

    @inline(__always)
    package init() {}

    /// The labels of the first two characters of a word of up to four; of a longer one any labels.
    @inline(__always)
    static func firstLabels(of value: UInt64) -> (UInt16, UInt16) {
        (UInt16(truncatingIfNeeded: value), UInt16(truncatingIfNeeded: value >> 16))
    }

    @inline(__always)
    package mutating func append(_ label: UInt16) {
        if shift < 64 {
            value |= UInt64(label) &<< shift
            shift &+= 16
        } else {
            value = (value ^ value >> 29 ^ UInt64(label)) &* 0x9e37_79b9_7f4a_7c15
        }
    }
}
