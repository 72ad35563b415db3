/// Normalizes text in steps: repair, Unicode form, invisible characters, variants, width, script, punctuation, quotation
/// marks, case, spaces.
///
/// The steps always run in this order, and the result has one map to the original. Addresses and code are not changed.
/// Every string has a result.
///
/// ```swift
/// let normalizer = Normalizer([.nfkc, .stripInvisible, .chinesePunctuation])
/// print(normalizer.normalize("他说:\"好\",走了.").text)  // 他说：“好”，走了。
/// ```
public struct Normalizer: Sendable, Hashable {
    /// The steps; `[]` changes nothing.
    public struct Options: OptionSet, Sendable, Hashable {
        /// A bit a step.
        public let rawValue: UInt32
        /// The steps of these bits.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// Unicode's canonical composition.
        public static let nfc = Options(rawValue: 1 << 0)
        /// Compatibility composition of letters, digits and symbols. Full-width punctuation, which Chinese text uses,
        /// is not changed; NFKC would turn ， into a comma.
        public static let nfkc = Options(rawValue: 1 << 1)
        /// Full-width letters, digits and the ideographic space to ASCII; punctuation is kept.
        public static let asciiWidth = Options(rawValue: 1 << 2)
        /// Removes byte order marks, zero-width spaces, bidirectional controls, soft hyphens and control characters
        /// other than tabs and line breaks. Joiners, Hangul fillers, the empty braille pattern and the object
        /// replacement character are removed between Han characters only.
        public static let stripInvisible = Options(rawValue: 1 << 3)
        /// Removes white space at both ends of each line and replaces each run of white space inside by one space.
        public static let trimSpaces = Options(rawValue: 1 << 4)
        /// As `trimSpaces`, and removes spaces beside Han, kana and full-width punctuation. The spaces of Markdown marks
        /// and tables, around mentions and topics (@小明, #话题), and beside marks such as % and / are not changed.
        public static let tightSpaces = Options(rawValue: 1 << 5)
        /// As `tightSpaces`, but puts one space between Han and a neighbouring Latin letter or digit.
        public static let panguSpaces = Options(rawValue: 1 << 6)

        /// Commas, stops, brackets, quotation marks, ellipses and dashes inside Chinese text to their Chinese forms,
        /// but not those of numbers such as 3.1, 1,234 and 12:30, in code and lists in brackets, and in smileys.
        public static let chinesePunctuation = Options(rawValue: 1 << 7)
        /// Chinese punctuation to ASCII.
        public static let asciiPunctuation = Options(rawValue: 1 << 8)
        /// Radicals and compatibility ideographs to the characters that they show.
        public static let variants = Options(rawValue: 1 << 9)
        /// Capital letters to small ones (Unicode's case folding, without its Turkic forms).
        public static let foldCase = Options(rawValue: 1 << 10)
        /// Restores text that was decoded in the wrong encoding, where its bytes are still known.
        public static let repair = Options(rawValue: 1 << 11)
        /// To simplified characters, from the script of the text. For other conversions pass a `ScriptConverter`.
        public static let simplified = Options(rawValue: 1 << 12)
        /// To traditional characters, from the script of the text.
        public static let traditional = Options(rawValue: 1 << 13)
        /// Curly quotation marks to corner brackets, as in Taiwan: “‘’” to 「『』」.
        public static let cornerQuotes = Options(rawValue: 1 << 14)
        /// Corner brackets to curly quotation marks, as on the mainland.
        public static let curlyQuotes = Options(rawValue: 1 << 15)

        /// NFC without invisible characters: what a reader does not notice.
        public static let standard: Options = [.nfc, .stripInvisible]
    }

    package let options: Options
    package let conversion: ScriptConverter?
    package let protection: Protection

    /// A normalizer with the given steps.
    ///
    /// - Parameters:
    ///   - options: the steps.
    ///   - conversion: the script conversion, instead of `simplified` or `traditional` among the options.
    ///   - protection: what the steps do not change. It has no effect where `nfc` and `stripInvisible` are the only
    ///     steps.
    public init(
        _ options: Options = .standard, conversion: ScriptConverter? = nil, protecting protection: Protection = .all
    ) {
        self.options = options
        self.protection = protection
        self.conversion =
            conversion ?? (options.contains(.simplified) ? ScriptConverter(to: .simplified) : nil)
            ?? (options.contains(.traditional) ? ScriptConverter(to: .traditional) : nil)
    }

    /// `text` normalized, with the map to the original. Linear in the length of the text.
    ///
    /// - Parameter protected: ranges of `text` that the steps do not change; clamped to it.
    public func normalize(_ text: some StringProtocol, protecting protected: [TextRange] = []) -> MappedText {
        normalize(String(text), protecting: protected, knowing: nil)
    }

    /// The same for a section of a text, all of which says `evidence` of its script; nil for all of a text.
    package func normalize(
        _ text: String, protecting protected: [TextRange] = [], knowing evidence: ScriptEvidence?
    ) -> MappedText {
        guard !options.isSubset(of: .standard) || conversion != nil || !protected.isEmpty else {
            return composed(MappedText(text))
        }
        guard let masked = MaskedText(text, protection, protected) else { return steps(MappedText(text), evidence) }
        return masked.restored(steps(masked.masked, evidence))
    }

    /// What a section says of the script of its text, as the conversion will find it behind the steps before; nil where
    /// sections do not depend on what all of them say.
    package var survey: (@Sendable (String) -> ScriptEvidence)? {
        guard let conversion, conversion.source == nil else { return nil }
        return { section in
            let text = MaskedText(section, protection, [])?.masked ?? MappedText(section)
            return conversion.evidence(in: stepsBeforeConversion(text).text)
        }
    }

    private func stepsBeforeConversion(_ text: MappedText) -> MappedText {
        var result = text
        if options.contains(.repair) { result = result.followed(by: MojibakeDetector().repair) }
        if options.contains(.nfkc) { result = result.followed(by: Self.compatibilityForm) }
        result = composed(result)
        if options.contains(.variants) { result = result.followed(by: Variants.replaced) }
        if options.contains(.asciiWidth) { result = result.followed(by: Width.narrowed) }
        return result
    }

    private func steps(_ text: MappedText, _ evidence: ScriptEvidence?) -> MappedText {
        var result = stepsBeforeConversion(text)
        func apply(_ step: (String) -> MappedText) { result = result.followed(by: step) }
        if let conversion { apply { conversion.convert($0, knowing: evidence) } }
        if options.contains(.chinesePunctuation) {
            apply(ChinesePunctuation.applied)
        } else if options.contains(.asciiPunctuation) {
            apply(ASCIIPunctuation.applied)
        }
        if options.contains(.cornerQuotes) {
            apply(QuotationMarks.corners)
        } else if options.contains(.curlyQuotes) {
            apply(QuotationMarks.curls)
        }
        if options.contains(.foldCase) { apply(CaseFolding.folded) }
        if let spacing = Spacing(options) { apply(spacing.applied) }
        return result
    }

    // NFC and the removal of invisible characters, where a scan of the text finds any to compose or to remove.
    private func composed(_ text: MappedText) -> MappedText {
        guard !options.isDisjoint(with: .standard) else { return text }
        var result = text
        let scan = text.text.withUTF8Buffer { NormalizationScan($0) }
        if options.contains(.nfc), scan.needsComposition { result = result.followed(by: { Self.form(.nfc, of: $0) }) }
        if options.contains(.stripInvisible), scan.hasInvisible {
            result = result.followed(by: InvisibleCharacters.stripped)
        }
        return result
    }

    // ICU fails only where memory runs out or one segment is over 256 MiB: such a text is not changed.
    private static func form(_ form: NormalizationForm, of text: String) -> MappedText {
        (try? form.normalize(text)) ?? MappedText(text)
    }

    // NFKC except for full-width punctuation.
    private static func compatibilityForm(_ text: String) -> MappedText {
        let whole = form(.nfkc, of: text)
        guard whole.map.edits.contains(where: { Width.isFullWidthPunctuation(text, $0.original) }) else { return whole }
        var rewriter = TextRewriter(capacity: text.utf8.count)
        text.withUTF8Buffer { source in
            whole.text.withUTF8Buffer { target in
                for edit in whole.map.edits where !Width.isFullWidthPunctuation(text, edit.original) {
                    rewriter.copy(source, to: edit.original.lowerBound)
                    rewriter.replace(edit.original.count, with: target[edit.result.bytes])
                }
                rewriter.copy(source, to: source.count)
            }
        }
        return rewriter.finish()
    }
}

extension MappedText {
    /// The text after a further step.
    fileprivate func followed(by step: (String) -> MappedText) -> MappedText {
        let next = step(text)
        return MappedText(next.text, map: map.followed(by: next.map))
    }
}
