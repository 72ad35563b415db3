import ShuliText

/// Decides which texts are worth keeping in a corpus: not those that are too short, not Chinese, repetitive, garbled,
/// advertising, or lists of links.
///
/// ```swift
/// var thresholds = FilterThresholds()
/// thresholds.minimumCharacters = 100
/// let verdict = CorpusFilter(thresholds).verdict(of: "太短了。")
/// if let rule = verdict.rule { print(rule.rawValue, verdict.reason) }  // too-short 4 characters, fewer than 100
/// ```
///
/// Meant for cleaned text: a page may be dropped because of the boilerplate around its article. The verdict depends on
/// the text and the thresholds only.
public struct CorpusFilter: Sendable {
    /// The thresholds that a text must keep to.
    package let thresholds: FilterThresholds

    /// A filter with some thresholds, by default those of `FilterThresholds`.
    public init(_ thresholds: FilterThresholds = .init()) { self.thresholds = thresholds }

    /// Whether `text` is kept, and why not. Never fails. Cost: one pass over the text, and a second one where it may be
    /// misread.
    public func verdict(of text: some StringProtocol) -> FilterVerdict {
        let measures = TextMeasures(of: String(text))
        for rule in FilterRule.allCases {
            if let reason = rule.reason(measures, thresholds) {
                return FilterVerdict(rule: rule, reason: "\(reason)", measures: measures)
            }
        }
        return FilterVerdict(rule: nil, reason: "", measures: measures)
    }
}

extension FilterRule {
    // Why a text breaks the rule; nil where it does not.
    fileprivate func reason(_ measures: TextMeasures, _ thresholds: FilterThresholds) -> FilterReason? {
        switch self {
        case .tooShort: .below(Double(measures.characters), thresholds.minimumCharacters, .characters)
        case .garbled: .above(measures.garbledShare, thresholds.maximumGarbledShare, .garbled)
        case .hanShare: .below(measures.hanShare, thresholds.minimumHanShare, .han)
        case .script:
            .above(measures.foreignShare, thresholds.maximumForeignShare, .foreign)
                ?? .above(measures.traditionalShare, thresholds.maximumTraditionalShare, .traditional)
                ?? .above(measures.simplifiedShare, thresholds.maximumSimplifiedShare, .simplified)
        case .digits: .above(measures.digitShare, thresholds.maximumDigitShare, .digits)
        case .symbols: .above(measures.symbolShare, thresholds.maximumSymbolShare, .symbols)
        case .punctuation:
            .below(measures.punctuationShare, thresholds.minimumPunctuationShare, .punctuation)
                ?? .above(measures.punctuationShare, thresholds.maximumPunctuationShare, .punctuation)
        case .repeatedLines: .above(measures.repeatedLineShare, thresholds.maximumRepeatedLineShare, .repeatedLines)
        case .repetition: .above(measures.repetitionShare, thresholds.maximumRepetitionShare, .repetition)
        case .stopWords: .below(measures.stopWordShare, thresholds.minimumStopWordShare, .functionWords)
        case .spam: .above(measures.spamShare, thresholds.maximumSpamShare, .advertising)
        case .navigation:
            .below(measures.quality, thresholds.minimumQuality, .prose)
                ?? (measures.quality < Self.mostlyProse ? Self.scraps(measures, thresholds) : nil)
        case .posts:
            .above(measures.datedLineShare, thresholds.maximumDatedLineShare, .datedLines)
                ?? .above(measures.cutLineShare, thresholds.maximumCutLineShare, .brokenLines)
        }
    }

    /// From this share of prose on the number of short lines does not matter: share buttons around an article. Chosen
    /// by hand.
    private static let mostlyProse = 0.8

    private static func scraps(_ measures: TextMeasures, _ thresholds: FilterThresholds) -> FilterReason? {
        .above(measures.shortLineShare, thresholds.maximumShortLineShare, .shortLines)
            ?? .above(measures.scrapLineShare, thresholds.maximumScrapLineShare, .scrapLines)
    }
}
