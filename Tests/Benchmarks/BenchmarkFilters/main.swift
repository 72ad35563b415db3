import Foundation
import ShuliScreening

// BenchmarkFilters FILE: the corpus filter's verdict on each record of a JSONL file with the fields id and text, one object
// a line: id, rule (empty where the text stays), reason and what was measured. To standard error: how fast the filter and
// the masker of personal data are, on one core, the best of several rounds.

struct Record: Decodable {
    let id: String
    let text: String
}

struct Verdict: Encodable {
    let id: String
    let rule: String
    let reason: String
    let measures: [String: Double]
}

guard CommandLine.arguments.count == 2, let data = FileManager.default.contents(atPath: CommandLine.arguments[1]) else {
    FileHandle.standardError.write(Data("usage: BenchmarkFilters FILE\n".utf8))
    exit(64)
}
let records = try data.split(separator: 0x0A).map { try JSONDecoder().decode(Record.self, from: $0) }
let filter = CorpusFilter()
let encoder = JSONEncoder()
encoder.outputFormatting = .sortedKeys
for record in records {
    let verdict = filter.verdict(of: record.text)
    let measures = Mirror(reflecting: verdict.measures).children.reduce(into: [String: Double]()) { all, child in
        if let name = child.label { all[name] = child.value as? Double ?? (child.value as? Int).map(Double.init) }
    }
    let line = Verdict(
        id: record.id, rule: verdict.rule?.rawValue ?? "", reason: verdict.reason, measures: measures)
    FileHandle.standardOutput.write(try encoder.encode(line) + Data("\n".utf8))
}

func report(_ name: String, _ work: (String) -> Int) {
    let texts = records.map(\.text)
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    var best = Double.infinity
    var checksum = 0
    for _ in 0..<10 {
        let time = ContinuousClock().measure { for text in texts { checksum &+= work(text) } }.components
        best = min(best, Double(time.seconds) + Double(time.attoseconds) / 1e18)
    }
    let rates = "\(Int(Double(bytes) / 1e6 / best)) MB/s, \(Int(Double(texts.count) / best)) texts/s"
    FileHandle.standardError.write(Data("\(name): \(rates) (\(checksum & 1))\n".utf8))
}

report("filter") { filter.verdict(of: $0).isKept ? 1 : 0 }
let masker = PersonalDataMasker()
report("mask") { masker.masked($0).findings.count }
