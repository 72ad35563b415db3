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

    /// Makes the folder where there is none and keeps others out of it. Throws where it holds anything else.
    init(_ path: String) throws(CorpusRunError) {
        self.path = path
        try Self.make(path)
        guard Self.exists("\(path)/.state") || Self.isEmpty(path) else { throw .notARun(folder: path) }
        try Self.make("\(path)/.state")
        lock = try Self.run("\(path)/.state/lock") {
            try FileDescriptor.open(
                FilePath($0), .readWrite, options: [.create], permissions: [.ownerReadWrite, .groupRead, .otherRead])
        }
        guard flock(lock.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            try? lock.close()
            throw .busy(folder: path)
        }
        try Self.make("\(path)/.state/chunks")
        try Self.make("\(path)/rejects")
    }

    deinit { try? lock.close() }

    private func state(_ name: String) -> String { "\(path)/.state/\(name)" }

    func chunkPath(_ number: Int) -> String { state("chunks/\(number)") }

    static func partName(_ number: Int, _ compression: Compression) -> String {
        let digits = "\(number)"
        return "part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".jsonl"
            + compression.ending
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

    /// The bytes of a chunk's file; nil where they are not those that were written.
    func chunk(_ number: Int, checksum expected: Int) -> [UInt8]? {
        let path = chunkPath(number)
        guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return nil }
        defer { try? file.close() }
        var bytes = [UInt8](repeating: 0, count: InputFile(path).length)
        let count = bytes.withUnsafeMutableBytes { (try? file.read(into: $0)) ?? 0 }
        return count == bytes.count && checksum(bytes) == expected ? bytes : nil
    }

    /// Removes what only an unfinished run needs.
    func removeState(chunks: Int) {
        for number in 0..<chunks { _ = unlink(chunkPath(number)) }
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

    init(_ path: String) throws(CorpusRunError) {
        self.path = path
        descriptor = try RunFolder.run(path + ".new") {
            try FileDescriptor.open(
                FilePath($0), .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        }
    }

    func append(_ bytes: [UInt8]) throws(CorpusRunError) {
        let descriptor = descriptor
        _ = try RunFolder.run(path) { _ in try descriptor.writeAll(bytes) }
    }

    /// Gives the file its name, once its bytes are on the disk.
    consuming func finish() throws(CorpusRunError) {
        let (descriptor, path) = (descriptor, path)
        try RunFolder.run(path) { path in
            guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
            guard rename(path + ".new", path) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    deinit { try? descriptor.close() }
}
