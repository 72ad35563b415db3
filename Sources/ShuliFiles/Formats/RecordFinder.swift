import ShuliText

/// What comes behind the bytes that a finder is shown.
package enum InputTail: Sendable {
    /// More bytes, which were not read yet.
    case more
    /// The end of the input.
    case end
    /// The end of a chunk: the records before it are whole.
    case chunk
    /// Damage: a record that was begun is lost with it.
    case damage
}

/// What a finder came upon.
package enum FoundRecord {
    /// A record that ends at `end`; false for one that holds no document, such as an empty line.
    case record(isDocument: Bool)
    /// Bytes up to `end` that can't be read, and why; nil where no document is lost. With `continues` the stretch does
    /// not end there: `skip` finds its end.
    case lost(DocumentFailure.Reason?, continues: Bool)
    /// More bytes are needed; `end` is behind the last whole record. Only where the tail is `more`.
    case incomplete
    /// There is no further whole record; `end` is behind the last one.
    case finished
}

/// Finds where the records of a format begin and end, in bytes that are read piece by piece: `next` is called with the
/// same bytes and more behind them until it has found a record. Linear in the bytes.
///
/// Where a record ends does not depend on where the bytes that are shown end, as long as all records in them are whole:
/// `ChunkDecoder` finds the same records in a chunk as `ChunkReader` found in the file.
package protocol RecordFinder {
    /// Where the last record begins.
    var start: Int { get }
    /// Where what was found ends.
    var end: Int { get }
    /// Lines, or records of WARC, before `start` and before `end`.
    var startLine: Int { get }
    var endLine: Int { get }

    mutating func next(_ bytes: UTF8Buffer, _ tail: InputTail) -> FoundRecord

    /// How many of `bytes`, the ones behind a loss that continues, belong to it, and whether it ends there.
    mutating func skip(_ bytes: UTF8Buffer, _ tail: InputTail) -> (count: Int, isDone: Bool)
}

/// Finds lines.
package struct LineFinder: RecordFinder {
    /// Whether lines of white space are records, as in a file of texts.
    private let keepsBlankLines: Bool
    private let longest: Int
    private var scanned = 0
    package private(set) var start = 0
    package private(set) var end = 0
    package private(set) var startLine = 0
    package private(set) var endLine = 0

    package init(keepsBlankLines: Bool, longest: Int) {
        (self.keepsBlankLines, self.longest) = (keepsBlankLines, longest)
    }

    package mutating func next(_ bytes: UTF8Buffer, _ tail: InputTail) -> FoundRecord {
        guard let stop = bytes.firstLineBreak(from: max(scanned, end)) else {
            scanned = bytes.count
            if bytes.count - end > longest {
                (start, end, startLine) = (end, bytes.count, endLine)
                return .lost(.tooLong(limit: longest), continues: true)
            }
            if case .more = tail { return .incomplete }
            if case .damage = tail { return .finished }
            guard end < bytes.count else { return .finished }
            return close(bytes, bytes.count, bytes.count)
        }
        return close(bytes, stop, stop + 1)
    }

    private mutating func close(_ bytes: UTF8Buffer, _ stop: Int, _ next: Int) -> FoundRecord {
        (start, startLine) = (end, endLine)
        end = next
        endLine += 1
        return .record(isDocument: keepsBlankLines || !bytes.isBlank(start..<stop))
    }

    package mutating func skip(_ bytes: UTF8Buffer, _ tail: InputTail) -> (count: Int, isDone: Bool) {
        guard let found = bytes.firstLineBreak(from: 0) else { return (bytes.count, false) }
        endLine += 1
        return (found + 1, true)
    }
}
