import ShuliStorage

/// The postings of an index on disk: sorted segments, each cut into pieces; new ones are written beside the old and
/// merged when there are many of them (O'Neil et al. 1996, the log-structured merge-tree), so that no posting is read or
/// written at random.
///
/// Unsafe code. Invariant: the postings of a piece are read where SQLite has them, before the statement that found them
/// goes on; `Piece` reads inside of its bytes only.
struct PostingSegments {
    /// Postings in one piece: it lies in one page of the file, from which SQLite copies nothing.
    static let piece = 1_000
    /// Postings that are read in the time of one look-up.
    private static let scanned = 1_000
    /// More segments than this are merged.
    static let most = 8

    private let database: Database

    init(_ database: Database) { self.database = database }

    /// The numbers that the pieces of a segment may have; they rise like the postings in them.
    fileprivate static func numbers(of segment: Int) -> ClosedRange<Int> { segment << 32...segment << 32 | 0xFFFF_FFFF }

    static let schema = """
        CREATE TABLE segments(number INTEGER PRIMARY KEY, count INTEGER NOT NULL);
        CREATE TABLE pieces(
            number INTEGER PRIMARY KEY, segment INTEGER NOT NULL, first INTEGER NOT NULL, postings BLOB NOT NULL);
        CREATE INDEX pieces_by_first ON pieces(segment, first);
        """

    /// The segments' numbers and sizes, the oldest first.
    func all() throws -> [(number: Int, count: Int)] {
        let statement = try database.prepare("SELECT number, count FROM segments ORDER BY number")
        var segments: [(number: Int, count: Int)] = []
        while try statement.step() { segments.append((statement.integer(0), statement.integer(1))) }
        return segments
    }

    /// Writes sorted postings as a new segment.
    func append(_ postings: [UInt64]) throws {
        var writer = try Writer(database)
        for posting in postings { try writer.append(posting) }
        try writer.finish()
    }

    /// Calls `body` with all postings of some segments in their order, in portions.
    func read(_ segments: [Int], _ body: (UnsafeBufferPointer<UInt64>) throws -> Void) throws {
        var merge = SegmentMerge(try segments.map { try Reader(database, segment: $0) })
        while try merge.next(body) {}
    }

    /// The same; then one segment stands in the place of those that were read.
    func readAndMerge(_ segments: [Int], _ body: (UnsafeBufferPointer<UInt64>) throws -> Void) throws {
        guard segments.count > 1 else { return try read(segments, body) }
        var writer = try Writer(database)
        try read(segments) { portion in
            try body(portion)
            for posting in portion { try writer.append(posting) }
        }
        try writer.finish()
        for segment in segments {
            try database.prepare("DELETE FROM pieces WHERE segment = ?").bind(.integer(segment)).run()
            try database.prepare("DELETE FROM segments WHERE number = ?").bind(.integer(segment)).run()
        }
    }

    /// Merges young segments once there are too many: those that together are as large as the next older one.
    func mergeIfMany() throws {
        let all = try all()
        guard all.count > Self.most else { return }
        var young = 0
        var first = all.count
        while first > 0, first > all.count - 2 || all[first - 1].count <= 2 * young {
            first -= 1
            young += all[first].count
        }
        try readAndMerge(all[first...].map(\.number)) { _ in }
    }

    /// Calls `body` with the list of each of some anchors that have one, rising; `anchors` rise.
    ///
    /// Cost: a look-up each where there are few, else one pass over everything.
    func lists(of anchors: [UInt64], _ body: (_ anchor: UInt64, _ members: [Int]) throws -> Void) throws {
        let segments = try all()
        let total = segments.reduce(0) { $0 + $1.count }
        guard anchors.count * segments.count * Self.scanned > total else {
            for anchor in anchors {
                var members: [Int] = []
                for segment in segments { try append(anchor, of: segment.number, to: &members) }
                if !members.isEmpty { try body(anchor, members.sorted()) }
            }
            return
        }
        var merge = SegmentMerge(try segments.map { try Reader(database, segment: $0.number) }, wanted: anchors)
        var lists = PostingLists()
        while try merge.next({ try lists.read($0, body) }) {}
        try lists.finish(body)
    }

    private func append(_ anchor: UInt64, of segment: Int, to members: inout [Int]) throws {
        let last = anchor | Posting.textMask
        let statement = try database.prepare(
            """
            SELECT postings FROM pieces WHERE segment = ?1 AND first <= ?3 AND first >= coalesce(
                (SELECT first FROM pieces WHERE segment = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1), ?2)
            """)
        try statement.bind(.integer(segment), .word(anchor), .word(last))
        while try statement.step() {
            let piece = Piece(statement.bytes(0))
            var place = piece.firstPlace(notBelow: anchor, from: 0)
            while place < piece.count, piece[place] <= last {
                members.append(Posting.text(piece[place]))
                place += 1
            }
        }
    }

    /// Writes one segment piece by piece.
    private struct Writer {
        private let database: Database
        private let insert: Statement
        private let segment: Int
        private var piece: [UInt64] = []
        private var count = 0
        private var pieces = 0

        init(_ database: Database) throws {
            self.database = database
            let next = try database.prepare("SELECT coalesce(max(number), 0) + 1 FROM segments")
            _ = try next.step()
            segment = next.integer(0)
            try next.run()
            insert = try database.prepare("INSERT INTO pieces(number, segment, first, postings) VALUES (?, ?, ?, ?)")
            piece.reserveCapacity(PostingSegments.piece)
        }

        mutating func append(_ posting: UInt64) throws {
            piece.append(posting)
            if piece.count == PostingSegments.piece { try flush() }
        }

        private mutating func flush() throws {
            guard let first = piece.first else { return }
            let number = PostingSegments.numbers(of: segment).lowerBound + pieces
            try insert.bind(.integer(number), .integer(segment), .word(first), .words(piece)).run()
            count += piece.count
            pieces += 1
            piece.removeAll(keepingCapacity: true)
        }

        mutating func finish() throws {
            try flush()
            try database.prepare("INSERT INTO segments(number, count) VALUES (?, ?)")
                .bind(.integer(segment), .integer(count)).run()
        }
    }

    /// Reads one segment piece by piece.
    fileprivate struct Reader {
        private let statement: Statement
        private(set) var piece = Piece.none
        var place = 0

        init(_ database: Database, segment: Int) throws {
            statement = try database.prepare("SELECT postings FROM pieces WHERE number BETWEEN ? AND ? ORDER BY number")
            let numbers = PostingSegments.numbers(of: segment)
            try statement.bind(.integer(numbers.lowerBound), .integer(numbers.upperBound))
            try advance()
        }

        /// Goes to the next piece; at the end there is none.
        mutating func advance() throws {
            place = 0
            piece = try statement.step() ? Piece(statement.bytes(0)) : .none
        }
    }
}

/// Postings where SQLite has them, rising.
private struct Piece {
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
    subscript(place: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: place * MemoryLayout<UInt64>.size, as: UInt64.self)
    }

    func firstPlace(notBelow bound: UInt64, from start: Int) -> Int {
        var (low, high) = (start, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds a stretch of the postings to others.
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

/// Merges segments into one rising stream, of all postings or of those of some anchors.
private struct SegmentMerge {
    private var readers: [PostingSegments.Reader]
    private let wanted: [UInt64]?
    private var nextWanted = 0
    private var portion: [UInt64] = []
    private var scratch: [UInt64] = []

    init(_ readers: [PostingSegments.Reader], wanted: [UInt64]? = nil) {
        self.readers = readers.filter { !$0.piece.isEmpty }
        self.wanted = wanted
    }

    // Calls `body` with the next postings; false where there are no more. Everything up to the least last posting of the
    // pieces at hand is complete: it is gathered and sorted.
    mutating func next(_ body: (UnsafeBufferPointer<UInt64>) throws -> Void) throws -> Bool {
        guard let bound = readers.compactMap({ $0.piece.last }).min() else { return false }
        let areMany = readers.count > 1
        portion.removeAll(keepingCapacity: true)
        for index in readers.indices {
            let piece = readers[index].piece
            let start = readers[index].place
            let end = bound == .max ? piece.count : piece.firstPlace(notBelow: bound + 1, from: start)
            gather(piece, start..<end)
            readers[index].place = end
            if end == piece.count { try readers[index].advance() }
        }
        if let wanted {
            // An anchor may go on in the next portion.
            while nextWanted < wanted.count, wanted[nextWanted] | Posting.textMask <= bound { nextWanted += 1 }
        }
        readers.removeAll { $0.piece.isEmpty }
        if areMany, !isSorted {
            // A few rising runs are merged in linear time by the library's sort (Peters 2002, timsort).
            if wanted == nil { RadixSort.sort(&portion, &scratch) } else { portion.sort() }
        }
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

    private mutating func gather(_ piece: Piece, _ range: Range<Int>) {
        guard let wanted else { return piece.append(range, to: &portion) }
        guard let last = range.last.map({ piece[$0] }) else { return }
        var place = range.lowerBound
        var index = nextWanted
        while index < wanted.count, wanted[index] <= last {
            place = piece.firstPlace(notBelow: wanted[index], from: place)
            let end = wanted[index] | Posting.textMask
            while place < range.upperBound, piece[place] <= end {
                portion.append(piece[place])
                place += 1
            }
            index += 1
        }
    }
}
