import BenchmarkSupport
import Foundation
import ShuliCleaning

// MutatedPages PAGES.jsonl COUNT [SEED]: damages the records' "html" at random, COUNT times, cleans each and checks what
// every answer must hold: kept text and removals lie in the input and do not overlap. Prints one object: pages, the slowest
// in milliseconds, rss_mb. A trap ends the program; the page before it is told on standard error every thousand.

struct Page: Decodable {
    var html: String
}

/// SplitMix64 (Steele et al. 2014): the same pages from the same seed.
struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

func damaged(_ page: [UInt8], _ other: [UInt8], _ random: inout Random) -> [UInt8] {
    var page = page
    for _ in 0..<Int.random(in: 1...6, using: &random) {
        guard page.count > 16 else { break }
        let start = Int.random(in: 0..<page.count, using: &random)
        let end = min(page.count, start + Int.random(in: 1...4_000, using: &random))
        switch Int.random(in: 0..<10, using: &random) {
        case 0: page.removeSubrange(start...)
        case 1: page.removeSubrange(start..<end)
        case 2: page.insert(contentsOf: page[start..<end], at: Int.random(in: 0...page.count, using: &random))
        case 3: for index in start..<end { page[index] = UInt8.random(in: 0...255, using: &random) }
        case 4: for index in start..<min(end, start + 8) { page[index] = 0 }
        case 5:
            let tags = [
                "<div>", "<table><tr><td>", "<p", "</div>", "<!--", "<script>", "<![CDATA[", "<a href='", "<frameset>",
                "</body></html>",
            ]
            let tag = Array((tags.randomElement(using: &random) ?? "").utf8)
            let count = Int.random(in: 1...2_000, using: &random)
            page.insert(contentsOf: Array(repeating: tag, count: count).joined(), at: start)
        case 6:
            let from = Int.random(in: 0..<max(1, other.count), using: &random)
            page.replaceSubrange(start..<end, with: other[from..<min(other.count, from + 8_000)])
        case 7: for index in start..<end where page[index] == UInt8(ascii: "<") { page[index] = UInt8(ascii: ">") }
        case 8: page.removeAll { $0 == UInt8(ascii: "\n") }
        default: page[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
    }
    return page
}

let usage = "MutatedPages PAGES.jsonl COUNT [SEED]"
let pages = try records(file(1, usage: usage), as: Page.self).map { Array($0.html.utf8) }
let arguments = CommandLine.arguments
guard arguments.count > 2, let count = Int(arguments[2]), !pages.isEmpty else {
    FileHandle.standardError.write(Data("usage: \(usage)\n".utf8))
    exit(64)
}
var random = Random(state: arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1)
let cleaner = ArticleCleaner()
var slowest = 0.0
for number in 0..<count {
    if number % 1_000 == 0 { FileHandle.standardError.write(Data("\(number)\n".utf8)) }
    let page = damaged(pages[number % pages.count], pages.randomElement(using: &random) ?? [], &random)
    var article = cleaner.clean("")
    slowest = max(slowest, seconds { article = cleaner.clean(html: page) })
    let length = article.input.utf8.count
    let ranges = (article.kept + article.removals.map(\.range)).sorted { $0.lowerBound < $1.lowerBound }
    precondition(
        ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= length }, "page \(number): outside of the input")
    precondition(
        zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "page \(number): overlap")
}
print("{\"pages\":\(count),\"slowest_ms\":\(slowest * 1000),\"rss_mb\":\(peakMegabytes())}")
