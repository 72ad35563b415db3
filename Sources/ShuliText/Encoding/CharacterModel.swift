import CDictionaries

/// The probabilities of characters in Chinese text of either script, which distinguish text from bytes that were
/// decoded in the wrong encoding.
///
/// A unigram model. The costs of Han characters come from word frequencies (Dictionaries/characters.bin, compiled from
/// words.txt); those of other characters are round figures for web text, chosen by hand. A cost is -ln p in sixteenths.
package struct CharacterModel: Sendable {
    package static let magic = "SHULICHR"
    package static let version: UInt32 = 1
    /// The characters with costs of their own.
    package static let han: ClosedRange<UInt32> = 0x4E00...0x9FFF

    /// The cost of a Han character without a frequency, and of characters that do not occur in text.
    static let rare = 15 * 16
    /// A character beyond ASCII costs less than this on average in clean text. (Clean Chinese text costs about 100 a
    /// character; the bound was chosen by hand.)
    static let cleanCost = 128
    /// The cost of a sequence that cannot be decoded.
    static let error = 25 * 16

    private let costs: Table<UInt8>
    private let bytes: CompiledBytes

    package init(_ bytes: CompiledBytes) throws(CompiledFileError) {
        let file = try CompiledFile(bytes, magic: Self.magic, version: Self.version)
        costs = try file.table("costs", of: UInt8.self, count: Self.han.count)
        self.bytes = bytes
    }

    /// The model that is part of the program.
    package static let standard = CompiledBytes.embedded(shuli_dictionary_characters()) {
        bytes throws(CompiledFileError) in
        try CharacterModel(bytes)
    }

    /// The cost of one scalar in sixteenths of a natural unit of information.
    @inline(__always)
    package func cost(_ scalar: UInt32) -> Int {
        if Self.han.contains(scalar) { return Int(costs[Int(scalar - Self.han.lowerBound)]) }
        return scalar < 0x80 ? Self.asciiCost(scalar) : Self.otherCost(scalar)
    }

    private static func asciiCost(_ scalar: UInt32) -> Int {
        switch scalar {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E: 48
        default: rare
        }
    }

    private static func otherCost(_ scalar: UInt32) -> Int {
        switch scalar {
        case 0xFF0C, 0x3002: 48
        case 0x3001, 0x201C, 0x201D, 0xFF1A: 72
        case 0x300A, 0x300B, 0xFF08, 0xFF09, 0xFF1F, 0xFF01, 0xFF1B, 0x2026, 0x2014, 0x300C, 0x300D, 0x3000: 88
        case 0xB7, 0xA0, 0xA9, 0x2018, 0x2019, 0x3010, 0x3011, 0x2022: 112
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: 128
        case 0x3041...0x309F: 96
        case 0x30A1...0x30FE, 0x3105...0x312F: 104
        case 0x0410...0x044F: 80
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFF: 100
        case 0xAB, 0xBB, 0xB0, 0xB1, 0xD7, 0x2013, 0x20AC, 0x2122, 0xAE, 0xA3: 136
        case 0xA1...0xBF: 152
        case 0x100...0x17F, 0x391...0x3C9: 136
        case 0xAC00...0xD7A3: 120
        case 0x2190...0x2193, 0x2460...0x2473, 0x25A0...0x25CF, 0x2605, 0x2606, 0x3008...0x3017, 0xFF00...0xFF5E: 136
        case 0x1F300...0x1FAFF: 152
        default: rare
        }
    }

    /// Whether a text has characters beyond ASCII, and their mean cost is at most `limit`, by default that of clean text.
    func isClean(_ text: String, atMost limit: Int = cleanCost) -> Bool {
        text.withUTF8Buffer { buffer in
            var (total, wide, offset) = (0, 0, 0)
            while offset < buffer.count {
                if buffer[offset] < 0x80 {
                    offset += 1
                    continue
                }
                let (scalar, length) = buffer.scalar(at: offset)
                offset += length
                total += cost(scalar)
                wide += 1
            }
            return wide > 0 && total <= limit * wide
        }
    }

    /// The cost of a text, U+FFFD at the cost of an error.
    func cost(of text: String) -> Int {
        text.withUTF8Buffer { buffer in
            var total = 0
            var offset = 0
            while offset < buffer.count {
                let (scalar, length) = buffer.scalar(at: offset)
                total += scalar == 0xFFFD ? Self.error : cost(scalar)
                offset += length
            }
            return total
        }
    }
}
