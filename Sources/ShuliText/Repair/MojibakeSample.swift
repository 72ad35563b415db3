extension MojibakeDetector {
    // Bytes of each of the three places that are looked at. Chosen by hand: some twenty lines of Chinese together.
    private static let sampleLength = 1 << 9
    // Characters that a sample must have damaged: a name or a word alone says little of a text.
    private static let leastCharacters = 4

    /// What happened to a text, as far as samples of its beginning, middle and end show; nil for one that looks sound. Half
    /// of the characters beyond ASCII must be damaged: a text may quote damaged text. The cost has a bound, but for the
    /// search for the first character beyond ASCII.
    package func damage(bySampleOf text: String) -> Mojibake.Damage? {
        text.withUTF8Buffer { buffer in
            var wide = 0
            var damaged: [Mojibake.Damage: Int] = [:]
            for range in Self.samples(buffer) {
                wide += Self.wideCharacters(buffer, range)
                for line in Lines(UTF8Buffer(rebasing: buffer[range.bytes])) {
                    let start = range.lowerBound
                    for found in Self.findings(buffer, TextRange(start + line.lowerBound, start + line.upperBound)) {
                        damaged[found.damage, default: 0] += Self.wideCharacters(buffer, found.range)
                    }
                }
            }
            let all = damaged.values.reduce(0, +)
            guard all >= Self.leastCharacters, all * 2 >= wide else { return nil }
            // Of as many characters the one that is named first.
            return Mojibake.Damage.allCases.reversed().max { damaged[$0, default: 0] < damaged[$1, default: 0] }
        }
    }

    private static func wideCharacters(_ buffer: UTF8Buffer, _ range: TextRange) -> Int {
        buffer[range.bytes].count { $0 >= 0xC0 }
    }

    // Parts of the buffer, rising, each from a character beyond ASCII on.
    private static func samples(_ buffer: UTF8Buffer) -> [TextRange] {
        var samples: [TextRange] = []
        var place = 0
        for part in 0..<3 {
            place = max(place, buffer.count / 3 * part)
            // A sample begins where no pair of bytes is cut: no second byte of GBK or Big5 is a space or a line break.
            if place > 0 {
                let limit = min(place + sampleLength, buffer.count)
                place = buffer[place..<limit].firstIndex { $0 == 0x20 || $0 == 0x0A } ?? place
            }
            guard let start = buffer[place...].firstIndex(where: { $0 >= 0xC0 }) else { break }
            place = min(start + sampleLength, buffer.count)
            while place < buffer.count, buffer[place] & 0xC0 == 0x80 { place += 1 }
            samples.append(TextRange(start, place < buffer.count ? pairEnd(buffer, start, place) : place))
        }
        return samples
    }

    // The end of a range, or the place one character before, so that characters behind the last one that is in no pair are
    // even in number.
    private static func pairEnd(_ buffer: UTF8Buffer, _ start: Int, _ end: Int) -> Int {
        var characters = 0
        var place = end
        while place > start, buffer[place - 1] > 0x2F {
            place -= 1
            if buffer[place] & 0xC0 != 0x80 { characters += 1 }
        }
        guard characters > 1, characters % 2 == 1 else { return end }
        return buffer[..<end].lastIndex { $0 & 0xC0 != 0x80 } ?? end
    }
}
