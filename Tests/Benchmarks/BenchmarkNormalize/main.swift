import BenchmarkSupport
import Foundation
import ShuliText

// BenchmarkNormalize SIMPLIFIED TRADITIONAL: the default normalization of the first file and the conversion of the second
// to simplified script, whole and line by line, on one core; the best of several rounds in 10^6 bytes of UTF-8 a second.

let usage = "BenchmarkNormalize SIMPLIFIED TRADITIONAL"
let (simplified, traditional) = (file(1, usage: usage), file(2, usage: usage))

func measure(_ name: String, _ data: Data, _ work: (String) -> Int) {
    let text = String(decoding: data, as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    var (whole, byLine) = (Double.infinity, Double.infinity)
    var checksum = 0
    for _ in 0..<20 {
        whole = min(whole, seconds { checksum &+= work(text) })
        byLine = min(byLine, seconds { for line in lines { checksum &+= work(line) } })
    }
    let megabytes = Double(data.count) / 1e6
    print("\(name): whole \(Int(megabytes / whole)) MB/s, by line \(Int(megabytes / byLine)) MB/s (\(checksum & 1))")
}

let normalizer = Normalizer()
let converter = ScriptConverter(from: .traditional, to: .simplified)
measure("normalize", simplified) { normalizer.normalize($0).text.utf8.count }
measure("to simplified", traditional) { converter.convert($0).text.utf8.count }
