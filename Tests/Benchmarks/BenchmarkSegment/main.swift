import BenchmarkSupport
import Foundation
import ShuliText

// BenchmarkSegment FILE: cuts each line as a text of its own through the Swift API, on one core, and prints one object:
// MBps (10^6 bytes of UTF-8 a second), load_s (until the first token of the first text), rss_mb (peak memory).

let data = file(1, usage: "BenchmarkSegment FILE")
let texts = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
let segmenter = Segmenter()
let load = seconds { _ = segmenter.tokens(in: "今天天气很好。") }
var tokens = 0
let time = seconds { for text in texts { tokens += segmenter.tokens(in: text).count } }
print(
    "{\"tool\":\"shuli\",\"MBps\":\(Double(data.count) / 1e6 / time),\"load_s\":\(load),"
        + "\"rss_mb\":\(peakMegabytes()),\"words\":\(tokens)}")
