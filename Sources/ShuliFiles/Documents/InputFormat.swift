/// How documents are arranged in a file.
public enum InputFormat: String, Sendable, CaseIterable, Codable {
    /// Detected by the file's name, else by its first bytes.
    case auto
    /// The file is one text.
    case text
    /// Each line is a text.
    case lines
    /// Each line is a JSON object.
    case jsonl
    /// The file is a JSON array of objects, or objects one behind the other, over any number of lines.
    case json
    /// The file is one page.
    case html
    /// The file is one page with all that belongs to it, as browsers save it.
    case mhtml
    /// Pages as crawlers store them (ISO 28500): the responses, resources and conversions of a WARC or WET file.
    case warc
    /// Records of RFC 4180 whose first one names the fields; between tabs where the file's name ends with `.tsv`.
    case csv

    /// Whether a file is one document.
    package var isWhole: Bool { [.text, .html, .mhtml].contains(self) }
}
