import ShuliText

/// The sentences of a text, or of several, that say most of it.
public struct Summary: Hashable, Sendable, Codable {
    /// A chosen sentence, or a part of one that reads as a sentence.
    public struct Sentence: Hashable, Sendable, Codable {
        /// The sentence, without white space around it.
        public let text: String
        /// Its range in its document, in UTF-8 bytes.
        public let range: TextRange
        /// The index of its document among the summarized ones; 0 for a single text.
        public let document: Int
        /// The order of choice: 1 for the sentence that was chosen first.
        package let rank: Int
        /// Its worth when it was chosen, beside those chosen before; comparable within one summary, higher is better.
        public let score: Double
        /// Whether clauses were cut off at its start or end.
        public let isCut: Bool
    }

    /// The chosen sentences, in order of the documents and of each document's text.
    public let sentences: [Sentence]

    /// Figures of chosen sentences that another text of several contradicts.
    public struct Contradiction: Hashable, Sendable {
        /// The index of the chosen sentence in `sentences`.
        public let sentence: Int
        /// The number and what it counts, as the sentence writes it: 3人.
        public let figure: String
        /// The index of the other document.
        public let otherDocument: Int
        /// The figure of the other document.
        public let otherFigure: String
    }

    /// In the order of the sentences; empty for a single text. Not coded.
    public internal(set) var contradictions: [Contradiction] = []

    /// Whether a chosen sentence shares a word with the query; true without a query. Not coded.
    public internal(set) var matchesQuery = true

    init(sentences: [Sentence]) { self.sentences = sentences }

    private enum CodingKeys: String, CodingKey { case sentences }

    /// The sentences joined. A cut sentence without a full stop gets one, unless it is the last; a space separates two
    /// sentences of Latin letters.
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

    /// The length of `text` as budgets count it: characters (grapheme clusters) that are not white space.
    public var characters: Int { Self.length(of: text) }

    /// The length of a text as budgets count it: characters (grapheme clusters) that are not white space. Linear.
    public static func length(of text: some StringProtocol) -> Int {
        text.withUTF8Buffer { length(of: $0, TextRange(0, $0.count)) }
    }

    /// The same of a range of a buffer, on scalar boundaries.
    static func length(of buffer: UTF8Buffer, _ range: TextRange) -> Int {
        var count = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            switch scalar {
            case 0x4E00...0x9FFF: count += 1
            case 0x20, 0x3000, 0x09...0x0D, 0x85, 0xA0: continue
            // Scalars that form no cluster with each other: each is a character.
            case 0x21...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x52F, 0x2010...0x2027, 0x2030...0x205E,
                0x2100...0x214F, 0x2190...0x23FF, 0x2460...0x27BF, 0x3001...0x3020, 0x3041...0x3096, 0x30A1...0x30FF,
                0x3400...0x4DBF, 0xFF01...0xFF5E:
                count += 1
            default: return buffer.text(range).count { !$0.isWhitespace }
            }
        }
        return count
    }

    // Whether no full stop is needed behind a scalar: any mark but commas, closing brackets and 》.
    static func endsSentence(_ scalar: UInt32) -> Bool {
        // Commas, brackets, and signs behind a number: %, ％, ‰, °, ℃.
        !CharacterClass(scalar).isContent
            && ![0xFF0C, 0x2C, 0x3001, 0x29, 0xFF09, 0x300B, 0x25, 0xFF05, 0x2030, 0xB0, 0x2103].contains(scalar)
    }
}
