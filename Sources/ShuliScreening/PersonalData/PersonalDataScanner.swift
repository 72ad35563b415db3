import ShuliText

/// Goes over a text line by line and asks the rules of each kind at the places where one could begin.
struct PersonalDataScanner {
    /// Where something stands in a line.
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
        var place = 0
        while place < line.count {
            guard Self.mayBegin(line[place]), let match = match(at: place) else {
                place += 1
                continue
            }
            if kinds.contains(match.kind) {
                found.append(PersonalDataFinding(kind: match.kind, range: line.bytes(match.range)))
            }
            // What is no finding asked for is no other kind's either.
            place = max(place + 1, match.range.upperBound)
        }
    }

    // Whether a finding or the cue of one may begin with a scalar.
    @inline(__always)
    private static func mayBegin(_ scalar: UInt32) -> Bool { scalar < 0x1_0000 && beginnings[Int(scalar)] }

    private static let beginnings: [Bool] = (0..<0x1_0000).map { scalar in
        FoldedLine.isAlphanumeric(scalar) || [0x2B, 0x28, 0x3A].contains(scalar)
            || PlateRule.provinces.contains(scalar) || AccountRule.cueStarts.contains(scalar)
    }

    // The finding that begins at a place; an account's begins behind its cue.
    private func match(at place: Int) -> Match? {
        let scalar = line[place]
        if FoldedLine.isAlphanumeric(scalar) {
            return EmailRule.match(line, place) ?? AddressRule.match(line, place) ?? NumberRules.match(line, place)
                ?? AccountRule.match(line, place)
        }
        switch scalar {
        case 0x2B, 0x28: return NumberRules.match(line, place)
        case 0x3A: return AddressRule.match(line, place)
        case 0x80...: return PlateRule.match(line, place) ?? AccountRule.match(line, place)
        default: return nil
        }
    }
}
