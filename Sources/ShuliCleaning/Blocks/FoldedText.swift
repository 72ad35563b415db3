import ShuliText

/// The blocks of a document as labels of the lexicon's alphabet: without white space; width, case and script folded,
/// so that 微信扫一扫 and 微信掃一掃 are the same.
struct FoldedText: Sendable {
    private(set) var labels: [UInt16] = []
    /// Where each block's labels lie.
    private(set) var ranges: [Range<Int>] = []
    let alphabet: Alphabet

    init(_ buffer: UTF8Buffer, _ blocks: [Block], _ alphabet: Alphabet) {
        self.alphabet = alphabet
        labels.reserveCapacity(buffer.count / 3 + 16)
        ranges.reserveCapacity(blocks.count)
        for block in blocks {
            let start = labels.count
            append(buffer, block.range)
            ranges.append(start..<labels.count)
        }
    }

    private mutating func append(_ buffer: UTF8Buffer, _ range: TextRange) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            let label = UInt16(truncatingIfNeeded: alphabet.entry(of: scalar))
            if label != Alphabet.Fixed.space { labels.append(label) }
        }
    }

    /// The content labels (Han, letters, digits) of a text, as those of blocks compare with them.
    static func contentKey(of text: String, _ alphabet: Alphabet) -> [UInt16] {
        text.unicodeScalars.filter { CharacterClass($0.value).isContent }.map { alphabet.label(of: $0) }
    }

    /// The content labels of a block: what two writings of a headline agree in.
    func contentKey(_ index: Int) -> [UInt16] {
        labels[ranges[index]].filter { isContent($0) }
    }

    /// Whether a label is that of a Han character, letter or digit.
    @inline(__always)
    func isContent(_ label: UInt16) -> Bool {
        switch SymbolKind(rawValue: alphabet.kinds[Int(label)] & 7) {
        case .han, .numeral, .transliteration, .letter, .digit: true
        default: false
        }
    }
}
