import ShuliText

extension Alphabet {
    /// The alphabet that the cleaner compares text with: it folds width, case and script.
    ///
    /// Always that of the built-in lexicon, because the trees of the cleaning model were trained on its labels and a site
    /// template must fold lines the same way as the cleaner that uses it. A lexicon of the caller's could only break both.
    static var cleaning: Alphabet { Lexicon.standard.alphabet }
}

/// The blocks of a document as labels of the alphabet, without white space. Width, case and script are folded, so that
/// 微信扫一扫 and 微信掃一掃 are equal.
struct FoldedBlocks: Sendable {
    private(set) var labels: [UInt16] = []
    /// The range of each block in `labels`.
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

    /// The labels of a text's content characters (Han, letters, digits), comparable with `contentKey` of a block.
    static func contentKey(of text: String, _ alphabet: Alphabet) -> [UInt16] {
        var key: [UInt16] = []
        key.reserveCapacity(text.utf8.count / 3 + 1)
        for scalar in text.unicodeScalars where CharacterClass(scalar.value).isContent {
            key.append(alphabet.label(of: scalar))
        }
        return key
    }

    /// The labels of a block's content characters: equal for two spellings of one headline.
    func contentKey(_ index: Int) -> [UInt16] {
        labels[ranges[index]].filter { isContent($0) }
    }

    /// Whether a label is that of a Han character, letter or digit.
    @inline(__always)
    func isContent(_ label: UInt16) -> Bool {
        switch SymbolKind(rawValue: alphabet.kinds[Int(label)] & 7) {
        case .han, .numeral, .surname, .transliteration, .letter, .digit: true
        default: false
        }
    }
}
