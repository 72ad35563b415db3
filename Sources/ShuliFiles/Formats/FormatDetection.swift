import ShuliText

extension InputFormat {
    /// The format that a path's ending names, without that of its compression; nil where it names none.
    package init?(path: String) {
        switch Self.ending(of: path) {
        case ".html", ".htm", ".xhtml", ".shtml": self = .html
        case ".mht", ".mhtml": self = .mhtml
        case ".jsonl", ".ndjson": self = .jsonl
        case ".warc", ".wet": self = .warc
        case ".csv", ".tsv": self = .csv
        default: return nil
        }
    }

    /// Whether a path's ending names JSON: of which form, the first bytes tell.
    static func namesJSON(_ path: String) -> Bool { ending(of: path) == ".json" }

    private static func ending(of path: String) -> Substring {
        var name = path.lowercased()[...]
        for ending in [".gz", ".zst"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        return name.lastIndex(of: ".").map { name[$0...] } ?? ""
    }

    /// How many of a file's first bytes tell its format.
    package static let sniffedLength = 1 << 16

    /// The format that the first bytes of a file tell; nil where more of them are needed.
    package init?(sniffing head: [UInt8], isAll: Bool) {
        let isAll = isAll || head.count >= Self.sniffedLength
        let start = head.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        if start.count < 256, !isAll { return nil }
        if start.starts(with: "WARC/".utf8) {
            self = .warc
        } else if let found = Self.json(start, isAll: isAll) {
            guard let format = found else { return nil }
            self = format
        } else if start.first == UInt8(ascii: "<") {
            self = Self.isHTML(start) ? .html : .text
        } else if Self.isMHTML(start) {
            self = .mhtml
        } else {
            self = .text
        }
    }

    // Whether the bytes are JSON, of either form: nil where they are not, and a nil inside where more are needed.
    private static func json(_ head: ArraySlice<UInt8>, isAll: Bool) -> InputFormat?? {
        guard let first = head.first else { return .none }
        if first == UInt8(ascii: "[") {
            // Arrays in arrays are read as one.
            let rest = head.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "[") }
            return isArray(rest) ? .some(.json) : .none
        }
        // One of several lines may be broken, the first one too.
        let lines = head.split(separator: 0x0A).filter { $0.contains { $0 > 0x20 } }
        let isLastWhole = isAll && head.count < sniffedLength || head.last == 0x0A
        let whole = isLastWhole ? lines[...] : lines.dropLast()
        let records = whole.prefix(16).count { (try? JSONRecord(parsing: $0)) != nil }
        if records * 2 >= min(whole.count, 16), records > 0 { return .some(.jsonl) }
        guard first == UInt8(ascii: "{") else { return .none }
        guard isAll || whole.count >= 16 else { return .some(.none) }
        let key = head.dropFirst().first { $0 > 0x20 }
        let isBroken = key != UInt8(ascii: "\"") && key != UInt8(ascii: "}")
        if isBroken, !holdsObject(head) { return .none }
        // An object over several lines has none in its first one; a line of JSON Lines may be longer than the sample.
        let last = lines.first?.last { $0 > 0x20 } ?? 0
        if isFollowed(head) { return .some(.json) }
        if lines.count > 1, isBroken || [0x2C, 0x7B, 0x5B].contains(last) || isObject(head) { return .some(.json) }
        return records > 0 || whole.isEmpty || lines.count { $0.starts(with: "{\"".utf8) } > 1 ? .some(.jsonl) : .none
    }

    // Whether these bytes behind a bracket belong to an array of objects or of strings: a text may begin so too.
    private static func isArray(_ rest: ArraySlice<UInt8>) -> Bool {
        switch rest.first {
        case UInt8(ascii: "{"):
            return [0x22, 0x7D].contains(rest.dropFirst().first { $0 > 0x20 } ?? 0) || holdsObject(rest)
        case UInt8(ascii: "]"): return rest.dropFirst().allSatisfy { $0 <= 0x20 }
        case UInt8(ascii: "\""):
            var place = rest.startIndex + 1
            while place < rest.endIndex, rest[place] != 0x22 { place += rest[place] == 0x5C ? 2 : 1 }
            let next = rest[min(place + 1, rest.endIndex)...].drop { $0 <= 0x20 }
            let after = next.dropFirst().first { $0 > 0x20 }
            return next.first == 0x2C && after == 0x22 || next.first == 0x5D && after == nil
        default: return false
        }
    }

    // Whether a brace is followed by a quotation mark: the first object may be broken.
    private static func holdsObject(_ head: ArraySlice<UInt8>) -> Bool {
        var rest = head
        while let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
            rest = rest[(brace + 1)...].drop { $0 <= 0x20 }
            if rest.first == 0x22 { return true }
        }
        return false
    }

    // Whether an object is followed by another one on the same line: objects without a line break between.
    private static func isFollowed(_ head: ArraySlice<UInt8>) -> Bool {
        head.withUnsafeBufferPointer { buffer in
            var finder = JSONFinder(longest: .max)
            guard case .record = finder.next(buffer, .damage) else { return false }
            let next = buffer[finder.end...].first { $0 != 0x20 && $0 != 0x2C }
            return next == UInt8(ascii: "{") && isObject(head.prefix(finder.end))
        }
    }

    private static func isObject(_ head: ArraySlice<UInt8>) -> Bool { (try? JSONRecord(parsing: head)) != nil }

    private static func isHTML(_ head: ArraySlice<UInt8>) -> Bool {
        let text = lowercased(head)
        let signs = [
            "<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<div", "<article", "<script", "<table",
        ]
        return signs.contains { text.contains($0) }
    }

    // A page that a browser saved begins with the header of a mail.
    private static func isMHTML(_ head: ArraySlice<UInt8>) -> Bool {
        guard let fields = HeaderFields(head, hasFirstLine: false) else { return false }
        return fields.mediaType("content-type") == "multipart/related" && fields["mime-version"] != nil
    }

    static func lowercased(_ head: ArraySlice<UInt8>) -> String {
        String(decoding: head.prefix(2_048).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
    }
}
