import ShuliStorage

/// The postings of an index in a file: sorted segments, each split into pieces. New segments are written beside the old ones
/// and merged when there are many (the log-structured merge-tree: O'Neil et al. 1996), so postings are never read or
/// written at random.
///
/// Unsafe code. Invariant: the postings of a piece are read in SQLite's memory before its statement is stepped again, and
/// `Piece` reads only inside of its bytes.
struct PostingSegments {
    /// How many postings a piece has: it fits into one page of the file, which SQLite hands out without a copy.
    static let pieceCount = 1_000
    /// How many postings are read in the time of one look-up, roughly: a piece.
    private static let lookUpCost = 1_000
    /// More segments than this are merged. Chosen by hand: a look-up searches each segment.
    static let maximumSegments = 8

    private let database: Database

    init(_ database: Database) { self.database = database }

    /// The numbers that the pieces of a segment may have; they are in the order of the postings.
    private static func numbers(of segment: Int) -> ClosedRange<Int> { segment << 32...segment << 32 | 0xFFFF_FFFF }

    static let schema = """
        CREATE TABLE segments(number INTEGER PRIMARY KEY, count INTEGER NOT NULL);
        CREATE TABLE pieces(
            number INTEGER PRIMARY KEY, segment INTEGER NOT NULL, first INTEGER NOT NULL, postings BLOB NOT NULL);
        CREATE INDEX pieces_by_first ON pieces(segment, first);
        """

    /// The numbers of the segments and how many postings they have, the oldest first.
    func all() throws -> [(number: Int, count: Int)] {
        let statement = try database.prepare("SELECT number, count FROM segments ORDER BY number")
        var segments: [(number: Int, count: Int)] = []
        while try statement.step() {
            let (number, count) = (statement.integer(0), statement.integer(1))
            guard number > 0, number <= Int32.max, count >= 0, count <= 1 << 48 else {
                throw database.damage("a list of segments can't be read")
            }
            segments.append((number, count))
        }
        return segments
    }

    /// Writes sorted postings as a new segment.
    func append(_ postings: [UInt64]) throws {
        var writer = try Writer(database)
        for posting in postings { try writer.append(posting) }
        try writer.finish()
    }

    /// Calls `body` with all postings of some segments in ascending order, in portions. `texts` is how many texts there are.
    func read(
        _ segments: [Int], texts: Int, _ body: (UnsafeBufferPointer<UInt64>) throws -> Void
    ) throws {
        var merge = SegmentMerge(database, try segments.map { try Reader(database, segment: $0) }, texts: texts)
        while try merge.next(body) {}
    }

    /// Does the same, and replaces the segments by one.
    func readAndMerge(
        _ segments: [Int], texts: Int, _ body: (UnsafeBufferPointer<UInt64>) throws -> Void
    ) throws {
        guard segments.count > 1 else { return try read(segments, texts: texts, body) }
        var writer = try Writer(database)
        try read(segments, texts: texts) { portion in
            try body(portion)
            for posting in portion { try writer.append(posting) }
        }
        try writer.finish()
        for segment in segments {
            try database.prepare("DELETE FROM pieces WHERE segment = ?").bind(.integer(segment)).run()
            try database.prepare("DELETE FROM segments WHERE number = ?").bind(.integer(segment)).run()
        }
    }

    /// Merges young segments when there are too many: going back from the youngest, those that are at most twice as large
    /// as all younger ones together.
    func mergeIfMany(texts: Int) throws {
        let all = try all()
        guard all.count > Self.maximumSegments else { return }
        var young = 0
        var first = all.count
        while first > 0, first > all.count - 2 || all[first - 1].count <= 2 * young {
            first -= 1
            young += all[first].count
        }
        try readAndMerge(all[first...].map(\.number), texts: texts) { _ in }
    }

    /// Calls `body` with each of some anchors that occur in the index and the texts that have it. Anchors and texts are in
    /// ascending order; `texts` is how many texts there are.
    ///
    /// Cost: a look-up for each anchor if they are few, else one pass over all postings.
    func lists(
        of anchors: [UInt64], texts: Int, _ body: (_ anchor: UInt64, _ members: [Int]) throws -> Void
    ) throws {
        let segments = try all()
        let total = segments.reduce(0) { $0 + $1.count }
        guard anchors.count * segments.count * Self.lookUpCost > total else {
            for anchor in anchors {
                var members: [Int] = []
                for segment in segments { try append(anchor, of: segment.number, to: &members) }
                members.sort()
                guard members.last ?? 0 < max(1, texts), zip(members, members.dropFirst()).allSatisfy({ $0 < $1 })
                else {
                    throw damage
                }
                if !members.isEmpty { try body(anchor, members) }
            }
            return
        }
        var merge = SegmentMerge(
            database, try segments.map { try Reader(database, segment: $0.number) }, texts: texts, wanted: anchors)
        var lists = PostingLists()
        while try merge.next({ try lists.read($0, body) }) {}
        try lists.finish(body)
    }

    private var damage: StorageError { database.damage("the postings are not in order") }

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
            var position = piece.firstPosition(notBelow: anchor, from: 0)
            while position < piece.count, piece[position] <= last {
                members.append(Posting.text(piece[position]))
                position += 1
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
            piece.reserveCapacity(PostingSegments.pieceCount)
        }

        mutating func append(_ posting: UInt64) throws {
            piece.append(posting)
            if piece.count == PostingSegments.pieceCount { try flush() }
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
    struct Reader {
        private let statement: Statement
        private(set) var piece = Piece.none
        var position = 0

        init(_ database: Database, segment: Int) throws {
            statement = try database.prepare("SELECT postings FROM pieces WHERE number BETWEEN ? AND ? ORDER BY number")
            let numbers = PostingSegments.numbers(of: segment)
            try statement.bind(.integer(numbers.lowerBound), .integer(numbers.upperBound))
            try advance()
        }

        /// Goes to the next piece, an empty one at the end.
        mutating func advance() throws {
            position = 0
            piece = try statement.step() ? Piece(statement.bytes(0)) : .none
        }
    }
}
