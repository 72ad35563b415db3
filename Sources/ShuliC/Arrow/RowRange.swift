import CShuli

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

/// A column of a struct.
struct StructChild {
    let name: String
    let array: ArrowArray
    let schema: ArrowSchema
    /// Its rows that are rows of the struct.
    let rows: RowRange
    /// What errors call it.
    let label: String

    /// All columns of a struct with these rows.
    static func all(
        _ array: ArrowArray, _ schema: ArrowSchema, _ range: RowRange
    ) throws(BatchError) -> [StructChild] {
        guard array.n_children == schema.n_children, let children = children(array, schema) else {
            throw BatchError("the batch has other columns than its schema")
        }
        var columns: [StructChild] = []
        for (array, schema) in children {
            let name = schema.name.map { String(cString: $0) } ?? ""
            let label = "the column \"\(name)\""
            let own = try RowRange(array, label)
            // Rows of a struct are rows of its columns from its own offset on.
            guard own.count >= range.first + range.count else { throw BatchError("\(label) is shorter than the batch") }
            columns.append(
                StructChild(
                    name: name, array: array, schema: schema, rows: own.part(from: range.first, count: range.count),
                    label: label))
        }
        return columns
    }

    private static func children(
        _ array: ArrowArray, _ schema: ArrowSchema
    ) -> [(array: ArrowArray, schema: ArrowSchema)]? {
        let count = Int(array.n_children)
        guard (0...65_536).contains(count) else { return nil }
        guard count > 0 else { return [] }
        guard let arrays = array.children, let schemas = schema.children else { return nil }
        var children: [(array: ArrowArray, schema: ArrowSchema)] = []
        for place in 0..<count {
            guard let array = arrays[place], let schema = schemas[place] else { return nil }
            children.append((array.pointee, schema.pointee))
        }
        return children
    }
}
