/// The bytes of a line before it was decoded in the wrong encoding, with gaps at the replacement characters.
struct MisreadBytes {
    /// A byte, or nil for one that is lost.
    private let bytes: [UInt8?]
    /// The possible values of a lost byte before a byte beyond ASCII.
    private let gapsInside: [UInt8]
    private let damage: Mojibake.Damage

    /// Nil where the line cannot be the result of this damage.
    init?(_ line: String, _ damage: Mojibake.Damage) {
        self.damage = damage
        switch damage {
        case .utf8AsLatin, .gbAsLatin, .big5AsLatin:
            gapsInside = Latin.unassigned
            var bytes: [UInt8?] = []
            var high = 0
            var letters = 0
            for scalar in line.unicodeScalars {
                if scalar.value < 0x80 {
                    bytes.append(UInt8(scalar.value))
                } else if scalar.value == 0xFFFD {
                    bytes.append(nil)
                } else if let byte = Latin.byte(of: scalar.value) {
                    bytes.append(byte)
                    high += 1
                    if byte >= 0xC0, byte != 0xD7, byte != 0xF7 { letters += 1 }
                } else {
                    return nil
                }
            }
            // Adjacent middle dots, no-break spaces and the like are not damaged GBK or Big5.
            let isEnough =
                switch damage {
                case .utf8AsLatin: high >= 2
                // The first bytes of common characters are signs, the second ones often ASCII.
                case .big5AsLatin: high >= 6
                default: high >= 4 && letters * 4 >= high
                }
            guard isEnough else { return nil }
            self.bytes = bytes
        case .utf8AsGB, .big5AsGB, .gbAsBig5:
            // The only byte that begins no character of GB18030.
            gapsInside = [0x80]
            var bytes: [UInt8?] = []
            let pieces = line.unicodeScalars.split(separator: "\u{FFFD}", omittingEmptySubsequences: false)
            do throws(ICUError) {
                var converter = try CharsetConverter(damage == .gbAsBig5 ? "Big5-HKSCS" : "gb18030")
                for (index, piece) in pieces.enumerated() {
                    if index > 0 { bytes.append(nil) }
                    if piece.isEmpty { continue }
                    let encoded = try converter.encode(String(String.UnicodeScalarView(piece)))
                    guard encoded.substitutions == 0 else { return nil }
                    bytes += encoded.bytes.map(Optional.some)
                }
            } catch {
                return nil
            }
            self.bytes = bytes
        case .replaced, .uninitialized:
            return nil
        }
    }

    /// The text of the bytes, with the number of characters that were lost; nil where the bytes are not well-formed.
    var decoded: (text: String, lost: Int)? {
        switch damage {
        case .utf8AsLatin, .utf8AsGB: decodedUTF8
        case .gbAsLatin, .gbAsBig5: decoded(as: .gb18030)
        case .big5AsGB, .big5AsLatin: decoded(as: .big5)
        case .replaced, .uninitialized: nil
        }
    }

    private func decoded(as encoding: TextEncoding) -> (text: String, lost: Int)? {
        guard !bytes.contains(nil) else { return nil }
        let decoded = bytes.compactMap(\.self).withUnsafeBufferPointer { TextDecoder.decode($0, as: encoding) }
        return decoded.undecodable.isEmpty ? (decoded.text, 0) : nil
    }

    // UTF-8 with gaps: a lost byte gets the value of the most probable character.
    private var decodedUTF8: (text: String, lost: Int)? {
        var text = String.UnicodeScalarView()
        var lost = 0
        var at = 0
        while at < bytes.count {
            if let byte = bytes[at], byte < 0x80 {
                text.append(Unicode.Scalar(byte))
                at += 1
                continue
            }
            if let (scalar, length) = sequence(at: at, after: text.last) {
                text.append(scalar)
                at += length
                continue
            }
            // A gap and the rest of a character beside one are losses; anything else is not UTF-8.
            let isCut = bytes[at] == nil || (at > 0 && bytes[at - 1] == nil) || gapFollows(at)
            let isAtEdge = at < 3 || at + 3 >= bytes.count
            guard isCut || isAtEdge else { return nil }
            text.append("\u{FFFD}")
            lost += 1
            at += 1
            while at < bytes.count, let byte = bytes[at], byte & 0xC0 == 0x80 { at += 1 }
        }
        return (String(text), lost)
    }

    private func gapFollows(_ place: Int) -> Bool {
        bytes[place..<min(place + 4, bytes.count)].contains(nil)
    }

    // The most probable well-formed sequence at a place behind `before`, with at most two lost bytes.
    private func sequence(at place: Int, after before: Unicode.Scalar?) -> (Unicode.Scalar, Int)? {
        var best: (scalar: Unicode.Scalar, length: Int, cost: Int)?
        let leads = bytes[place].map { [$0] } ?? leadOptions(at: place)
        for lead in leads {
            let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
            guard length > 1, place + length <= bytes.count else { continue }
            let gaps = (place + 1..<place + length).filter { bytes[$0] == nil }
            guard gaps.count <= 2 else { continue }
            var sequences = [[lead]]
            for at in place + 1..<place + length {
                let choices = bytes[at].map { [$0] } ?? options(at: at)
                sequences = sequences.flatMap { start in choices.map { start + [$0] } }
            }
            for sequence in sequences {
                guard let scalar = Self.scalar(sequence) else { continue }
                let joins = gaps.isEmpty ? false : Self.isWord(before, scalar)
                let cost = CharacterModel.standard.cost(scalar.value) - (joins ? Self.wordBonus : 0)
                if cost < best?.cost ?? .max { best = (scalar, length, cost) }
            }
        }
        return best.map { ($0.scalar, $0.length) }
    }

    /// The bonus of a character that makes a listed word with the one before it. Chosen by hand.
    private static let wordBonus = 4 * 16

    private static func isWord(_ first: Unicode.Scalar?, _ second: Unicode.Scalar) -> Bool {
        guard let first, CharacterClass(first.value) == .han else { return false }
        let text = String(first) + String(second)
        return text.withUTF8Buffer { buffer in
            Lexicon.standard.matches(in: buffer, range: 0..<buffer.count, shortest: 2).contains {
                $0.entry.sources.contains(.wordfreq)
            }
        }
    }

    private func leadOptions(at place: Int) -> [UInt8] {
        damage == .utf8AsGB ? [] : gapsInside.filter { $0 >= 0xC2 }
    }

    // The possible values of a lost byte inside a character: a byte that the wrong encoding lacks; at the end of a run,
    // where GB18030 found no pair, any byte.
    private func options(at place: Int) -> [UInt8] {
        // A second gap was a byte beyond ASCII too.
        let followedByHigh = place + 1 < bytes.count && (bytes[place + 1] ?? 0x80) >= 0x80
        return damage == .utf8AsLatin || followedByHigh ? gapsInside : Array(0x80...0xBF)
    }

    private static func scalar(_ bytes: [UInt8]) -> Unicode.Scalar? {
        guard let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.count == 1 else { return nil }
        return text.unicodeScalars.first
    }
}
