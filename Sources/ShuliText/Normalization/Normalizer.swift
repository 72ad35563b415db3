/// Brings text into one shape: repair, Unicode form, invisible characters, variants, width, script, punctuation, case,
/// spaces, each a step that can be left out.
///
/// The steps run in this fixed order, whatever order they are named in, and the result keeps one map to the original.
/// Addresses and code are left alone. A total function: every string has a result.
public struct Normalizer: Sendable, Hashable {
    /// What to do; `[]` leaves the text alone.
    public struct Options: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// Unicode's canonical composition.
        public static let nfc = Options(rawValue: 1 << 0)
        /// Compatibility composition of letters, digits and symbols. Full-width punctuation stays as it is: in
        /// Chinese it is the right one, and NFKC would turn ， into a comma.
        public static let nfkc = Options(rawValue: 1 << 1)
        /// Full-width letters, digits and the ideographic space to ASCII; punctuation is kept.
        public static let asciiWidth = Options(rawValue: 1 << 2)
        /// Drops byte order marks, zero-width spaces, bidi controls, soft hyphens and control characters other than
        /// tab and line breaks. Joiners between emoji and in scripts that need them stay.
        public static let stripInvisible = Options(rawValue: 1 << 3)
        /// Drops white space at both ends of each line and makes each run of spaces inside one space.
        public static let trimSpaces = Options(rawValue: 1 << 4)
        /// As `trimSpaces`, and drops spaces beside Han, kana and full-width punctuation.
        public static let tightSpaces = Options(rawValue: 1 << 5)
        /// As `tightSpaces`, but puts one space between Han and a neighbouring Latin letter or digit.
        public static let panguSpaces = Options(rawValue: 1 << 6)

        /// Commas, stops, brackets, quotation marks, ellipses and dashes inside Chinese text to their Chinese forms;
        /// 3.1, 1,234 and 12:30 stay.
        public static let chinesePunctuation = Options(rawValue: 1 << 7)
        /// Chinese punctuation to ASCII.
        public static let asciiPunctuation = Options(rawValue: 1 << 8)
        /// Radicals and compatibility ideographs to the characters that they show.
        public static let variants = Options(rawValue: 1 << 9)
        /// Capital letters to small ones (Unicode's case folding, without its Turkic forms).
        public static let foldCase = Options(rawValue: 1 << 10)
        /// Undoes what reading in a wrong encoding did, where the bytes are still there (`MojibakeDetector`).
        public static let repair = Options(rawValue: 1 << 11)
        /// To simplified characters, from whatever script the text is in. For more use `Normalizer.conversion`.
        public static let simplified = Options(rawValue: 1 << 12)
        /// To traditional characters, from whatever script the text is in.
        public static let traditional = Options(rawValue: 1 << 13)

        /// What a reader would not notice: NFC without invisible characters.
        public static let standard: Options = [.nfc, .stripInvisible]
    }

    /// The steps that are on.
    public let options: Options
    /// To which script the text is converted, and how; nil for not at all.
    public let conversion: ScriptConverter?
    /// What the steps leave alone. Plays no part where no step but `nfc` and `stripInvisible` is on.
    public let protection: Protection

    /// A normalizer with the given steps.
    ///
    /// - Parameters:
    ///   - options: the steps.
    ///   - conversion: a step of script conversion; goes before `simplified` and `traditional` among the options.
    ///   - protection: what the steps leave alone.
    public init(
        _ options: Options = .standard, conversion: ScriptConverter? = nil, protecting protection: Protection = .all
    ) {
        self.options = options
        self.protection = protection
        self.conversion =
            conversion ?? (options.contains(.simplified) ? ScriptConverter(to: .simplified) : nil)
            ?? (options.contains(.traditional) ? ScriptConverter(to: .traditional) : nil)
    }

    /// `text` rewritten, with the map to the original; the ranges of `protected` stay as they are. Linear in the text's
    /// length.
    public func normalize(_ text: String, protecting protected: [TextRange] = []) -> MappedText {
        guard !options.isSubset(of: .standard) || conversion != nil || !protected.isEmpty else {
            return composed(MappedText(text))
        }
        guard let shield = Shield(text, protection, protected) else { return steps(MappedText(text)) }
        return shield.lifted(steps(shield.raised))
    }

    private func steps(_ text: MappedText) -> MappedText {
        var result = text
        func apply(_ step: (String) -> MappedText) {
            let next = step(result.text)
            result = MappedText(next.text, map: result.map.followed(by: next.map))
        }
        if options.contains(.repair) { apply(MojibakeDetector().repair) }
        if options.contains(.nfkc) { apply(Self.compatibilityForm) }
        result = composed(result)
        if options.contains(.variants) { apply(Variants.replaced) }
        if options.contains(.asciiWidth) { apply(Width.narrowed) }
        if let conversion { apply(conversion.convert) }
        if options.contains(.chinesePunctuation) {
            apply(ChinesePunctuation.applied)
        } else if options.contains(.asciiPunctuation) {
            apply(ASCIIPunctuation.applied)
        }
        if options.contains(.foldCase) { apply(CaseFolding.folded) }
        if let spacing = Spacing(options) { apply(spacing.applied) }
        return result
    }

    // NFC and the invisible characters, where a look at the text finds anything to do.
    private func composed(_ text: MappedText) -> MappedText {
        guard !options.isDisjoint(with: .standard) else { return text }
        var result = text
        let scan = text.text.withUTF8Buffer { NormalizationScan($0) }
        if options.contains(.nfc), scan.needsComposition {
            let next = Self.form(.nfc, of: result.text)
            result = MappedText(next.text, map: result.map.followed(by: next.map))
        }
        if options.contains(.stripInvisible), scan.hasInvisible {
            let next = InvisibleCharacters.stripped(result.text)
            result = MappedText(next.text, map: result.map.followed(by: next.map))
        }
        return result
    }

    // ICU fails only where memory runs out or one segment is over 256 MiB: such a text stays as it is.
    private static func form(_ form: NormalizationForm, of text: String) -> MappedText {
        (try? form.normalize(text)) ?? MappedText(text)
    }

    // NFKC of everything but punctuation that Chinese has a width of its own for.
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
