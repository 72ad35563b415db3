import CShuli
import Shuli

/// Reads the cells of a column of text or bytes. Its invariants are those of `Batch`.
struct CellReader {
    private enum Layout {
        /// Where each cell ends, in one buffer.
        case offsets(UnsafeRawPointer?, isLong: Bool, UnsafeRawPointer?)
        /// Short cells in place, others in one of several buffers with their sizes.
        case views(UnsafeRawPointer?, [(start: UnsafeRawPointer?, size: Int64)])
    }

    private let rows: RowRange
    private let layout: Layout
    private let isBytes: Bool
    private let label: String

    init(
        _ array: ArrowArray, _ schema: ArrowSchema, _ rows: RowRange, _ label: String
    ) throws(BatchError) {
        (self.rows, self.label) = (rows, label)
        guard schema.dictionary == nil, array.dictionary == nil else {
            throw BatchError("\(label) is encoded by a dictionary: decode it first")
        }
        let format = schema.format.map { String(cString: $0) } ?? ""
        guard let buffers = array.buffers else { throw BatchError("\(label) has no buffers") }
        switch format {
        case "u", "z", "U", "Z":
            guard array.n_buffers == 3 else { throw BatchError("\(label) has \(array.n_buffers) buffers instead of 3") }
            layout = .offsets(buffers[1], isLong: format == "U" || format == "Z", buffers[2])
        case "vu", "vz":
            guard (3...1 << 20).contains(array.n_buffers) else {
                throw BatchError("\(label) has \(array.n_buffers) buffers: at least 3 are needed")
            }
            layout = .views(buffers[1], try Self.data(buffers, Int(array.n_buffers), label))
        default:
            throw BatchError(
                "\(label) has the format \"\(format)\", which is none of text or bytes (u, U, vu, z, Z, vz)")
        }
        isBytes = ["z", "Z", "vz"].contains(format)
        try checkBuffers()
    }

    // The buffers of long cells with their sizes, which the last buffer holds.
    private static func data(
        _ buffers: UnsafeMutablePointer<UnsafeRawPointer?>, _ count: Int, _ label: String
    ) throws(BatchError) -> [(start: UnsafeRawPointer?, size: Int64)] {
        guard count > 3 else { return [] }
        guard let sizes = buffers[count - 1] else { throw BatchError("\(label) has no sizes of its buffers") }
        return (0..<count - 3).map { place in
            (buffers[2 + place], sizes.loadUnaligned(fromByteOffset: place * 8, as: Int64.self))
        }
    }

    // That offsets rise, so that none is beyond the last one, which says how long the buffer is.
    private func checkBuffers() throws(BatchError) {
        guard rows.count > 0 else { return }
        switch layout {
        case .views(let views, _):
            if views == nil { throw BatchError("\(label) has no views") }
        case .offsets(let offsets, let isLong, let data):
            guard let offsets else { throw BatchError("\(label) has no offsets") }
            var last = Self.offset(offsets, isLong, rows.first)
            guard last >= 0 else { throw BatchError("\(label): row 1 begins at \(last)") }
            let start = last
            for row in 0..<rows.count {
                let next = Self.offset(offsets, isLong, rows.first + row + 1)
                guard next >= last else { throw BatchError("\(label): row \(row + 1) ends before it begins") }
                last = next
            }
            if last > start, data == nil { throw BatchError("\(label) has no data") }
        }
    }

    private static func offset(_ offsets: UnsafeRawPointer, _ isLong: Bool, _ place: Int) -> Int {
        isLong
            ? Int(offsets.loadUnaligned(fromByteOffset: place * 8, as: Int64.self))
            : Int(offsets.loadUnaligned(fromByteOffset: place * 4, as: Int32.self))
    }

    /// Whether a row is null.
    func isNull(_ row: Int) -> Bool { rows.isNull(row) }

    /// The cell of a row; nil for a null.
    func cell(_ row: Int) throws(BatchError) -> Cell? {
        guard !rows.isNull(row) else { return nil }
        switch layout {
        case .offsets(let offsets, let isLong, let data):
            guard let offsets else { return nil }
            let start = Self.offset(offsets, isLong, rows.first + row)
            let end = Self.offset(offsets, isLong, rows.first + row + 1)
            return cell(data, start, end - start)
        case .views(let views, let data):
            guard let views else { return nil }
            return try cell(views + (rows.first + row) * 16, data, row)
        }
    }

    private func cell(
        _ view: UnsafeRawPointer, _ data: [(start: UnsafeRawPointer?, size: Int64)], _ row: Int
    ) throws(BatchError) -> Cell {
        let length = Int(view.loadUnaligned(as: Int32.self))
        if (0...12).contains(length) { return cell(view, 4, length) }
        let place = Int(view.loadUnaligned(fromByteOffset: 8, as: Int32.self))
        let offset = Int(view.loadUnaligned(fromByteOffset: 12, as: Int32.self))
        guard length > 0, data.indices.contains(place), offset >= 0, Int64(offset + length) <= data[place].size,
            let start = data[place].start
        else { throw BatchError("\(label): row \(row + 1) is not inside the buffers") }
        return cell(start, offset, length)
    }

    private func cell(_ data: UnsafeRawPointer?, _ start: Int, _ count: Int) -> Cell {
        let bytes = UnsafeRawBufferPointer(
            start: count > 0 ? data.map { $0 + start } : nil, count: data == nil ? 0 : count)
        return isBytes ? .bytes(Array(bytes)) : .text(String(decoding: bytes, as: UTF8.self))
    }
}
