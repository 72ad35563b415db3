import CShuli
import Shuli
import ShuliVerbs

/// The rows of a caller's struct of columns, which are numbers (int64), texts or bytes: what a step of the search for
/// duplicates takes. Its invariants are those of `Batch`. A row of the struct itself is never null.
struct Table {
    let count: Int
    private var numbers: [String: NumberReader] = [:]
    private var cells: [String: CellReader] = [:]

    init(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) {
        guard array.release != nil, schema.release != nil else { throw BatchError("the batch was released before") }
        let range = try RowRange(array, "the batch")
        count = range.count
        guard let format = schema.format, String(cString: format) == "+s" else {
            throw BatchError("the batch is no struct of columns")
        }
        for child in try StructChild.all(array, schema, range) {
            if child.schema.format.map({ String(cString: $0) }) == "l" {
                numbers[child.name] = try NumberReader(child)
            } else {
                cells[child.name] = try CellReader(child.array, child.schema, child.rows, child.label)
            }
        }
    }

    /// A column of numbers.
    func numbers(_ name: String) throws(BatchError) -> NumberReader {
        guard let column = numbers[name] else {
            throw BatchError(
                Wording("这批数据没有 int64 类型的“\(name)”列", "the batch has no column \"\(name)\" of int64"))
        }
        return column
    }

    /// A column of texts or bytes.
    func cells(_ name: String) throws(BatchError) -> CellReader {
        guard let column = cells(ifAny: name) else {
            throw BatchError(
                Wording(
                    "这批数据没有文本或字节类型的“\(name)”列", "the batch has no column \"\(name)\" of text or bytes"))
        }
        return column
    }

    /// A column of texts or bytes; nil where there is none of this name.
    func cells(ifAny name: String) -> CellReader? { cells[name] }
}

/// Reads the numbers of a column of int64. Its invariants are those of `Batch`.
struct NumberReader {
    private let rows: RowRange
    private let numbers: UnsafeRawPointer?

    init(_ column: StructChild) throws(BatchError) {
        guard column.array.n_buffers == 2, let buffers = column.array.buffers else {
            throw BatchError("\(column.label) has \(column.array.n_buffers) buffers instead of 2")
        }
        (rows, numbers) = (column.rows, buffers[1])
        guard numbers != nil || rows.count == 0 else { throw BatchError("\(column.label) has no numbers") }
    }

    /// The number of a row; nil for a null.
    func number(_ row: Int) -> Int64? {
        guard let numbers, !rows.isNull(row) else { return nil }
        return numbers.loadUnaligned(fromByteOffset: (rows.first + row) * 8, as: Int64.self)
    }
}

extension CellReader {
    /// The bytes of a row; nil for a null.
    func bytes(_ row: Int) throws(BatchError) -> [UInt8]? {
        switch try cell(row) {
        case nil: nil
        case .bytes(let bytes): bytes
        case .text(let text): Array(text.utf8)
        }
    }

    /// The text of a row; nil for a null.
    func text(_ row: Int) throws(BatchError) -> String? {
        switch try cell(row) {
        case nil: nil
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .text(let text): text
        }
    }

    /// The numbers, eight bytes each, that a row holds; nil for a null.
    func words(_ row: Int) throws(BatchError) -> [UInt64]? {
        guard let bytes = try bytes(row) else { return nil }
        guard bytes.count % 8 == 0 else { throw BatchError("row \(row + 1) holds no 64-bit numbers") }
        return bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        }
    }
}
