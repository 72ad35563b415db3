/// A hash of a stretch of text that does not depend on width, case and script: 発展, 發展 and 发展 have the same.
///
/// A polynomial in the labels of the characters, so that the hash of two adjacent stretches follows from theirs. White
/// space is skipped.
package struct FoldedHash: Hashable, Sendable {
    package private(set) var value: UInt64
    /// The factor of a hash to the left: the base to the power of the number of characters.
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
    /// What one pass over a stretch of text finds out.
    package struct Folded {
        package var hash = FoldedHash()
        /// The number of scalars that are no white space.
        package var letters = 0
        package var first: UInt32 = 0
        package var hasHan = false
        package var hasDigit = false
        package var hasLetter = false
    }

    /// The label of a scalar; beyond all labels the scalar itself, where it has no label of its own.
    @inline(__always)
    package func foldedLabel(of scalar: UInt32) -> UInt32 {
        let label = alphabet.entry(of: scalar) & 0xFFFF
        return label >= UInt32(Alphabet.Fixed.firstDigit) ? label : scalar &+ 0x1_0000
    }

    /// The range must lie in the buffer, on scalar boundaries; the buffer is valid UTF-8.
    package func folded(in buffer: UTF8Buffer, _ range: TextRange) -> Folded { folded(in: buffer, range) { _, _ in } }

    /// The same; writes the labels of the characters to `labels`, which has room for one a byte of the range.
    package func folded(
        in buffer: UTF8Buffer, _ range: TextRange, labels: UnsafeMutableBufferPointer<UInt32>
    ) -> Folded {
        precondition(range.count <= labels.count)
        return folded(in: buffer, range) { labels[$0] = $1 }
    }

    /// The hash of a word: the same as of any occurrence of it in a text.
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

    /// The end of the longest listed word that begins with a stretch of text and ends inside of it.
    package func longestWord(in buffer: UTF8Buffer, _ range: Range<Int>) -> Int? {
        var end: Int?
        follow(buffer, range) { node, offset in
            if DoubleArray.entry(node) != 0 { end = offset }
        }
        return end
    }

    /// The entry of a stretch of text, nil where it is not listed. Cost: one look-up a character.
    package func entry(in buffer: UTF8Buffer, _ range: TextRange) -> LexiconEntry? {
        var bits: UInt32 = 0
        let isWhole = follow(buffer, range.bytes) { node, _ in bits = DoubleArray.entry(node) }
        return isWhole && bits != 0 ? LexiconEntry(bits: bits) : nil
    }

    // Calls `take` with the node of each character of a stretch of text and where the character ends. False where the
    // lexicon has no node for one.
    @inline(__always) @discardableResult
    private func follow(_ buffer: UTF8Buffer, _ range: Range<Int>, _ take: (UInt64, Int) -> Void) -> Bool {
        var last: UInt64?
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            let label = UInt16(truncatingIfNeeded: alphabet.entry(of: scalar))
            let next = if let last { trie.child(of: last, by: label) } else { trie.first(label) }
            guard let next else { return false }
            take(next, offset)
            last = next
        }
        return true
    }
}
