import ShuliText

/// The measures of a text that filters compare with thresholds. Shares are of its characters that are not white space,
/// from 0 to 1, unless a field says otherwise; those of an empty text are 0. Shares of lines are 0 where there are
/// fewer than `minimumLines`.
package struct TextMeasures: Sendable, Hashable {
    /// Shares of fewer lines say nothing. Chosen by hand.
    package static let minimumLines = 4

    /// Scalars that are not white space.
    package internal(set) var characters = 0
    /// Lines that contain more than white space.
    package internal(set) var lines = 0
    package internal(set) var hanShare = 0.0
    package internal(set) var latinShare = 0.0
    /// Letters of scripts other than Han and Latin: kana, Hangul, Cyrillic.
    package internal(set) var foreignShare = 0.0
    package internal(set) var digitShare = 0.0
    package internal(set) var punctuationShare = 0.0
    /// Neither letters, digits nor punctuation.
    package internal(set) var symbolShare = 0.0
    /// Lost or misread characters.
    package internal(set) var garbledShare = 0.0
    /// Characters in lines that repeat an earlier one.
    package internal(set) var repeatedLineShare = 0.0
    /// Characters that end a repeated sequence of ten, within windows of 65,536 characters.
    package internal(set) var repetitionShare = 0.0
    /// Function words of one character, among the Han characters.
    package internal(set) var stopWordShare = 0.0
    /// Characters in words of advertising.
    package internal(set) var spamShare = 0.0
    /// Characters in lines of prose: at least forty, with the end of a sentence and another mark of a clause. Cleaned
    /// articles have nearly all of their text in such lines, lists of links and menus hardly any.
    package internal(set) var quality = 0.0
    /// Lines of fewer than ten characters without the end of a sentence, of all lines.
    package internal(set) var shortLineShare = 0.0
    /// Lines of fewer than thirty characters without the end of a sentence, of all lines.
    package internal(set) var scrapLineShare = 0.0
    /// Lines with the time of a post (2025-03-01 21:30, 5分钟前), of all lines; 0 where there is only one.
    package internal(set) var datedLineShare = 0.0
    /// Characters in lines that end in an ellipsis; 0 where there is only one, as at the end of an excerpt.
    package internal(set) var cutLineShare = 0.0
    /// The counts of characters that only simplified or only traditional text has.
    package internal(set) var writingSystem = WritingSystem(of: "")

    /// Characters that only traditional text has, among those that only one of the two scripts has; 0 where there are
    /// none.
    package var traditionalShare: Double {
        Self.share(writingSystem.traditional, writingSystem.simplified + writingSystem.traditional)
    }

    /// Characters that only simplified text has, among those that only one of the two scripts has; 0 where there are
    /// none.
    package var simplifiedShare: Double {
        Self.share(writingSystem.simplified, writingSystem.simplified + writingSystem.traditional)
    }
}

extension TextMeasures {
    /// Measures `text`. Linear in its length.
    package init(of text: String) {
        let counts = text.withUTF8Buffer { TextCounts(of: $0) }
        self.init(counts)
        writingSystem = WritingSystem(of: text)
        let rare = counts.count(of: .rare)
        let rareShare = Self.share(rare, characters)
        // The detector is slow and hardly ever needed; it does not recognize text that was damaged after it was
        // misread.
        let misread =
            rareShare > Self.unreadableShare ? rare : rareShare > Self.doubtfulShare ? Self.misread(text) : 0
        garbledShare = Self.share(counts.count(of: .garbled) + misread, characters)
    }

    // From the first share of rare characters on a text may be misread, from the second on it must be: clean news have
    // .006, .1 at most, and the same news decoded in a wrong encoding .25 to .9.
    private static let doubtfulShare = 0.03
    private static let unreadableShare = 0.25

    // The number of misread characters that are not garbled by themselves.
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
        guard lines >= Self.minimumLines else { return }
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
