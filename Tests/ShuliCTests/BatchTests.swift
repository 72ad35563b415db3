import CShuli
import ShuliTestSupport
import Testing

/// Columns as callers make them, whole and broken: each is answered, none traps.
@Suite struct BatchTests {
    private let cells: [[UInt8]?] = ["今天天气很好。", nil, "", "一二三四五六七八九十。", "好"].map { $0.map { Array($0.utf8) } }

    @Test(arguments: ["u", "U", "vu", "z", "Z", "vz"])
    func slicesAndNulls(format: String) throws {
        let library = try Library("sentences")
        defer { library.close() }
        let all = try library(ArrowColumn(format, cells))
        #expect(all.map(\.value).first == "今天天气很好。" && all[1].value == nil && all.allSatisfy { $0.status == 0 })
        for offset in 0...cells.count {
            for length in 0...cells.count - offset {
                let rows = try library(ArrowColumn(format, cells, offset: offset, length: length))
                #expect(rows == Array(all[offset..<offset + length]))
            }
        }
    }

    @Test func aSliceOfAStructIsOneOfItsColumns() throws {
        let library = try Library("segment", #"{"output": "json"}"#)
        defer { library.close() }
        let ids = ArrowColumn("u", name: "id", (0..<4).map { Array("r\($0)".utf8) }, offset: 1)
        let texts = ArrowColumn("vu", name: "text", [nil, Array("好".utf8), nil, Array("很".utf8)], offset: 1)
        let rows = try library(ArrowColumn([ids, texts], length: 2, offset: 1, valid: [true, true, true]))
        #expect(rows.map { $0.value?.contains("\"id\":\"r3\"") } == [nil, true])
    }

    @Test func invalidUTF8IsReplaced() throws {
        let library = try Library("normalize")
        defer { library.close() }
        #expect(try library(ArrowColumn("u", [[0xE4, 0xBB], [0x61]])).map(\.value) == ["\u{FFFD}", "a"])
    }

    @Test func brokenColumnsAreErrors() throws {
        let library = try Library("segment")
        defer { library.close() }
        let int32 = { (numbers: [Int32]) in numbers.flatMap { ArrowColumn.bytes($0) } }
        let text = Array("天气".utf8)
        let view = int32([20, 0, 0, 0])
        let broken: [(String, ArrowColumn)] = [
            ("format", ArrowColumn("l", length: 1, [nil, [0, 0, 0, 0, 0, 0, 0, 0]])),
            ("length", ArrowColumn("u", length: -1, [nil, int32([0, 6]), text])),
            ("offset", ArrowColumn("u", length: 1, offset: -1, [nil, int32([0, 6]), text])),
            ("length", ArrowColumn("u", length: .max, offset: .max, [nil, int32([0, 6]), text])),
            ("buffers", ArrowColumn("u", length: 1, [nil, int32([0, 6])])),
            ("no buffers", ArrowColumn("u", length: 1, [])),
            ("offsets", ArrowColumn("u", length: 1, [nil, nil, text])),
            ("no data", ArrowColumn("u", length: 1, [nil, int32([0, 6]), nil])),
            ("ends before", ArrowColumn("u", length: 2, [nil, int32([0, 6, 3]), text])),
            ("begins at", ArrowColumn("u", length: 1, [nil, int32([-3, 3]), text])),
            ("bitmap", ArrowColumn("u", length: 1, nulls: 1, [nil, int32([0, 6]), text])),
            ("views", ArrowColumn("vu", length: 1, [nil, nil, ArrowColumn.bytes(Int64(0))])),
            ("inside", ArrowColumn("vu", length: 1, [nil, view, []])),
            ("inside", ArrowColumn("vu", length: 1, [nil, view, text, ArrowColumn.bytes(Int64(6))])),
            ("inside", ArrowColumn("vu", length: 1, [nil, int32([-1, 0, 0, 0]), text, ArrowColumn.bytes(Int64(6))])),
            ("sizes", ArrowColumn("vu", length: 1, [nil, view, text, nil])),
            ("text", ArrowColumn([ArrowColumn("u", name: "id", [text])], length: 1)),
            ("shorter", ArrowColumn([ArrowColumn("u", name: "text", [text])], length: 2)),
        ]
        for (word, column) in broken {
            #expect {
                try library(column)
            } throws: { error in
                let failure = error as? Library.Failure
                return failure?.code == 65 && failure?.message.contains(word) == true
            }
        }
    }

    @Test func aBatchThatWasReleasedIsAnError() throws {
        let library = try Library("segment")
        defer { library.close() }
        let column = ArrowColumn("u", cells)
        _ = try library(column)
        #expect(throws: Library.Failure.self) { try library(column) }
    }

    @Test func nothingIsDereferencedThatIsNull() {
        var message: UnsafeMutablePointer<CChar>?
        #expect(shulic_open(nil, nil, nil, nil) == 64)
        #expect(shulic_run(nil, nil, nil, nil, nil, &message) == 64)
        shulic_free(message)
        shulic_free(nil)
        shulic_close(nil)
    }

    /// Columns with any lengths, offsets and views, inside of buffers that are as long as the largest of them asks for.
    @Test func anyBatchIsAnswered() throws {
        let verbs = try [
            Library("segment"), Library("segment", #"{"pos": true}"#), Library("sentences"), Library("normalize"),
            Library("mask"), Library("filter"), Library("keywords", #"{"output": "json"}"#), Library("summarize"),
            Library("clean"), Library("segment", #"{"output": "lines"}"#), Library("convert", #"{"to": "tw"}"#),
        ]
        defer { for verb in verbs { verb.close() } }
        var random = SeededRandom(seed: 24)
        var (answered, refused) = (0, 0)
        for round in 0..<2_000 {
            do {
                let column = Self.column(&random)
                let count = column.array.pointee.length
                #expect(try verbs[round % verbs.count](column).count == count)
                answered += 1
            } catch is Library.Failure {
                refused += 1
            }
        }
        #expect(answered > 200 && refused > 200)
    }

    // A well-formed column whose numbers are then changed. Offsets and lengths stay below `room`, which all buffers have.
    private static func column(_ random: inout SeededRandom) -> ArrowColumn {
        let room = 512
        let format = ["u", "U", "z", "Z", "vu", "vz", "l", ""][Int.random(in: 0..<8, using: &random)]
        var bytes = Array(random.text(upTo: 60).utf8.prefix(room))
        bytes += [UInt8](repeating: 0x61, count: room - bytes.count)
        let count = Int.random(in: 0..<12, using: &random)
        let isWild = Bool.random(using: &random)
        var numbers = (0..<room).map { _ in Int64.random(in: isWild ? -2...500 : 0...500, using: &random) }
        if !isWild { numbers.sort() }
        let isLong = format == "U" || format == "Z"
        var index = numbers.flatMap { isLong ? ArrowColumn.bytes($0) : ArrowColumn.bytes(Int32($0)) }
        if format.hasPrefix("v") {
            index = (0..<64).flatMap { _ in
                [Int32.random(in: isWild ? -2...40 : 0...40, using: &random), 0, isWild ? 600 : 0, 7]
                    .flatMap { ArrowColumn.bytes($0) }
            }
        }
        let validity: [UInt8]? = Bool.random(using: &random) ? nil : SeededRandom.noise(room)
        let buffers =
            format.hasPrefix("v")
            ? [validity, index, bytes, ArrowColumn.bytes(Int64(room))] : [validity, index, bytes]
        let column = ArrowColumn(
            format, name: "text", length: count, offset: Int.random(in: 0..<8, using: &random),
            Int.random(in: 0..<20, using: &random) == 0 ? buffers.dropLast() : buffers)
        guard Int.random(in: 0..<3, using: &random) == 0 else { return column }
        return ArrowColumn([column], length: Int.random(in: 0...count, using: &random))
    }
}
