/// What was measured of a text that breaks a rule, and the threshold. The description can be read back, as reports and
/// rejected records hold it.
package struct FilterReason: Hashable, Sendable, CustomStringConvertible {
    /// What is measured: the raw value is its name in descriptions.
    package enum Measure: String, Hashable, Sendable, CaseIterable {
        case characters
        case garbled = "lost or misread characters"
        case han = "Han characters"
        case foreign = "letters of other scripts"
        case traditional = "traditional characters"
        case simplified = "simplified characters"
        case digits
        case symbols
        case punctuation
        case repeatedLines = "characters in repeated lines"
        case repetition = "characters that repeat others"
        case functionWords = "function words"
        case advertising = "characters of words of advertising"
        case prose = "characters in lines of prose"
        case shortLines = "lines of under 10 characters"
        case scrapLines = "lines of under 30 characters"
        case datedLines = "lines that date a post"
        case brokenLines = "characters in broken-off lines"
    }

    package let measure: Measure
    /// As it is written: a share with three decimal places, or a number of characters.
    package let value: String
    package let isAbove: Bool
    package let threshold: String

    /// `VALUE MEASURE, more than THRESHOLD`.
    package var description: String { "\(value) \(measure.rawValue), \(measure.comparison(isAbove)) \(threshold)" }

    /// Nil where the value is not above the threshold.
    static func above(_ value: Double, _ threshold: Double, _ measure: Measure) -> FilterReason? {
        value > threshold ? FilterReason(measure, value, isAbove: true, threshold) : nil
    }

    /// Nil where the value is not below the threshold.
    static func below(_ value: Double, _ threshold: Double, _ measure: Measure) -> FilterReason? {
        value < threshold ? FilterReason(measure, value, isAbove: false, threshold) : nil
    }

    private init(_ measure: Measure, _ value: Double, isAbove: Bool, _ threshold: Double) {
        let isCount = measure == .characters
        (self.measure, self.isAbove) = (measure, isAbove)
        self.value = isCount ? value.whole : value.thousandths
        self.threshold = isCount ? threshold.whole : threshold.thousandths
    }

    /// Reads a description; nil for another text.
    package init?(parsing description: String) {
        let parts = description.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, Double(parts[0]) != nil else { return nil }
        for measure in Measure.allCases {
            for isAbove in [true, false] {
                let words = "\(measure.rawValue), \(measure.comparison(isAbove)) "
                guard parts[1].hasPrefix(words) else { continue }
                (self.measure, self.isAbove) = (measure, isAbove)
                (value, threshold) = (String(parts[0]), String(parts[1].dropFirst(words.count)))
                return
            }
        }
        return nil
    }
}

extension FilterReason.Measure {
    fileprivate func comparison(_ isAbove: Bool) -> String {
        isAbove ? "more than" : self == .characters ? "fewer than" : "less than"
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
