import Foundation
import ShuliFiles
import ShuliTestSupport
import ShuliText
import Testing

/// Long texts in sections: together they are the text, and each is cut where nothing depends on what follows.
@Suite struct LongTextTests {
    private static let length = 1 << 16
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    // So many lines of different lengths: with 30 000, more than a mebibyte.
    private static func text(_ lines: Int = 30_000) -> String {
        (0..<lines).map { "第\($0)行" + String(repeating: "今天天气很好。", count: $0 % 4) + "\n" }.joined()
    }

    private func read(_ bytes: some Sequence<UInt8>, _ name: String = "a.txt") throws -> [Record] {
        var options = DocumentReader.Options()
        options.sectionLength = Self.length
        var reader = DocumentReader(paths: [try scratch.file(name, bytes)], options: options)
        var records: [Record] = []
        while let next = reader.next() { records.append(try next.get()) }
        return records
    }

    private func check(_ records: [Record], _ text: String, _ encoding: TextEncoding = .utf8) {
        #expect(records.count > 10)
        #expect(records.map(\.text).joined() == text)
        #expect(records.allSatisfy { $0.encoding == encoding && $0.undecodable.isEmpty })
        #expect(records.map(\.section.isFirst) == records.indices.map { $0 == 0 })
        #expect(records.map(\.section.isLast) == records.indices.map { $0 == records.count - 1 })
    }

    @Test func sectionsAreTheText() throws {
        let text = Self.text()
        let records = try read(text.utf8)
        check(records, text)
        #expect(records.allSatisfy { $0.section.beginsLine && $0.text.hasSuffix("\n") && $0.byteCount <= Self.length })
        #expect(Set(records.map(\.number)).count == records.count)
    }

    @Test func aShortTextIsOnePiece() throws {
        let text = Self.text(1_000)
        let records = try read(text.utf8)
        #expect(records.map(\.text) == [text])
        #expect(records.map(\.section) == [.whole])
    }

    @Test(arguments: [false, true]) func utf16(isBigEndian: Bool) throws {
        let text = Self.text()
        let bytes = ("\u{FEFF}" + text).utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
            return isBigEndian ? [high, low] : [low, high]
        }
        check(try read(bytes), text, isBigEndian ? .utf16BigEndian : .utf16LittleEndian)
    }

    @Test func legacyEncodings() throws {
        let line = "今天天气很好，我们去公园散步。\n"
        check(
            try read(Self.gb18030(String(repeating: line, count: 40_000))), String(repeating: line, count: 40_000),
            .gb18030)
        // 今天天氣很好，我們去公園散步。
        let traditional: [UInt8] = [
            0xA4, 0xB5, 0xA4, 0xD1, 0xA4, 0xD1, 0xAE, 0xF0, 0xAB, 0xDC, 0xA6, 0x6E, 0xA1, 0x41, 0xA7, 0xDA, 0xAD, 0xCC,
            0xA5, 0x68, 0xA4, 0xBD, 0xB6, 0xE9, 0xB4, 0xB2, 0xA8, 0x42, 0xA1, 0x43, 0x0A,
        ]
        let big5 = (0..<40_000).flatMap { _ in traditional }
        check(try read(big5), String(repeating: "今天天氣很好，我們去公園散步。\n", count: 40_000), .big5)
    }

    /// The first mebibyte is ASCII, so that it says nothing about the rest.
    @Test func whatFollowsASCIIDecides() throws {
        let head = String(repeating: "chapter one of a book in two languages\n", count: 40_000)
        let body = String(repeating: "今天天气很好，我们去公园散步。\n", count: 2_000)
        let bytes = Array(head.utf8) + Self.gb18030(body)
        let records = try read(bytes)
        #expect(records.map(\.text).joined() == head + body)
        #expect(records.last?.encoding == .gb18030)
    }

    // Two bytes a character by the table of GB 2312, for the few that the tests use.
    private static func gb18030(_ text: String) -> [UInt8] {
        let table: [Character: [UInt8]] = [
            "今": [0xBD, 0xF1], "天": [0xCC, 0xEC], "气": [0xC6, 0xF8], "很": [0xBA, 0xDC], "好": [0xBA, 0xC3],
            "，": [0xA3, 0xAC], "我": [0xCE, 0xD2], "们": [0xC3, 0xC7], "去": [0xC8, 0xA5], "公": [0xB9, 0xAB],
            "园": [0xD4, 0xB0], "散": [0xC9, 0xA2], "步": [0xB2, 0xBD], "。": [0xA1, 0xA3],
        ]
        return text.flatMap { table[$0] ?? Array($0.utf8) }
    }

    @Test func carriageReturnsAreLineBreaks() throws {
        let text = Self.text()
        check(try read(text.utf8.map { $0 == 0x0A ? 0x0D : $0 }), text)
    }

    /// A line without end is cut behind a sentence, and the sections say so.
    @Test func aLongLineIsCutInside() throws {
        let text = String(repeating: "今天天气很好，我们去公园散步。", count: 80_000)
        let records = try read(text.utf8)
        #expect(records.count > 3)
        #expect(records.map(\.text).joined() == text)
        #expect(records.allSatisfy { $0.text.hasSuffix("。") })
        #expect(records.map(\.section.beginsLine) == records.indices.map { $0 == 0 })
        let legacy = try read(Self.gb18030(text), "b.txt")
        #expect(legacy.map(\.text).joined() == text)
    }

    @Test func codeIsNotDivided() throws {
        let code = "```\n" + String(repeating: "let a = 1, b = 2;\n", count: 2_000) + "```\n"
        let text = (0..<40).map { _ in Self.text(20) + code }.joined()
        let records = try read(text.utf8)
        #expect(records.map(\.text).joined() == text)
        #expect(records.count > 10)
        for record in records { #expect(record.text.components(separatedBy: "```").count % 2 == 1) }
    }

    /// Bytes that can't be decoded are named by their place in the file.
    @Test func undecodableBytesKeepTheirPlaces() throws {
        var bytes = Array(Self.text().utf8)
        let places = [700_000, 1_150_000].map { place in bytes[place...].firstIndex(of: 0x0A) ?? 0 }
        for place in places { bytes[place - 1] = 0xFF }
        #expect(try read(bytes).flatMap(\.undecodable).contains(places[1] - 1))
    }

    /// What was inflated before damage and behind it is text; the damage is a failure.
    @Test func damageInALongText() throws {
        let parts = (0..<3).map { Sample.gzip(Array(Self.text(25_000 + $0).utf8)) }
        var bytes = parts.flatMap { $0 }
        bytes[parts[0].count + parts[1].count / 2] ^= 0x55
        var options = DocumentReader.Options()
        options.sectionLength = Self.length
        var reader = DocumentReader(paths: [try scratch.file("a.txt.gz", bytes)], options: options)
        var texts: [String] = []
        var failures: [DocumentFailure] = []
        while let next = reader.next() {
            switch next {
            case .success(let record): texts.append(record.text)
            case .failure(let failure): failures.append(failure)
            }
        }
        #expect(failures.count == 1)
        let joined = texts.joined()
        #expect(joined.hasPrefix(Self.text(25_000)) && joined.hasSuffix(Self.text(25_002)))
    }
}
