import CShuli
import Synchronization
import Testing

/// The C interface as a caller in Swift has it.
///
/// Unsafe code. Invariant: the verb is closed after the last call; it serves all threads.
final class Library: @unchecked Sendable {
    struct Failure: Error, Equatable {
        let code: Int32
        let message: String
    }

    struct Row: Equatable {
        /// As text: a list with " | " between, a token with its tag, or an id with its relation, behind "/"; nil for a null.
        let value: String?
        let status: Int32
        let error: String?
    }

    private let verb: OpaquePointer
    // What was said so far.
    private let said = Mutex<[String]>([])

    var notes: [String] { said.withLock(\.self) }

    init(_ name: String, _ options: String? = nil) throws {
        var (verb, message): (OpaquePointer?, UnsafeMutablePointer<CChar>?) = (nil, nil)
        let code = shulic_open(name, options, &verb, &message)
        let text = Self.take(message)
        guard code == 0 else { throw Failure(code: code, message: text) }
        self.verb = try #require(verb)
        said.withLock { $0.append(text) }
    }

    func close() { shulic_close(verb) }

    func callAsFunction(_ column: ArrowColumn) throws -> [Row] {
        let (rows, text) = try Self.rows(of: column) { array, schema, out, outSchema, message in
            shulic_run(verb, array, schema, out, outSchema, message)
        }
        said.withLock { $0.append(text) }
        return rows
    }

    typealias Function = (
        UnsafeMutablePointer<ArrowArray>, UnsafeMutablePointer<ArrowSchema>, UnsafeMutablePointer<ArrowArray>,
        UnsafeMutablePointer<ArrowSchema>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    ) -> Int32

    /// What a function of the interface answers for a batch, and what it says beside.
    static func rows(of column: ArrowColumn, _ function: Function) throws -> (rows: [Row], said: String) {
        var (array, schema) = (ArrowArray(), ArrowSchema())
        var message: UnsafeMutablePointer<CChar>?
        let code = function(column.array, column.schema, &array, &schema, &message)
        #expect(column.array.pointee.release == nil && column.schema.pointee.release == nil)
        let text = take(message)
        guard code == 0 else {
            #expect(array.release == nil && schema.release == nil)
            throw Failure(code: code, message: text)
        }
        defer {
            array.release(&array)
            schema.release(&schema)
            #expect(array.release == nil && schema.release == nil)
        }
        return (try rows(array, schema), text)
    }

    func callAsFunction(_ texts: [String?]) throws -> [Row] {
        try self(ArrowColumn("u", texts.map { $0.map { Array($0.utf8) } }))
    }

    static func take(_ message: UnsafeMutablePointer<CChar>?) -> String {
        defer { shulic_free(message) }
        return message.map { String(cString: $0) } ?? ""
    }

    private static func rows(_ array: ArrowArray, _ schema: ArrowSchema) throws -> [Row] {
        #expect(String(cString: schema.format) == "+s" && array.n_children == 3)
        let (values, statuses, errors) = (
            try #require(array.children[0]).pointee, try #require(array.children[1]).pointee,
            try #require(array.children[2]).pointee
        )
        let form = try #require(schema.children[0]).pointee
        return try (0..<Int(array.length)).map { row in
            Row(
                value: isNull(values, row) ? nil : try value(values, form, row),
                status: try #require(statuses.buffers[1]).load(fromByteOffset: row * 4, as: Int32.self),
                error: isNull(errors, row) ? nil : try text(errors, row))
        }
    }

    private static func isNull(_ array: ArrowArray, _ row: Int) -> Bool {
        guard let bits = array.buffers[0] else { return false }
        return bits.load(fromByteOffset: row / 8, as: UInt8.self) >> UInt8(row % 8) & 1 == 0
    }

    private static func range(_ array: ArrowArray, _ row: Int) throws -> Range<Int> {
        let offsets = try #require(array.buffers[1])
        return Int(
            offsets.load(fromByteOffset: row * 4, as: Int32.self))..<Int(
                offsets.load(fromByteOffset: row * 4 + 4, as: Int32.self))
    }

    static func text(_ array: ArrowArray, _ row: Int) throws -> String {
        let data = UnsafeRawBufferPointer(
            start: array.buffers[2], count: try range(array, row).upperBound)
        return String(decoding: data[try range(array, row)], as: UTF8.self)
    }

    private static func value(_ array: ArrowArray, _ schema: ArrowSchema, _ row: Int) throws -> String {
        if String(cString: schema.format) == "l" {
            return "\(try #require(array.buffers[1]).load(fromByteOffset: row * 8, as: Int64.self))"
        }
        guard String(cString: schema.format) == "+l" else { return try text(array, row) }
        let items = try #require(array.children[0]).pointee
        return try range(array, row).map { item in
            guard items.n_children >= 2 else { return try text(items, item) }
            let (tokens, tags) = (try #require(items.children[0]).pointee, try #require(items.children[1]).pointee)
            return try text(tokens, item) + (isNull(tags, item) ? "" : "/" + text(tags, item))
        }.joined(separator: " | ")
    }
}
