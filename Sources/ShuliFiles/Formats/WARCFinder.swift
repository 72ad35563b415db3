import ShuliText

/// Finds the records of a WARC file (ISO 28500) by their Content-Length, which is believed where a record, the end of
/// the file or the two line breaks behind a record follow. Where it leads elsewhere, and behind anything that is no
/// record, reading goes on at the next line `WARC/1.0` that header fields follow.
package struct WARCFinder: RecordFinder {
    private let longest: Int
    // Where the search for the next record goes on in bytes that were searched before.
    private var searched = 0
    // Bytes of a record that is skipped because of its length.
    private var left = 0
    package private(set) var start = 0
    package private(set) var end = 0
    package private(set) var startLine = 0
    package private(set) var endLine = 0
    /// Longer headers are none. Those of crawlers have some hundred bytes to a few thousand.
    private static let longestHead = 1 << 16
    /// How many bytes decide whether a record begins.
    private static let lookahead = 32

    package init(longest: Int) { self.longest = longest }

    package mutating func next(_ bytes: UTF8Buffer, _ tail: InputTail) -> FoundRecord {
        let isAll = if case .more = tail { false } else { true }
        let first = Self.skipFiller(bytes, end)
        guard first < bytes.count else {
            end = first
            return isAll ? .finished : .incomplete
        }
        if !isAll, bytes.count - first < Self.lookahead { return .incomplete }
        guard Self.beginsRecord(bytes, first) else {
            return lose(bytes, first, tail, .noBegin)
        }
        guard let headEnd = Self.headEnd(bytes, first) else {
            if !isAll, bytes.count - first <= Self.longestHead { return .incomplete }
            return lose(
                bytes, first, tail,
                isAll && bytes.count - first <= Self.longestHead ? .cutOff : .endlessHeader)
        }
        guard let head = HeaderFields(bytes[first..<headEnd]) else { return lose(bytes, first, tail, .noHeader) }
        let record = WARCRecord(fields: head, contentStart: headEnd, length: head.contentLength ?? -1)
        guard record.length >= 0 else {
            return lose(bytes, first, tail, .noLength, isDocument: record.mayHoldContent)
        }
        guard record.length <= longest else {
            (start, startLine) = (end, endLine)
            (end, left) = (headEnd, record.length)
            endLine += 1
            return .lost(record.mayHoldContent ? .tooLong(limit: longest) : nil, continues: true)
        }
        let contentEnd = headEnd + record.length
        if contentEnd + 16 + Self.lookahead > bytes.count, !isAll { return .incomplete }
        if contentEnd <= bytes.count, Self.isBorder(bytes, contentEnd) {
            (start, startLine) = (first, endLine)
            (end, searched) = (contentEnd, 0)
            endLine += 1
            return .record(isDocument: record.mayHoldContent)
        }
        return findEnd(bytes, first, record, tail)
    }

    // Content-Length leads elsewhere: the record ends where the next one begins. `WARCPage` decides whether it is sound.
    private mutating func findEnd(
        _ bytes: UTF8Buffer, _ first: Int, _ record: WARCRecord, _ tail: InputTail
    ) -> FoundRecord {
        let from = max(record.contentStart, searched)
        var next = Self.search(bytes, from: from)
        if next == nil, !isTooLong(bytes, first) {
            switch tail {
            case .damage: return .finished
            case .chunk: next = bytes.count
            case .end where record.contentStart + record.length <= bytes.count: next = bytes.count
            case .more:
                searched = max(from, bytes.count - Self.lookahead)
                return .incomplete
            case .end: break
            }
        }
        if let end = next, end - first > longest { next = nil }
        guard let next else { return lose(bytes, first, tail, .cutOff, isDocument: record.mayHoldContent) }
        (start, startLine) = (first, endLine)
        (end, searched) = (next, 0)
        endLine += 1
        return .record(isDocument: record.mayHoldContent)
    }

    // MARK: Losses

    // Whether no record that begins at a place can end in the bytes behind it: what is decided then must not depend on how
    // many bytes are shown.
    private func isTooLong(_ bytes: UTF8Buffer, _ first: Int) -> Bool {
        bytes.count - first > longest + Self.lookahead
    }

    // From `end` up to the next record, the broken one at `first` with it.
    private mutating func lose(
        _ bytes: UTF8Buffer, _ first: Int, _ tail: InputTail, _ fault: WARCFault, isDocument: Bool = true
    ) -> FoundRecord {
        let from = max(first + 1, searched)
        let next = Self.search(bytes, from: from)
        var fault = fault
        var continues = false
        if next == nil {
            switch tail {
            case .damage where !isTooLong(bytes, first): return .finished
            case .damage: continues = true
            case .end, .chunk:
                if fault == .cutOff, !isTooLong(bytes, first) { fault = .lastCutOff }
            case .more:
                guard isTooLong(bytes, first) else {
                    searched = max(from, bytes.count - Self.lookahead)
                    return .incomplete
                }
                continues = true
            }
        }
        (start, startLine) = (end, endLine)
        // The last bytes may be the begin of a record.
        end = next ?? (continues ? max(start + 1, bytes.count - Self.lookahead) : bytes.count)
        endLine += 1
        (searched, left) = (0, .max)
        return .lost(isDocument ? .malformed(.warc(fault)) : nil, continues: continues)
    }

    package mutating func skip(_ bytes: UTF8Buffer, _ tail: InputTail) -> (count: Int, isDone: Bool) {
        let isAll = if case .more = tail { false } else { true }
        if let found = Self.search(bytes, from: 0), found <= left { return (found, true) }
        if left <= bytes.count { return (left, true) }
        let count = isAll ? bytes.count : max(0, bytes.count - Self.lookahead)
        if left != .max { left -= count }
        return (count, false)
    }

    // MARK: Borders

    /// The first place at or behind another that is no line break, white space, zero or byte order mark.
    package static func skipFiller(_ bytes: UTF8Buffer, _ place: Int) -> Int {
        var place = place
        while place < bytes.count {
            switch bytes[place] {
            case 0x0A, 0x0D, 0x20, 0x09, 0x00: place += 1
            case 0xEF where bytes.has("\u{FEFF}", at: place): place += 3
            default: return place
            }
        }
        return place
    }

    // Whether a record may end at a place.
    private static func isBorder(_ bytes: UTF8Buffer, _ place: Int) -> Bool {
        if bytes.has("\r\n\r\n", at: place) { return true }
        let next = skipFiller(bytes, place)
        return next == bytes.count || beginsRecord(bytes, next)
    }

    /// Whether a place has `WARC/`, a version and a line break, and a header field behind it.
    package static func beginsRecord(_ bytes: UTF8Buffer, _ place: Int) -> Bool {
        guard bytes.has("WARC/", at: place) else { return false }
        var next = place + 5
        while next < bytes.count, next < place + 12, isVersion(bytes[next]) { next += 1 }
        guard next > place + 5 else { return false }
        while next < bytes.count, next < place + 16, bytes[next] == 0x0D || bytes[next] == 0x20 { next += 1 }
        guard next < bytes.count, bytes[next] == 0x0A else { return false }
        // Names of fields begin with a letter.
        return next + 1 < bytes.count && (0x41...0x7A).contains(bytes[next + 1])
    }

    private static func isVersion(_ byte: UInt8) -> Bool { byte == 0x2E || (0x30...0x39).contains(byte) }

    private static func search(_ bytes: UTF8Buffer, from start: Int) -> Int? {
        var place = start
        while let found = bytes.first(0x57, from: place) {
            if beginsRecord(bytes, found) { return found }
            place = found + 1
        }
        return nil
    }

    // Where the empty line behind a header ends; nil where there is none, or another record begins before it.
    private static func headEnd(_ bytes: UTF8Buffer, _ start: Int) -> Int? {
        var line = start
        while let stop = bytes.firstLineBreak(from: line), stop - start < longestHead {
            if stop == line || stop == line + 1 && bytes[line] == 0x0D { return stop + 1 }
            if line > start, beginsRecord(bytes, line) { return nil }
            line = stop + 1
        }
        return nil
    }
}
