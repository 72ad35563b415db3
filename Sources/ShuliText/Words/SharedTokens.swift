/// The tokens of one text for all who read it one after the other, so that the text is cut only once.
package final class SharedTokens {
    private var spans: [TokenSpan]?

    package init() {}

    /// The tokens of a buffer of valid UTF-8: each call on an instance must bring the same text. Segmenters other than the
    /// standard one cut it by themselves.
    package func spans(of buffer: UTF8Buffer, by segmenter: Segmenter) -> [TokenSpan] {
        guard segmenter.isStandard else { return segmenter.tokenSpans(in: buffer) }
        if let spans {
            precondition(spans.last?.range.upperBound ?? 0 == buffer.count, "the tokens of another text")
            return spans
        }
        let found = segmenter.tokenSpans(in: buffer)
        spans = found
        return found
    }
}
