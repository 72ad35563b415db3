import ShuliText

/// The page in an MHTML file, as browsers save pages with all that belongs to them (RFC 2557).
package struct MHTMLPage {
    package let html: [UInt8]
    /// What the part's header declares.
    package let encoding: TextEncoding?
    /// Where the page came from.
    package let address: String?

    /// Throws what is wrong.
    package init(_ bytes: [UInt8]) throws(DocumentFailure.Reason) {
        guard let head = HeaderFields(bytes, hasFirstLine: false),
            let boundary = head.parameter("boundary", of: "content-type")
        else { throw .malformed(.noBoundary) }
        let root = head["snapshot-content-location"]
        for part in Self.parts(bytes[head.end...], boundary) {
            guard let fields = HeaderFields(part, hasFirstLine: false),
                ["text/html", "application/xhtml+xml"].contains(fields.mediaType("content-type"))
            else { continue }
            html = Self.decoded(part[fields.end...], fields["content-transfer-encoding"]?.lowercased() ?? "")
            encoding = fields.parameter("charset", of: "content-type").flatMap { TextEncoding(label: $0) }
            address = root ?? fields["content-location"]
            return
        }
        throw .malformed(.noPage)
    }

    // What is between lines that begin with the boundary.
    private static func parts(_ bytes: ArraySlice<UInt8>, _ boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var line = bytes.startIndex
        while line < bytes.endIndex {
            let stop = bytes[line...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
            if bytes[line..<stop].starts(with: mark) {
                if let start { parts.append(bytes[start..<line]) }
                start = stop
            }
            line = stop
        }
        // The last boundary may be cut off.
        if let start, start < bytes.endIndex { parts.append(bytes[start...]) }
        return parts
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>, _ coding: String) -> [UInt8] {
        switch coding {
        case "quoted-printable": quotedPrintable(bytes)
        case "base64": base64(bytes)
        default: Array(bytes)
        }
    }

    // RFC 2045, 6.7: `=E4` is a byte, `=` at the end of a line joins it with the next one.
    private static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            place += 1
            guard byte == UInt8(ascii: "=") else {
                out.append(byte)
                continue
            }
            let next = bytes[place...].prefix(2)
            if next.first == 0x0A {
                place += 1
            } else if next.elementsEqual([0x0D, 0x0A]) {
                place += 2
            } else if next.count == 2, let value = UInt8(String(decoding: next, as: UTF8.self), radix: 16) {
                out.append(value)
                place += 2
            } else {
                out.append(byte)
            }
        }
        return out
    }

    // RFC 2045, 6.8; other characters are passed over.
    private static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var bits = 0
        var held = 0
        for byte in bytes {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: continue
            }
            bits = (bits << 6 | Int(value)) & 0xFFFF
            held += 6
            guard held >= 8 else { continue }
            held -= 8
            out.append(UInt8(truncatingIfNeeded: bits >> held))
        }
        return out
    }
}
