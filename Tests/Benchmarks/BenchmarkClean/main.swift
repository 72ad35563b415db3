import BenchmarkSupport
import Foundation
import ShuliCleaning

// BenchmarkClean PAGES.jsonl: cleans each record's "html" (or "text") on one core, five times; prints one object: pages and
// 10^6 bytes a second in the fastest round, milliseconds a page, rss_mb (peak memory).

struct Page: Decodable {
    var html: String?
    var text: String?
}

let data = file(1, usage: "BenchmarkClean PAGES.jsonl")
let pages = try records(data, as: Page.self)
let cleaner = ArticleCleaner()
func clean(_ pages: [Page], _ cleaner: ArticleCleaner) -> Int {
    pages.reduce(0) { kept, page in
        if let html = page.html { return kept + cleaner.clean(html: html, title: nil).text.utf8.count }
        return kept + cleaner.clean(page.text ?? "").text.utf8.count
    }
}
var kept = clean(pages, cleaner)
let time = (0..<5).map { _ in seconds { kept = clean(pages, cleaner) } }.min() ?? 0
let bytes = pages.reduce(0) { $0 + ($1.html ?? $1.text ?? "").utf8.count }
print(
    "{\"tool\":\"shuli\",\"pages_per_s\":\(Double(pages.count) / time),\"MBps\":\(Double(bytes) / 1e6 / time),"
        + "\"ms_per_page\":\(time * 1000 / Double(max(1, pages.count))),\"rss_mb\":\(peakMegabytes()),\"kept\":\(kept)}"
)
