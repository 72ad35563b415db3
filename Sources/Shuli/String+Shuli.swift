/// The quick way to the toolkit: `text.shuli.words`, `text.shuli.keywords(10)`, `text.shuli.summary(.characters(200))`.
///
/// Each call uses the default of its feature; for options use `Segmenter`, `KeywordExtractor`, `Summarizer` and
/// `ArticleCleaner` themselves.
public struct StringToolkit: Sendable {
    private let text: String

    fileprivate init(_ text: String) { self.text = text }

    /// The words, without white space.
    public var words: [String] { Segmenter().words(in: text) }
    /// The sentences, without white space around them.
    public var sentences: [String] { SentenceSplitter().sentences(in: text) }
    /// Up to `limit` keywords, best first.
    public func keywords(_ limit: Int = 10) -> [Keyword] { KeywordExtractor().keywords(in: text, limit: limit) }
    /// A summary of the given length.
    public func summary(_ length: SummaryLength = .sentences(3)) -> Summary {
        Summarizer().summary(of: text, length: length)
    }
    /// The article in a flattened text.
    public func cleaned() -> Article { ArticleCleaner().clean(text) }
    /// The text in NFC without invisible characters, with the map to the original.
    public func normalized(_ options: Normalizer.Options = .standard) -> MappedText {
        Normalizer(options).normalize(text)
    }
}

extension String {
    /// The toolkit, for quick use.
    public var shuli: StringToolkit { StringToolkit(self) }
}
