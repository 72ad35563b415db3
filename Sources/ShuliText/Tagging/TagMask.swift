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
            row[lane] = Viterbi.impossible
        }
        return row
    }

    /// The mask of each scalar below 0x80 as a token by itself, because most tokens that are no Han words are marks.
    private static let single: [TagMask] = (0..<0x80).map { TagMask(ofAny: [UInt32($0)]) }

    /// - Parameter scalars: of a token, at least one.
    @inline(__always)
    init(of scalars: [UInt32]) {
        if scalars[0] &- 0x4E00 < 0x5200, scalars.count < 4 {
            self = .words
        } else if scalars.count == 1, scalars[0] < 0x80 {
            self = Self.single[Int(scalars[0])]
        } else {
            self = TagMask(ofAny: scalars)
        }
    }

    private init(ofAny scalars: [UInt32]) {
        let first = scalars[0]
        switch CharacterClass(first) {
        case .han, .kana:
            // A name with a middle dot in it is that of a person.
            self = scalars.contains { $0 == 0xB7 || $0 == 0x30FB || $0 == 0x2027 } ? .name : .words
        case .space: self = .words
        case .letter: self = Self.latin(scalars)
        case .digit: self = Self.digits(scalars)
        case .punctuation:
            if scalars.count > 1, first == 0x40 {
                self = .name
            } else if scalars.count > 1, first == 0x23 {
                self = .other
            } else {
                self = Self.symbolicMarks.contains(first) ? .mark : .punctuation
            }
        case .other: self = Self.wavesAndBars.contains(first) ? .mark : .symbol
        }
    }

    private static let symbolicMarks: Set<UInt32> = [
        0x23, 0x25, 0x26, 0x2A, 0x2F, 0x40, 0x5C, 0xFF05, 0xFF06, 0x2030,
    ]
    private static let wavesAndBars: Set<UInt32> = [0x60, 0x7C, 0x7E, 0xFF5C, 0xFF5E]
    /// Han characters behind a number that make it a date or a time of day.
    private static let units = Set("年月日号號点點时時分秒".unicodeScalars.map(\.value))
    /// 千, 百, 万, 亿 behind digits: still a number.
    private static let magnitudes = Set("千百万萬亿億".unicodeScalars.map(\.value))

    private static func latin(_ scalars: [UInt32]) -> TagMask {
        // Addresses of mail and of the web.
        if scalars.contains(0x40) || scalars.starts(with: "www.".unicodeScalars.map(\.value)) { return .other }
        if let colon = scalars.firstIndex(of: 0x3A), scalars[(colon + 1)...].starts(with: [0x2F, 0x2F]) {
            return .other
        }
        // US$
        return CharacterClass(scalars[scalars.count - 1]) == .other ? .symbol : .words
    }

    private static func digits(_ scalars: [UInt32]) -> TagMask {
        if units.contains(scalars[scalars.count - 1]) { return .date }
        // A digit in a box is an emoji.
        if scalars.contains(0x20E3) { return .symbol }
        let isNumber = scalars.allSatisfy { scalar in
            let kind = CharacterClass(scalar)
            return kind != .letter && kind != .kana && (kind != .han || magnitudes.contains(scalar))
        }
        return isNumber ? .number : .words
    }
}
