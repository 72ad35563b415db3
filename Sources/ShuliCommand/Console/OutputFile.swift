import Shuli
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A buffered writer to standard output or a file.
///
/// A file is written under another name in the same folder and gets its name when it is whole, so that a program that is
/// killed leaves no half file under that name. Pipes, terminals and devices are written directly.
struct OutputFile: ~Copyable {
    private let descriptor: FileDescriptor
    private let path: String?
    // The file that waits for its name.
    private var aside: UnfinishedFile?
    private var buffer: [UInt8] = []
    private static let bufferLength = 1 << 16

    /// Opens a file, to replace what is there once this one is whole; nil or "-" is standard output.
    init(_ path: String?) {
        guard let path, path != "-" else {
            descriptor = .standardOutput
            self.path = nil
            return
        }
        self.path = path
        if let aside = UnfinishedFile(replacing: path) {
            self.aside = aside
            descriptor = aside.descriptor
            return
        }
        do {
            descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            Console.endAfterWriteError(error, path: path)
        }
    }

    mutating func write(_ bytes: [UInt8]) {
        buffer += bytes
        if buffer.count >= Self.bufferLength { flush() }
    }

    mutating func flush() {
        guard !buffer.isEmpty else { return }
        do {
            try descriptor.writeAll(buffer)
        } catch {
            Console.endAfterWriteError(error, path: path)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes what is left. The file is whole now and gets its name.
    mutating func close() {
        flush()
        guard let path else { return }
        do {
            try descriptor.close()
            try aside?.takeName()
            aside = nil
        } catch {
            Console.endAfterWriteError(error, path: path)
        }
    }

    // A file that was not closed is not whole.
    deinit { aside?.remove() }
}

/// A file beside the one that it will replace.
private struct UnfinishedFile {
    let descriptor: FileDescriptor
    private let path: String
    private let target: String

    /// Nil for a path that is not a regular file, or whose folder takes no new file: such a one is written directly.
    init?(replacing path: String) {
        // Of standard output and its like the name stays what it is, whatever it leads to.
        guard !path.hasPrefix("/dev/") else { return nil }
        var state = stat()
        let exists = stat(path, &state) == 0
        guard !exists || state.st_mode & S_IFMT == S_IFREG else { return nil }
        // A link stays; what it leads to is replaced.
        target = exists ? Self.resolved(path) : path
        // No file of the user's has this name, nor one of another process.
        self.path = "\(target).\(String(UInt32.random(in: 0...UInt32.max), radix: 36)).new"
        guard
            let opened = try? FileDescriptor.open(
                FilePath(self.path), .writeOnly, options: [.create, .exclusiveCreate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        else { return nil }
        if exists { _ = fchmod(opened.rawValue, state.st_mode & 0o7777) }
        descriptor = opened
        UnfinishedFiles.insert(self.path)
    }

    private static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    func takeName() throws {
        guard rename(path, target) == 0 else { throw Errno(rawValue: errno) }
        UnfinishedFiles.forget(path)
    }

    func remove() {
        try? descriptor.close()
        _ = unlink(path)
        UnfinishedFiles.forget(path)
    }
}

/// The files that are to vanish when the program ends early.
enum UnfinishedFiles {
    private static let paths = Mutex<Set<String>>([])

    static func insert(_ path: String) { paths.withLock { _ = $0.insert(path) } }
    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }

    /// Removes them all, before an exit.
    static func removeAll() {
        paths.withLock { paths in
            for path in paths { _ = unlink(path) }
            paths = []
        }
    }
}
