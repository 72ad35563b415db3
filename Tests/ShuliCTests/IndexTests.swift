import CShuli
import ShuliTestSupport
import Testing

/// Indexes of documents by the C interface.
@Suite struct IndexTests {
    private let scratch: Scratch
    private let article = "河道整治工程昨日全部完工，沿岸居民的出行条件明显改善，记者从市水务局获悉，工程历时两年，清理淤泥三十万立方米。"
    private let other = "图书馆新馆将于下月开放，读者可以提前在网上预约座位，馆方表示新馆藏书超过百万册，阅览室的开放时间延长到晚上。"

    init() throws { scratch = try Scratch() }

    @Test func aFileRemembersWhatWasAdded() throws {
        let options = #"{"path": \#(scratch.path("articles.idx").jsonSource)}"#
        let first = try Index(options)
        let rows = try first.add(batch([("a", article), ("b", other), (nil, article), ("c", nil)]))
        #expect(rows.map(\.value) == ["1", "1", nil, nil])
        #expect(rows.map(\.status) == [0, 0, 65, 0] && rows[2].error == "has no id")
        first.close()

        let reader = try Index(String(options.dropLast()) + #","read-only": true}"#)
        #expect(try reader.query(batch([(nil, article + "！"), ("a", article), ("x", nil)])) == ["a/exact", "", nil])
        #expect(throws: Library.Failure.self) { try reader.add(batch([("d", other)])) }
        reader.close()

        let second = try Index(options)
        let again = try second.add(batch([("a", article), ("b", article), ("d", other + article)]))
        #expect(again.map(\.value) == ["1", nil, "1"])
        #expect(again[1].error == "has another text in the index under its id")
        #expect(try second.verdicts(nil).map { $0.split(separator: " ").first } == ["a", "b", "d"])
        second.close()
    }

    @Test func verdictsAreThoseOfAPolicy() throws {
        let index = try Index(#"{"threshold": 0.5, "no-clean": true}"#)
        defer { index.close() }
        _ = try index.add(batch([("a", article), ("b", other), ("c", article + "完工后将移交管理部门。")]))
        #expect(try index.verdicts("longest") == ["a a near", "b b unique", "c a unique"])
        #expect(throws: Library.Failure(code: 64, message: "keep has no value \"best\"")) {
            try index.verdicts("best")
        }
    }

    @Test func whatIsNoIndexOrNoOptionIsAnError() throws {
        let path = try scratch.file("no.idx", "这不是索引。".utf8)
        for (options, code) in [
            (#"{"path": \#(path.jsonSource)}"#, Int32(74)), (#"{"path": "/no/such/folder/a.idx"}"#, 74),
            (#"{"read-only": true}"#, 64), (#"{"paht": "a"}"#, 64), (#"{"threshold": 2}"#, 64), ("[]", 64),
        ] {
            #expect {
                try Index(options).close()
            } throws: { error in
                let failure = error as? Library.Failure
                return failure?.code == code && failure?.message.isEmpty == false
            }
        }
        var message: UnsafeMutablePointer<CChar>?
        #expect(shulic_index_open(nil, nil, nil) == 64)
        #expect(shulic_index_add(nil, nil, nil, nil, nil, &message) == 64)
        shulic_free(message)
        #expect(shulic_index_query(nil, nil, nil, nil, nil, nil) == 64)
        #expect(shulic_index_verdicts(nil, nil, nil, nil, nil) == 64)
        shulic_index_close(nil)
    }

    @Test func threadsWaitForEachOther() async throws {
        let index = try Index()
        try await withThrowingTaskGroup(of: Void.self) { [article] group in
            for task in 0..<4 {
                group.addTask {
                    for place in 0..<20 {
                        _ = try index.add(batch([("\(task)-\(place)", "第\(place)条：" + article)]))
                        _ = try index.query(batch([(nil, article)]))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try index.verdicts(nil).count == 80)
        index.close()
    }
}

/// An open index as a caller in Swift has it.
///
/// Unsafe code. Invariant: it is closed after the last call.
private final class Index: @unchecked Sendable {
    private let index: OpaquePointer

    init(_ options: String? = nil) throws {
        var (index, message): (OpaquePointer?, UnsafeMutablePointer<CChar>?) = (nil, nil)
        let code = shulic_index_open(options, &index, &message)
        let said = Library.take(message)
        guard code == 0 else { throw Library.Failure(code: code, message: said) }
        self.index = try #require(index)
    }

    func add(_ column: ArrowColumn) throws -> [Library.Row] {
        try Library.rows(of: column) { shulic_index_add(index, $0, $1, $2, $3, $4) }.rows
    }

    func query(_ column: ArrowColumn) throws -> [String?] {
        try Library.rows(of: column) { shulic_index_query(index, $0, $1, $2, $3, $4) }.rows.map(\.value)
    }

    /// Id, cluster and relation of each document.
    func verdicts(_ keep: String?) throws -> [String] {
        var (array, schema) = (ArrowArray(), ArrowSchema())
        var message: UnsafeMutablePointer<CChar>?
        let code = shulic_index_verdicts(index, keep, &array, &schema, &message)
        let said = Library.take(message)
        guard code == 0 else { throw Library.Failure(code: code, message: said) }
        defer {
            array.release(&array)
            schema.release(&schema)
        }
        let names = try (0..<Int(schema.n_children)).map {
            String(cString: try #require(schema.children[$0]).pointee.name)
        }
        #expect(names == ["id", "cluster", "kept", "of", "relation", "similarity", "containment"])
        return try (0..<Int(array.length)).map { row in
            try [0, 1, 4].map { try Library.text(try #require(array.children[$0]).pointee, row) }.joined(separator: " ")
        }
    }

    func close() { shulic_index_close(index) }
}

/// Documents with their ids.
private func batch(_ documents: [(id: String?, text: String?)]) -> ArrowColumn {
    ArrowColumn(
        [
            ArrowColumn("u", name: "id", documents.map { $0.id.map { Array($0.utf8) } }),
            ArrowColumn("u", name: "text", documents.map { $0.text.map { Array($0.utf8) } }),
        ], length: documents.count)
}
