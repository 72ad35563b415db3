/// Cuts text into sentences as a reader of Chinese sees them.
///
/// A sentence ends at 。！？ (half-width ! ? too), at an ellipsis that something new follows, at a half-width stop that
/// is one, and at a line break; closing quotes and brackets stay with it. Nothing ends inside brackets or 《》, and a
/// quotation that its speaker follows (“…。”他说。) is one sentence with it. The sentences, joined, are the text: white
/// space belongs to the sentence before it.
public struct SentenceSplitter: Sendable {
    public init() {}

    /// The sentences of `text` as ranges, in order, without gaps. Linear in the text's length.
    public func ranges(in text: String) -> [TextRange] {
        text.withUTF8Buffer { ranges(in: $0) }
    }

    /// The sentences of a buffer of valid UTF-8.
    package func ranges(in buffer: UTF8Buffer) -> [TextRange] {
        var scanner = SentenceScanner(buffer)
        return scanner.scan()
    }

    /// The sentences as strings, without white space around them; empty lines give none.
    public func sentences(in text: String) -> [String] {
        text.withUTF8Buffer { buffer in
            ranges(in: buffer).map { buffer.trimmed($0) }.filter { !$0.isEmpty }.map { buffer.text($0) }
        }
    }
}
