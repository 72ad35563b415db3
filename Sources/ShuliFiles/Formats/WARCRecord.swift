import ShuliText

/// The head of a WARC record.
package struct WARCRecord {
    package let fields: HeaderFields
    /// Where its content begins, in the bytes that the record was found in.
    package let contentStart: Int
    /// Bytes of the content.
    package let length: Int

    init(fields: HeaderFields, contentStart: Int, length: Int) {
        (self.fields, self.contentStart, self.length) = (fields, contentStart, length)
    }

    /// The record that bytes are; nil where they have no header. Where they are as many as Content-Length says, they end
    /// with the content, else with the line breaks behind it.
    package init?(_ bytes: ArraySlice<UInt8>) {
        guard let fields = HeaderFields(bytes) else { return nil }
        var end = bytes.endIndex
        if fields.contentLength != end - fields.end {
            while end > fields.end, end + 4 > bytes.endIndex, [0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        }
        self.init(fields: fields, contentStart: fields.end, length: end - fields.end)
    }

    /// Whether the content has as many bytes as its header says.
    var hasDeclaredLength: Bool { fields.contentLength == length }

    /// What the record is: `response`, `request`, `warcinfo` and others (ISO 28500, 5.5).
    package var type: String { fields["warc-type"]?.lowercased() ?? "" }

    /// Whether it may hold a document: a response, a file that was stored without its HTTP header (`resource`), the text
    /// of a page (`conversion`, as in the WET files of Common Crawl), or a record whose type is damaged.
    package var mayHoldContent: Bool { !["request", "metadata", "warcinfo", "revisit", "continuation"].contains(type) }
}

/// A first line and fields, as HTTP, WARC and MIME have them. Blanks around names and values do not belong to them; a
/// line that begins with a blank goes on with the value before (RFC 9112, 5.2).
package struct HeaderFields {
    package let firstLine: String
    private let fields: [(name: String, value: String)]
    /// Where the empty line behind them ends.
    package let end: Int

    /// Nil where the empty line is missing. MIME has no first line of its own.
    package init?<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, hasFirstLine: Bool = true)
    where Bytes.Index == Int {
        var lines: [String] = []
        var start = bytes.startIndex
        while true {
            guard let stop = bytes[start...].firstIndex(of: 0x0A) else { return nil }
            let line = bytes[start..<stop].last == 0x0D ? bytes[start..<(stop - 1)] : bytes[start..<stop]
            start = stop + 1
            if line.isEmpty { break }
            let text = String(decoding: line, as: UTF8.self)
            if let first = text.first, first == " " || first == "\t", let last = lines.popLast() {
                lines.append(last + " " + Self.trimmed(text[...]))
            } else {
                lines.append(text)
            }
        }
        firstLine = hasFirstLine ? lines.first ?? "" : ""
        fields = lines.dropFirst(hasFirstLine ? 1 : 0).compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (Self.trimmed(line[..<colon]).lowercased(), Self.trimmed(line[line.index(after: colon)...]))
        }
        end = start
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let start = text.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(start[...last])
    }

    /// The value of a field, by its name in lower case.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The bytes of the content, by the header; nil where it says nothing that is a length.
    var contentLength: Int? { self["content-length"].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 } }

    /// A parameter of a field's value, by its name in lower case: `utf-8` for `charset` of `text/html; charset=utf-8`.
    func parameter(_ parameter: String, of name: String) -> String? {
        for part in (self[name] ?? "").split(separator: ";").dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, Self.trimmed(sides[0]).lowercased() == parameter else { continue }
            return Self.trimmed(sides[1]).trimmingQuotes
        }
        return nil
    }

    /// A field's value before its parameters, in lower case: `text/html`.
    func mediaType(_ name: String) -> String {
        Self.trimmed((self[name] ?? "").prefix { $0 != ";" }).lowercased()
    }
}

extension String {
    fileprivate var trimmingQuotes: String { filter { $0 != "\"" } }
}
