import ShuliText

/// Applies the rules of all kinds, line by line, at the indices where personal data may begin.
struct PersonalDataScanner {
    /// A finding in a line, by indices.
    typealias Match = (kind: PersonalDataKind, range: Range<Int>)

    private let buffer: UTF8Buffer
    private let kinds: Set<PersonalDataKind>
    private var line = FoldedLine()
    private var found: [PersonalDataFinding] = []

    /// The buffer is valid UTF-8 and outlives the scanner.
    init(_ buffer: UTF8Buffer, _ kinds: Set<PersonalDataKind>) {
        (self.buffer, self.kinds) = (buffer, kinds)
    }

    mutating func findings() -> [PersonalDataFinding] {
        for range in Lines(buffer) where FoldedLine.mayHoldFindings(buffer, range) {
            line.read(buffer, range)
            scan()
        }
        return found
    }

    private mutating func scan() {
        var index = 0
        while index < line.count {
            guard Self.mayBegin(line[index]), let match = match(at: index) else {
                index += 1
                continue
            }
            if kinds.contains(match.kind) {
                found.append(PersonalDataFinding(kind: match.kind, range: line.bytes(match.range)))
            }
            // A match of a kind that is not looked for is no other kind either.
            index = max(index + 1, match.range.upperBound)
        }
    }

    // Whether a finding, or a word that announces one, may begin with a scalar.
    @inline(__always)
    private static func mayBegin(_ scalar: UInt32) -> Bool { scalar < 0x1_0000 && beginnings[Int(scalar)] }

    private static let beginnings: [Bool] = (0..<0x1_0000).map { scalar in
        FoldedLine.isAlphanumeric(scalar) || [0x2B, 0x28, 0x3A].contains(scalar)
            || PlateRule.provinces.contains(scalar) || AccountRule.cueStarts.contains(scalar)
    }

    // The finding at an index; that of an account begins behind its cue.
    private func match(at index: Int) -> Match? {
        let scalar = line[index]
        if FoldedLine.isAlphanumeric(scalar) {
            return EmailRule.match(line, index) ?? AddressRule.match(line, index) ?? NumberRules.match(line, index)
                ?? AccountRule.match(line, index)
        }
        switch scalar {
        case 0x2B, 0x28: return NumberRules.match(line, index)
        case 0x3A: return AddressRule.match(line, index)
        case 0x80...: return PlateRule.match(line, index) ?? AccountRule.match(line, index)
        default: return nil
        }
    }
}
