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
    public let thresholds: FilterThresholds

    /// A filter with some thresholds, by default those of `FilterThresholds`.
    public init(_ thresholds: FilterThresholds = .init()) { self.thresholds = thresholds }

    /// Whether `text` is kept, and why not. Never fails. Cost: one pass over the text, and a second one where it may be
    /// misread.
    public func verdict(of text: some StringProtocol) -> FilterVerdict {
        let measures = TextMeasures(of: String(text))
        for rule in FilterRule.allCases {
            if let reason = rule.reason(measures, thresholds) {
                return FilterVerdict(rule: rule, reason: reason, measures: measures)
            }
        }
        return FilterVerdict(rule: nil, reason: "", measures: measures)
    }
}

extension FilterRule {
    // Why a text breaks the rule; nil where it does not.
    fileprivate func reason(_ measures: TextMeasures, _ thresholds: FilterThresholds) -> String? {
        switch self {
        case .tooShort:
            Double(measures.characters) < thresholds.minimumCharacters
                ? "\(measures.characters) characters, fewer than \(thresholds.minimumCharacters.whole)" : nil
        case .garbled:
            Self.above(measures.garbledShare, thresholds.maximumGarbledShare, "lost or misread characters")
        case .hanShare:
            Self.below(measures.hanShare, thresholds.minimumHanShare, "Han characters")
        case .script:
            Self.above(measures.foreignShare, thresholds.maximumForeignShare, "letters of other scripts")
                ?? Self.above(measures.traditionalShare, thresholds.maximumTraditionalShare, "traditional characters")
                ?? Self.above(measures.simplifiedShare, thresholds.maximumSimplifiedShare, "simplified characters")
        case .digits:
            Self.above(measures.digitShare, thresholds.maximumDigitShare, "digits")
        case .symbols:
            Self.above(measures.symbolShare, thresholds.maximumSymbolShare, "symbols")
        case .punctuation:
            Self.below(measures.punctuationShare, thresholds.minimumPunctuationShare, "punctuation")
                ?? Self.above(measures.punctuationShare, thresholds.maximumPunctuationShare, "punctuation")
        case .repeatedLines:
            Self.above(
                measures.repeatedLineShare, thresholds.maximumRepeatedLineShare, "characters in lines that stood before"
            )
        case .repetition:
            Self.above(measures.repetitionShare, thresholds.maximumRepetitionShare, "characters that repeat others")
        case .stopWords:
            Self.below(measures.stopWordShare, thresholds.minimumStopWordShare, "function words")
        case .spam:
            Self.above(measures.spamShare, thresholds.maximumSpamShare, "characters of words of advertising")
        case .navigation:
            Self.below(measures.quality, thresholds.minimumQuality, "characters in lines of prose")
                ?? (measures.quality < Self.mostlyProse ? Self.scraps(measures, thresholds) : nil)
        case .posts:
            Self.above(measures.datedLineShare, thresholds.maximumDatedLineShare, "lines that date a post")
                ?? Self.above(measures.cutLineShare, thresholds.maximumCutLineShare, "characters in broken-off lines")
        }
    }

    /// From this share of prose on the number of short lines does not matter: share buttons around an article. Chosen
    /// by hand.
    private static let mostlyProse = 0.8

    private static func scraps(_ measures: TextMeasures, _ thresholds: FilterThresholds) -> String? {
        above(measures.shortLineShare, thresholds.maximumShortLineShare, "lines of under 10 characters")
            ?? above(measures.scrapLineShare, thresholds.maximumScrapLineShare, "lines of under 30 characters")
    }

    private static func above(_ value: Double, _ maximum: Double, _ what: String) -> String? {
        value > maximum ? "\(value.thousandths) \(what), more than \(maximum.thousandths)" : nil
    }

    private static func below(_ value: Double, _ minimum: Double, _ what: String) -> String? {
        value < minimum ? "\(value.thousandths) \(what), less than \(minimum.thousandths)" : nil
    }
}

extension Double {
    // Without decimal places; thresholds may be any number.
    fileprivate var whole: String { abs(self) < 1e12 ? "\(Int(self))" : "\(self)" }

    // With three decimal places.
    fileprivate var thousandths: String {
        guard abs(self) < 1e12 else { return "\(self)" }
        let value = Int((self * 1000).rounded())
        let digits = "\(abs(value) % 1000)"
        return "\(value < 0 ? "-" : "")\(abs(value) / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
