import ShuliFiles
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Pieces of bytes that wait in a file without a name until they are read again, in their order. The file vanishes with
/// the process, whatever ends it.
package struct Spool: ~Copyable {
    private let descriptor: FileDescriptor
    private let path: String
    private var buffer: [UInt8] = []
    private static let blockLength = 1 << 18

    package init() throws(CorpusRunError) {
        let path = TemporaryFile.path("spool")
        descriptor = try Self.run(path) {
            try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        }
        self.path = path
        TemporaryFile.remove(path)
    }

    deinit { try? descriptor.close() }

    package mutating func append(_ piece: [UInt8]) throws(CorpusRunError) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: piece.count)) { buffer += $0 }
        buffer += piece
        if buffer.count >= Self.blockLength { try flush() }
    }

    private mutating func flush() throws(CorpusRunError) {
        let (descriptor, bytes) = (descriptor, buffer)
        _ = try Self.run(path) { try descriptor.writeAll(bytes) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Calls `body` with each piece.
    package mutating func forEach(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        try flush()
        let descriptor = descriptor
        _ = try Self.run(path) { try descriptor.seek(offset: 0, from: .start) }
        var read: [UInt8] = []
        var place = 0
        func fill(_ count: Int) throws(CorpusRunError) -> Bool {
            while read.count - place < count {
                read.removeFirst(place)
                place = 0
                let piece = try Self.run(path) {
                    try [UInt8](unsafeUninitializedCapacity: Self.blockLength) { memory, length in
                        length = try descriptor.read(into: UnsafeMutableRawBufferPointer(memory))
                    }
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

    private static func run<Result>(_ path: String, _ body: () throws -> Result) throws(CorpusRunError) -> Result {
        do {
            return try body()
        } catch {
            throw .file(path: path, words: (error as? Errno)?.description ?? "\(error)")
        }
    }
}

/// Files for one run of the program, in TMPDIR.
package enum TemporaryFile {
    /// A path that no other process uses.
    package static func path(_ name: String) -> String {
        "\(folder)/\(prefix(name))\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    }

    /// The same for a folder, which is made. Throws where TMPDIR takes none.
    package static func makeFolder(_ name: String) throws(CorpusRunError) -> String {
        let path = path(name)
        guard mkdir(path, 0o700) == 0 else { throw .file(path: path, words: Errno(rawValue: errno).description) }
        return path
    }

    package static func remove(_ path: String) { _ = unlink(path) }

    /// Removes folders that processes left which no longer run: a folder, unlike a file, cannot be used without a name, so
    /// it cannot be removed beforehand.
    package static func removeAbandoned(_ name: String) {
        for entry in InputFile.entries(of: folder) where entry.hasPrefix(prefix(name)) {
            // Two numbers and nothing else, as `path` makes them: other folders are none of this program's.
            let numbers = entry.dropFirst(prefix(name).count).split(separator: "-", omittingEmptySubsequences: false)
            guard numbers.count == 2, UInt64(numbers[1]) != nil, let process = pid_t(numbers[0]), process > 0,
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            InputFile.removeAll("\(folder)/\(entry)")
        }
    }

    private static func prefix(_ name: String) -> String { "shuli-\(name)-" }

    private static var folder: String {
        getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    }
}
