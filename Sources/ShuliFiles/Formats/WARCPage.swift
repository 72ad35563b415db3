import ShuliText

/// A page or text that a WARC record holds.
package struct WARCPage {
    /// Why a record yields no page.
    package enum Failure: Error {
        /// It holds none: a redirect, a picture.
        case skipped(SkippedRecords.Reason)
        case failed(DocumentFailure.Reason)
    }

    package let body: [UInt8]
    package let isHTML: Bool
    /// What the header declares.
    package let encoding: TextEncoding?

    /// The page of a record that was found in `bytes`, inflated to at most `longest` bytes.
    package init(_ record: WARCRecord, _ bytes: [UInt8], longest: Int) throws(Failure) {
        let content = bytes[record.contentStart..<(record.contentStart + record.length)]
        guard record.type == "response" else {
            guard ["resource", "conversion"].contains(record.type) else {
                throw .failed(.malformed(.warc(.unknownType(record.type))))
            }
            try self.init(
                record, record.fields, content, defaultType: record.type == "conversion" ? "text/plain" : "",
                longest: longest)
            return
        }
        // Responses of other protocols, such as dns, are no pages. The header may be damaged, or wrong.
        if let type = record.fields["content-type"], !type.lowercased().hasPrefix("application/http"),
            !content.starts(with: "HTTP/".utf8)
        {
            throw .skipped(.contentType)
        }
        guard let head = HeaderFields(content), head.firstLine.uppercased().hasPrefix("HTTP/") else {
            throw .failed(.malformed(.warc(.noHTTPHeader)))
        }
        guard head.firstLine.split(separator: " ").dropFirst().first == "200" else { throw .skipped(.status) }
        try self.init(record, head, content[head.end...], defaultType: "text/html", longest: longest)
    }

    private init(
        _ record: WARCRecord, _ head: HeaderFields, _ content: ArraySlice<UInt8>, defaultType: String, longest: Int
    ) throws(Failure) {
        let named = head.mediaType("content-type")
        let type = named.isEmpty ? defaultType : named
        guard
            ["text/html", "application/xhtml+xml", "text/plain"].contains(type)
                || record.type == "conversion" && type.hasPrefix("text/")
        else { throw .skipped(.contentType) }
        // A wrong length is the crawler's mistake where that of HTTP is right; else bytes are missing, or foreign.
        guard record.hasDeclaredLength || record.type == "response" && head.contentLength == content.count else {
            let declared = record.fields["content-length"] ?? ""
            throw .failed(.malformed(.warc(.wrongLength(declared: declared, found: record.length))))
        }
        isHTML = ["text/html", "application/xhtml+xml"].contains(type)
        encoding = head.parameter("charset", of: "content-type").flatMap { TextEncoding(label: $0) }
        do throws(DocumentFailure.Reason) {
            body = try HTTPBody.decoded(content, head, longest: longest)
        } catch {
            throw .failed(error)
        }
    }
}
