/// The thresholds that a text must keep to in order to stay in a corpus. The names of the fields are the keys of a
/// plan.
///
/// Characters are Unicode scalars that are not white space. Shares are of the text's characters, from 0 to 1, unless a
/// field says otherwise. A minimum of 0 or a maximum of 1 turns a rule off.
///
/// Published thresholds are cited where there are any: FineWeb2's `configs/cmn_Hani.yml`, ChineseWebText's
/// `preprocess.py` (Chen et al. 2023), data-juicer's `alpaca-cot-zh-refine.yaml` and the defaults of its filters. Rules
/// about words between spaces, lines that end in `.?!` and one number for whole pages do not fit Chinese articles and
/// were not adopted. The values here were set on one half of the development sites and texts and checked on the other
/// (`Tests/Benchmarks/measure_filters.py`).
public struct FilterThresholds: Sendable, Hashable, Codable {
    /// The least number of characters.
    ///
    /// ChineseWebText requires more than 200, data-juicer's Chinese recipe 10: a brief of two sentences is a text.
    public var minimumCharacters = 50.0
    /// The greatest share of lost or misread characters: U+FFFD, 锟斤拷, private use, controls, text decoded in a wrong
    /// encoding.
    public var maximumGarbledShare = 0.05
    /// The least share of Han characters.
    ///
    /// ChineseWebText requires .30; tables of results and texts about software have less.
    public var minimumHanShare = 0.2
    /// The greatest share of letters of scripts other than Han and Latin: kana, Hangul, Cyrillic.
    public var maximumForeignShare = 0.2
    /// The greatest share of characters that only traditional text has, among those that only one of the two scripts
    /// has.
    public var maximumTraditionalShare = 1.0
    /// The greatest share of characters that only simplified text has, among those that only one of the two scripts
    /// has.
    public var maximumSimplifiedShare = 1.0
    /// The greatest share of digits.
    public var maximumDigitShare = 0.5
    /// The greatest share of symbols: neither letters, digits, punctuation nor white space.
    ///
    /// data-juicer bounds special characters, punctuation, digits and white space among them, by .25.
    public var maximumSymbolShare = 0.2
    /// The least share of punctuation marks.
    ///
    /// FineWeb2's `cmn_Hani` requires that .106 of the lines end in one.
    public var minimumPunctuationShare = 0.03
    /// The greatest share of punctuation marks.
    public var maximumPunctuationShare = 0.35
    /// The greatest share of characters in lines that repeat an earlier line.
    ///
    /// FineWeb2's `cmn_Hani` has .287, of lines. A record that contains its article twice, as one of seventy clean news
    /// of one portal does, has .5: a fault of the scraper is no reason to lose the article.
    public var maximumRepeatedLineShare = 0.55
    /// The greatest share of characters that end a repeated sequence of ten characters.
    ///
    /// ChineseWebText bounds 13 characters by .50, data-juicer's Chinese recipe ten by .60.
    public var maximumRepetitionShare = 0.6
    /// The least share of function words of one character (的, 了, 在, 與) among the Han characters.
    ///
    /// data-juicer requires .30 of the characters, with a list that contains longer words too.
    public var minimumStopWordShare = 0.02
    /// The greatest share of characters in words of advertising.
    ///
    /// data-juicer's Chinese recipe bounds flagged words by .017, of words; a list of other words.
    public var maximumSpamShare = 0.04
    /// The least share of characters in lines of prose: at least 40 characters with the end of a sentence and another
    /// punctuation mark between clauses.
    public var minimumQuality = 0.2
    /// The greatest share of lines of fewer than ten characters, of all lines; not applied where four fifths of the
    /// text are prose.
    ///
    /// ChineseWebText requires a mean of ten characters a line.
    public var maximumShortLineShare = 0.5
    /// The greatest share of lines of fewer than thirty characters, of all lines; not applied where four fifths of the
    /// text are prose.
    public var maximumScrapLineShare = 0.9
    /// The greatest share of lines that contain the time of a post, of all lines.
    public var maximumDatedLineShare = 0.08
    /// The greatest share of characters in lines that end in an ellipsis.
    public var maximumCutLineShare = 0.2

    /// The default thresholds, for Chinese text: cleaned news and articles pass, lists of links and menus do not.
    public init() {}

    /// The fields by their names, in their order.
    package static let fields: [(name: String, path: WritableKeyPath<FilterThresholds, Double> & Sendable)] = [
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

    /// The threshold of a name; nil for an unknown name, which is ignored where it is set.
    package subscript(name: String) -> Double? {
        get { Self.fields.first { $0.name == name }.map { self[keyPath: $0.path] } }
        set {
            guard let newValue, let field = Self.fields.first(where: { $0.name == name }) else { return }
            self[keyPath: field.path] = newValue
        }
    }
}
