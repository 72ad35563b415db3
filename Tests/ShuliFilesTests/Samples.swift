import ShuliFiles
import ShuliTestSupport

/// What a reader yields for some files.
struct Reading {
    var texts: [String] = []
    var failures: [DocumentFailure] = []
    var records: [Record] = []
    var skipped = SkippedRecords()

    init(_ paths: [String], _ options: DocumentReader.Options = .init()) {
        var reader = DocumentReader(paths: paths, options: options)
        while let next = reader.next() {
            switch next {
            case .success(let record):
                records.append(record)
                texts.append(record.text)
            case .failure(let failure): failures.append(failure)
            }
        }
        skipped = reader.skipped
    }

    var reasons: [String] { failures.map(\.words) }
}

/// Bytes of records as tests need them.
enum Sample {
    static func text(_ number: Int) -> String { "第\(number)篇文章，讲的是天气和旅游，共\(number * 7)个字。" }

    static func jsonLine(_ number: Int) -> [UInt8] { Array("{\"id\":\(number),\"text\":\"\(text(number))\"}\n".utf8) }

    static func page(_ number: Int) -> String { "<html><body><p>\(text(number))</p></body></html>" }

    /// A record of WARC; `length` is what its header says, where that is wrong.
    static func warc(_ content: [UInt8], type: String = "response", length: String? = nil) -> [UInt8] {
        let head =
            "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:uuid:\(content.count)>\r\n"
            + "WARC-Target-URI: https://example.org/\r\nContent-Type: application/http; msgtype=\(type)\r\n"
            + "Content-Length: \(length ?? "\(content.count)")\r\n\r\n"
        return Array(head.utf8) + content + Array("\r\n\r\n".utf8)
    }

    static func response(_ body: [UInt8], _ fields: String = "") -> [UInt8] {
        Array("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\(fields)\r\n".utf8) + body
    }

    /// A response with a page.
    static func pageRecord(_ number: Int, length: String? = nil) -> [UInt8] {
        warc(response(Array(page(number).utf8)), length: length)
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] { Compression.gzip.compressed(bytes) ?? [] }
    static func zstd(_ bytes: [UInt8]) -> [UInt8] { Compression.zstd.compressed(bytes) ?? [] }
}
