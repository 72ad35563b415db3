/// What a text must keep to in order to stay in a corpus. The names of the fields are the keys of a plan.
///
/// Shares are of the text's characters without white space, from 0 to 1, unless a field says otherwise. A minimum of 0 or
/// a maximum of 1 turns a rule off.
public struct FilterThresholds: Sendable, Hashable {
    /// The fewest characters, white space not counted.
    public var minimumCharacters = 50.0
    /// The most characters that are lost or misread: U+FFFD, 锟斤拷, private use, controls, text read in a wrong encoding.
    public var maximumGarbledShare = 0.05
    /// The fewest Han characters.
    ///
    /// ChineseWebText (Chen et al. 2023) asks for .30.
    public var minimumHanShare = 0.3
    /// The most letters of scripts other than Han and Latin: kana, Hangul, Cyrillic.
    public var maximumForeignShare = 0.2
    /// The most characters that only traditional text has, of those that only one of the two scripts has.
    public var maximumTraditionalShare = 1.0
    /// The most characters that only simplified text has, of those that only one of the two scripts has.
    public var maximumSimplifiedShare = 1.0
    /// The most digits.
    public var maximumDigitShare = 0.3
    /// The most characters that are neither letters, digits, punctuation nor white space.
    ///
    /// data-juicer's Chinese recipes bound special characters, punctuation among them, by .25.
    public var maximumSymbolShare = 0.1
    /// The fewest marks of punctuation.
    public var minimumPunctuationShare = 0.02
    /// The most marks of punctuation.
    public var maximumPunctuationShare = 0.35
    /// The most characters in lines that stood before.
    ///
    /// FineWeb2's `cmn_Hani` has .287, of lines.
    public var maximumRepeatedLineShare = 0.287
    /// The most characters that end ten characters which stood before within the last 65,536.
    ///
    /// ChineseWebText bounds 13 characters by .50, data-juicer's Chinese recipes ten by .60.
    public var maximumRepetitionShare = 0.4
    /// The fewest function words of one letter (的, 了, 在, 與), of the Han characters.
    public var minimumStopWordShare = 0.02
    /// The most characters of words of advertising.
    public var maximumSpamShare = 0.08
    /// The least `TextMeasures.quality`.
    public var minimumQuality = 0.5

    /// Thresholds for Chinese text: clean news and clean articles pass, lists of links and menus don't.
    public init() {}

    /// The fields by their names, in their order.
    public static let fields: [(name: String, path: WritableKeyPath<FilterThresholds, Double> & Sendable)] = [
        ("minimumCharacters", \.minimumCharacters), ("maximumGarbledShare", \.maximumGarbledShare),
        ("minimumHanShare", \.minimumHanShare), ("maximumForeignShare", \.maximumForeignShare),
        ("maximumTraditionalShare", \.maximumTraditionalShare), ("maximumSimplifiedShare", \.maximumSimplifiedShare),
        ("maximumDigitShare", \.maximumDigitShare), ("maximumSymbolShare", \.maximumSymbolShare),
        ("minimumPunctuationShare", \.minimumPunctuationShare), ("maximumPunctuationShare", \.maximumPunctuationShare),
        ("maximumRepeatedLineShare", \.maximumRepeatedLineShare), ("maximumRepetitionShare", \.maximumRepetitionShare),
        ("minimumStopWordShare", \.minimumStopWordShare), ("maximumSpamShare", \.maximumSpamShare),
        ("minimumQuality", \.minimumQuality),
    ]

    /// The threshold of a name, nil for a name that no field has; setting such a one does nothing.
    public subscript(name: String) -> Double? {
        get { Self.fields.first { $0.name == name }.map { self[keyPath: $0.path] } }
        set {
            guard let newValue, let field = Self.fields.first(where: { $0.name == name }) else { return }
            self[keyPath: field.path] = newValue
        }
    }
}
