import BenchmarkSupport
import Foundation
import ShuliDuplicates

// BenchmarkDuplicates BODIES.jsonl: the clusters of the records' "text" in memory, on one core; prints one object as
// evaluate/duplicates/peers.py does for the peers: the seconds of folding and fingerprints (sketch), of everything else
// (index), documents a second, rss_mb (peak memory).

struct Body: Decodable {
    var id: String
    var text: String
}

let data = file(1, usage: "BenchmarkDuplicates BODIES.jsonl")
let bodies = try records(data, as: Body.self)
var prepared: [PreparedDocument] = []
let sketch = seconds {
    prepared = bodies.map { PreparedDocument(IndexedDocument(id: $0.id, text: $0.text)) }
}
var clusters = 0
let rest = try seconds {
    var index = DuplicateIndex()
    _ = try index.add(prepared)
    clusters = try Set(index.verdicts().all.map(\.cluster)).count
}
let total = sketch + rest
print(
    "{\"tool\":\"shuli\",\"sketch\":\(sketch),\"index\":\(rest),\"total\":\(total),"
        + "\"documents_per_s\":\(Double(bodies.count) / total),\"rss_mb\":\(peakMegabytes()),\"clusters\":\(clusters)}")
