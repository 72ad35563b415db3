/// Maps code points to dense numbers, folding width, case and script on the way.
///
/// Each code point has a *label*, by which the lexicon's trie is walked, and a *symbol*, by which the model's weights
/// are found. They differ only for digits and Latin letters: ten and twenty-six labels, one symbol each.
/// A table of two stages: `stages[code point >> 8]` is the number of a block of 256 entries. An entry has the label in
/// its lower and the symbol in its upper half, whose highest bit is set for a character that is always a word by
/// itself.
@usableFromInline package struct Alphabet: Sendable {
    @usableFromInline package let stages: Table<UInt16>
    @usableFromInline package let entries: Table<UInt32>
    @usableFromInline package let kinds: Table<UInt8>

    /// Labels with a fixed meaning; those of characters follow.
    @usableFromInline package enum Fixed {
        @inlinable package static var outside: UInt16 { 0 }
        @inlinable package static var otherSymbol: UInt16 { 1 }
        @inlinable package static var anyDigit: UInt16 { 2 }
        @inlinable package static var anyLetter: UInt16 { 3 }
        @inlinable package static var otherHan: UInt16 { 4 }
        @inlinable package static var otherLetter: UInt16 { 5 }
        @inlinable package static var space: UInt16 { 6 }
        @inlinable package static var otherPunctuation: UInt16 { 7 }
        @inlinable package static var firstDigit: UInt16 { 8 }
        @inlinable package static var firstLetter: UInt16 { 18 }
        @inlinable package static var firstCharacter: UInt16 { 44 }
        static let kinds: [SymbolKind] =
            [.outside, .mark, .digit, .letter, .han, .letter, .mark, .mark]
            + Array(repeating: .digit, count: 10) + Array(repeating: .letter, count: 26)
    }

    /// The bit in `kinds` of symbols that are never separated from an equal neighbour: digits, Latin letters, spaces, —
    /// and ….
    package static let runs: UInt8 = 8

    /// The bit of an entry for a character that is a word by itself.
    package static let alone: UInt32 = 1 << 31
    private static let mostLabels = 0x7fff

    @inline(__always)
    package static func symbol(_ entry: UInt32) -> UInt16 { UInt16(truncatingIfNeeded: entry >> 16) & 0x7fff }

    static let stageCount = 0x110000 >> 8

    /// The number of labels; every label and symbol is below.
    package var labelCount: Int { kinds.count }

    package init(_ file: CompiledFile) throws(CompiledFileError) {
        stages = try file.table("stages", of: UInt16.self, count: Self.stageCount)
        entries = try file.table("letters", of: UInt32.self)
        kinds = try file.table("kinds", of: UInt8.self)
        guard entries.count % 256 == 0, kinds.count >= Int(Fixed.firstCharacter), kinds.count <= Self.mostLabels else {
            throw .damaged(table: "letters")
        }
        let blocks = entries.count / 256
        for index in 0..<stages.count where Int(stages[index]) >= blocks { throw .damaged(table: "stages") }
        for index in 0..<entries.count {
            let entry = entries[index]
            guard Int(entry & 0xffff) < kinds.count, Int(Self.symbol(entry)) < kinds.count else {
                throw .damaged(table: "letters")
            }
        }
        for index in 0..<kinds.count where kinds[index] > 15 { throw .damaged(table: "kinds") }
    }

    /// Label in the lower half, symbol in the upper, `alone` in its highest bit. `codePoint` is at most 0x10FFFF.
    @inlinable @inline(__always)
    package func entry(of codePoint: UInt32) -> UInt32 {
        entries[Int(stages[Int(codePoint >> 8)]) << 8 | Int(codePoint & 0xff)]
    }

    @inlinable
    package func label(of scalar: Unicode.Scalar) -> UInt16 { UInt16(truncatingIfNeeded: entry(of: scalar.value)) }
}

/// Builds the tables of an `Alphabet`.
struct AlphabetBuilder {
    let folding: CharacterFolding
    private(set) var labels: [UInt32: UInt16] = [:]
    private(set) var kinds: [UInt8] = Alphabet.Fixed.kinds.map(\.rawValue)
    private static let alone = Set("、。，；：！？…“”《》〈〉「」『』【】〔〕（）［］｛｝＂();!?[]{}\"".unicodeScalars.map(\.value))
    private static let runs: Set<UInt32> = [0x2014, 0x2015, 0x2026, 0x2500, 0x22ef]

    /// `characters`: folded characters that get labels of their own, the most frequent first.
    init(folding: CharacterFolding, characters: [Unicode.Scalar]) {
        self.folding = folding
        for digit in 0..<UInt32(10) { labels[0x30 + digit] = Alphabet.Fixed.firstDigit + UInt16(digit) }
        for letter in 0..<UInt32(26) { labels[0x61 + letter] = Alphabet.Fixed.firstLetter + UInt16(letter) }
        labels[0x20] = Alphabet.Fixed.space
        kinds[Int(Alphabet.Fixed.anyDigit)] |= Alphabet.runs
        kinds[Int(Alphabet.Fixed.anyLetter)] |= Alphabet.runs
        kinds[Int(Alphabet.Fixed.space)] |= Alphabet.runs
        for character in characters where labels[character.value] == nil && kinds.count < 0x7ff0 {
            labels[character.value] = UInt16(kinds.count)
            let runs = Self.runs.contains(character.value) ? Alphabet.runs : 0
            kinds.append(SymbolKind(of: character).rawValue | runs)
        }
    }

    func label(of scalar: Unicode.Scalar) -> UInt16 {
        let folded = folding.fold(scalar)
        if let label = labels[folded.value] { return label }
        switch SymbolKind(of: folded) {
        case .han, .numeral, .transliteration, .surname: return Alphabet.Fixed.otherHan
        case .letter: return Alphabet.Fixed.otherLetter
        case .digit: return Alphabet.Fixed.anyDigit
        case .mark, .outside:
            if SymbolKind.isPunctuation(folded) { return Alphabet.Fixed.otherPunctuation }
            return folded.properties.isWhitespace ? Alphabet.Fixed.space : Alphabet.Fixed.otherSymbol
        }
    }

    private func entry(of codePoint: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(codePoint) else { return UInt32(Alphabet.Fixed.otherSymbol) &* 0x10001 }
        let label = label(of: scalar)
        let symbol: UInt16
        switch label {
        case Alphabet.Fixed.firstDigit..<Alphabet.Fixed.firstLetter: symbol = Alphabet.Fixed.anyDigit
        case Alphabet.Fixed.firstLetter..<Alphabet.Fixed.firstCharacter: symbol = Alphabet.Fixed.anyLetter
        default: symbol = label
        }
        let isAlone = label == Alphabet.Fixed.space || Self.alone.contains(codePoint)
        return UInt32(label) | UInt32(symbol) << 16 | (isAlone ? Alphabet.alone : 0)
    }

    func tables() -> [(name: String, bytes: [UInt8])] {
        var blocks: [[UInt32]: UInt16] = [:]
        var stages: [UInt16] = []
        var entries: [UInt32] = []
        for high in 0..<UInt32(Alphabet.stageCount) {
            let block = (0..<UInt32(256)).map { entry(of: high << 8 | $0) }
            if let known = blocks[block] {
                stages.append(known)
            } else {
                let number = UInt16(blocks.count)
                blocks[block] = number
                stages.append(number)
                entries += block
            }
        }
        return [
            ("stages", CompiledFile.littleEndianBytes(of: stages)),
            ("letters", CompiledFile.littleEndianBytes(of: entries)), ("kinds", kinds),
        ]
    }
}
