import ShuliFiles
import ShuliTestSupport
import Testing

/// Damage ends where it occurs: what is sound before it and behind it is read, and it is one failure.
@Suite struct DamagedFileTests {
    private static func pages(_ numbers: some Sequence<Int>) -> [String] { numbers.map { Sample.page($0) } }

    @Test func aFlippedBitLosesOneMember() throws {
        let scratch = try Scratch()
        let members = (0..<9).map { Sample.gzip(Sample.pageRecord($0)) }
        var generator = SeededRandom(seed: 31)
        for _ in 0..<60 {
            var damaged = members
            // The operating system and the time in the header mean nothing, so that bits there may be any.
            let place = Int.random(in: 10..<damaged[4].count, using: &generator)
            damaged[4][place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            let read = Reading([try scratch.file("a.warc.gz", damaged.flatMap { $0 })])
            #expect(read.texts == Self.pages([0, 1, 2, 3, 5, 6, 7, 8]), "byte \(place)")
            #expect(read.failures.count == 1)
            #expect(read.reasons.allSatisfy { $0.hasPrefix("damaged: ") && $0.contains("byte ") })
        }
    }

    @Test func theFirstMemberMayBeDamagedInItsFirstByte() throws {
        let scratch = try Scratch()
        var bytes = (0..<3).flatMap { Sample.gzip(Sample.pageRecord($0)) }
        bytes[0] ^= 0x10
        let read = Reading([try scratch.file("a.warc.gz", bytes)])
        #expect(read.texts == Self.pages(1..<3))
        #expect(read.failures.count == 1)
    }

    @Test func zerosBehindMembersArePadding() throws {
        let scratch = try Scratch()
        let zeros = [UInt8](repeating: 0, count: 3_000)
        let bytes = Sample.gzip(Sample.jsonLine(1)) + zeros + Sample.gzip(Sample.jsonLine(2)) + zeros
        let read = Reading([try scratch.file("a.jsonl.gz", bytes)])
        #expect(read.texts == [1, 2].map(Sample.text))
        #expect(read.failures.isEmpty)
    }

    @Test func otherBytesBetweenMembersAreAFailure() throws {
        let scratch = try Scratch()
        let bytes = Sample.gzip(Sample.jsonLine(1)) + Array("garbage".utf8) + Sample.gzip(Sample.jsonLine(2))
        let read = Reading([try scratch.file("a.jsonl.gz", bytes)])
        #expect(read.texts == [1, 2].map(Sample.text))
        #expect(read.failures.count == 1 && read.reasons[0].contains("7 bytes"))
    }

    @Test(arguments: ["gz", "zst"])
    func linesBeforeAndBehindADamagedMemberAreRead(ending: String) throws {
        let scratch = try Scratch()
        let pack = ending == "gz" ? Sample.gzip : Sample.zstd
        // Stored blocks would hide a flipped bit from all but the checksum.
        let many = (0..<400).flatMap { Sample.jsonLine($0) }
        var members = [pack(Sample.jsonLine(1_000)), pack(many), pack(Sample.jsonLine(1_001))]
        members[1][members[1].count / 2] ^= 0x40
        let read = Reading([try scratch.file("a.jsonl.\(ending)", members.flatMap { $0 })])
        #expect(read.texts.first == Sample.text(1_000))
        #expect(read.texts.last == Sample.text(1_001))
        #expect(!read.failures.isEmpty)
    }

    @Test func aWrongChecksumKeepsTheLines() throws {
        let scratch = try Scratch()
        var first = Sample.gzip((0..<20).flatMap { Sample.jsonLine($0) })
        first[first.count - 6] ^= 1
        let read = Reading([try scratch.file("a.jsonl.gz", first + Sample.gzip(Sample.jsonLine(20)))])
        #expect(read.texts == (0...20).map(Sample.text))
        #expect(read.failures.count == 1)
    }

    @Test func aCutFileKeepsWhatIsWhole() throws {
        let scratch = try Scratch()
        let packed = Sample.gzip((0..<2_000).flatMap { Sample.jsonLine($0) })
        let read = Reading([try scratch.file("a.jsonl.gz", packed.prefix(packed.count / 2))])
        #expect(read.texts.count > 500)
        #expect(read.texts == read.texts.indices.map(Sample.text))
        #expect(read.failures.count == 1 && read.reasons[0].contains("cut off"))
        // A text too: the failure, and what there is of it.
        let long = Sample.gzip(Array((0..<2_000).map { Sample.text($0) + "\n" }.joined().utf8))
        let text = Reading([try scratch.file("a.txt.gz", long.prefix(long.count / 2))])
        #expect(text.failures.count == 1 && text.texts.count == 1)
    }

    @Test func aMemberOfSeveralRecordsKeepsThoseBeforeTheDamage() throws {
        let scratch = try Scratch()
        let packed = Sample.gzip((0..<3).flatMap { Sample.pageRecord($0) })
        let read = Reading([try scratch.file("a.warc.gz", packed.dropLast(12))])
        #expect(read.texts.starts(with: Self.pages(0..<2)))
        #expect(read.failures.count == 1)
    }

    // MARK: WARC

    @Test(arguments: ["3", "40", "100000", "99999999999999", "x", "-1"])
    func aWrongLengthLosesOneRecord(length: String) throws {
        let scratch = try Scratch()
        let bytes = Sample.pageRecord(0) + Sample.pageRecord(1, length: length) + Sample.pageRecord(2)
        let read = Reading([try scratch.file("a.warc", bytes)])
        #expect(read.texts == Self.pages([0, 2]))
        #expect(read.failures.map(\.line) == [2])
        #expect(read.failures.compactMap(\.offset).count == 1)
    }

    @Test func aWrongLengthIsForgivenWhereHTTPKnowsBetter() throws {
        let scratch = try Scratch()
        let body = Array(Sample.page(1).utf8)
        let record = Sample.warc(Sample.response(body, "Content-Length: \(body.count)\r\n"), length: "50")
        let missing = Sample.warc(Array("HTTP/1.1 404 Not Found\r\n\r\nnone".utf8), length: "9")
        let read = Reading([try scratch.file("a.warc", missing + record + Sample.pageRecord(2))])
        #expect(read.texts == Self.pages(1...2))
        #expect(read.failures.isEmpty && read.skipped[.status] == 1)
    }

    @Test func blanksBehindALengthAreNone() throws {
        let scratch = try Scratch()
        let count = Sample.response(Array(Sample.page(1).utf8)).count
        let bytes = Sample.pageRecord(1, length: "  \(count) \t") + Sample.pageRecord(2)
        let read = Reading([try scratch.file("a.warc", bytes)])
        #expect(read.texts == Self.pages(1...2))
        #expect(read.failures.isEmpty)
    }

    @Test func whatIsBetweenRecordsIsPassedOver() throws {
        let scratch = try Scratch()
        let garbage = Array("garbage \u{FFFD} of a crawler\n".utf8)
        let bytes =
            Sample.pageRecord(0) + [0xEF, 0xBB, 0xBF] + Sample.pageRecord(1) + garbage + Sample.pageRecord(2)
            + [UInt8](repeating: 0, count: 200)
        let read = Reading([try scratch.file("a.warc", bytes)])
        #expect(read.texts == Self.pages(0...2))
        // The mark and the zeros are no loss.
        #expect(read.failures.count == 1)
    }

    @Test func aDamagedFirstLineLosesItsRecord() throws {
        let scratch = try Scratch()
        var broken = Sample.pageRecord(1)
        broken[1] ^= 1
        let read = Reading([try scratch.file("a.warc", Sample.pageRecord(0) + broken + Sample.pageRecord(2))])
        #expect(read.texts == Self.pages([0, 2]))
        #expect(read.failures.count == 1)
    }

    @Test func recordsThatQuoteRecordsAreWhole() throws {
        let scratch = try Scratch()
        let quoting = Array("<html><pre>WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc</pre>".utf8)
        let bytes = Sample.warc(Sample.response(quoting)) + Sample.pageRecord(1)
        let read = Reading([try scratch.file("a.warc", bytes)])
        #expect(read.texts == [String(decoding: quoting, as: UTF8.self), Sample.page(1)])
        #expect(read.failures.isEmpty)
    }

    /// A run goes on at the place where a chunk ended, behind damage too.
    @Test func readingGoesOnAtThePlaceOfAnyChunk() throws {
        let scratch = try Scratch()
        var members = (0..<6).map { Sample.gzip(Sample.pageRecord($0)) }
        members[2][30] ^= 0xFF
        members[4] += Array("garbage".utf8)
        let paths = [
            try scratch.file("a.warc.gz", members.flatMap { $0 }),
            try scratch.file("b.csv", "id,text\n1,\"一\n2,二\n3,三\n4,\"四\"\n".utf8),
            try scratch.file("c.jsonl.gz", Sample.gzip(Sample.jsonLine(1) + Sample.jsonLine(2)).dropLast(4)),
        ]
        #expect(Self.chunksReadAlike(paths, DocumentReader.Options()) > 10)
    }

    /// What is too long is so whether the reader holds all of it or comes upon it in the middle of a file.
    @Test(arguments: ["60", "190"])
    func recordsThatAreTooLongAreLostAlike(length: String) throws {
        let scratch = try Scratch()
        let long = Sample.warc(
            Sample.response(Array(repeating: Array(Sample.page(1).utf8), count: 4).flatMap { $0 }), length: length)
        var options = DocumentReader.Options()
        options.longest = 200
        for records in [
            [long, long], [Sample.pageRecord(0), long, Sample.pageRecord(2)], [Sample.pageRecord(0), long],
        ] {
            let path = try scratch.file("a.warc", records.flatMap { $0 })
            #expect(Self.chunksReadAlike([path], options) >= records.count)
        }
    }

    // Reads on behind each chunk, and checks that what follows is what came before; how many chunks there are.
    private static func chunksReadAlike(_ paths: [String], _ options: DocumentReader.Options) -> Int {
        var reader = ChunkReader(paths: paths, options: options, target: 1)
        var chunks: [InputChunk] = []
        while let chunk = reader.next() { chunks.append(chunk) }
        for chunk in chunks {
            var rest = ChunkReader(
                paths: paths, options: options, target: 1, from: chunk.end, number: chunk.number + 1)
            for expected in chunks[(chunk.number + 1)...] {
                let next = rest.next()
                #expect(next?.start == expected.start && next?.end == expected.end)
                #expect(next?.records == expected.records && next?.number == expected.number)
            }
            #expect(rest.next() == nil)
        }
        return chunks.count
    }
}
