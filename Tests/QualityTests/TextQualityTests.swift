import Foundation
import Shuli
import ShuliTestSupport
import ShuliText
import Testing

/// Floors for names, conversion, encodings and misread text, on data of our own.
@Suite struct TextQualityTests {
    private static func lines(_ path: String) throws -> [String] {
        try Repository.text(path).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }

    /// A name is one token: not cut, and nothing joined to it.
    @Test func namesOfPeople() throws {
        var (right, all, wrong) = (0, 0, [String]())
        let segmenter = Segmenter()
        for line in try Self.lines("Corpora/names/samples.txt") {
            let text = line.filter { !"[]".contains($0) }
            let ranges = Set(segmenter.tokens(in: text).map(\.range))
            var place = 0
            for (number, part) in line.split(omittingEmptySubsequences: false, whereSeparator: "[]".contains)
                .enumerated()
            {
                let range = TextRange(place, place + part.utf8.count)
                place = range.upperBound
                guard !number.isMultiple(of: 2) else { continue }
                all += 1
                if ranges.contains(range) { right += 1 } else { wrong.append(String(part)) }
            }
        }
        #expect(all > 100)
        #expect(right * 100 >= all * 85, "\(right) of \(all): \(wrong)")
    }

    @Test func conversionToTaiwan() throws {
        let converter = ScriptConverter(from: .simplified, to: .taiwan)
        var (right, all, wrong) = (0, 0, [String]())
        for line in try Self.lines("Corpora/scripts/taiwan.tsv") {
            let columns = line.split(separator: "\t").map(String.init)
            try #require(columns.count == 2, "\(line)")
            let found = converter.convert(columns[0]).text
            all += 1
            if found == columns[1] { right += 1 } else { wrong.append(found) }
        }
        #expect(all > 50)
        #expect(right * 100 >= all * 93, "\(right) of \(all): \(wrong)")
    }

    private struct Page: Decodable {
        let file: String
        let text: String
    }

    // Lines of the articles of our own, of simplified or of traditional characters.
    private static func articleLines(traditional: Bool) throws -> [String] {
        try lines("Corpora/pages/gold.jsonl").flatMap { line in
            let page = try JSONDecoder().decode(Page.self, from: Data(line.utf8))
            return page.file.contains("taiwan") == traditional ? page.text.split(separator: "\n").map(String.init) : []
        }.filter { $0.count { $0.isWholeNumber == false && $0.isLetter && !$0.isASCII } >= 20 }
    }

    /// The beginning of a line, cut anywhere, also inside a character.
    @Test(arguments: [60, 200]) func encodings(_ length: Int) throws {
        var (right, all, wrong) = (0, 0, [String]())
        for (name, isTraditional) in [("utf-8", false), ("utf-8", true), ("gb18030", false), ("big5", true)] {
            var converter = try CharsetConverter(name)
            for line in try Self.articleLines(traditional: isTraditional) {
                let bytes = try converter.encode(line).bytes.prefix(length)
                let found = TextDecoder().decode(Array(bytes)).encoding.name
                all += 1
                if found.hasPrefix(name) { right += 1 } else { wrong.append("\(found) for \(name): \(line)") }
            }
        }
        #expect(all > 50)
        #expect(right * 100 >= all * 98, "\(right) of \(all): \(wrong)")
    }

    @Test func misreadLines() throws {
        let normalizer = Normalizer([.repair])
        var (right, all) = (0, 0)
        for line in try Self.articleLines(traditional: false) {
            let damaged = String(String.UnicodeScalarView(line.utf8.map { Unicode.Scalar($0) }))
            all += 1
            if normalizer.normalize(damaged).text == line { right += 1 }
            #expect(normalizer.normalize(line).text == line)
        }
        #expect(right * 100 >= all * 98, "\(right) of \(all)")
    }
}
