import BenchmarkSupport
import Foundation
import Shuli

// BenchmarkClean PAGES.jsonl: cleans each record's "html" (or "text") on one core, five times; prints one object: pages and
// 10^6 bytes a second in the fastest round, milliseconds a page, rss_mb (peak memory).

struct Page: Decodable {
    var html: String?
    var text: String?
}

let data = file(1, usage: "BenchmarkClean PAGES.jsonl")
let pages = try records(data, as: Page.self)
let cleaner = ArticleCleaner()
var kept = 0
func clean(_ page: Page) {
    if let html = page.html {
        kept += cleaner.clean(html: html, title: nil).text.utf8.count
    } else if let text = page.text {
        kept += cleaner.clean(text).text.utf8.count
    }
}
if let first = pages.first { clean(first) }
let time = (0..<5).map { _ in seconds { pages.forEach(clean) } }.min() ?? 0
let bytes = pages.reduce(0) { $0 + ($1.html ?? $1.text ?? "").utf8.count }
print(
    "{\"tool\":\"shuli\",\"pages_per_s\":\(Double(pages.count) / time),\"MBps\":\(Double(bytes) / 1e6 / time),"
        + "\"ms_per_page\":\(time * 1000 / Double(max(1, pages.count))),\"rss_mb\":\(peakMegabytes()),\"kept\":\(kept)}"
)
