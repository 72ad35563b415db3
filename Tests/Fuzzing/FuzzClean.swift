import ShuliBase
import ShuliCleaning

/// Any bytes as a page and as a text: kept ranges and removals lie in the input and do not overlap.
func fuzzClean(_ bytes: UnsafeBufferPointer<UInt8>) {
    let cleaner = ArticleCleaner()
    for article in [cleaner.clean(html: bytes), cleaner.clean(String(decoding: bytes, as: UTF8.self))] {
        var end = 0
        for range in (article.kept + article.removals.map(\.range)).sorted() {
            precondition(range.lowerBound >= end && range.upperBound <= article.input.utf8.count)
            end = range.upperBound
        }
    }
}
