import ShuliText

/// Finds records of CSV. A quotation mark at the start of a field opens it, and the field goes on to the mark that
/// closes it, over line breaks.
///
/// A stray quotation mark must not take the rest of the file with it. So a record of several lines counts only where
/// each of its closing marks is followed by a separator or a line break, and where it has as many fields as the first
/// record names; else its first line is a record by itself, which `CSVRecord` refuses, and the next line is read anew.
/// As a record is given up once it has too many fields, each byte is read at most once a field and once more.
package struct CSVFinder: RecordFinder {
    private enum State {
        case fieldStart, plain, quoted, closed
    }

    private let separator: UInt8
    private let hasQuotes: Bool
    private let fieldCount: Int?
    private let longest: Int
    private var state = State.fieldStart
    private var place = 0
    private var fields = 0
    // Line breaks of the record, and where its first line ends.
    private var lineBreaks = 0
    private var firstLineEnd = 0
    package private(set) var start = 0
    package private(set) var end = 0
    package private(set) var startLine = 0
    package private(set) var endLine = 0

    /// `fieldCount` is that of the first record; nil to find that one.
    package init(separator: UInt8, fieldCount: Int?, longest: Int) {
        (self.separator, self.fieldCount, self.longest) = (separator, fieldCount, longest)
        hasQuotes = separator != CSVHeader.tab
    }

    package mutating func next(_ bytes: UTF8Buffer, _ tail: InputTail) -> FoundRecord {
        while place < bytes.count {
            switch state {
            case .fieldStart:
                if hasQuotes, bytes[place] == 0x22 {
                    state = .quoted
                    place += 1
                } else {
                    state = .plain
                }
            case .plain:
                while place < bytes.count, bytes[place] != separator, bytes[place] != 0x0A { place += 1 }
                guard place < bytes.count else { break }
                if let found = endField(bytes) { return found }
            case .quoted:
                let mark = bytes.first(0x22, from: place)
                countLineBreaks(bytes, mark ?? bytes.count)
                guard let mark else {
                    place = bytes.count
                    break
                }
                // Whether the mark is doubled is seen with the next byte.
                place = mark
                if mark + 1 == bytes.count, case .more = tail { return isTooLong(bytes) ?? .incomplete }
                if mark + 1 < bytes.count, bytes[mark + 1] == 0x22 {
                    place += 2
                } else {
                    place += 1
                    state = .closed
                }
            case .closed:
                let byte = bytes[place]
                if byte == separator || byte == 0x0A {
                    if let found = endField(bytes) { return found }
                } else if byte == 0x0D {
                    place += 1
                } else if lineBreaks > 0 {
                    return closeFirstLine()
                } else {
                    state = .plain
                }
            }
        }
        if let found = isTooLong(bytes) { return found }
        switch tail {
        case .more: return .incomplete
        case .damage: return .finished
        case .end, .chunk:
            guard end < bytes.count else { return .finished }
            if lineBreaks > 0, state == .quoted || fieldCount.map({ $0 != fields + 1 }) ?? false {
                return closeFirstLine()
            }
            lineBreaks += 1
            return close(bytes, bytes.count)
        }
    }

    private mutating func countLineBreaks(_ bytes: UTF8Buffer, _ stop: Int) {
        var from = place
        while let found = bytes.firstLineBreak(from: from), found < stop {
            if lineBreaks == 0 { firstLineEnd = found + 1 }
            lineBreaks += 1
            from = found + 1
        }
    }

    // At a separator or line break.
    private mutating func endField(_ bytes: UTF8Buffer) -> FoundRecord? {
        let isLast = bytes[place] == 0x0A
        fields += 1
        if lineBreaks > 0, let fieldCount, isLast ? fields != fieldCount : fields >= fieldCount {
            return closeFirstLine()
        }
        place += 1
        state = .fieldStart
        guard isLast else { return nil }
        lineBreaks += 1
        return close(bytes, place)
    }

    private mutating func close(_ bytes: UTF8Buffer, _ stop: Int) -> FoundRecord {
        (start, end) = (end, stop)
        startLine = endLine
        endLine += lineBreaks
        (place, state, fields, lineBreaks) = (stop, .fieldStart, 0, 0)
        return .record(isDocument: !bytes.isBlank(start..<end))
    }

    private mutating func closeFirstLine() -> FoundRecord {
        (start, end) = (end, firstLineEnd)
        startLine = endLine
        endLine += 1
        (place, state, fields, lineBreaks) = (end, .fieldStart, 0, 0)
        return .record(isDocument: true)
    }

    private mutating func isTooLong(_ bytes: UTF8Buffer) -> FoundRecord? {
        guard bytes.count - end > longest else { return nil }
        if lineBreaks > 0 { return closeFirstLine() }
        (start, end, startLine) = (end, bytes.count, endLine)
        return .lost(.tooLong(limit: longest), continues: true)
    }

    package mutating func skip(_ bytes: UTF8Buffer, _ tail: InputTail) -> (count: Int, isDone: Bool) {
        guard let found = bytes.firstLineBreak(from: 0) else { return (bytes.count, false) }
        endLine += 1
        return (found + 1, true)
    }
}
