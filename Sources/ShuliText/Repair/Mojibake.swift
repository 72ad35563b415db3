/// A stretch of text that was decoded in the wrong encoding.
package struct Mojibake: Hashable, Sendable {
    /// What happened to the stretch.
    package enum Damage: String, Hashable, Sendable, Codable, CaseIterable {
        /// UTF-8 that was decoded as Latin-1 or Windows-1252.
        case utf8AsLatin = "utf-8 as latin-1"
        /// GBK or GB18030 that was decoded as Latin-1 or Windows-1252.
        case gbAsLatin = "gbk as latin-1"
        /// Big5 that was decoded as Latin-1 or Windows-1252.
        case big5AsLatin = "big5 as latin-1"
        /// UTF-8 that was decoded as GBK or GB18030.
        case utf8AsGB = "utf-8 as gb18030"
        /// Big5 that was decoded as GBK.
        case big5AsGB = "big5 as gbk"
        /// GBK that was decoded as Big5.
        case gbAsBig5 = "gbk as big5"
        /// Replacement characters, or what became of them in GBK (锟斤拷): the text is lost.
        case replaced
        /// Uninitialized memory, decoded as GBK (烫烫烫, 屯屯屯).
        case uninitialized

        /// Whether the text can't be restored.
        package var isLoss: Bool { self == .replaced || self == .uninitialized }

        /// What the text was encoded in, and what it was decoded in; nil for a loss.
        package var encodings: (was: String, readAs: String)? {
            switch self {
            case .utf8AsLatin: ("UTF-8", "Latin-1")
            case .gbAsLatin: ("GBK", "Latin-1")
            case .big5AsLatin: ("Big5", "Latin-1")
            case .utf8AsGB: ("UTF-8", "GBK")
            case .big5AsGB: ("Big5", "GBK")
            case .gbAsBig5: ("GBK", "Big5")
            case .replaced, .uninitialized: nil
            }
        }
    }

    package let range: TextRange
    package let damage: Damage
    /// The text before it was damaged; nil where it is lost.
    package let repaired: String?
}

/// Finds text that was decoded in the wrong encoding, and restores it where the bytes are still known.
///
/// Each line is examined by itself. A repair is accepted only if the character model finds the result much more
/// probable than the line, and if the bytes are well-formed in their presumed encoding. Linear in the length of the
/// text; lines without suspicious characters are skipped.
package struct MojibakeDetector: Sendable {
    /// A repair must lower the cost by this much for each character beyond ASCII of its result, in sixteenths of a nat.
    /// Chosen by hand when the detector was written.
    private static let leastGain = 40

    /// A detector; it has no options.
    package init() {}

    /// The damaged stretches of `text`, rising.
    package func findings(in text: String) -> [Mojibake] {
        text.withUTF8Buffer { buffer in
            var found: [Mojibake] = []
            for line in Lines(buffer) { found += Self.findings(buffer, line) }
            return found
        }
    }

    static func findings(_ buffer: UTF8Buffer, _ line: TextRange) -> [Mojibake] {
        guard isSuspicious(buffer, line) else { return [] }
        var found: [Mojibake] = []
        append(buffer, line, to: &found)
        return found
    }

    /// `text` with the repairs, and the map to the original.
    package func repair(_ text: String) -> MappedText {
        let found = findings(in: text).filter { $0.repaired != nil }
        guard !found.isEmpty else { return MappedText(text) }
        return text.withUTF8Buffer { buffer in
            var rewriter = TextRewriter(capacity: buffer.count)
            for mojibake in found {
                guard let repaired = mojibake.repaired else { continue }
                rewriter.copy(buffer, to: mojibake.range.lowerBound)
                rewriter.replace(mojibake.range.count, with: repaired.utf8)
            }
            rewriter.copy(buffer, to: buffer.count)
            return rewriter.finish()
        }
    }

    // Whether a line has two adjacent characters of Latin-1, or a high cost under the model.
    private static func isSuspicious(_ buffer: UTF8Buffer, _ line: TextRange) -> Bool {
        let model = CharacterModel.standard
        var offset = line.lowerBound
        var wide = 0
        var cost = 0
        var latin = 0
        while offset < line.upperBound {
            guard buffer[offset] >= 0x80 else {
                latin = 0
                offset += 1
                continue
            }
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            latin = Latin.byte(of: scalar) == nil ? 0 : latin + 1
            if latin >= 2 || scalar == 0xFFFD { return true }
            wide += 1
            cost += model.cost(scalar)
        }
        return wide > 1 && cost > CharacterModel.cleanCost * wide
    }

    private static func append(_ buffer: UTF8Buffer, _ line: TextRange, to found: inout [Mojibake]) {
        let latin: [Mojibake.Damage] = [.utf8AsLatin, .gbAsLatin, .big5AsLatin]
        if let whole = repaired(buffer, line, latin + [.utf8AsGB, .big5AsGB, .gbAsBig5]) {
            found.append(whole)
            return
        }
        let parts = latinRuns(buffer, line).compactMap { repaired(buffer, $0, latin) }
        if parts.isEmpty { appendLost(buffer, line, to: &found) } else { found += parts }
    }

    private static func repaired(
        _ buffer: UTF8Buffer, _ range: TextRange, _ damages: [Mojibake.Damage]
    ) -> Mojibake? {
        repaired(buffer.text(range), damages).map { Mojibake(range: range, damage: $0.damage, repaired: $0.text) }
    }

    // The best repair of a text; nil where none is accepted. UTF-8 that was damaged twice is repaired twice: each repair
    // halves the text, so that this ends.
    private static func repaired(
        _ text: String, _ damages: [Mojibake.Damage]
    ) -> (damage: Mojibake.Damage, text: String)? {
        let before = CharacterModel.standard.cost(of: text)
        var best: (damage: Mojibake.Damage, text: String, cost: Int)?
        for damage in damages {
            guard let bytes = MisreadBytes(text, damage), let repaired = bytes.decoded else { continue }
            let after = CharacterModel.standard.cost(of: repaired.text) + repaired.lost * CharacterModel.error
            let wide = max(1, repaired.text.unicodeScalars.count { $0.value >= 0x80 })
            guard isCredible(damage, text, repaired.text) else { continue }
            guard before - after >= leastGain * wide, repaired.lost * 4 <= wide, after < best?.cost ?? .max else {
                continue
            }
            best = (damage, repaired.text, after)
        }
        guard let best else { return nil }
        let again = best.damage == .utf8AsLatin ? repaired(best.text, damages) : nil
        return (best.damage, again?.text ?? best.text)
    }

    // How few characters beyond ASCII may be GBK read as Big5, or the other way round: idioms of four have a reading that is
    // commoner characters (磕磕绊绊, 渾渾噩噩). Chosen by hand.
    private static let leastPairs = 8

    private static func isCredible(_ damage: Mojibake.Damage, _ text: String, _ repaired: String) -> Bool {
        switch damage {
        case .utf8AsLatin: true
        // Repeated characters may be sequences of two bytes, which no Chinese text is made of.
        case .utf8AsGB: isHan(repaired)
        case .big5AsGB, .gbAsBig5: text.unicodeScalars.count { $0.value >= 0x80 } >= leastPairs && isChinese(repaired)
        default: isChinese(repaired)
        }
    }

    private static func isHan(_ text: String) -> Bool {
        let wide = text.unicodeScalars.filter { $0.value >= 0x80 }
        let han = wide.count { CharacterClass($0.value) == .han }
        return han >= 2 && han * 2 >= wide.count
    }

    // Nearly any bytes beyond ASCII are pairs of GBK or Big5, those of other scripts too: these become rare Han characters
    // or kana. The costs of lines of news are up to 146 a character, those of seven other scripts 160 and more.
    private static func isChinese(_ text: String) -> Bool {
        isHan(text) && CharacterModel.standard.isClean(text, atMost: 155)
    }

    // Stretches of ASCII and characters of Latin-1 or Windows-1252, without the ASCII at their ends.
    private static func latinRuns(_ buffer: UTF8Buffer, _ line: TextRange) -> [TextRange] {
        var runs: [TextRange] = []
        var current: TextRange?
        var offset = line.lowerBound
        while offset < line.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            if Latin.byte(of: scalar) != nil {
                current = TextRange(current?.lowerBound ?? offset, offset + length)
            } else if scalar >= 0x80, let run = current {
                runs.append(run)
                current = nil
            }
            offset += length
        }
        return current.map { runs + [$0] } ?? runs
    }

    // Runs of U+FFFD, 锟斤拷, 烫烫烫 and 屯屯屯.
    private static func appendLost(_ buffer: UTF8Buffer, _ line: TextRange, to found: inout [Mojibake]) {
        var offset = line.lowerBound
        while offset < line.upperBound {
            let start = offset
            var run: [UInt32] = []
            while offset < line.upperBound {
                let (scalar, length) = buffer.scalar(at: offset)
                guard [0xFFFD, 0x951F, 0x65A4, 0x62F7, 0x70EB, 0x5C6F].contains(scalar) else { break }
                run.append(scalar)
                offset += length
            }
            let range = TextRange(start, offset)
            if run.contains(0xFFFD) || (run.contains(0x951F) && run.contains(0x65A4) && run.count >= 3) {
                found.append(Mojibake(range: range, damage: .replaced, repaired: nil))
            } else if run.count >= 3, Set(run).count == 1, run[0] == 0x70EB || run[0] == 0x5C6F {
                found.append(Mojibake(range: range, damage: .uninitialized, repaired: nil))
            }
            if run.isEmpty { offset += buffer.scalar(at: offset).length }
        }
    }
}

/// The union of Latin-1 and Windows-1252: the byte of a character.
enum Latin {
    /// The bytes without a character in Windows-1252.
    static let unassigned: [UInt8] = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    /// The characters of Windows-1252 at 0x80…0x9F; 0 for none.
    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178,
    ]

    /// The byte beyond ASCII of a scalar; nil where neither charset has it.
    static func byte(of scalar: UInt32) -> UInt8? {
        if (0x80...0xFF).contains(scalar) { return UInt8(scalar) }
        guard (0x100...0x2122).contains(scalar), let index = high.firstIndex(of: scalar) else { return nil }
        return UInt8(0x80 + index)
    }
}

extension Mojibake.Damage: CustomStringConvertible {
    /// What a text with this damage looks like, in words.
    package var description: String {
        switch self {
        case .replaced: "looks like text that was lost before: replaced characters, or 锟斤拷, which GBK makes of these"
        case .uninitialized: "looks like memory that held no text, as GBK (烫烫烫, 屯屯屯)"
        default:
            encodings.map {
                "looks like \($0.was) that was read as \($0.readAs): `shuli normalize --repair` restores it"
            } ?? rawValue
        }
    }
}
