import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Pieces of bytes that wait in a file without a name until they are read again, in their order.
struct Spool: ~Copyable {
    private let descriptor: FileDescriptor
    private var buffer: [UInt8] = []

    init() throws {
        let path = TemporaryFile.path("spool")
        descriptor = try FileDescriptor.open(
            FilePath(path), .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        TemporaryFile.remove(path)
    }

    deinit { try? descriptor.close() }

    mutating func append(_ piece: [UInt8]) throws {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: piece.count)) { buffer += $0 }
        buffer += piece
        if buffer.count >= 1 << 18 { try flush() }
    }

    private mutating func flush() throws {
        try descriptor.writeAll(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Calls `body` with each piece.
    mutating func forEach(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        try flush()
        try descriptor.seek(offset: 0, from: .start)
        var read: [UInt8] = []
        var place = 0
        func fill(_ count: Int) throws -> Bool {
            while read.count - place < count {
                read.removeFirst(place)
                place = 0
                let piece = try [UInt8](unsafeUninitializedCapacity: 1 << 18) { memory, length in
                    length = try descriptor.read(into: UnsafeMutableRawBufferPointer(memory))
                }
                if piece.isEmpty { return false }
                read += piece
            }
            return true
        }
        while try fill(4) {
            let count = Int(read[place..<place + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
            place += 4
            guard try fill(count) else { return }
            try body(read[place..<place + count])
            place += count
        }
    }
}

/// Files for one run, in TMPDIR.
enum TemporaryFile {
    /// A path that no other process uses.
    static func path(_ name: String) -> String {
        let folder = Console.environment("TMPDIR") ?? "/tmp"
        return "\(folder)/shuli-\(name)-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    }

    static func remove(_ path: String) { _ = unlink(path) }
}
