import ShuliText

/// How documents stand in a file.
package enum InputFormat: String, Sendable, CaseIterable {
    /// By the file's name, else by its first bytes.
    case auto
    /// The file is one text.
    case text
    /// Each line is a text.
    case lines
    /// Each line is a JSON object.
    case jsonl
    /// The file is one page.
    case html
    /// Pages as a crawler stores them: the response records of a WARC file.
    case warc
    /// Records of RFC 4180 whose first one names the fields.
    case csv

    /// Whether a file is one document.
    package var isWhole: Bool { self == .text || self == .html }

    /// What a path without its compression says: nil where it says nothing.
    package init?(path: String) {
        var name = path.lowercased()
        for ending in [".gz", ".zst"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[dot...] {
        case ".html", ".htm", ".xhtml", ".shtml": self = .html
        case ".jsonl", ".ndjson": self = .jsonl
        case ".warc": self = .warc
        case ".csv", ".tsv": self = .csv
        default: return nil
        }
    }

    /// What the first bytes of a file say.
    package init(sniffing head: some Collection<UInt8>) {
        let start = Array(head.prefix(2_048)).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        if start.starts(with: "WARC/".utf8) {
            self = .warc
            return
        }
        if start.first == UInt8(ascii: "{") {
            let line = start.prefix { $0 != 0x0A }
            // A first line too long for the sample is taken at its word.
            self = line.count == start.count || (try? JSONRecord(parsing: line)) != nil ? .jsonl : .text
            return
        }
        guard start.first == UInt8(ascii: "<") else {
            self = .text
            return
        }
        let text = String(decoding: start.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        let signs = [
            "<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<div", "<article", "<script", "<table",
        ]
        self = signs.contains { text.contains($0) } ? .html : .text
    }
}
