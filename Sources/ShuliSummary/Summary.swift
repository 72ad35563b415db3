import ShuliText

/// The sentences of a text, or of several, that say most of what it says.
public struct Summary: Hashable, Sendable, Codable {
    /// One chosen sentence, or a part of one that reads as a sentence.
    public struct Sentence: Hashable, Sendable, Codable {
        public let text: String
        /// Where it stands in its text.
        public let range: TextRange
        /// Which of the texts it stands in, from 0.
        public let document: Int
        /// 1 for the one that was chosen first.
        public let rank: Int
        /// How much it said beside what was chosen before; comparable inside one summary.
        public let score: Double
        /// Whether clauses were cut off.
        public let isCut: Bool
    }

    /// The chosen sentences, in document order.
    public let sentences: [Sentence]

    /// The sentences joined. A cut one gets a full stop where it has none, but for the last; between two that Latin letters
    /// end and begin stands a space.
    public var text: String {
        var joined = ""
        for sentence in sentences {
            if let last = joined.unicodeScalars.last {
                if !Self.endsSentence(last.value) { joined += "。" }
                if joined.last?.isASCII == true && sentence.text.first?.isASCII == true { joined += " " }
            }
            joined += sentence.text
        }
        return joined
    }

    /// Its length in characters (grapheme clusters) without white space.
    public var characters: Int { Self.length(of: text) }

    /// The length that budgets count: characters (grapheme clusters) without white space.
    public static func length(of text: some StringProtocol) -> Int { text.count { !$0.isWhitespace } }

    /// The same of a stretch of text, on scalar boundaries.
    static func length(of buffer: UTF8Buffer, _ range: TextRange) -> Int {
        var count = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            switch scalar {
            case 0x20, 0x3000: continue
            // Letters and marks that join with none of these: each is a character.
            case 0x21...0x7E, 0x2010...0x2027, 0x3001...0x3020, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF5E:
                count += 1
            default: return Self.length(of: buffer.text(range))
            }
        }
        return count
    }

    // Marks behind which a sentence needs no full stop; anything but a letter, a digit or a comma.
    static func endsSentence(_ scalar: UInt32) -> Bool {
        !CharacterClass(scalar).isContent && ![0xFF0C, 0x2C, 0x3001, 0x29, 0xFF09, 0x300B].contains(scalar)
    }
}

/// How long a summary may be.
public enum SummaryLength: Hashable, Sendable {
    /// At most so many sentences.
    case sentences(Int)
    /// At most so many characters, without white space. Where whole sentences would leave much of it empty, clauses are cut.
    case characters(Int)
    /// At most this share of the text's characters, 0…1.
    case ratio(Double)
    /// One sentence, or a part of one, of at most so many characters.
    case headline(atMost: Int)

    /// A headline of a usual length.
    public static let headline = SummaryLength.headline(atMost: 30)
}
