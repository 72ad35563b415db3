import ShuliFiles
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The folder of a run: parts of the output, `rejects/`, `run.json`, and below `.state/` what a run needs to go on.
///
/// A file is written under another name first and then renamed, so that one with its name is whole.
final class RunFolder: Sendable {
    let path: String
    private let lock: FileDescriptor

    var ledgerPath: String { state("ledger.sqlite") }
    var indexPath: String { state("duplicates.sqlite") }
    var reportPath: String { "\(path)/run.json" }

    /// Makes the folder where it is missing and locks it. Throws where it holds anything else.
    init(_ path: String) throws(CorpusRunError) {
        self.path = path
        try Self.make(path)
        guard Self.isFolder(path) else { throw .file(path: path, words: Errno.notDirectory.description) }
        guard Self.exists("\(path)/.state") || Self.isEmpty(path) else { throw .notARun(folder: path) }
        try Self.make("\(path)/.state")
        lock = try Self.run("\(path)/.state/lock") {
            try FileDescriptor.open(
                FilePath($0), .readWrite, options: [.create], permissions: [.ownerReadWrite, .groupRead, .otherRead])
        }
        // Where this throws, `deinit` closes the lock, for all properties are set. Closed here too, it could be a file that
        // another task has opened meanwhile under the same number.
        guard flock(lock.rawValue, LOCK_EX | LOCK_NB) == 0 else { throw .busy(folder: path) }
        try Self.make("\(path)/.state/chunks")
        try Self.make("\(path)/rejects")
    }

    deinit { try? lock.close() }

    private func state(_ name: String) -> String { "\(path)/.state/\(name)" }

    func chunkPath(_ number: Int) -> String { state("chunks/\(number)") }

    private func labelPath(_ number: Int) -> String { state("chunks/\(number).labels") }

    static func partName(_ number: Int, _ compression: Compression) -> String {
        let digits = "\(number)"
        return "part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".jsonl"
            + compression.ending
    }

    // MARK: Parts

    /// The paths of a part of the output and of its rejects.
    func partPaths(_ number: Int, _ compression: Compression) -> [String] {
        let name = Self.partName(number, compression)
        return ["\(path)/\(name)", "\(path)/rejects/\(name)"]
    }

    /// The path of a file of a part that is gone, or is not what was written; nil where both are there. Files whose length
    /// and time are those that they were left with are not read.
    func changedFile(of part: Ledger.Part, _ compression: Compression) -> String? {
        for (path, known) in zip(partPaths(part.number, compression), part.files) {
            let file = InputFile(path)
            if file.length == known.length, file.modified == known.modified, file.modified != 0 { continue }
            guard file.length == known.length, InputFile.checksum(of: path) == known.checksum else { return path }
        }
        return nil
    }

    // MARK: Files

    /// Writes a file whole or not at all. With `survives` it is on the disk when this returns.
    func write(_ bytes: [UInt8], to path: String, survives: Bool = false) throws(CorpusRunError) {
        try Self.run(path) { path in
            let waiting = path + ".new"
            do {
                let file = try FileDescriptor.open(
                    FilePath(waiting), .writeOnly, options: [.create, .truncate],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead])
                try file.closeAfter {
                    try file.writeAll(bytes)
                    if survives { _ = fsync(file.rawValue) }
                }
                guard rename(waiting, path) == 0 else { throw Errno(rawValue: errno) }
            } catch {
                _ = unlink(waiting)
                throw error
            }
        }
    }

    // MARK: Chunks

    /// Writes the records of a chunk and their labels. Returns the checksum of both files.
    func writeChunk(_ number: Int, records: [UInt8], labels: [UInt8]) throws(CorpusRunError) -> Int {
        var checksums: [Int] = []
        for (path, bytes) in [(labelPath(number), labels), (chunkPath(number), records)] {
            guard let packed = Compression.zstd.compressed(bytes, isFast: true) else {
                throw .memory
            }
            try write(packed, to: path)
            checksums.append(ShuliFiles.checksum(packed))
        }
        return Self.joined(checksums)
    }

    /// Whether both files of a chunk are those that were written.
    func holdsChunk(_ number: Int, checksum expected: Int) -> Bool {
        var checksums: [Int] = []
        for path in [labelPath(number), chunkPath(number)] {
            guard let sum = InputFile.checksum(of: path) else { return false }
            checksums.append(sum)
        }
        return Self.joined(checksums) == expected
    }

    private static func joined(_ checksums: [Int]) -> Int { checksums.reduce(0) { $0 << 31 ^ $1 } }

    /// The records of a chunk.
    func records(_ number: Int) throws(CorpusRunError) -> [Record] {
        var place = 0
        return try all(chunkPath(number)) { cursor throws(ByteCursor.Failure) in
            defer { place += 1 }
            return try Record(from: &cursor, number: Record.number(chunk: number, place: place))
        }
    }

    /// The labels of those records of a chunk that were searched for duplicates.
    func labels(_ number: Int) throws(CorpusRunError) -> [RecordLabel] {
        try all(labelPath(number)) { cursor throws(ByteCursor.Failure) in try RecordLabel(from: &cursor) }
    }

    private func all<Element>(
        _ path: String, _ next: (inout ByteCursor) throws(ByteCursor.Failure) -> Element
    ) throws(CorpusRunError) -> [Element] {
        do {
            var stream = try ByteStream.open(path)
            guard let bytes = try stream.all(limit: .max) else { return [] }
            var cursor = ByteCursor(bytes)
            var elements: [Element] = []
            while !cursor.isAtEnd { elements.append(try next(&cursor)) }
            return elements
        } catch {
            // It was whole when this run began.
            throw .damaged(path: path)
        }
    }

    /// Removes what only an unfinished run needs.
    func removeState(chunks: Int) {
        for number in 0..<chunks {
            _ = unlink(chunkPath(number))
            _ = unlink(labelPath(number))
        }
        for ending in ["", "-wal", "-shm"] { _ = unlink(indexPath + ending) }
        _ = rmdir(state("chunks"))
    }

    private static func make(_ path: String) throws(CorpusRunError) {
        guard mkdir(path, 0o755) != 0 else { return }
        let code = errno
        if code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try make(String(path[..<slash]))
            if mkdir(path, 0o755) == 0 { return }
        }
        guard code == EEXIST || exists(path) else {
            throw .file(path: path, words: Errno(rawValue: code).description)
        }
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func isFolder(_ path: String) -> Bool {
        var state = stat()
        return stat(path, &state) == 0 && state.st_mode & S_IFMT == S_IFDIR
    }

    private static func isEmpty(_ path: String) -> Bool { InputFile.all([path]).isEmpty }

    /// Runs `body` on a path; what the system says becomes an error of the run.
    static func run<Result>(_ path: String, _ body: (String) throws -> Result) throws(CorpusRunError) -> Result {
        do {
            return try body(path)
        } catch {
            throw .file(path: path, words: (error as? Errno)?.description ?? "\(error)")
        }
    }
}

/// A file that grows piece by piece under another name, until it is whole.
struct GrowingFile: ~Copyable {
    private let path: String
    private let descriptor: FileDescriptor
    private var sum = 0

    init(_ path: String) throws(CorpusRunError) {
        self.path = path
        descriptor = try RunFolder.run(path + ".new") {
            try FileDescriptor.open(
                FilePath($0), .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        }
    }

    mutating func append(_ bytes: [UInt8]) throws(CorpusRunError) {
        let descriptor = descriptor
        _ = try RunFolder.run(path) { _ in try descriptor.writeAll(bytes) }
        sum = checksum(bytes, after: sum)
    }

    /// Gives the file its name, once its bytes are on the disk. Returns by what it is recognized.
    consuming func finish() throws(CorpusRunError) -> Ledger.Part.File {
        let (descriptor, path, sum) = (descriptor, path, sum)
        try RunFolder.run(path) { path in
            guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
            guard rename(path + ".new", path) == 0 else { throw Errno(rawValue: errno) }
        }
        let file = InputFile(path)
        return Ledger.Part.File(length: file.length, modified: file.modified, checksum: sum)
    }

    deinit { try? descriptor.close() }
}
