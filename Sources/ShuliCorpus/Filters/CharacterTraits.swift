import ShuliText

/// What a filter asks of a scalar, in one byte: its class and some flags.
struct CharacterTraits: OptionSet, Sendable {
    let rawValue: UInt8

    /// The bits that hold the class.
    static let classBits: UInt8 = 7
    /// A function word of one letter.
    static let stopWord = CharacterTraits(rawValue: 8)
    /// Ends a sentence.
    static let sentenceEnd = CharacterTraits(rawValue: 16)
    /// A letter of a script other than Han and Latin.
    static let foreign = CharacterTraits(rawValue: 32)
    /// What text does not hold: private use, controls.
    static let garbled = CharacterTraits(rawValue: 64)

    var characterClass: CharacterClass { CharacterClass(rawValue: rawValue & Self.classBits) ?? .other }

    /// The traits of the scalars below U+10000, one after the other.
    static let table: [UInt8] = (0..<0x1_0000).map { CharacterTraits($0).rawValue }

    /// The traits of a scalar from U+10000.
    static func beyondTable(_ scalar: UInt32) -> UInt8 {
        let kind = CharacterClass(scalar)
        return kind.rawValue | (kind == .letter ? foreign.rawValue : 0) | (scalar >= 0xF_0000 ? garbled.rawValue : 0)
    }

    /// Letters that are function words by themselves, in both scripts: what nearly every sentence has one of, and a title
    /// seldom. FineWeb2's stop words of `cmn_Hani` without the words of dates, and their like.
    private static let stopWords = Set(
        "的了是在和不有也就都而及与或被把将从对为以于之其这那他她它我你们着过地得但却又再还才只更最很吗呢吧啊所则因如若虽且并让使向由至自與為將從對這們過後於個个還卻則雖並讓"
            .unicodeScalars.map(\.value))
    private static let sentenceEnds = Set("。！？!?；;…".unicodeScalars.map(\.value))

    private init(_ scalar: UInt32) {
        let kind = CharacterClass(scalar)
        var traits = CharacterTraits(rawValue: kind.rawValue)
        if Self.stopWords.contains(scalar) { traits.insert(.stopWord) }
        if Self.sentenceEnds.contains(scalar) { traits.insert(.sentenceEnd) }
        if kind == .kana || kind == .letter && (0x370...0xABFF).contains(scalar) || (0xAC00...0xD7FF).contains(scalar) {
            traits.insert(.foreign)
        }
        switch scalar {
        case 0x00...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F, 0xD800...0xF8FF, 0xFFFE...0xFFFF:
            traits.insert(.garbled)
        default: break
        }
        self = traits
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }
}
