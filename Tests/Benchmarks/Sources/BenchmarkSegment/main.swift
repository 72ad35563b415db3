import Foundation
import ShuliText

// BenchmarkSegment FILE: cuts each line as a text of its own through the Swift API, on one core, and prints one object:
// MBps (10^6 bytes of UTF-8 a second), load_s (until the first token of the first text), rss_mb (peak memory).

guard CommandLine.arguments.count == 2, let data = FileManager.default.contents(atPath: CommandLine.arguments[1]) else {
    FileHandle.standardError.write(Data("usage: BenchmarkSegment FILE\n".utf8))
    exit(64)
}
let clock = ContinuousClock()
let texts = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
let segmenter = Segmenter()
let load = clock.measure { _ = segmenter.tokens(in: "今天天气很好。") }
var tokens = 0
let time = clock.measure { for text in texts { tokens += segmenter.tokens(in: text).count } }
func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}
var usage = rusage()
getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
print(
    "{\"tool\":\"shuli\",\"MBps\":\(Double(data.count) / 1e6 / seconds(time)),\"load_s\":\(seconds(load)),"
        + "\"rss_mb\":\(Double(usage.ru_maxrss) / 1024),\"words\":\(tokens)}")
