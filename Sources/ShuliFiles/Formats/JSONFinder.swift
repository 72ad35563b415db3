import ShuliText

/// Finds the objects of a JSON text that is an array of them, or objects behind each other, over any number of lines.
///
/// A string of JSON holds no line break, so that a missing quotation mark is noticed where the line ends. Then, and
/// where an object is not closed, reading goes on at the next line that begins as the object's did: with as many blanks
/// and a brace. An object that has such a line inside is read once more: with a bracket too many it may have taken the
/// ones behind it with it.
package struct JSONFinder: RecordFinder {
    private let longest: Int
    private var place = 0
    private var line = 0
    private var lineStart = 0
    // Of the object that is being read.
    private var depth = 0
    private var isInString = false
    // Whether a line inside begins as the object's did.
    private var hasSameStart = false
    // Blanks before the last object, nil where it did not begin a line; to find the next one after damage.
    private var indentation: Int?
    package private(set) var start = 0
    package private(set) var end = 0
    package private(set) var startLine = 0
    package private(set) var endLine = 0

    package init(longest: Int) { self.longest = longest }

    package mutating func next(_ bytes: UTF8Buffer, _ tail: InputTail) -> FoundRecord {
        if depth == 0, let found = begin(bytes, tail) { return found }
        while place < bytes.count {
            let byte = bytes[place]
            if isInString {
                switch byte {
                case 0x22: isInString = false
                case 0x5C:
                    if place + 1 == bytes.count { return unfinished(bytes, tail) }
                    // A line break is not skipped.
                    if bytes[place + 1] != 0x0A { place += 1 }
                case 0x0A: return lose(bytes, .malformed(.openString))
                default: break
                }
            } else {
                switch byte {
                case 0x22: isInString = true
                case 0x7B, 0x5B:
                    depth += 1
                    if byte == 0x7B, place - lineStart == indentation, bytes.isBlank(lineStart..<place) {
                        hasSameStart = true
                    }
                case 0x7D, 0x5D: depth -= 1
                case 0x0A: passLine()
                default: break
                }
            }
            place += 1
            if depth == 0 {
                if hasSameStart, (try? JSONRecord(parsing: bytes[start..<place])) == nil {
                    return lose(bytes, .malformed(.openObject))
                }
                (end, endLine) = (place, line)
                return .record(isDocument: true)
            }
        }
        return unfinished(bytes, tail)
    }

    private mutating func passLine() {
        line += 1
        lineStart = place + 1
    }

    // Goes to the next object. Between objects only commas, brackets and white space may be.
    private mutating func begin(_ bytes: UTF8Buffer, _ tail: InputTail) -> FoundRecord? {
        while place < bytes.count {
            switch bytes[place] {
            case 0x0A: passLine()
            case 0...0x20, 0x2C, 0x5B, 0x5D, 0xEF, 0xBB, 0xBF: break
            case 0x7B:
                (start, startLine) = (place, line)
                indentation = bytes.isBlank(lineStart..<place) ? place - lineStart : nil
                (depth, isInString, hasSameStart) = (1, false, false)
                place += 1
                return nil
            default:
                (start, startLine) = (place, line)
                // Up to the next object or the end of the line.
                var stop = place
                while stop < bytes.count, bytes[stop] != 0x0A, bytes[stop] != 0x7B { stop += 1 }
                if stop == bytes.count, case .more = tail, stop - end <= longest { return .incomplete }
                place = stop
                (end, endLine) = (place, line)
                return .lost(.malformed(.noObject), continues: false)
            }
            place += 1
        }
        (end, endLine) = (place, line)
        if case .more = tail { return .incomplete }
        return .finished
    }

    private mutating func unfinished(_ bytes: UTF8Buffer, _ tail: InputTail) -> FoundRecord {
        guard bytes.count - start > longest else {
            switch tail {
            case .more: return .incomplete
            case .damage: return .finished
            case .end, .chunk: return lose(bytes, .malformed(.openObject))
            }
        }
        return lose(bytes, .tooLong(limit: longest))
    }

    // The object at `start` is lost: up to the next one, if it was read already.
    private mutating func lose(_ bytes: UTF8Buffer, _ reason: DocumentFailure.Reason) -> FoundRecord {
        (place, line, depth, isInString) = (start + 1, startLine, 0, false)
        let (count, isDone) = skip(UTF8Buffer(rebasing: bytes[place...]), .more)
        (place, end) = (place + count, place + count)
        lineStart = end
        return .lost(reason, continues: !isDone)
    }

    package mutating func skip(_ bytes: UTF8Buffer, _ tail: InputTail) -> (count: Int, isDone: Bool) {
        var from = 0
        while let found = bytes.firstLineBreak(from: from) {
            var next = found + 1
            while next < bytes.count, bytes[next] <= 0x20, bytes[next] != 0x0A { next += 1 }
            // The line's first character was not read yet.
            guard next < bytes.count else {
                endLine = line
                return (found, false)
            }
            line += 1
            endLine = line
            from = found + 1
            if bytes[next] == 0x7B, next - from == indentation ?? 0 { return (from, true) }
        }
        endLine = line
        return (max(from, bytes.count), false)
    }
}
