/// The quick way to the toolkit, with the defaults of each feature:
///
/// ```swift
/// let text = "今天天气很好。"
/// print(text.shuli.words)  // ["今天", "天气", "很", "好", "。"]
/// for keyword in text.shuli.keywords(3) { print(keyword.word) }
/// ```
///
/// For options use `Segmenter`, `SentenceSplitter`, `KeywordExtractor`, `Summarizer`, `ArticleCleaner` and `Normalizer`.
public struct StringToolkit: Sendable {
    private let text: String

    fileprivate init(_ text: String) { self.text = text }

    /// The words, without white space, as `Segmenter.words(in:)` gives them.
    public var words: [String] { Segmenter().words(in: text) }
    /// The sentences, without white space around them, as `SentenceSplitter.sentences(in:)` gives them.
    public var sentences: [String] { SentenceSplitter().sentences(in: text) }
    /// Up to `limit` keywords, best first.
    public func keywords(_ limit: Int = 10) -> [Keyword] { KeywordExtractor().keywords(in: text, limit: limit) }
    /// A summary of the given length.
    public func summary(_ length: SummaryLength = .sentences(3)) -> Summary {
        Summarizer().summary(of: text, length: length)
    }
    /// The article of a text that was extracted from a page, without boilerplate.
    public func cleaned() -> Article { ArticleCleaner().clean(text) }
    /// The normalized text, by default in NFC without invisible characters, with the map to the original.
    public func normalized(_ options: Normalizer.Options = .standard) -> MappedText {
        Normalizer(options).normalize(text)
    }
}

extension StringProtocol {
    /// The toolkit, for quick use. Offsets in the results are offsets into this text.
    public var shuli: StringToolkit { StringToolkit(String(self)) }
}
