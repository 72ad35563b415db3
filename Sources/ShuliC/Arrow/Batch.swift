import CShuli
import Shuli

/// The rows of a caller's column of text, or of a struct of such columns.
///
/// Unsafe code. Invariants: it is used only while the caller's arrays are not released. No buffer is read beyond what lengths,
/// offsets and sizes say, which are checked before; that the caller's buffers are as long as those say is the rule of the
/// Arrow C Data Interface, which has no other way to say it.
struct Batch {
    let count: Int
    private let columns: [(name: String, cells: CellReader)]
    /// Of the rows of a struct.
    private let rows: RowRange?

    init(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) {
        guard array.release != nil, schema.release != nil else { throw BatchError("the batch was released before") }
        let range = try RowRange(array, "the batch")
        count = range.count
        guard let format = schema.format, String(cString: format) == "+s" else {
            columns = [("", try CellReader(array, schema, range, "the column"))]
            rows = nil
            return
        }
        rows = range
        guard array.n_children == schema.n_children, let children = try Self.children(array, schema) else {
            throw BatchError("the batch has other columns than its schema")
        }
        columns = try Self.columns(children, range)
        guard columns.contains(where: { $0.name == "text" || $0.name == "html" }) else {
            throw BatchError("the batch has no column \"text\" or \"html\"")
        }
    }

    private typealias Children = [(array: ArrowArray, schema: ArrowSchema)]

    private static func children(_ array: ArrowArray, _ schema: ArrowSchema) throws(BatchError) -> Children? {
        let count = Int(array.n_children)
        guard (0...65_536).contains(count) else { return nil }
        guard count > 0 else { return [] }
        guard let arrays = array.children, let schemas = schema.children else { return nil }
        var children: Children = []
        for place in 0..<count {
            guard let array = arrays[place], let schema = schemas[place] else { return nil }
            children.append((array.pointee, schema.pointee))
        }
        return children
    }

    private static func columns(
        _ children: Children, _ range: RowRange
    ) throws(BatchError) -> [(name: String, cells: CellReader)] {
        var columns: [(name: String, cells: CellReader)] = []
        for (array, schema) in children {
            let name = schema.name.map { String(cString: $0) } ?? ""
            let label = "the column \"\(name)\""
            let own = try RowRange(array, label)
            // Rows of a struct are rows of its columns from its own offset on.
            guard own.count >= range.first + range.count else { throw BatchError("\(label) is shorter than the batch") }
            let cells = try CellReader(array, schema, own.part(from: range.first, count: range.count), label)
            columns.append((name, cells))
        }
        return columns
    }

    /// The document of a row; nil for a null.
    func document(
        _ row: Int, _ decoder: ChunkDecoder, recognizesPages: Bool
    ) throws(BatchError) -> ChunkDecoder.Outcome? {
        guard let rows else {
            guard let cell = try columns[0].cells.cell(row) else { return nil }
            return decoder.document(cell, recognizesPages: recognizesPages, row: row + 1)
        }
        guard !rows.isNull(row) else { return nil }
        var fields: [(key: String, cell: Cell?)] = []
        var hasContent = false
        for (name, cells) in columns {
            let cell = try cells.cell(row)
            if cell != nil, name == "text" || name == "html" { hasContent = true }
            fields.append((name, cell))
        }
        return hasContent ? decoder.document(fields, row: row + 1) : nil
    }
}

/// Which rows of an array count, and which of them are null.
struct RowRange {
    /// The first one, counted in the array's buffers.
    let first: Int
    let count: Int
    private let validity: UnsafeRawPointer?

    init(_ array: ArrowArray, _ label: String) throws(BatchError) {
        // So many rows of sixteen bytes still have an address.
        let most = 1 << 56
        guard let length = Int(exactly: array.length), let offset = Int(exactly: array.offset),
            (0...most).contains(length), (0...most).contains(offset)
        else { throw BatchError("\(label): a length of \(array.length) at an offset of \(array.offset)") }
        guard array.n_buffers >= 1, let buffers = array.buffers else { throw BatchError("\(label) has no buffers") }
        (first, count, validity) = (offset, length, buffers[0])
        if validity == nil, array.null_count > 0, length > 0 {
            throw BatchError("\(label) has nulls, but no bitmap that says which")
        }
    }

    private init(first: Int, count: Int, validity: UnsafeRawPointer?) {
        (self.first, self.count, self.validity) = (first, count, validity)
    }

    /// Some of the rows: `start` and `count` lie inside them.
    func part(from start: Int, count: Int) -> RowRange {
        RowRange(first: first + start, count: count, validity: validity)
    }

    /// Whether a row is null: `row` is less than `count`.
    func isNull(_ row: Int) -> Bool {
        guard let validity else { return false }
        let place = first + row
        return validity.load(fromByteOffset: place >> 3, as: UInt8.self) >> UInt8(place & 7) & 1 == 0
    }
}
