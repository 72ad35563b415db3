import ShuliText

/// Tells texts that are worth keeping in a corpus from those that aren't: too short, no Chinese, repetitive, garbled,
/// advertising, lists of links.
///
/// Made for text that was cleaned: a page with all its furniture around the article may be dropped for the furniture.
/// A function of the text and the thresholds alone. Cost: one pass over the text's bytes and another one for misread ones.
public struct CorpusFilter: Sendable {
    /// What a text must keep to.
    public let thresholds: FilterThresholds

    /// A filter.
    public init(_ thresholds: FilterThresholds = .init()) { self.thresholds = thresholds }

    /// Whether `text` stays, and why not. Total: any text has a verdict.
    public func verdict(of text: String) -> FilterVerdict {
        let measures = TextMeasures(of: text)
        for rule in FilterRule.allCases {
            if let reason = rule.reason(measures, thresholds) {
                return FilterVerdict(rule: rule, reason: reason, measures: measures)
            }
        }
        return FilterVerdict(rule: nil, reason: "", measures: measures)
    }
}

extension FilterRule {
    // Why a text breaks the rule; nil where it doesn't.
    fileprivate func reason(_ measures: TextMeasures, _ thresholds: FilterThresholds) -> String? {
        switch self {
        case .tooShort:
            Double(measures.characters) < thresholds.minimumCharacters
                ? "\(measures.characters) characters, fewer than \(Int(thresholds.minimumCharacters))" : nil
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

    /// From what share of prose on it doesn't matter how many scraps of lines stand around it.
    private static let mostlyProse = 0.8

    private static func scraps(_ measures: TextMeasures, _ thresholds: FilterThresholds) -> String? {
        above(measures.shortLineShare, thresholds.maximumShortLineShare, "lines of under 10 characters")
            ?? above(measures.scrapLineShare, thresholds.maximumScrapLineShare, "lines of under 30 characters")
    }

    private static func above(_ value: Double, _ most: Double, _ what: String) -> String? {
        value > most ? "\(value.thousandths) \(what), more than \(most.thousandths)" : nil
    }

    private static func below(_ value: Double, _ least: Double, _ what: String) -> String? {
        value < least ? "\(value.thousandths) \(what), less than \(least.thousandths)" : nil
    }
}

extension Double {
    // With three decimal places.
    fileprivate var thousandths: String {
        guard abs(self) < 1e12 else { return "\(self)" }
        let value = Int((self * 1000).rounded())
        let digits = "\(abs(value) % 1000)"
        return "\(value < 0 ? "-" : "")\(abs(value) / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
