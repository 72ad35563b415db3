import CShuli
import Shuli
import ShuliVerbs

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
        var columns: [(name: String, cells: CellReader)] = []
        for child in try StructChild.all(array, schema, range) {
            columns.append((child.name, try CellReader(child.array, child.schema, child.rows, child.label)))
        }
        self.columns = columns
        guard columns.contains(where: { $0.name == "text" || $0.name == "html" }) else {
            throw BatchError(
                Wording("这批数据没有“text”或“html”列", "the batch has no column \"text\" or \"html\""))
        }
    }

    /// Whether there is a column of this name that has something in a row.
    func has(_ name: String, _ row: Int) -> Bool {
        columns.contains { $0.name == name && !$0.cells.isNull(row) }
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
