#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds where records end in bytes that are read piece by piece: at line breaks, in CSV at those outside of quotation
/// marks. Linear, at the speed of `memchr` for long lines.
package struct RecordScan {
    private let format: InputFormat
    private let least: Int
    private let most: Int
    // How far it came, and whether that is between quotation marks.
    private var scanned = 0
    private var isQuoted = false
    /// Where the last whole record ends.
    private(set) var end = 0
    /// Records up to there; lines of white space are none of JSON Lines or CSV.
    private(set) var records = 0
    /// Line breaks up to there.
    private(set) var lines = 0
    private var lineBreaks = 0

    /// Is full when records of `least` bytes, or `most` records, are found.
    package init(_ format: InputFormat, least: Int, most: Int) {
        (self.format, self.least, self.most) = (format, least, most)
    }

    package var isFull: Bool { end >= least || records >= most }

    /// Goes on where it stopped; `bytes` begin as the last time.
    package mutating func advance(_ bytes: [UInt8]) { bytes.withUnsafeBytes { advance($0) } }

    package mutating func advance(_ buffer: UnsafeRawBufferPointer) {
        guard let base = buffer.baseAddress else { return }
        while !isFull, scanned < buffer.count {
            let rest = buffer.count - scanned
            let found = memchr(base + scanned, 0x0A, rest).map { $0 - UnsafeMutableRawPointer(mutating: base) }
            let stop = found ?? buffer.count
            if format == .csv, holdsOddQuotes(buffer, scanned..<stop) { isQuoted.toggle() }
            scanned = stop
            guard let found else { return }
            scanned += 1
            lineBreaks += 1
            if !isQuoted { close(buffer, found) }
        }
    }

    /// The last record may lack its line break.
    package mutating func finish(_ bytes: [UInt8]) { bytes.withUnsafeBytes { finish($0) } }

    package mutating func finish(_ buffer: UnsafeRawBufferPointer) {
        guard end < buffer.count, !isFull else { return }
        close(buffer, buffer.count)
        lines = lineBreaks + 1
        end = buffer.count
    }

    private mutating func close(_ buffer: UnsafeRawBufferPointer, _ stop: Int) {
        if format == .lines || buffer[end..<stop].contains(where: { $0 > 0x20 }) { records += 1 }
        end = stop + 1
        lines = lineBreaks
    }

    private func holdsOddQuotes(_ buffer: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        var count = 0
        for place in range where buffer[place] == 0x22 { count &+= 1 }
        return count & 1 == 1
    }
}

/// Finds where records of a WARC file end.
package struct WARCScan {
    package enum Step {
        case full
        /// More bytes are needed.
        case more
        /// The record behind `end` has so many bytes.
        case tooLong(length: Int, isResponse: Bool)
        case malformed(String)
    }

    private let least: Int
    private let most: Int
    /// Where the last whole record ends.
    private(set) var end = 0
    private(set) var records = 0
    private(set) var responses = 0

    package init(least: Int, most: Int) { (self.least, self.most) = (least, most) }

    package mutating func advance(_ bytes: [UInt8], longest: Int) -> Step {
        while true {
            if end >= least || responses >= most { return .full }
            var start = end
            while start < bytes.count, bytes[start] == 0x0D || bytes[start] == 0x0A { start += 1 }
            guard start < bytes.count else {
                if start > end { end = start }
                return .more
            }
            let head = WARCHead(bytes[start...])
            switch head {
            case .incomplete: return bytes.count - start > 1 << 16 ? .malformed("no WARC record") : .more
            case .malformed(let words): return .malformed(words)
            case .record(let record):
                let (length, overflows) = record.contentStart.addingReportingOverflow(record.length)
                guard !overflows, length >= 0 else { return .malformed("a length out of range") }
                guard record.length <= longest else {
                    return .tooLong(length: length - end, isResponse: record.isResponse)
                }
                guard length <= bytes.count else { return .more }
                end = length
                records += 1
                if record.isResponse { responses += 1 }
            }
        }
    }
}
