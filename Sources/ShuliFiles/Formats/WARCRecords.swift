import CCompression
import ShuliText

/// The head of a WARC record (ISO 28500).
package enum WARCHead {
    case incomplete
    case malformed(String)
    case record(WARCRecord)

    /// `bytes` begin with the record.
    package init(_ bytes: ArraySlice<UInt8>) {
        let magic = Array("WARC/".utf8)
        guard bytes.starts(with: magic.prefix(bytes.count)) else {
            self = .malformed("a record that does not begin with WARC/")
            return
        }
        guard let fields = HeaderFields(bytes) else {
            self = .incomplete
            return
        }
        guard let length = fields["content-length"].flatMap({ Int($0) }), length >= 0 else {
            self = .malformed("a record without Content-Length")
            return
        }
        self = .record(WARCRecord(fields: fields, contentStart: fields.end, length: length))
    }
}

package struct WARCRecord {
    package let fields: HeaderFields
    /// Where its content begins, as the bytes were counted.
    package let contentStart: Int
    package let length: Int

    package var isResponse: Bool { fields["warc-type"] == "response" }
}

/// A first line and fields, as HTTP and WARC have them.
package struct HeaderFields {
    package let firstLine: String
    private let fields: [(name: String, value: String)]
    /// Where the empty line behind them ends.
    package let end: Int

    /// Nil where the empty line is missing.
    package init?(_ bytes: ArraySlice<UInt8>) {
        var lines: [String] = []
        var start = bytes.startIndex
        while true {
            guard let stop = bytes[start...].firstIndex(of: 0x0A) else { return nil }
            let line = bytes[start..<stop].last == 0x0D ? bytes[start..<(stop - 1)] : bytes[start..<stop]
            start = stop + 1
            if line.isEmpty { break }
            lines.append(String(decoding: line, as: UTF8.self))
        }
        firstLine = lines.first ?? ""
        fields = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return (line[..<colon].lowercased(), String(value))
        }
        end = start
    }

    /// The value of a field, by its name in lower case.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// A page as a WARC response holds it.
package struct WARCPage {
    package let body: [UInt8]
    package let contentType: String
    /// What the header declares.
    package let encoding: TextEncoding?

    /// Why it is no page, instead.
    package init(_ content: ArraySlice<UInt8>, longest: Int) throws(DocumentFailure.Reason) {
        guard let head = HeaderFields(content) else { throw .malformed("WARC", "a response without HTTP header") }
        let status = head.firstLine.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        guard status == "200" else { throw .malformed("WARC", "HTTP status \(status)") }
        let parts = (head["content-type"] ?? "text/html").split(separator: ";")
        contentType = parts.first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
        guard ["text/html", "application/xhtml+xml", "text/plain"].contains(contentType) else {
            throw .malformed("WARC", "content type \(contentType)")
        }
        let label = parts.dropFirst().map { $0.lowercased().filter { $0 != " " && $0 != "\"" } }
            .first { $0.hasPrefix("charset=") }?.dropFirst(8)
        encoding = label.flatMap { TextEncoding(label: String($0)) }
        var body = Array(content[head.end...])
        if head["transfer-encoding"]?.lowercased() == "chunked" { body = Self.joined(body) ?? body }
        if body.starts(with: [0x1F, 0x8B]) {
            guard let inflated = Self.inflated(body, longest: longest) else {
                throw .damaged("the page's gzip data")
            }
            body = inflated
        }
        self.body = body
    }

    // The parts of a chunked body; nil where the body is no such one: crawlers often store it joined.
    private static func joined(_ body: [UInt8]) -> [UInt8]? {
        var joined: [UInt8] = []
        var place = 0
        while true {
            guard let stop = body[place...].firstIndex(of: 0x0A) else { return nil }
            let line = String(decoding: body[place..<stop], as: UTF8.self)
            guard let count = Int(line.prefix { $0.isHexDigit }, radix: 16), count >= 0 else { return nil }
            if count == 0 { return joined }
            guard stop + 1 + count <= body.count else { return nil }
            joined += body[(stop + 1)..<(stop + 1 + count)]
            place = stop + 1 + count
            while place < body.count, body[place] == 0x0D || body[place] == 0x0A { place += 1 }
        }
    }

    // Nil where it is damaged or longer.
    private static func inflated(_ bytes: [UInt8], longest: Int) -> [UInt8]? {
        guard let inflater = shuli_inflater_open(Int32(SHULI_COMPRESSION_GZIP)) else { return nil }
        defer { shuli_inflater_close(inflater) }
        var out: [UInt8] = []
        var used = 0
        while true {
            var (consumed, produced) = (Int64(0), Int64(0))
            var status: Int32 = 0
            let rest = bytes[used...]
            let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { memory, length in
                rest.withUnsafeBufferPointer { source in
                    status = shuli_inflater_run(
                        inflater, source.baseAddress, Int64(source.count), &consumed, memory.baseAddress,
                        Int64(memory.count), &produced)
                }
                length = Int(produced)
            }
            used += Int(consumed)
            guard status == 0 else { return nil }
            out += piece
            if out.count > longest { return nil }
            if piece.isEmpty && (used == bytes.count || consumed == 0) {
                return shuli_inflater_is_complete(inflater) != 0 ? out : nil
            }
        }
    }
}
