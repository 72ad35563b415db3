import ShuliStorage
import ShuliTestSupport
import Testing

@testable import ShuliDuplicates

@Suite struct PostingSegmentTests {
    private let scratch: Scratch
    private let segments: PostingSegments
    private let database: Database
    private let texts = 2_000_000

    init() throws {
        scratch = try Scratch()
        database = try Database(scratch.path("index"), .write)
        segments = try IndexFile(database, creates: true).segments
    }

    /// Look-ups, passes over everything and merges find what is in the segments.
    @Test func segmentsAgreeWithADictionary() throws {
        var random = SeededRandom(seed: 2)
        var model: [UInt64: [Int]] = [:]
        for segment in 0..<12 {
            var postings: Set<UInt64> = []
            for _ in 0..<(segment == 3 ? 30_000 : 900) {
                let anchor = UInt64.random(in: 1...2_000, using: &random) << Posting.textBits
                postings.insert(anchor | UInt64(segment * 100_000 + Int.random(in: 0..<90_000, using: &random)))
            }
            for posting in postings { model[Posting.anchor(posting), default: []].append(Posting.text(posting)) }
            try segments.append(postings.sorted())
            if segment % 5 == 4 { try segments.mergeIfMany(texts: texts) }
        }
        #expect(try segments.all().count < 12)
        for count in [1, 5, 600, 2_000] {
            let anchors = model.keys.sorted().shuffled(using: &random).prefix(count).sorted()
            var found: [UInt64: [Int]] = [:]
            try segments.lists(of: anchors, texts: texts) { found[$0] = $1 }
            #expect(found.count == anchors.count)
            for anchor in anchors { #expect(found[anchor] == model[anchor]?.sorted()) }
        }
        var missing = 0
        try segments.lists(of: [3_000 << Posting.textBits], texts: texts) { _, _ in missing += 1 }
        #expect(missing == 0)
        let all = model.flatMap { anchor, texts in texts.map { Posting.make(anchor, $0) } }.sorted()
        for _ in 0..<2 {
            var read: [UInt64] = []
            try segments.readAndMerge(try segments.all().map(\.number), texts: texts) { read += $0 }
            #expect(read == all)
            #expect(try segments.all().map(\.count) == [all.count])
        }
    }

    /// Merging keeps the sizes of segments in a geometric order, so each posting is merged few times.
    @Test func youngSegmentsAreMerged() throws {
        var all: [UInt64] = []
        for segment in 0..<40 {
            let postings = (0..<50).map { UInt64($0 + 1) << Posting.textBits | UInt64(segment) }
            all += postings
            try segments.append(postings)
            try segments.mergeIfMany(texts: texts)
            #expect(try segments.all().count <= PostingSegments.maximumSegments)
            #expect(try segments.all().reduce(0) { $0 + $1.count } == all.count)
        }
        var read: [UInt64] = []
        try segments.read(try segments.all().map(\.number), texts: texts) { read += $0 }
        #expect(read == all.sorted())
    }

    /// Postings out of order, repeated, or of texts that do not exist are errors and not endless loops. Where a binary search
    /// passes over those out of order, they are only missed.
    @Test(arguments: [[(5, 1), (3, 1)], [(3, 1), (3, 1)], [(3, 1), (3, 9_000_000)]] as [[(UInt64, UInt64)]])
    func damagedPostingsAreErrors(_ damaged: [(UInt64, UInt64)]) throws {
        let words = damaged.map { $0.0 << Posting.textBits | $0.1 }
        try segments.append([3 << Posting.textBits])
        try database.execute("INSERT INTO segments(number, count) VALUES (2, 2)")
        try database.prepare("INSERT INTO pieces(number, segment, first, postings) VALUES (?, 2, ?, ?)")
            .bind(.integer(2 << 32), .word(words[0]), .words(words)).run()
        func isDamage(_ error: any Error) -> Bool { (error as? StorageError)?.isDamage == true }
        #expect { try segments.read([1, 2], texts: texts) { _ in } } throws: { isDamage($0) }
        #expect { try segments.readAndMerge([1, 2], texts: texts) { _ in } } throws: { isDamage($0) }
        let many = (1...2_000).map { UInt64($0) << Posting.textBits }
        if words[0] > words[1] {
            _ = try? segments.lists(of: many, texts: texts) { _, _ in }
        } else {
            #expect { try segments.lists(of: many, texts: texts) { _, _ in } } throws: { isDamage($0) }
            // So large that single look-ups are cheaper.
            try database.execute("UPDATE segments SET count = 1000000")
            #expect { try segments.lists(of: [many[2]], texts: texts) { _, _ in } } throws: { isDamage($0) }
        }
    }

    @Test func damagedSegmentsAreErrors() throws {
        for count in ["-1", "9223372036854775807"] {
            try database.execute("INSERT OR REPLACE INTO segments(number, count) VALUES (1, \(count))")
            #expect(throws: StorageError.self) { try segments.all() }
        }
    }
}
