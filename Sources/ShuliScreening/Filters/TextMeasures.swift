import ShuliText

/// What filters measure of a text. Shares are of its characters without white space, from 0 to 1, unless a field says
/// otherwise; those of an empty text are 0. Shares of lines are 0 where there are fewer than `fewestLines`.
public struct TextMeasures: Sendable, Hashable {
    /// From how many lines on shares of lines say anything.
    public static let fewestLines = 4

    /// Scalars that are no white space.
    public internal(set) var characters = 0
    /// Lines that hold more than white space.
    public internal(set) var lines = 0
    public internal(set) var hanShare = 0.0
    public internal(set) var latinShare = 0.0
    /// Letters of scripts other than Han and Latin: kana, Hangul, Cyrillic.
    public internal(set) var foreignShare = 0.0
    public internal(set) var digitShare = 0.0
    public internal(set) var punctuationShare = 0.0
    /// Neither letters, digits nor punctuation.
    public internal(set) var symbolShare = 0.0
    /// Lost or misread characters.
    public internal(set) var garbledShare = 0.0
    /// Characters in lines that stood before.
    public internal(set) var repeatedLineShare = 0.0
    /// Characters that end ten characters which stood before; a long text is looked at 65,536 characters at a time.
    public internal(set) var repetitionShare = 0.0
    /// Function words of one letter, of the Han characters.
    public internal(set) var stopWordShare = 0.0
    /// Characters in words of advertising.
    public internal(set) var spamShare = 0.0
    /// Characters in lines of prose: forty or more of them, the end of a sentence and another mark of a clause among
    /// them. Clean articles have nearly all of their text in such lines, lists of links and menus hardly any.
    public internal(set) var quality = 0.0
    /// Lines of fewer than ten characters without the end of a sentence, of all lines.
    public internal(set) var shortLineShare = 0.0
    /// Lines of fewer than thirty characters without the end of a sentence, of all lines.
    public internal(set) var scrapLineShare = 0.0
    /// Lines that say when something was posted (2025-03-01 21:30, 5分钟前), of all lines; 0 where there is but one.
    public internal(set) var datedLineShare = 0.0
    /// Characters in lines that break off with an ellipsis; 0 where there is but one, as at the end of an excerpt.
    public internal(set) var cutLineShare = 0.0
    /// The characters that only simplified or only traditional text has.
    public internal(set) var writingSystem = WritingSystem(of: "")

    /// Characters that only traditional text has, of those that only one of the two scripts has; 0 where none has.
    public var traditionalShare: Double {
        Self.share(writingSystem.traditional, writingSystem.simplified + writingSystem.traditional)
    }

    /// Characters that only simplified text has, of those that only one of the two scripts has; 0 where none has.
    public var simplifiedShare: Double {
        Self.share(writingSystem.simplified, writingSystem.simplified + writingSystem.traditional)
    }
}

extension TextMeasures {
    /// Measures `text`. Linear in its length.
    public init(of text: String) {
        let counts = text.withUTF8Buffer { TextCounts(of: $0) }
        self.init(counts)
        writingSystem = WritingSystem(of: text)
        let rare = counts.count(of: .rare)
        let rareShare = Self.share(rare, characters)
        // The detector looks closely, and hardly any text needs it; what was damaged after it was misread it doesn't know.
        let misread =
            rareShare > Self.unreadableShare ? rare : rareShare > Self.doubtfulShare ? Self.misread(text) : 0
        garbledShare = Self.share(counts.count(of: .garbled) + misread, characters)
    }

    // From what share of rare letters on a text may be misread, and must be: clean news have .006, .1 at most, and
    // the same news read in a wrong encoding .25 to .9.
    private static let doubtfulShare = 0.03
    private static let unreadableShare = 0.25

    // How many characters were misread, those that are garbled by themselves left out.
    private static func misread(_ text: String) -> Int {
        MojibakeDetector().findings(in: text).reduce(0) { sum, finding in
            sum
                + text[finding.range].unicodeScalars.count {
                    CharacterClass($0.value) != .space && !CharacterTraits.isGarbled($0.value)
                }
        }
    }

    private init(_ counts: TextCounts) {
        characters = counts.characters
        lines = counts.lines.all
        func share(_ count: Int) -> Double { Self.share(count, counts.characters) }
        hanShare = share(counts.count(in: .han))
        foreignShare = share(counts.count(of: .foreign))
        latinShare = share(counts.count(in: .letter) + counts.count(in: .kana)) - foreignShare
        digitShare = share(counts.count(in: .digit))
        punctuationShare = share(counts.count(in: .punctuation))
        symbolShare = share(counts.count(in: .other))
        repetitionShare = share(counts.repeatedCharacters)
        stopWordShare = Self.share(counts.count(of: .stopWord), counts.count(in: .han))
        spamShare = share(counts.spamCharacters)
        quality = share(counts.lines.proseCharacters)
        guard lines >= Self.fewestLines else { return }
        repeatedLineShare = share(counts.lines.repeatedCharacters)
        cutLineShare = counts.lines.cut > 1 ? share(counts.lines.cutCharacters) : 0
        shortLineShare = Self.share(counts.lines.short, lines)
        scrapLineShare = Self.share(counts.lines.scraps, lines)
        datedLineShare = counts.lines.dated > 1 ? Self.share(counts.lines.dated, lines) : 0
    }

    private static func share(_ count: Int, _ all: Int) -> Double {
        all == 0 ? 0 : min(1, Double(count) / Double(all))
    }
}
