import Shuli

/// libFuzzer's entry: any bytes. Returns 0; a trap is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    segment(UnsafeBufferPointer(start: bytes, count: count))
    return 0
}

private func segment(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    expectLossless(Segmenter().tokens(in: text).map(\.range), text)
    expectLossless(SentenceSplitter().ranges(in: text), text)
}

private func expectLossless(_ ranges: [TextRange], _ text: String) {
    var end = 0
    for range in ranges {
        precondition(range.lowerBound == end && !range.isEmpty)
        end = range.upperBound
    }
    precondition(end == text.utf8.count)
    precondition(ranges.map { String(text[$0]) }.joined() == text)
}
