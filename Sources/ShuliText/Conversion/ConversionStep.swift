/// The steps of script conversion, each with a table of its own. The raw values are stored in the compiled file.
package enum ConversionStep: Int, Sendable, CaseIterable {
    case compatibility
    case simplifiedToTraditional
    case traditionalToSimplified
    case traditionalToTaiwan
    case traditionalToTaiwanWords
    case taiwanToTraditional
    case taiwanWordsToTraditional
    case traditionalToHongKong
    case traditionalToHongKongWords
    case hongKongToTraditional
    case hongKongWordsToTraditional
    case japaneseToTraditional
    case traditionalToJapanese

    /// The lists that the table of the step is compiled from, in the order of their rank.
    package var lists: [String] {
        switch self {
        case .compatibility: ["compatibility"]
        case .simplifiedToTraditional: ["s2t-own-phrases+s2t-phrases+s2t-regional-phrases", "s2t-characters"]
        case .traditionalToSimplified: ["t2s-phrases", "t2s-own-characters+t2s-characters-extended", "t2s-characters"]
        case .traditionalToTaiwan: ["t2tw-phrases", "t2tw-characters"]
        case .traditionalToTaiwanWords: ["t2tw-words", "t2tw-phrases", "t2tw-characters"]
        case .taiwanToTraditional: ["tw2t-phrases", "tw2t-characters"]
        case .taiwanWordsToTraditional: ["tw2t-words", "tw2t-phrases", "tw2t-characters"]
        case .traditionalToHongKong: ["t2hk-phrases", "t2hk-characters"]
        case .traditionalToHongKongWords: ["t2hk-words", "t2hk-phrases", "t2hk-characters"]
        case .hongKongToTraditional: ["hk2t-phrases", "hk2t-characters"]
        case .hongKongWordsToTraditional: ["hk2t-words", "hk2t-phrases", "hk2t-characters"]
        case .japaneseToTraditional: ["jp2t-phrases", "jp2t-characters"]
        case .traditionalToJapanese: ["t2jp-characters"]
        }
    }

    /// Whether the first list of the step has words that another region has other words for.
    var replacesWords: Bool {
        switch self {
        case .traditionalToTaiwanWords, .taiwanWordsToTraditional, .traditionalToHongKongWords,
            .hongKongWordsToTraditional:
            true
        default: false
        }
    }
}
