import Foundation
import ShuliFiles
import ShuliTestSupport
import ShuliText
import Testing

/// Nothing is read as something else than it is.
@Suite struct FormatTests {
    // MARK: JSON

    private static let objects = (0..<4).map { "{\"id\": \($0), \"text\": \"第\($0)篇\"}" }
    private static let texts = (0..<4).map { "第\($0)篇" }

    /// Fields are passed on as they are written, into lines.
    @Test func fieldsOfAnObjectOverSeveralLinesAreOnOneLine() throws {
        let scratch = try Scratch()
        let path = try scratch.file("a.json", "{\n \"text\": \"文\",\n \"tags\": [\n  1,\n  2\n ]\n}\n".utf8)
        var reader = DocumentReader(paths: [path])
        let record = try #require(try reader.next()?.get())
        #expect(record.inputFields.map(\.key) == ["tags"])
        #expect(record.inputFields.allSatisfy { !$0.source.contains("\n") })
    }

    @Test func arraysAndPrettyPrintedObjectsAreRecords() throws {
        let scratch = try Scratch()
        let pretty = Self.objects.map { $0.replacing("{", with: "{\n    ").replacing("}", with: "\n  }") }
        let forms = [
            "[" + Self.objects.joined(separator: ",") + "]", "[\n" + Self.objects.joined(separator: ",\n") + "\n]\n",
            "[\n  " + pretty.joined(separator: ",\n  ") + "\n]", pretty.joined(separator: "\n"),
        ]
        for (number, form) in forms.enumerated() {
            for name in ["a\(number).json", "b\(number)", "c\(number).txt"] {
                let read = Reading([try scratch.file(name, form.utf8)])
                #expect(read.texts == Self.texts, "\(name)")
                #expect(read.failures.isEmpty)
            }
        }
        #expect(Reading([try scratch.file("e.jsonl", forms[2].utf8)]).texts == Self.texts)
        let empty = Reading([try scratch.file("empty.json", "[ ]\n".utf8)])
        #expect(empty.texts.isEmpty && empty.failures.isEmpty)
    }

    @Test func aBrokenElementIsOneFailure() throws {
        let scratch = try Scratch()
        for broken in ["{\"id\": 9, \"text\": \"坏}", "{\"id\": 9, \"text\" \"坏\"}", "{\"id\": 9, {", "坏"] {
            var elements = Self.objects
            elements.insert(broken, at: 2)
            let read = Reading([try scratch.file("a.json", ("[\n" + elements.joined(separator: ",\n") + "\n]").utf8)])
            #expect(read.texts == Self.texts, "\(broken)")
            #expect(read.failures.map(\.line) == [4], "\(broken)")
        }
    }

    @Test func anArrayOfTextsIsNoText() throws {
        let scratch = try Scratch()
        let read = Reading([try scratch.file("a.json", "[\"一\", \"二\"]".utf8)])
        #expect(read.texts.isEmpty && read.failures.count == 1)
    }

    @Test func aBrokenFirstLineLeavesJSONLines() throws {
        let scratch = try Scratch()
        for first in ["{\"id\":0,\"text\":\"坏", "坏", "}"] {
            let lines = [first] + Self.objects
            let read = Reading([try scratch.file("a.data", lines.joined(separator: "\n").utf8)])
            #expect(read.texts == Self.texts, "\(first)")
            #expect(read.failures.map(\.line) == [1])
        }
    }

    @Test func aDamagedBeginningLeavesTheObjectsOfAFileThatNamesJSON() throws {
        let scratch = try Scratch()
        let bytes =
            [0xFE, 0xD7, 0x07] + Array("x}][".utf8) + Sample.jsonLine(1) + Array(",\n".utf8) + Sample.jsonLine(2)
        let read = Reading([try scratch.file("a.json", bytes + Array("]".utf8))])
        #expect(read.texts == [1, 2].map(Sample.text))
        #expect(read.failures.count == 1)
    }

    @Test func textThatBeginsWithBracketsIsText() throws {
        let scratch = try Scratch()
        for text in ["[新华社]今天\n天气", "{这不是记录}\n第二行", "[1] 注释\n[2] 注释", "[\"引文\"是这样]", "{\n}\n正文"] {
            let read = Reading([try scratch.file("a", text.utf8)])
            #expect(read.texts == [text] || text.hasPrefix("{\n}"), "\(text)")
        }
    }

    // MARK: Encodings

    private static func utf16(_ text: String, isBig: Bool, hasMark: Bool) -> [UInt8] {
        ((hasMark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit -> [UInt8] in
            let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
            return isBig ? bytes.reversed() : bytes
        }
    }

    @Test(arguments: [true, false], [true, false])
    func recordsInUTF16(isBig: Bool, hasMark: Bool) throws {
        let scratch = try Scratch()
        let lines = "{\"id\":1,\"text\":\"𠮷野家\"}\r\n{\"id\":2,\"text\":\"二\"}\n"
        let table = "id,text\r\n1,\"一\n行\"\r\n2,二\r\n"
        let jsonl = Reading([try scratch.file("a.jsonl", Self.utf16(lines, isBig: isBig, hasMark: hasMark))])
        #expect(jsonl.texts == ["𠮷野家", "二"])
        #expect(jsonl.records.map { $0.encoding?.name } == Array(repeating: isBig ? "utf-16be" : "utf-16le", count: 2))
        let unnamed = Reading([try scratch.file("b", Self.utf16(lines, isBig: isBig, hasMark: hasMark))])
        #expect(unnamed.texts == ["𠮷野家", "二"])
        let csv = Reading([try scratch.file("a.csv", Self.utf16(table, isBig: isBig, hasMark: hasMark))])
        #expect(csv.texts == ["一\n行", "二"])
    }

    /// Pieces of a file end in the middle of characters and pairs.
    @Test func zerosInTheFirstBytesAreDamage() throws {
        let scratch = try Scratch()
        let rows = Array("i\0\0\0\0xt\n1,天气很好\n2,明天有雨\n".utf8)
        let read = Reading([try scratch.file("a.csv", rows)])
        #expect(read.texts.isEmpty && read.failures.map(\.line) == [2, 3])
    }

    @Test func longFilesInUTF16() throws {
        let scratch = try Scratch()
        let lines = (0..<3_000).map { "{\"id\":\($0),\"text\":\"\(String(repeating: "𠮷", count: $0 % 90))\"}\n" }
        let bytes =
            Self.utf16("x", isBig: false, hasMark: true).dropLast(2)
            + Self.utf16(lines.joined(), isBig: false, hasMark: false)
        let read = Reading([try scratch.file("a.jsonl", bytes)])
        #expect(read.texts == (0..<3_000).map { String(repeating: "𠮷", count: $0 % 90) })
    }

    @Test func linesThatEndWithCarriageReturns() throws {
        let scratch = try Scratch()
        var lines = DocumentReader.Options()
        lines.format = .lines
        #expect(Reading([try scratch.file("a", "一\r二\r\r三\r".utf8)], lines).texts == ["一", "二", "", "三"])
        #expect(Reading([try scratch.file("a.txt", "一\r二\r".utf8)]).texts == ["一\n二\n"])
        #expect(Reading([try scratch.file("b.txt", "一\r\n二\r".utf8)]).texts == ["一\r\n二\r"])
        #expect(Reading([try scratch.file("a.csv", "id,text\r1,一\r2,二".utf8)]).texts == ["一", "二"])
    }

    @Test func linesDecideTogether() throws {
        let scratch = try Scratch()
        var lines = DocumentReader.Options()
        lines.format = .lines
        // A no-break space is two bytes that Big5 reads as something else.
        let utf8 = ["17:30-20:30\u{A0}", "café", "好"]
        #expect(Reading([try scratch.file("a", utf8.joined(separator: "\n").utf8)], lines).texts == utf8)
        // "联通" in GBK is valid UTF-8; the lines beside it are not.
        let gbk: [[UInt8]] = [[0xC1, 0xAA, 0xCD, 0xA8], [0xD6, 0xD0, 0xB9, 0xFA, 0xC8, 0xCB, 0xC3, 0xF1]]
        let read = Reading([try scratch.file("b", gbk.joined(separator: [0x0A]))], lines)
        #expect(read.texts == ["联通", "中国人民"])
    }

    // MARK: CSV

    @Test func aStrayQuotationMarkLosesItsLine() throws {
        let scratch = try Scratch()
        let stray = ["5,\"不闭合", "5,\"不闭合\"。", "\"5,不闭合", "5,\"一\"二\""]
        for line in stray {
            var lines = (0..<9).map { "\($0),第\($0)篇" }
            lines[5] = line
            let table = "id,text\n" + lines.joined(separator: "\n") + "\n"
            let read = Reading([try scratch.file("a.csv", table.utf8)])
            #expect(read.texts == [0, 1, 2, 3, 4, 6, 7, 8].map { "第\($0)篇" }, "\(line)")
            #expect(read.failures.map(\.line) == [7], "\(line)")
        }
    }

    @Test func quotationMarksInsideFieldsAreText() throws {
        let scratch = try Scratch()
        let table = "id,text\n1,他说\"好\n2,\"一\n\n二,\"\"三\"\"\"\n3,四\n"
        let read = Reading([try scratch.file("a.csv", table.utf8)])
        #expect(read.texts == ["他说\"好", "一\n\n二,\"三\"", "四"])
        #expect(read.records.map { $0.origin.line } == [2, 3, 6])
    }

    @Test func aQuotationMarkBetweenTabsIsText() throws {
        let scratch = try Scratch()
        let read = Reading([try scratch.file("a.tsv", "id\ttext\n1\t\"开头\n2\t中\"间\n3\t\"全\"\n".utf8)])
        #expect(read.texts == ["\"开头", "中\"间", "\"全\""])
        #expect(read.failures.isEmpty)
    }

    // MARK: Pages

    @Test func pagesThatBrowsersSave() throws {
        let scratch = try Scratch()
        let head =
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--Part--x\"\r\n\r\n"
        let parts = [
            ("image/png", "base64", "AAAA"),
            ("text/html; charset=utf-8", "quoted-printable", "<p>=E7=BD=91=\r\n=E9=A1=B5</p>"),
        ].map { "----Part--x\r\nContent-Type: \($0)\r\nContent-Transfer-Encoding: \($1)\r\n\r\n\($2)\r\n" }
        for name in ["a.mhtml", "b"] {
            let read = Reading([try scratch.file(name, (head + parts.joined() + "----Part--x--\r\n").utf8)])
            #expect(read.records.map(\.content) == [.page("<p>网页</p>\r\n")])
            #expect(read.records.first?.host == "example.org")
        }
        let coded =
            "----Part--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+572R\r\n6aG1PC9wPg==\r\n"
        let read = Reading([try scratch.file("c.mht", (head + coded + "----Part--x--\r\n").utf8)])
        #expect(read.records.map(\.content) == [.page("<p>网页</p>")])
    }

    @Test func otherKindsOfFilesAreNamed() throws {
        let scratch = try Scratch()
        for (text, kind) in [
            ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel></channel></rss>", .rss),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>", .atom),
            ("%PDF-1.7\n1 0 obj", .pdf),
            ("{\\rtf1\\ansi 好}", .rtf),
            (String(repeating: "\0", count: 257) + "ustar\000", .tar),
        ] as [(String, UnsupportedKind)] {
            let read = Reading([try scratch.file("a", text.utf8)])
            #expect(read.failures.map(\.reason) == [.unsupported(kind)])
        }
    }

    // MARK: HTTP

    private static func body(_ bytes: [UInt8], _ fields: String) throws -> Reading {
        let scratch = try Scratch()
        return Reading([try scratch.file("a.warc", Sample.warc(Sample.response(bytes, fields)))])
    }

    @Test(arguments: [
        "6\r\n<p>甲\r\n7\r\n乙</p>\r\n0\r\n\r\n", "6 \r\n<p>甲\r\n7;a=b\r\n乙</p>\r\n0\r\n\r\n",
        "0006\n<p>甲\n7\n乙</p>\n0\n", "6\r\n<p>甲\r\n7\r\n乙</p>", "6\r\n<p>甲\r\n7F\r\n乙</p>",
        "3\r\n<p>甲\r\n7\r\n乙</p>\r\n0\r\n\r\n", "<p>甲乙</p>",
    ])
    func chunkedBodies(body: String) throws {
        let read = try Self.body(Array(body.utf8), "Transfer-Encoding: Chunked \r\n")
        #expect(read.texts == ["<p>甲乙</p>"])
    }

    // "<p>压缩的网页</p>", made with Python's zlib; the first two and the last four bytes are zlib's own.
    private static let zlib: [UInt8] = [
        120, 156, 179, 41, 176, 123, 218, 215, 253, 124, 207, 202, 231, 179, 90, 158, 239, 157, 248, 114, 225, 86, 27,
        253, 2, 59, 0, 151, 73, 12, 199,
    ]

    @Test func compressedBodies() throws {
        let page = "<p>压缩的网页</p>"
        let bytes = Array(page.utf8)
        // One stored block (RFC 7932, 9.2): no last block, its length less one from the fifth bit on, and not compressed.
        let head = (bytes.count - 1) << 4 | 1 << 20
        let brotli = [UInt8(head & 0xFF), UInt8(head >> 8 & 0xFF), UInt8(head >> 16)] + bytes + [0x03]
        for (body, coding) in [
            (Self.zlib, "deflate"), (Array(Self.zlib[2..<(Self.zlib.count - 4)]), "deflate"), (brotli, "br"),
            (Sample.gzip(bytes), "gzip"), (Sample.gzip(bytes), "none"), (Sample.zstd(bytes), "zstd"),
            (bytes, "deflate"), (bytes, "br"), (bytes, "gzip"), (Sample.gzip(Sample.gzip(bytes)), "gzip"),
        ] {
            let read = try Self.body(body, "Content-Encoding: \(coding)\r\n")
            #expect(read.texts == [page], "\(coding)")
        }
        var damaged = Sample.gzip(bytes)
        damaged[14] ^= 0xFF
        #expect(try Self.body(damaged, "Content-Encoding: gzip\r\n").failures.count == 1)
    }

    @Test func responsesWithoutAPageAreCounted() throws {
        let scratch = try Scratch()
        let records = [
            Sample.warc(Array("HTTP/1.1 404 Not Found\r\n\r\n".utf8)),
            Sample.warc(Array("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx".utf8)), Sample.pageRecord(1),
            Sample.warc(Array("GET / HTTP/1.1\r\n\r\n".utf8), type: "request"),
        ]
        let read = Reading([try scratch.file("a.warc", records.flatMap { $0 })])
        #expect(read.texts == [Sample.page(1)])
        #expect(read.failures.isEmpty)
        #expect(read.skipped[.status] == 1 && read.skipped[.contentType] == 1 && read.skipped.total == 2)
    }

    @Test func conversionsAndResourcesAreRead() throws {
        let scratch = try Scratch()
        func record(_ type: String, _ media: String, _ content: String) -> String {
            "WARC/1.0\r\nWARC-Type: \(type)\r\nContent-Type: \(media)\r\nContent-Length: \(content.utf8.count)\r\n\r\n\(content)\r\n\r\n"
        }
        let file =
            record("conversion", "text/plain", "网页的文本") + record("resource", "text/html; charset=utf-8", "<p>网页</p>")
            + record("resource", "image/png", "x")
        let read = Reading([try scratch.file("a.warc.wet", file.utf8)])
        #expect(read.records.map(\.content) == [.text("网页的文本"), .page("<p>网页</p>")])
        #expect(read.skipped[.contentType] == 1)
    }

    // MARK: Folders and names

    @Test func foldersWithLinksPipesAndOddNames() throws {
        let scratch = try Scratch()
        let top = scratch.folder.path()
        _ = try scratch.file("d.txt", "顶".utf8)
        #expect(mkdir("\(top)/s", 0o755) == 0)
        #expect(symlink(".", "\(top)/s/a") == 0)
        #expect(symlink("..", "\(top)/s/b") == 0)
        #expect(mkfifo("\(top)/s/pipe", 0o644) == 0)
        // The name is 你 in GBK.
        let name = "\(top)/s/".utf8.map { CChar(bitPattern: $0) } + [0xC4, 0xE3].map { CChar(bitPattern: $0) }
        let descriptor = open(name + ".txt".utf8.map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY, 0o644)
        #expect(write(descriptor, "名", 3) == 3)
        close(descriptor)
        let read = Reading([top])
        #expect(read.texts == ["顶", "名"])
        #expect(read.records.last?.origin.file.hasSuffix("/s/\\xC4\\xE3.txt") == true)
        #expect(read.skipped[.specialFile] == 1 && read.skipped[.repeatedFolder] == 2)
        #expect(read.failures.isEmpty)
    }
}
