import CShuli

/// A column as a caller of the C interface makes it, and what it is read from: it must live as long as the call.
///
/// Unsafe code. Invariant: the memory that the structs point to is freed when this is, not by `release`, which only marks the structs.
final class ArrowColumn {
    private(set) var array = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
    private(set) var schema = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
    private var memory: [UnsafeMutableRawPointer] = []
    private var children: [ArrowColumn] = []

    init(_ format: String, name: String = "", length: Int, offset: Int = 0, nulls: Int = -1, _ buffers: [[UInt8]?]) {
        array.initialize(to: ArrowArray())
        schema.initialize(to: ArrowSchema())
        schema.pointee.format = UnsafePointer(text(format))
        schema.pointee.name = UnsafePointer(text(name))
        schema.pointee.release = { $0?.pointee.release = nil }
        array.pointee.length = Int64(length)
        array.pointee.offset = Int64(offset)
        array.pointee.null_count = Int64(nulls)
        array.pointee.n_buffers = Int64(buffers.count)
        let pointers = room(buffers.count * 8).bindMemory(to: UnsafeRawPointer?.self, capacity: buffers.count)
        for (place, bytes) in buffers.enumerated() { pointers[place] = bytes.map { UnsafeRawPointer(copy($0)) } }
        array.pointee.buffers = pointers
        array.pointee.release = { $0?.pointee.release = nil }
    }

    /// A struct of columns.
    convenience init(_ columns: [ArrowColumn], length: Int, offset: Int = 0, valid: [Bool]? = nil) {
        self.init("+s", length: length, offset: offset, [valid.map(Self.bits)])
        children = columns
        let arrays = room(columns.count * 8).bindMemory(
            to: UnsafeMutablePointer<ArrowArray>?.self, capacity: columns.count)
        let schemas = room(columns.count * 8).bindMemory(
            to: UnsafeMutablePointer<ArrowSchema>?.self, capacity: columns.count)
        for (place, column) in columns.enumerated() {
            (arrays[place], schemas[place]) = (column.array, column.schema)
        }
        (array.pointee.n_children, schema.pointee.n_children) = (Int64(columns.count), Int64(columns.count))
        (array.pointee.children, schema.pointee.children) = (arrays, schemas)
    }

    /// A column of texts or bytes in one of the formats u, U, z, Z, vu and vz; nil is a null.
    convenience init(_ format: String, name: String = "", _ cells: [[UInt8]?], offset: Int = 0, length: Int? = nil) {
        let length = length ?? cells.count - offset
        let valid: [UInt8]? = cells.contains(nil) ? Self.bits(cells.map { $0 != nil }) : nil
        if format.hasPrefix("v") {
            var (views, data): ([UInt8], [UInt8]) = ([], [])
            for cell in cells.map({ $0 ?? [] }) {
                views += Self.bytes(Int32(cell.count))
                if cell.count <= 12 {
                    views += cell + [UInt8](repeating: 0, count: 12 - cell.count)
                } else {
                    views += Array(cell[..<4]) + Self.bytes(Int32(0)) + Self.bytes(Int32(data.count))
                    data += cell
                }
            }
            self.init(
                format, name: name, length: length, offset: offset,
                [valid, views, data, Self.bytes(Int64(data.count))])
            return
        }
        var (end, offsets): (Int, [UInt8]) = (0, [])
        for cell in [[]] + cells.map({ $0 ?? [] }) {
            end += cell.count
            offsets += ["U", "Z"].contains(format) ? Self.bytes(Int64(end)) : Self.bytes(Int32(end))
        }
        self.init(
            format, name: name, length: length, offset: offset, [valid, offsets, cells.flatMap { $0 ?? [] }])
    }

    deinit {
        for piece in memory { piece.deallocate() }
        array.deallocate()
        schema.deallocate()
    }

    static func bits(_ flags: [Bool]) -> [UInt8] {
        var bits = [UInt8](repeating: 0, count: (flags.count + 7) / 8)
        for (place, flag) in flags.enumerated() where flag { bits[place / 8] |= 1 << UInt8(place % 8) }
        return bits
    }

    static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private func room(_ count: Int) -> UnsafeMutableRawPointer {
        let piece = UnsafeMutableRawPointer.allocate(byteCount: max(1, count), alignment: 8)
        memory.append(piece)
        return piece
    }

    private func copy(_ bytes: [UInt8]) -> UnsafeMutableRawPointer {
        let piece = room(bytes.count)
        bytes.withUnsafeBytes { if let start = $0.baseAddress { piece.copyMemory(from: start, byteCount: $0.count) } }
        return piece
    }

    private func text(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8CString
        let piece = room(bytes.count).bindMemory(to: CChar.self, capacity: bytes.count)
        for (place, byte) in bytes.enumerated() { piece[place] = byte }
        return piece
    }
}
