/// The tags that a token may have by its characters, by what kind of token it is.
///
/// The treebank that the tagger learnt from has no emoji, mentions or addresses, and next to no dates as one token: what
/// the model would make of them is chance.
enum TagMask: UInt8, CaseIterable {
    /// Any tag but those of punctuation and symbols.
    case words
    case number, date, name, punctuation, symbol, other
    /// Punctuation or a symbol.
    case mark

    private var tags: [PartOfSpeech] {
        switch self {
        case .words: PartOfSpeech.modelled.filter { $0 != .punctuation && $0 != .symbol }
        case .number: [.numeral]
        case .date: [.noun]
        case .name: [.properNoun]
        case .punctuation: [.punctuation]
        case .symbol: [.symbol]
        case .mark: [.punctuation, .symbol]
        case .other: [.other]
        }
    }

    /// By raw value, what is added to the scores of the tags.
    static let penalties: [SIMD16<Int16>] = allCases.map { mask in
        var row = SIMD16<Int16>.zero
        for (lane, tag) in PartOfSpeech.modelled.enumerated() where !mask.tags.contains(tag) {
            row[lane] = WordTagger.impossible
        }
        return row
    }

    /// By raw value, the place in `PartOfSpeech.modelled` of the one tag of a mask; -1 where it has several.
    static let onlyTags: [Int8] = allCases.map { mask in
        mask.tags.count > 1 ? -1 : Int8(PartOfSpeech.modelled.firstIndex(of: mask.tags[0]) ?? -1)
    }

    /// - Parameters:
    ///   - kind: of the token; decides wherever all tokens of a kind have the same tags.
    ///   - range: of the token in `buffer`.
    @inline(__always)
    init(_ kind: TokenKind, in buffer: UTF8Buffer, _ range: Range<Int>) {
        // Three Han characters or fewer.
        if kind == .word, range.count <= 9, buffer[range.lowerBound] &- 0xE4 < 6 {
            self = .words
        } else {
            self = TagMask(ofAny: kind, buffer, range)
        }
    }

    @inline(never)
    private init(ofAny kind: TokenKind, _ buffer: UTF8Buffer, _ range: Range<Int>) {
        var (first, last, count): (UInt32, UInt32, Int) = (0, 0, 0)
        var hasMiddleDot = false
        guard let bytes = buffer.baseAddress else { self = .symbol; return }
        UTF8Decoding.forEachScalar(bytes, range) { scalar in
            if count == 0 { first = scalar }
            last = scalar
            count += 1
            if [0xB7, 0x30FB, 0x2027].contains(scalar) { hasMiddleDot = true }
        }
        self =
            switch kind {
            case .word:
                // A name with a middle dot in it is that of a person.
                if CharacterClass(first) == .digit {
                    Self.isUnit(last) ? .date : .words
                } else {
                    hasMiddleDot ? .name : .words
                }
            // US$ is a symbol.
            case .latin: Self.isCurrency(last) ? .symbol : .words
            case .number: .number
            case .mention: .name
            case .url, .email, .topic: .other
            case .emoji: .symbol
            case .space: .words
            case .punctuation: count == 1 && Self.isSymbolicMark(first) ? .mark : .punctuation
            case .symbol: count == 1 && Self.isWaveOrBar(first) ? .mark : .symbol
            }
    }

    private static func isSymbolicMark(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x23, 0x25, 0x26, 0x2A, 0x2F, 0x40, 0x5C, 0xFF05, 0xFF06, 0x2030: true
        default: false
        }
    }

    private static func isWaveOrBar(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x60, 0x7C, 0x7E, 0xFF5C, 0xFF5E: true
        default: false
        }
    }

    private static func isCurrency(_ scalar: UInt32) -> Bool {
        switch Unicode.Scalar(scalar) {
        case "$", "＄", "€", "£", "￡", "¥", "￥": true
        default: false
        }
    }

    /// Han characters behind a number that make it a date or a time of day.
    private static func isUnit(_ scalar: UInt32) -> Bool {
        switch Unicode.Scalar(scalar) {
        case "年", "月", "日", "号", "號", "点", "點", "时", "時", "分", "秒": true
        default: false
        }
    }
}
