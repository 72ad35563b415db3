/// Why a text is dropped from a corpus: the rules in the order in which they are asked. The first one that a text breaks
/// names the reason.
public enum FilterRule: String, Sendable, Hashable, CaseIterable, Codable {
    /// Fewer characters than `minimumCharacters`.
    case tooShort = "too-short"
    /// Characters that were lost or misread, more than `maximumGarbledShare`.
    case garbled
    /// Fewer Han characters than `minimumHanShare`.
    case hanShare = "han-share"
    /// Letters of scripts that Chinese isn't written in, or more simplified or traditional characters than is asked for.
    case script
    /// More digits than `maximumDigitShare`.
    case digits
    /// More symbols than `maximumSymbolShare`.
    case symbols
    /// Too few or too many marks of punctuation.
    case punctuation
    /// Lines that stand more than once, more than `maximumRepeatedLineShare`.
    case repeatedLines = "repeated-lines"
    /// Ten characters that stood before, more than `maximumRepetitionShare`.
    case repetition
    /// Fewer function words than `minimumStopWordShare`.
    case stopWords = "stop-words"
    /// Words of advertising, more than `maximumSpamShare`.
    case spam
    /// Lists of links and menus: less running text than `minimumQuality`, or too many lines that are mere scraps.
    case navigation
    /// Threads of comments and lists of teasers: too many lines that say when something was posted, or that break off.
    case posts
}
