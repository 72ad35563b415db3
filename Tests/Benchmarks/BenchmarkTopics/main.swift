import BenchmarkSupport
import Foundation
import ShuliBase
import ShuliKeywords
import ShuliSummary

// BenchmarkTopics keywords|summaries FILE: ten keywords or three sentences of each record of FILE (JSON Lines with "title"
// and "text") through the Swift API, on one core; prints one object: documents and MBps (10^6 bytes of UTF-8) a second of
// the processor's time, in which a busy machine counts little.

func stop(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(64)
}

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 2, let kind = arguments.first, let path = arguments.last,
    ["keywords", "summaries"].contains(kind)
else { stop("usage: BenchmarkTopics keywords|summaries FILE") }
guard let data = FileManager.default.contents(atPath: path) else { stop("\(path) cannot be read") }
let records = String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap {
    try? JSONValue(parsing: String($0))
}
let documents = records.compactMap { record in
    record["text"]?.string.map { (title: record["title"]?.string ?? "", text: $0) }
}
let (extractor, summarizer) = (KeywordExtractor(), Summarizer())
_ = extractor.keywords(in: "今天天气很好。")
var found = 0
let seconds = processorSeconds {
    for document in documents {
        found +=
            kind == "keywords"
            ? extractor.keywords(in: document.text, title: document.title).count
            : summarizer.summary(of: document.text, title: document.title, length: .sentences(3)).sentences.count
    }
}
let bytes = documents.reduce(0) { $0 + $1.title.utf8.count + $1.text.utf8.count }
print(
    "{\"tool\":\"shuli\",\"kind\":\"\(kind)\",\"documents\":\(Double(documents.count) / seconds),"
        + "\"MBps\":\(Double(bytes) / 1e6 / seconds),\"found\":\(found)}")
