import ShuliText

/// What filters measure of a text. Shares are of its characters without white space, from 0 to 1, unless a field says
/// otherwise; those of an empty text are 0.
public struct TextMeasures: Sendable, Hashable {
    /// Scalars that are no white space.
    public internal(set) var characters = 0
    /// Lines that hold more than white space.
    public internal(set) var lines = 0
    public internal(set) var hanShare = 0.0
    /// Letters of scripts other than Han and Latin.
    public internal(set) var foreignShare = 0.0
    public internal(set) var latinShare = 0.0
    public internal(set) var digitShare = 0.0
    public internal(set) var punctuationShare = 0.0
    /// Neither letters, digits nor punctuation.
    public internal(set) var symbolShare = 0.0
    /// Lost or misread characters.
    public internal(set) var garbledShare = 0.0
    /// Characters in lines that stood before, of the last 65,536 characters.
    public internal(set) var repeatedLineShare = 0.0
    /// Characters that end ten characters which stood before, of the last 65,536 characters.
    public internal(set) var repetitionShare = 0.0
    /// Function words of one letter, of the Han characters.
    public internal(set) var stopWordShare = 0.0
    /// Characters of words of advertising.
    public internal(set) var spamShare = 0.0
    /// How likely the text is running text rather than lists of links, menus and notices, from 0 to 1.
    public internal(set) var quality = 0.0
    /// The characters that only simplified or only traditional text has.
    public internal(set) var writingSystem = WritingSystem(of: "")

    /// Characters that only traditional text has, of those that only one of the two scripts has; 0 where none has.
    public var traditionalShare: Double {
        let telling = writingSystem.simplified + writingSystem.traditional
        return telling == 0 ? 0 : Double(writingSystem.traditional) / Double(telling)
    }

    /// Characters that only simplified text has, of those that only one of the two scripts has; 0 where none has.
    public var simplifiedShare: Double {
        let telling = writingSystem.simplified + writingSystem.traditional
        return telling == 0 ? 0 : Double(writingSystem.simplified) / Double(telling)
    }
}

extension TextMeasures {
    /// Measures `text`. Linear in its length.
    public init(of text: String) {
        let counts = text.withUTF8Buffer { TextCounts(of: $0) }
        self.init(counts)
        writingSystem = WritingSystem(of: text)
        let misread = MojibakeDetector().findings(in: text).reduce(0) {
            $0 + text[$1.range].unicodeScalars.count { CharacterClass($0.value) != .space }
        }
        garbledShare = Self.share(counts.count(of: .garbled) + misread, characters)
    }

    private init(_ counts: TextCounts) {
        characters = counts.characters
        lines = counts.lines
        func share(_ count: Int) -> Double { Self.share(count, counts.characters) }
        hanShare = share(counts.count(in: .han))
        latinShare = share(counts.count(in: .letter) - counts.count(of: .foreign) + counts.count(in: .kana))
        foreignShare = share(counts.count(of: .foreign))
        digitShare = share(counts.count(in: .digit))
        punctuationShare = share(counts.count(in: .punctuation))
        symbolShare = share(counts.count(in: .other))
        repeatedLineShare = share(counts.repeatedLineCharacters)
        repetitionShare = share(counts.repeatedCharacters)
        stopWordShare = Self.share(counts.count(of: .stopWord), counts.count(in: .han))
        quality = share(counts.sentenceCharacters)
    }

    private static func share(_ count: Int, _ all: Int) -> Double {
        all == 0 ? 0 : min(1, Double(count) / Double(all))
    }
}
