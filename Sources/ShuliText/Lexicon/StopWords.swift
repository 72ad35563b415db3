/// Words without content of their own, such as 的 and 因为, which are no keywords.
///
/// ```swift
/// let stopWords = StopWords.standard.adding(["本报", "记者"])
/// let fromFile = try StopWords.standard.adding(contentsOf: "stopwords.txt")
/// ```
public struct StopWords: Hashable, Sendable {
    /// The words, as they were given.
    package let words: Set<String>

    /// A list of these words alone.
    public init(_ words: some Sequence<some StringProtocol>) { self.words = Set(words.map { String($0) }) }

    /// The hashes of the words without regard to width, case and script, as `Lexicon.folded` computes them in texts.
    package var foldedHashes: [UInt64] { words.map { Lexicon.standard.foldedHash(of: $0) } }

    /// The built-in list of Chinese stop words.
    public static let standard = StopWords(TextList.stopwords.entries.map(\.text))

    /// This list with more words.
    public func adding(_ words: some Sequence<some StringProtocol>) -> StopWords {
        StopWords(self.words.union(words.map { String($0) }))
    }

    /// This list with the words of a file, one word a line; empty lines and lines that begin with `#` are skipped.
    ///
    /// - Throws: `ParseError` with the path where the file cannot be read.
    public func adding(contentsOf path: String) throws(ParseError) -> StopWords {
        adding(TextList(try TextFile.text(at: path)).entries.map(\.text))
    }
}
