import Shuli

/// libFuzzer's entry: any bytes. Returns 0; a trap is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    clean(UnsafeBufferPointer(start: bytes, count: count))
    return 0
}

private func clean(_ bytes: UnsafeBufferPointer<UInt8>) {
    let article = ArticleCleaner().clean(html: bytes)
    var end = 0
    for part in (article.kept + article.removals.map(\.range)).sorted() {
        precondition(part.lowerBound >= end && part.upperBound <= article.input.utf8.count)
        end = part.upperBound
    }
    _ = ArticleCleaner().clean(String(decoding: bytes, as: UTF8.self))
}
