import ShuliText

/// Cuts a long text into sections while it is read, so that a text of any length takes bounded memory.
///
/// A section ends behind a line break, outside of blocks of code: before an empty line where there is one, else where a
/// line ends with a sentence, since sentences may go on behind a line. A longer line than `decisive` bytes is cut inside.
/// The encoding is decided by the first part of the text that is not ASCII.
struct SectionCutter {
    /// A text of up to so many bytes stays in one piece. Of a longer one so many bytes decide on its encoding: as many as
    /// take part in the vote of `TextDecoder`.
    static let decisive = 1 << 20

    /// What the bytes are decoded from; of UTF-16 before it was converted.
    private(set) var encoding: TextEncoding
    /// What all sections together say of the script; nil where that was not asked for.
    var evidence: ScriptEvidence?
    private let length: Int
    private var isDecided: Bool
    // The grave accents of the block of code that is open, and how many further runs of them came.
    private var fence = (count: 0, age: 0)
    private var isFirst = true
    private var beginsLine = true

    /// Nil for what is no text, and for encodings that need all of their bytes at once. `head` begins the text and has
    /// `decisive` bytes at least; `length` is that of a section.
    init?(head: UTF8Buffer, length: Int, _ options: DocumentReader.Options) {
        let named = options.encoding
        let decoded = TextDecoder(encoding: named).decode(head)
        guard ChunkDecoder.notText(decoded, options) == nil, Self.encodings.contains(decoded.encoding) else {
            return nil
        }
        encoding = decoded.encoding
        isDecided = named != nil || encoding != .utf8 || head.contains { $0 >= 0x80 }
        self.length = length
    }

    private static let encodings: Set<TextEncoding> = [.utf8, .gb18030, .big5, .utf16LittleEndian, .utf16BigEndian]

    /// How many of the bytes that wait are the next section; nil where more of them must be read first. The last section
    /// is known as such: behind any other one there are bytes.
    mutating func next(_ bytes: UTF8Buffer, isAtEnd: Bool) -> (count: Int, section: TextSection)? {
        guard !bytes.isEmpty, isAtEnd || bytes.count > length else { return nil }
        var count = bytes.count
        var fence = fence
        if !isAtEnd || bytes.count > length {
            if let cut = Self.border(bytes, length, &fence) {
                count = cut
            } else if !isAtEnd, bytes.count <= Self.decisive {
                return nil
            } else if bytes.count > Self.decisive {
                fence = self.fence
                count = Self.border(bytes, Self.decisive, &fence) ?? borderInside(bytes)
            }
        }
        if !isDecided, bytes[..<count].contains(where: { $0 >= 0x80 }) {
            guard isAtEnd || bytes.count > Self.decisive else { return nil }
            decide(bytes)
        }
        self.fence = fence
        let section = TextSection(
            isFirst: isFirst, isLast: isAtEnd && count == bytes.count, beginsLine: beginsLine, evidence: evidence)
        isFirst = false
        beginsLine = bytes[count - 1] == 0x0A
        return (count, section)
    }

    private mutating func decide(_ bytes: UTF8Buffer) {
        isDecided = true
        let found = TextDecoder().decode(bytes).encoding
        // What was ASCII up to here is not UTF-16.
        if found == .gb18030 || found == .big5 { encoding = found }
    }

    // MARK: Borders

    // How good a place behind a line break is.
    private enum Rank: Int {
        case line, sentence, paragraph
    }

    // The place behind the best line break among the first `limit` bytes that is not in a block of code. (No byte of a
    // longer character is a line break in any of the encodings.)
    private static func border(_ bytes: UTF8Buffer, _ limit: Int, _ fence: inout (count: Int, age: Int)) -> Int? {
        var found: (end: Int, rank: Rank, fence: (count: Int, age: Int))?
        var place = 0
        while place < limit {
            let mark = min(bytes.first(UInt8(ascii: "`"), from: place) ?? limit, limit)
            if fence.count == 0, let next = lineBreak(bytes, place..<mark, from: limit / 2),
                found.map({ next.end > limit / 2 && next.rank.rawValue >= $0.rank.rawValue || $0.end <= limit / 2 })
                    ?? true
            {
                found = (next.end, next.rank, fence)
            }
            var end = mark
            while end < bytes.count, bytes[end] == UInt8(ascii: "`") { end += 1 }
            pass(end - mark, &fence)
            place = max(end, mark + 1)
        }
        guard let found else { return nil }
        fence = found.fence
        return found.end
    }

    // The best place in a range: among those behind `half`, where there are any.
    private static func lineBreak(
        _ bytes: UTF8Buffer, _ range: Range<Int>, from half: Int
    ) -> (end: Int, rank: Rank)? {
        var best: (end: Int, rank: Rank)?
        var place = max(half, range.lowerBound)
        while place < range.upperBound, let found = bytes.firstPlace(of: 0x0A, in: place..<range.upperBound) {
            let rank = rank(bytes, found)
            if best.map({ rank.rawValue >= $0.rank.rawValue }) ?? true { best = (found + 1, rank) }
            place = found + 1
        }
        // The last one before, where there is none behind.
        place = min(half, range.upperBound)
        while best == nil, place > range.lowerBound {
            place -= 1
            if bytes[place] == 0x0A { best = (place + 1, rank(bytes, place)) }
        }
        return best
    }

    // How good the place behind a line break is.
    private static func rank(_ bytes: UTF8Buffer, _ place: Int) -> Rank {
        isBlankLine(bytes, place + 1) ? .paragraph : endsSentence(bytes, before: place) ? .sentence : .line
    }

    private static func isBlankLine(_ bytes: UTF8Buffer, _ start: Int) -> Bool {
        var place = start
        while place < bytes.count, [0x09, 0x0D, 0x20].contains(bytes[place]) { place += 1 }
        return place < bytes.count && bytes[place] == 0x0A
    }

    private static func endsSentence(_ bytes: UTF8Buffer, before place: Int) -> Bool {
        let end = place > 0 && bytes[place - 1] == 0x0D ? place - 1 : place
        return ["。", "！", "？", "”", "」", "』", "…"].contains { bytes.has($0, at: end - 3) }
    }

    // As the normalizer pairs them: three or more grave accents open a block, and as many within 64 runs close it.
    private static func pass(_ run: Int, _ fence: inout (count: Int, age: Int)) {
        guard run > 0 else { return }
        if fence.count == 0 {
            if run >= 3 { fence = (run, 0) }
        } else {
            fence.age += 1
            if run == fence.count || fence.age > 64 { fence = (0, 0) }
        }
    }

    // A place inside a long line: behind the last 。 of UTF-8, else between two characters.
    private func borderInside(_ bytes: UTF8Buffer) -> Int {
        let limit = Self.decisive
        guard encoding == .gb18030 || encoding == .big5 else {
            var end = limit
            while let stop = bytes.lastPlace(of: Array("。".utf8), in: (limit / 2)..<end) {
                // A closing mark belongs to the sentence before it.
                if !["”", "’", "」", "』", "）", "。"].contains(where: { bytes.has($0, at: stop + 3) }) { return stop + 3 }
                end = stop + 2
            }
            return (limit - 3...limit).last { bytes[$0] & 0xC0 != 0x80 } ?? limit
        }
        // Characters have one, two or, in GB18030, four bytes. The section begins between two of them.
        var place = 0
        while place < limit {
            let isLong = bytes[place] >= 0x80
            let next = place + (isLong ? (0x30...0x39).contains(bytes[place + 1]) ? 4 : 2 : 1)
            if next > limit { break }
            place = next
        }
        return place
    }
}
