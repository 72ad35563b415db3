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
    ///   - first: the first scalar of a token.
    ///   - count: how many scalars the token has.
    ///   - scalars: all of them; asked for only where they are needed.
    @inline(__always)
    init(first: UInt32, count: Int, scalars: () -> [UInt32]) {
        if first &- 0x4E00 < 0x5200, count < 4 {
            self = .words
        } else if count == 1 {
            self = TagMask(ofOne: first)
        } else {
            self = TagMask(ofAny: scalars())
        }
    }

    private init(ofOne scalar: UInt32) {
        self =
            switch CharacterClass(scalar) {
            case .han, .kana, .space, .letter: .words
            case .digit: .number
            case .punctuation: Self.isSymbolicMark(scalar) ? .mark : .punctuation
            case .other: Self.isWaveOrBar(scalar) ? .mark : .symbol
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
                self = TagMask(ofOne: first)
            }
        case .other: self = TagMask(ofOne: first)
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

    /// Han characters behind a number that make it a date or a time of day.
    private static func isUnit(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case "年", "月", "日", "号", "號", "点", "點", "时", "時", "分", "秒": true
        default: false
        }
    }

    /// 千, 百, 万, 亿 behind digits: still a number.
    private static func isMagnitude(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case "千", "百", "万", "萬", "亿", "億": true
        default: false
        }
    }

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
        if isUnit(Unicode.Scalar(scalars[scalars.count - 1])) { return .date }
        // A digit in a box is an emoji.
        if scalars.contains(0x20E3) { return .symbol }
        let isNumber = scalars.allSatisfy { scalar in
            let kind = CharacterClass(scalar)
            return kind != .letter && kind != .kana && (kind != .han || isMagnitude(Unicode.Scalar(scalar)))
        }
        return isNumber ? .number : .words
    }
}
