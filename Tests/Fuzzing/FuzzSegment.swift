import ShuliBase
import ShuliText

/// Any text: tokens and sentences are not empty, follow one another without gaps and make up the text.
func fuzzSegment(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    requireComplete(Segmenter().tokens(in: text).map(\.range), text)
    requireComplete(SentenceSplitter().ranges(in: text), text)
}

private func requireComplete(_ ranges: [TextRange], _ text: String) {
    var end = 0
    for range in ranges {
        precondition(range.lowerBound == end && !range.isEmpty)
        end = range.upperBound
    }
    precondition(end == text.utf8.count)
    precondition(ranges.map { String(text[$0]) }.joined() == text)
}
