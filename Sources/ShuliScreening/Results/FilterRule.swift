/// Why a text is dropped from a corpus. The cases are in the order in which rules are applied; the first one that a
/// text breaks is the reason. Raw values are stable: reports and records contain them.
public enum FilterRule: String, Sendable, Hashable, CaseIterable, Codable {
    /// Fewer characters than `minimumCharacters`.
    case tooShort = "too-short"
    /// More lost or misread characters than `maximumGarbledShare`.
    case garbled
    /// Fewer Han characters than `minimumHanShare`.
    case hanShare = "han-share"
    /// Too many letters of scripts other than Han and Latin, or too many traditional or simplified characters.
    case script
    /// More digits than `maximumDigitShare`.
    case digits
    /// More symbols than `maximumSymbolShare`.
    case symbols
    /// Too few or too many punctuation marks.
    case punctuation
    /// More characters in repeated lines than `maximumRepeatedLineShare`.
    case repeatedLines = "repeated-lines"
    /// More repeated sequences of ten characters than `maximumRepetitionShare`.
    case repetition
    /// Fewer function words than `minimumStopWordShare`.
    case stopWords = "stop-words"
    /// More characters in words of advertising than `maximumSpamShare`.
    case spam
    /// Lists of links and menus: less prose than `minimumQuality`, or too many very short lines.
    case navigation
    /// Comment threads and lists of teasers: too many lines with the time of a post, or too much text in lines that are
    /// cut off.
    case posts
}
