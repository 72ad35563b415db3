/// Divides text into sentences as a reader of Chinese sees them.
///
/// A sentence ends at 。！？ (half-width ! ? too), at an ellipsis before a new sentence, at a half-width stop that ends a
/// sentence, and at a line break, unless it is one of a text that was wrapped at a fixed width. Closing quotation marks and brackets belong to it. No sentence ends inside brackets
/// or 《》, and a quotation that its speaker follows (“…。”他说。) is one sentence with the clause. The sentences, joined,
/// are the text: white space belongs to the sentence before it. `Corpora/sentences/cases.txt` lists what was decided.
///
/// ```swift
/// let sentences = SentenceSplitter().sentences(in: "今天下雨。“带伞！”他说。")
/// print(sentences)  // ["今天下雨。", "“带伞！”他说。"]
/// ```
public struct SentenceSplitter: Sendable {
    /// A splitter; it has no options.
    public init() {}

    /// The sentences of `text` as ranges, in order, without gaps. Linear in the length of the text.
    @inlinable
    public func ranges(in text: some StringProtocol) -> [TextRange] {
        text.withUTF8Buffer { ranges(in: $0) }
    }

    /// The sentences of a buffer of valid UTF-8.
    @usableFromInline
    package func ranges(in buffer: UTF8Buffer) -> [TextRange] {
        var scanner = SentenceScanner(buffer)
        return scanner.scan()
    }

    /// The sentences of `text` as strings, without white space around them and without the line breaks of a wrapped text.
    /// Empty lines are no sentences.
    @inlinable
    public func sentences(in text: some StringProtocol) -> [String] {
        text.withUTF8Buffer { sentences(in: $0) }
    }

    @usableFromInline
    func sentences(in buffer: UTF8Buffer) -> [String] {
        ranges(in: buffer).map { buffer.trimmed($0) }.filter { !$0.isEmpty }.map { buffer.unwrapped($0) }
    }
}
