/// Brings text into one shape: Unicode form, width, invisible characters, spaces, each a step that can be left out.
///
/// The steps run in one fixed order (form, invisible characters, width, spaces), whatever order they are named in, and
/// the result keeps one map to the original. A total function: every string has a result.
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

        /// What a reader would not notice: NFC without invisible characters.
        public static let standard: Options = [.nfc, .stripInvisible]
    }

    /// The steps that are on.
    public let options: Options

    /// A normalizer with the given steps.
    public init(_ options: Options = .standard) { self.options = options }

    /// `text` rewritten, with the map to the original. Linear in the text's length.
    public func normalize(_ text: String) -> MappedText {
        var result = MappedText(text)
        func apply(_ step: (String) -> MappedText) {
            let next = step(result.text)
            result = MappedText(next.text, map: result.map.followed(by: next.map))
        }
        if options.contains(.nfkc) {
            apply(Self.compatibilityForm)
        } else if options.contains(.nfc) {
            apply { Self.form(.nfc, of: $0) }
        }
        if options.contains(.stripInvisible) { apply(InvisibleCharacters.stripped) }
        if options.contains(.asciiWidth) { apply(Width.narrowed) }
        if let spacing = Spacing(options) { apply(spacing.applied) }
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
