import ShuliStorage

/// Postings in SQLite's memory, in ascending order.
struct Piece {
    private let bytes: UnsafeRawBufferPointer
    let count: Int

    static var none: Piece { Piece(UnsafeRawBufferPointer(start: nil, count: 0)) }

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        count = bytes.count / MemoryLayout<UInt64>.size
    }

    var isEmpty: Bool { count == 0 }
    var last: UInt64? { isEmpty ? nil : self[count - 1] }

    @inline(__always)
    subscript(position: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: position * MemoryLayout<UInt64>.size, as: UInt64.self)
    }

    /// The first position from `start` on whose posting is not less than `bound`, by binary search.
    func firstPosition(notBelow bound: UInt64, from start: Int) -> Int {
        var (low, high) = (start, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Appends a range of the postings to an array.
    func append(_ range: Range<Int>, to postings: inout [UInt64]) {
        let start = postings.count
        postings += repeatElement(0, count: range.count)
        postings.withUnsafeMutableBytes { memory in
            let size = MemoryLayout<UInt64>.size
            UnsafeMutableRawBufferPointer(rebasing: memory[(start * size)...])
                .copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[range.lowerBound * size..<range.upperBound * size]))
        }
    }
}

/// Merges segments into one ascending stream: of all postings, or of those of some anchors.
struct SegmentMerge {
    private let database: Database
    private var readers: [PostingSegments.Reader]
    private let texts: UInt64
    private let wanted: [UInt64]?
    private var nextWanted = 0
    private var portion: [UInt64] = []
    private var scratch: [UInt64] = []
    // The last posting of the portions before, plus one.
    private var lowest: UInt64 = 0

    /// `texts` is how many texts there are; the anchors in `wanted` are in ascending order.
    init(_ database: Database, _ readers: [PostingSegments.Reader], texts: Int, wanted: [UInt64]? = nil) {
        self.database = database
        self.readers = readers.filter { !$0.piece.isEmpty }
        self.texts = UInt64(texts)
        self.wanted = wanted
    }

    /// Calls `body` with the next postings; false where there are no more. Everything up to the smallest last posting of
    /// the current pieces is complete: it is gathered and sorted.
    mutating func next(_ body: (UnsafeBufferPointer<UInt64>) throws -> Void) throws -> Bool {
        guard let bound = readers.compactMap({ $0.piece.last }).min() else { return false }
        let areMany = readers.count > 1
        portion.removeAll(keepingCapacity: true)
        for index in readers.indices {
            let piece = readers[index].piece
            let start = readers[index].position
            // The piece that gives the bound ends here, even in a damaged file where it is not in order.
            let end = piece.last == bound ? piece.count : piece.firstPosition(notBelow: bound + 1, from: start)
            gather(piece, start..<end)
            readers[index].position = end
            if end == piece.count { try readers[index].advance() }
        }
        if let wanted {
            // An anchor whose last possible posting is above the bound may continue in the next portion.
            while nextWanted < wanted.count, wanted[nextWanted] | Posting.textMask <= bound { nextWanted += 1 }
        }
        readers.removeAll { $0.piece.isEmpty }
        if areMany, !isSorted {
            // For few postings, the library's sort merges ascending runs in linear time (timsort, Peters 2002).
            if wanted == nil { RadixSort.sort(&portion, &scratch) } else { portion.sort() }
        }
        guard isSound() else { throw database.damage("the postings are not in order") }
        try portion.withUnsafeBufferPointer(body)
        return true
    }

    private var isSorted: Bool {
        portion.withUnsafeBufferPointer { words in
            var index = 1
            while index < words.count, words[index - 1] <= words[index] { index += 1 }
            return index >= words.count
        }
    }

    // Whether all postings are of texts that exist, and each is greater than the one before it.
    private mutating func isSound() -> Bool {
        portion.withUnsafeBufferPointer { words in
            var isSound = true
            for word in words {
                isSound = isSound && word >= lowest && word & Posting.textMask < texts && word < .max
                lowest = word &+ 1
            }
            return isSound
        }
    }

    private mutating func gather(_ piece: Piece, _ range: Range<Int>) {
        guard let wanted else { return piece.append(range, to: &portion) }
        guard let last = range.last.map({ piece[$0] }) else { return }
        var position = range.lowerBound
        var index = nextWanted
        while index < wanted.count, wanted[index] <= last {
            position = piece.firstPosition(notBelow: wanted[index], from: position)
            let end = wanted[index] | Posting.textMask
            while position < range.upperBound, piece[position] <= end {
                portion.append(piece[position])
                position += 1
            }
            index += 1
        }
    }
}
