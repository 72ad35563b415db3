import CShuli

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An array that is to be handed to the caller.
///
/// Unsafe code. Invariants: what is allocated here belongs to the exported struct alone, which its `release` frees, once: it
/// sets `release` to nil, as the Arrow C Data Interface asks. A child that the caller moved out has no `release` any more, and
/// only the memory of its struct is freed with its parent.
struct ArrayParts {
    var length: Int
    var nulls = 0
    /// The first one is the bitmap of what is there; nil where all is.
    var buffers: [[UInt8]?]
    var children: [ArrayParts] = []

    func export(to target: UnsafeMutablePointer<ArrowArray>) {
        let memory = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: buffers.count)
        for (place, bytes) in buffers.enumerated() {
            // A bitmap without nulls says nothing.
            let isNeeded = place > 0 || nulls > 0
            (memory + place).initialize(to: isNeeded ? bytes.map(Self.copy) : nil)
        }
        var array = ArrowArray()
        array.length = Int64(length)
        array.null_count = Int64(nulls)
        array.n_buffers = Int64(buffers.count)
        array.buffers = memory
        array.n_children = Int64(children.count)
        array.children = exported(children) { $0.export(to: $1) }
        array.release = { Self.release($0) }
        target.initialize(to: array)
    }

    // Aligned as Arrow recommends. Readers may expect an address for an empty buffer too.
    private static func copy(_ bytes: [UInt8]) -> UnsafeRawPointer {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
        bytes.withUnsafeBytes {
            memory.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count)
        }
        return UnsafeRawPointer(memory)
    }

    private static func release(_ pointer: UnsafeMutablePointer<ArrowArray>?) {
        guard let pointer, pointer.pointee.release != nil else { return }
        let array = pointer.pointee
        if let buffers = array.buffers {
            for place in 0..<Int(array.n_buffers) { buffers[place]?.deallocate() }
            buffers.deallocate()
        }
        freeChildren(array.children, array.n_children) { child in child.pointee.release?(child) }
        pointer.pointee.release = nil
    }
}

/// The type of an array that is to be handed to the caller. Its invariants are those of `ArrayParts`.
struct SchemaParts {
    let format: String
    let name: String
    var children: [SchemaParts]

    init(_ format: String, _ name: String, _ children: [SchemaParts] = []) {
        (self.format, self.name, self.children) = (format, name, children)
    }

    func export(to target: UnsafeMutablePointer<ArrowSchema>) {
        var schema = ArrowSchema()
        schema.format = UnsafePointer(strdup(format))
        schema.name = UnsafePointer(strdup(name))
        schema.flags = Int64(ARROW_FLAG_NULLABLE)
        schema.n_children = Int64(children.count)
        schema.children = exported(children) { $0.export(to: $1) }
        schema.release = { Self.release($0) }
        target.initialize(to: schema)
    }

    private static func release(_ pointer: UnsafeMutablePointer<ArrowSchema>?) {
        guard let pointer, pointer.pointee.release != nil else { return }
        let schema = pointer.pointee
        free(UnsafeMutableRawPointer(mutating: schema.format))
        free(UnsafeMutableRawPointer(mutating: schema.name))
        freeChildren(schema.children, schema.n_children) { child in child.pointee.release?(child) }
        pointer.pointee.release = nil
    }
}

private typealias Children<Struct> = UnsafeMutablePointer<UnsafeMutablePointer<Struct>?>

private func exported<Parts, Struct>(
    _ children: [Parts], _ export: (Parts, UnsafeMutablePointer<Struct>) -> Void
) -> Children<Struct>? {
    guard !children.isEmpty else { return nil }
    let pointers = Children<Struct>.allocate(capacity: children.count)
    for (place, child) in children.enumerated() {
        let pointer = UnsafeMutablePointer<Struct>.allocate(capacity: 1)
        export(child, pointer)
        (pointers + place).initialize(to: pointer)
    }
    return pointers
}

private func freeChildren<Struct>(
    _ children: Children<Struct>?, _ count: Int64, _ release: (UnsafeMutablePointer<Struct>) -> Void
) {
    guard let children else { return }
    for place in 0..<Int(count) {
        guard let child = children[place] else { continue }
        release(child)
        child.deallocate()
    }
    children.deallocate()
}
