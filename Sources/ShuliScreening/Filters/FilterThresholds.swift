/// What a text must keep to in order to stay in a corpus. The names of the fields are the keys of a plan.
///
/// Shares are of the text's characters without white space, from 0 to 1, unless a field says otherwise. A minimum of 0 or
/// a maximum of 1 turns a rule off.
///
/// Published thresholds are cited where there are any: FineWeb2's `configs/cmn_Hani.yml`, ChineseWebText's
/// `preprocess.py` (Chen et al. 2023), data-juicer's `alpaca-cot-zh-refine.yaml` and the defaults of its filters. Those
/// for words by spaces, for lines that end in `.?!` and for one number a page don't fit Chinese articles and were not
/// taken over. The others were set on one half of the sites and texts and checked on the other
/// (`Tests/Benchmarks/measure_filters.py`).
public struct FilterThresholds: Sendable, Hashable {
    /// The fewest characters, white space not counted.
    ///
    /// ChineseWebText asks for more than 200, data-juicer's Chinese recipe for 10: a brief of two sentences is a text.
    public var minimumCharacters = 50.0
    /// The most characters that are lost or misread: U+FFFD, 锟斤拷, private use, controls, text read in a wrong encoding.
    public var maximumGarbledShare = 0.05
    /// The fewest Han characters.
    ///
    /// ChineseWebText asks for .30 of all characters; tables of results and texts about software have less.
    public var minimumHanShare = 0.2
    /// The most letters of scripts other than Han and Latin: kana, Hangul, Cyrillic.
    public var maximumForeignShare = 0.2
    /// The most characters that only traditional text has, of those that only one of the two scripts has.
    public var maximumTraditionalShare = 1.0
    /// The most characters that only simplified text has, of those that only one of the two scripts has.
    public var maximumSimplifiedShare = 1.0
    /// The most digits.
    public var maximumDigitShare = 0.5
    /// The most characters that are neither letters, digits, punctuation nor white space.
    ///
    /// data-juicer bounds special characters, punctuation, digits and white space among them, by .25.
    public var maximumSymbolShare = 0.2
    /// The fewest marks of punctuation.
    ///
    /// FineWeb2's `cmn_Hani` asks that .106 of the lines end in one.
    public var minimumPunctuationShare = 0.03
    /// The most marks of punctuation.
    public var maximumPunctuationShare = 0.35
    /// The most characters in lines that stood before.
    ///
    /// FineWeb2's `cmn_Hani` has .287, of lines. An article that its record holds twice, as one of seventy clean news of
    /// a portal does, has .5: that is a fault of the scraper and no reason to lose it.
    public var maximumRepeatedLineShare = 0.55
    /// The most characters that end ten characters which stood before.
    ///
    /// ChineseWebText bounds 13 characters by .50, data-juicer's Chinese recipe ten by .60.
    public var maximumRepetitionShare = 0.6
    /// The fewest function words of one letter (的, 了, 在, 與), of the Han characters.
    ///
    /// data-juicer asks for .30 of characters, for a list that holds whole words as well.
    public var minimumStopWordShare = 0.02
    /// The most characters in words of advertising.
    ///
    /// data-juicer's Chinese recipe bounds flagged words by .017, of words; a list of other words.
    public var maximumSpamShare = 0.04
    /// The least share of the text that stands in lines of prose: `TextMeasures.quality`.
    public var minimumQuality = 0.2
    /// The most lines of fewer than ten characters, of all lines; it does not matter where four fifths of the text are
    /// prose.
    ///
    /// ChineseWebText asks for a mean of ten characters a line.
    public var maximumShortLineShare = 0.5
    /// The most lines of fewer than thirty characters, of all lines; as before.
    public var maximumScrapLineShare = 0.9
    /// The most lines that say when something was posted, of all lines.
    public var maximumDatedLineShare = 0.08
    /// The most characters in lines that break off with an ellipsis.
    public var maximumCutLineShare = 0.2

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
        ("minimumQuality", \.minimumQuality), ("maximumShortLineShare", \.maximumShortLineShare),
        ("maximumScrapLineShare", \.maximumScrapLineShare), ("maximumDatedLineShare", \.maximumDatedLineShare),
        ("maximumCutLineShare", \.maximumCutLineShare),
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
