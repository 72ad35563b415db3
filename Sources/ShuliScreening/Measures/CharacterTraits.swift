import ShuliText

/// The traits of a scalar that filters count: its class in the lowest three bits, and flags.
struct CharacterTraits: OptionSet, Sendable {
    let rawValue: UInt16

    /// The bits of the class.
    static let classBits: UInt16 = 7
    /// The bits that index the histogram of `TextCounts`.
    static let countedBits: UInt16 = 0x1FF
    /// A function word of one character.
    static let stopWord = CharacterTraits(rawValue: 1 << 3)
    /// Ends a sentence.
    static let sentenceEnd = CharacterTraits(rawValue: 1 << 4)
    /// Ends a clause; ends of sentences do too.
    static let clauseMark = CharacterTraits(rawValue: 1 << 5)
    /// A letter of a script other than Han and Latin.
    static let foreign = CharacterTraits(rawValue: 1 << 6)
    /// A scalar that text does not contain: private use, controls, replacements of lost text.
    static let garbled = CharacterTraits(rawValue: 1 << 7)
    /// A character that is rare in Chinese text and frequent in misread text: a Han character of hardly any word, or a
    /// letter with a diacritic.
    static let rare = CharacterTraits(rawValue: 1 << 8)
    /// A word of advertising may begin with it.
    static let spamStart = CharacterTraits(rawValue: 1 << 9)

    /// Whether the scalar is of a class.
    func isOf(_ characterClass: CharacterClass) -> Bool {
        rawValue & Self.classBits == UInt16(characterClass.rawValue)
    }

    /// The traits of the scalars below U+10000, by scalar.
    static let table: [UInt16] = (0..<0x1_0000).map { CharacterTraits($0).rawValue }

    /// The traits of a scalar from U+10000.
    static func beyondTable(_ scalar: UInt32) -> UInt16 {
        let kind = CharacterClass(scalar)
        return UInt16(kind.rawValue) | (kind == .letter ? foreign.rawValue : 0)
            | (isGarbled(scalar) ? garbled.rawValue : 0)
    }

    /// Characters that are function words, in both scripts: nearly every sentence has one, titles seldom do. The stop
    /// words of FineWeb2's `cmn_Hani` without those of dates, and similar ones.
    private static let stopWords = Set(
        "的了是在和不有也就都而及与或被把将从对为以于之其这那他她它我你们着过地得但却又再还才只更最很吗呢吧啊所则因如若虽且并让使向由至自與為將從對這們過後於個个還卻則雖並讓"
            .unicodeScalars.map(\.value))
    // In sixteenths of a nat: one character among some 150,000.
    private static let rareCost = 190
    private static let sentenceEnds = Set("。！？!?；;．｡".unicodeScalars.map(\.value))
    private static let clauseMarks = Set("，,、：…。！？!?；;．｡".unicodeScalars.map(\.value))

    /// Whether a scalar is one that text does not contain.
    static func isGarbled(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x00...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F, 0xD800...0xF8FF, 0xFFFD...0xFFFF: true
        default: scalar >= 0xF_0000
        }
    }

    private init(_ scalar: UInt32) {
        let kind = CharacterClass(scalar)
        var traits = CharacterTraits(rawValue: UInt16(kind.rawValue))
        if Self.stopWords.contains(scalar) { traits.insert(.stopWord) }
        if Self.sentenceEnds.contains(scalar) { traits.insert(.sentenceEnd) }
        if Self.clauseMarks.contains(scalar) { traits.insert(.clauseMark) }
        if SpamWords.standard.heads[scalar] != nil { traits.insert(.spamStart) }
        if kind == .kana || kind == .letter && (0x370...0xD7FF).contains(scalar) { traits.insert(.foreign) }
        if kind == .han && CharacterModel.standard.cost(scalar) > Self.rareCost || (0xC0...0x17F).contains(scalar) {
            traits.insert(.rare)
        }
        if Self.isGarbled(scalar) { traits.insert(.garbled) }
        self = traits
    }

    init(rawValue: UInt16) { self.rawValue = rawValue }
}
