/// The pairs of quotation marks and brackets of a text, found line by line in one pass.
///
/// A mark is closed by the first mark behind it that closes it, marks of its own kind in between counted, on the same
/// line; a line that is wrapped goes on. The half-width quotation mark is closed by the next one.
struct MarkPairs {
    private let buffer: UTF8Buffer
    /// Where the lines end that were scanned so far.
    private var scanned = 0
    // The marks of the last scanned line that are closed: the offset of the mark and of its partner, rising.
    private var pairs: [(opening: Int, closing: Int)] = []
    // The first pair that may be asked for.
    private var next = 0

    // Line breaks that end no line, ascending, and the first that may follow.
    private let wraps: [Int]
    private var nextWrap = 0

    init(_ buffer: UTF8Buffer, wraps: [Int]) { (self.buffer, self.wraps) = (buffer, wraps) }

    /// The offset of the mark that closes the one at `opening`, or nil. Offsets must be asked for in rising order: then
    /// all calls together are linear in the length of the text.
    mutating func closing(of opening: Int) -> Int? {
        if opening >= scanned { scanLine(from: opening) }
        while next < pairs.count, pairs[next].opening < opening { next += 1 }
        return next < pairs.count && pairs[next].opening == opening ? pairs[next].closing : nil
    }

    private mutating func isWrap(_ position: Int) -> Bool {
        while nextWrap < wraps.count, wraps[nextWrap] < position { nextWrap += 1 }
        // Of CR LF the first half is listed.
        return nextWrap < wraps.count
            && (wraps[nextWrap] == position || wraps[nextWrap] == position - 1 && buffer[position] == 0x0A)
    }

    private mutating func scanLine(from start: Int) {
        var open: [UInt32: [Int]] = [:]
        var found: [(opening: Int, closing: Int)] = []
        var offset = start
        while offset < buffer.count {
            if Punctuation.isHanLead(buffer[offset]) {
                offset += 3
                continue
            }
            let (scalar, length) = buffer.scalar(at: offset)
            if Punctuation.isLineBreak(scalar), !isWrap(offset) { break }
            if scalar == 0x22 || Punctuation.isClosing(scalar), let partner = open[scalar]?.popLast() {
                found.append((partner, offset))
                // A half-width quotation mark that closes one opens the next pair.
                if scalar == 0x22 { open[scalar, default: []].append(offset) }
            } else if let closing = Punctuation.closing(of: scalar) {
                open[closing, default: []].append(offset)
            }
            offset += length
        }
        scanned = offset
        found.sort { $0.opening < $1.opening }
        (pairs, next) = (found, 0)
    }
}
