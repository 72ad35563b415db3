import ShuliFiles
import ShuliTestSupport
import Testing

/// Files with one random edit: reading ends, what the edit did not touch comes out, and nothing is lost without a
/// failure. What a file holds is found here by other means than the reader's: by lines, or by where records were put.
@Suite struct RandomDamageTests {
    private static let count = 12
    private static let rounds = 150

    private struct Edit {
        /// The bytes of the original that are not as they were.
        let touched: Range<Int>
        let bytes: [UInt8]

        init(_ original: [UInt8], _ random: inout SeededRandom) {
            let place = Int.random(in: 0..<original.count, using: &random)
            let length = min(Int.random(in: 1...40, using: &random), original.count - place)
            var bytes = original
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                touched = place..<(place + 1)
            case 1:
                bytes.removeSubrange(place...)
                touched = place..<original.count
            case 2:
                bytes.removeSubrange(place..<(place + length))
                touched = place..<(place + length)
            default:
                let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
                bytes.insert(contentsOf: noise, at: place)
                touched = place..<place
            }
            self.bytes = bytes
        }

        /// Whether the edit lies outside of a range and not at its ends.
        func spares(_ range: Range<Int>) -> Bool {
            touched.upperBound < range.lowerBound || touched.lowerBound > range.upperBound
        }
    }

    // The records of a file, and where each is.
    private static func joined(_ records: [[UInt8]], behind head: [UInt8] = []) -> (
        bytes: [UInt8], ranges: [Range<Int>]
    ) {
        var bytes = head
        var ranges: [Range<Int>] = []
        for record in records {
            ranges.append(bytes.count..<(bytes.count + record.count))
            bytes += record
        }
        return (bytes, ranges)
    }

    private func check(
        _ records: [[UInt8]], behind head: [UInt8] = [], name: String, seed: UInt64, text: (Int) -> String,
        also: (Edit, Reading, Int, Int) -> Void = { _, _, _, _ in }
    ) throws {
        let scratch = try Scratch()
        var random = SeededRandom(seed: seed)
        let (bytes, ranges) = Self.joined(records, behind: head)
        for round in 0..<Self.rounds {
            let edit = Edit(bytes, &random)
            let read = Reading([try scratch.file(name, edit.bytes)])
            guard edit.touched.lowerBound > head.count else { continue }
            let found = Set(read.texts)
            for (number, range) in ranges.enumerated() where edit.spares(range) {
                #expect(found.contains(text(number)), "round \(round), record \(number), edit \(edit.touched)")
            }
            also(edit, read, round, ranges.count { !edit.spares($0) })
        }
    }

    /// Lines with something in them.
    private static func lines(_ bytes: [UInt8]) -> Int {
        bytes.split(separator: 0x0A).count { $0.contains { $0 > 0x20 } }
    }

    @Test func jsonLines() throws {
        try check((0..<Self.count).map(Sample.jsonLine), name: "a.jsonl", seed: 1, text: Sample.text) {
            edit, read, round, _ in
            // A file that begins with an edit may be another format.
            guard edit.touched.lowerBound > 0 else { return }
            #expect(read.records.count + read.failures.count == Self.lines(edit.bytes), "round \(round)")
        }
    }

    @Test func lines() throws {
        let lines = (0..<Self.count).map { Array((Sample.text($0) + "\n").utf8) }
        let bytes = lines.flatMap { $0 }
        let scratch = try Scratch()
        var random = SeededRandom(seed: 2)
        var options = DocumentReader.Options()
        options.format = .lines
        for round in 0..<Self.rounds {
            let edit = Edit(bytes, &random)
            let read = Reading([try scratch.file("a", edit.bytes)], options)
            let count = edit.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
            let expected = edit.bytes.last == 0x0A || edit.bytes.isEmpty ? count - 1 : count
            #expect(read.records.count + read.failures.count == expected, "round \(round)")
        }
    }

    @Test func csv() throws {
        let rows = (0..<Self.count).map { number in
            let text = Sample.text(number)
            return Array("\(number),\(number % 3 == 0 ? "\"\(text)\"" : text)\n".utf8)
        }
        try check(rows, behind: Array("id,text\n".utf8), name: "a.csv", seed: 3, text: Sample.text) {
            edit, read, round, _ in
            // A closing mark that another line has may join two lines to one record.
            let rest = Self.lines(edit.bytes) - 1 - read.records.count - read.failures.count
            #expect((0...1).contains(rest), "round \(round)")
        }
    }

    @Test func warc() throws {
        try check((0..<Self.count).map { Sample.pageRecord($0) }, name: "a.warc", seed: 4, text: Sample.page) {
            edit, read, round, touched in
            let lost = (0..<Self.count).count { !read.texts.contains(Sample.page($0)) }
            let changed = read.texts.count { text in !(0..<Self.count).contains { Sample.page($0) == text } }
            // One failure may be for two records where the border between them is gone.
            let known = changed + read.failures.count + read.skipped.total
            #expect(lost <= known + max(0, touched - 1), "round \(round), edit \(edit.touched)")
        }
    }

    @Test func compressedWARC() throws {
        let members = (0..<Self.count).map { Sample.gzip(Sample.pageRecord($0)) }
        try check(members, name: "a.warc.gz", seed: 5, text: Sample.page) { _, read, round, _ in
            #expect(read.texts.count == Self.count || !read.failures.isEmpty, "round \(round)")
            #expect(read.texts.allSatisfy { text in (0..<Self.count).contains { Sample.page($0) == text } })
        }
    }

    @Test(arguments: ["gz", "zst"]) func compressedLines(ending: String) throws {
        let pack = ending == "gz" ? Sample.gzip : Sample.zstd
        let members = (0..<Self.count).map { pack(Sample.jsonLine($0)) }
        try check(members, name: "a.jsonl.\(ending)", seed: 6, text: Sample.text)
    }

    @Test func json() throws {
        let objects = (0..<Self.count).map { Array("{\n \"text\": \"\(Sample.text($0))\"\n},\n".utf8) }
        try check(objects, behind: Array("[\n".utf8), name: "a.json", seed: 7, text: Sample.text)
    }

    /// A bracket too many, and an array or text whose first object is broken.
    @Test(arguments: ["[\n", ""]) func bracketsOfJSON(head: String) throws {
        func object(_ number: Int, _ start: String = "{") -> String {
            " \(start)\n  \"text\": \"\(Sample.text(number))\",\n  \"list\": [{\"a\": 1}]\n }\(head.isEmpty ? "" : ",")\n"
        }
        let scratch = try Scratch()
        for (broken, start) in [(4, "{ {"), (4, "{ \"x\": ["), (0, "{ x")] {
            let text =
                head + (0..<Self.count).map { object($0, $0 == broken ? start : "{") }.joined()
                + (head.isEmpty ? "" : "]\n")
            let read = Reading([try scratch.file("a.json", text.utf8)])
            #expect(read.texts == (0..<Self.count).filter { $0 != broken }.map(Sample.text), "\(start)")
            #expect(read.failures.count == 1, "\(start)")
        }
    }

    @Test func texts() throws {
        let scratch = try Scratch()
        var random = SeededRandom(seed: 8)
        let bytes = (0..<Self.count).flatMap { Array((Sample.text($0) + "\n").utf8) }
        for round in 0..<Self.rounds {
            let edit = Edit(bytes, &random)
            let read = Reading([try scratch.file("a.txt", edit.bytes)])
            #expect(read.records.count + read.failures.count == 1, "round \(round)")
        }
    }
}
