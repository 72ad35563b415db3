@testable import ShuliCleaning
import ShuliFiles
import ShuliPipeline
import ShuliTestSupport
import ShuliText
import Testing

private func record(_ json: String, _ options: DocumentReader.Options = .init()) throws -> Record {
    let scratch = try Scratch()
    var reader = DocumentReader(paths: [try scratch.file("r.jsonl", json.utf8)], options: options)
    return try #require(try reader.next()?.get())
}

private func article(title: String?, published: String?, source: String?) -> Article {
    Article(
        kind: .article, confidence: 1, text: "正文。", title: title, authors: ["甲", "乙"], editor: nil, source: source,
        published: published, posts: [], blocks: [], input: "正文。", kept: [TextRange(0, 9)], removals: [])
}

/// Option, cleaner, the record's own field: the first that is there counts.
@Suite struct PrecedenceTests {
    private let own = #"{"title":"自己的","date":"2025-01-01","source":"自报","text":"正文。"}"#

    @Test func theRecordsOwnFieldsCountWithoutACleaner() throws {
        let record = try record(own)
        #expect(record.title == "自己的")
        #expect(record.date == "2025-01-01")
        #expect(record.source == "自报")
        #expect(!record.saysReprinted)
    }

    @Test func whatTheCleanerExtractedCountsMore() throws {
        var record = try record(own)
        record.adopt(article(title: "页面的", published: "2025-02-02 08:00", source: "页报"))
        #expect(record.title == "页面的")
        #expect(record.date == "2025-02-02 08:00")
        #expect(record.source == "页报")
    }

    @Test func whatTheCleanerDidNotFindStaysTheRecords() throws {
        var record = try record(own)
        record.adopt(article(title: nil, published: nil, source: nil))
        #expect(record.title == "自己的")
        #expect(record.date == "2025-01-01")
        #expect(record.source == "自报")
    }

    @Test func anOptionCountsMost() throws {
        var record = try record(own)
        record.adopt(article(title: "页面的", published: nil, source: nil))
        record.adopt(titleOption: nil)
        #expect(record.title == "页面的")
        record.adopt(titleOption: "选项的")
        #expect(record.title == "选项的")
    }

    @Test func theReprintMarkIsThePagesAndElseTheTexts() throws {
        var record = try record(#"{"text":"转载自某报。正文。"}"#)
        #expect(record.saysReprinted)
        // The page that was cleaned does not say so.
        record.adopt(article(title: nil, published: nil, source: nil))
        #expect(!record.saysReprinted)
    }

    @Test func otherFieldNames() throws {
        var options = DocumentReader.Options()
        options.dateField = "day"
        options.urlField = "link"
        let record = try record(#"{"day":"2025","link":"https://WWW.example.org:80/x","text":"文"}"#, options)
        #expect(record.date == "2025")
        #expect(record.host == "www.example.org")
    }
}

@Suite struct RecordFieldTests {
    @Test func fieldsThatStepsSetReplaceThoseOfTheInput() throws {
        var record = try record(#"{"id":7,"a":[1],"title":"旧","author":"作者","b":null,"text":"文"}"#)
        record.setFields(of: article(title: nil, published: nil, source: "页报"))
        let line = String(decoding: record.line(replacing: ["b"]) { $0.field("b", 2) }, as: UTF8.self)
        #expect(
            line
                == #"{"id":7,"title":"旧","author":"甲 乙","authors":["甲","乙"],"editor":null,"source":"页报","published":null,"b":2,"a":[1]}"#
                + "\n")
    }

    @Test func aFieldNamedIdIsNotWrittenTwice() throws {
        var options = DocumentReader.Options()
        options.idField = "key"
        let record = try record(#"{"key":"k","id":3,"text":"文"}"#, options)
        #expect(String(decoding: record.line { _ in }, as: UTF8.self) == "{\"id\":\"k\"}\n")
    }

    @Test func recordsAreNumberedByTheirPosition() throws {
        let scratch = try Scratch()
        let path = try scratch.file("r.jsonl", "{\"id\":1,\"text\":\"一\"}\n{\"id\":1,\"text\":\"二\"}\n".utf8)
        var reader = DocumentReader(paths: [path, path])
        var numbers: [Int] = []
        while let next = reader.next() { numbers.append(try next.get().number) }
        #expect(numbers.count == 4)
        #expect(Set(numbers).count == 4)
        #expect(numbers == numbers.sorted())
    }

    @Test func rangesOfABodyAreFoundInTheInput() {
        // The body is 乙 and 丁, of the lines 甲, 乙, 丙, 丁.
        let map = BodyMap(input: "甲\n乙\n丙\n丁", kept: [TextRange(4, 7), TextRange(12, 15)])
        #expect(map.inputRange(TextRange(0, 3)) == TextRange(4, 7))
        #expect(map.inputRange(TextRange(4, 7)) == TextRange(12, 15))
        #expect(map.inputRange(TextRange(0, 7)) == TextRange(4, 15))
        #expect(map.inputRange(TextRange(3, 3)) == TextRange(12, 12))
        #expect(BodyMap(input: "", kept: []).inputRange(TextRange(0, 4)) == TextRange(0, 0))
    }
}

@Suite struct RecordLabelTests {
    @Test func equalLabelsHaveDifferentNames() {
        var labels = RecordLabels()
        let names = ["1", "2", "1", "1", "null"].map { labels.name(for: $0) }
        #expect(Set(names).count == 5)
        #expect(names[0] == "1")
        #expect(names.map(RecordLabels.label) == ["1", "2", "1", "1", "null"])
    }

    @Test func namesAreTheSameInEachRun() {
        func names() -> [String] {
            var labels = RecordLabels()
            return ["a", "a", "b", "a"].map { labels.name(for: $0) }
        }
        #expect(names() == names())
    }
}

@Suite struct OffsetConverterTests {
    private let text = "a好𠮷👨‍👩‍👧e\u{301}。"

    /// Prefixes of the text, measured by the standard library.
    @Test(arguments: OffsetUnit.allCases) func offsetsAreThoseOfTheStandardLibrary(unit: OffsetUnit) {
        let converter = OffsetConverter(text, unit)
        for index in text.indices + [text.endIndex] {
            let prefix = text[..<index]
            let expected =
                switch unit {
                case .utf8: prefix.utf8.count
                case .utf16: prefix.utf16.count
                case .scalar: prefix.unicodeScalars.count
                case .character: prefix.count
                }
            #expect(converter(TextRange(0, prefix.utf8.count)).upperBound == expected)
        }
    }

    @Test func offsetsBeyondTheTextAreItsEnd() {
        #expect(OffsetConverter("好", .scalar)(TextRange(0, 100)) == TextRange(0, 1))
        #expect(OffsetConverter("", .character)(TextRange(0, 3)) == TextRange(0, 0))
    }
}
