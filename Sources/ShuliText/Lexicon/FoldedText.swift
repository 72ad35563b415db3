/// A hash of a stretch of text that width, case and script of its letters do not change: 発展, 發展 and 发展 are one.
///
/// A polynomial in the letters' labels, so that the hash of two neighbouring stretches follows from theirs; white space
/// counts nothing.
package struct FoldedHash: Hashable, Sendable {
    package private(set) var value: UInt64
    /// 31 to the number of letters, so to say: what a hash to the left is multiplied by.
    package private(set) var shift: UInt64

    @inline(__always)
    package init() { (value, shift) = (0, 1) }

    private static let base: UInt64 = 0x2545_F491_4F6C_DD1D

    @inline(__always)
    package mutating func append(label: UInt32) {
        var mixed = UInt64(label) &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 15) &* 0xBF58_476D_1CE4_E5B9
        value = value &* Self.base &+ (mixed ^ mixed >> 27)
        shift = shift &* Self.base
    }

    @inline(__always)
    package mutating func append(_ other: FoldedHash) {
        value = value &* other.shift &+ other.value
        shift = shift &* other.shift
    }
}

extension Lexicon {
    /// What is known of a stretch of text: its hash, its letters and its entry, in one walk.
    package struct Folded {
        package var hash = FoldedHash()
        /// How many scalars that are no white space.
        package var letters = 0
        package var first: UInt32 = 0
        package var hasHan = false
        package var hasDigit = false
        package var hasLetter = false
    }

    /// The label of a scalar, or the scalar itself, beyond all labels, where the alphabet does not tell it from others.
    @inline(__always)
    package func foldedLabel(of scalar: UInt32) -> UInt32 {
        let label = alphabet.entry(of: scalar) & 0xFFFF
        return label >= UInt32(Alphabet.Fixed.firstDigit) ? label : scalar &+ 0x1_0000
    }

    /// The range must lie in the buffer, on scalar boundaries; the buffer is valid UTF-8.
    package func folded(in buffer: UTF8Buffer, _ range: TextRange) -> Folded { folded(in: buffer, range) { _, _ in } }

    /// The same; the labels of its letters are written to `labels`, which has room for one a byte of the range.
    package func folded(
        in buffer: UTF8Buffer, _ range: TextRange, labels: UnsafeMutableBufferPointer<UInt32>
    ) -> Folded {
        precondition(range.count <= labels.count)
        return folded(in: buffer, range) { labels[$0] = $1 }
    }

    /// The hash of a whole word: that of its folded letters wherever it stands in a text.
    package func foldedHash(of word: String) -> UInt64 {
        word.withUTF8Buffer { folded(in: $0, TextRange(0, $0.count)).hash.value }
    }

    @inline(__always)
    private func folded(in buffer: UTF8Buffer, _ range: TextRange, take: (Int, UInt32) -> Void) -> Folded {
        var folded = Folded()
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            switch CharacterClass(scalar) {
            case .han, .kana: folded.hasHan = true
            case .digit: folded.hasDigit = true
            case .letter: folded.hasLetter = true
            case .space: continue
            case .punctuation, .other: break
            }
            let label = foldedLabel(of: scalar)
            folded.hash.append(label: label)
            take(folded.letters, label)
            if folded.letters == 0 { folded.first = label }
            folded.letters += 1
        }
        return folded
    }

    /// Where the longest listed word that begins where a stretch of text does, and ends inside, ends.
    package func longestWord(in buffer: UTF8Buffer, _ range: Range<Int>) -> Int? {
        var node: UInt64?
        var end: Int?
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            let label = UInt16(truncatingIfNeeded: alphabet.entry(of: scalar))
            if let last = node { node = trie.child(of: last, by: label) } else { node = trie.first(label) }
            guard let node else { break }
            if DoubleArray.entry(node) != 0 { end = offset }
        }
        return end
    }

    /// The entry of a stretch of text, nil where it is not listed. Cost: one look-up a character.
    package func entry(in buffer: UTF8Buffer, _ range: TextRange) -> LexiconEntry? {
        var node: UInt64?
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            let label = UInt16(truncatingIfNeeded: alphabet.entry(of: scalar))
            if let last = node { node = trie.child(of: last, by: label) } else { node = trie.first(label) }
            guard node != nil else { return nil }
        }
        return node.map(DoubleArray.entry).flatMap { $0 == 0 ? nil : LexiconEntry(bits: $0) }
    }
}
