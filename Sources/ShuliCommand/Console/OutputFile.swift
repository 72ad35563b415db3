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

/// Where output goes.
enum OutputTarget {
    case standardOutput
    case file(String)
    /// It is made and not written.
    case nowhere

    /// A path; nil or "-" is standard output.
    init(_ path: String?) {
        guard let path, path != "-" else {
            self = .standardOutput
            return
        }
        self = .file(path)
    }

    /// The file that is written; nil for none.
    var path: String? { if case .file(let path) = self { path } else { nil } }
}

/// A buffered writer to standard output or a file.
///
/// A file is written without a name, or under another one where the file system knows no files without, and gets its name
/// when it is whole: a program that is killed leaves no half file. Pipes, terminals and devices are written directly.
struct OutputFile: ~Copyable {
    // Nil where nothing is written.
    private let descriptor: FileDescriptor?
    private let path: String?
    // The file that waits for its name.
    private var aside: UnfinishedFile?
    private var buffer: [UInt8] = []
    private static let bufferLength = 1 << 16

    /// Opens a file, to replace what is there once this one is whole; nil or "-" is standard output.
    init(_ path: String?) { self.init(OutputTarget(path)) }

    /// Opens what `target` names.
    init(_ target: OutputTarget) {
        path = target.path
        guard let path else {
            if case .nowhere = target { descriptor = nil } else { descriptor = .standardOutput }
            return
        }
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
        guard descriptor != nil else { return }
        // A long answer is not copied.
        if bytes.count >= Self.bufferLength {
            flush()
            writeAll(bytes)
            return
        }
        buffer += bytes
        if buffer.count >= Self.bufferLength { flush() }
    }

    mutating func flush() {
        guard !buffer.isEmpty else { return }
        writeAll(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func writeAll(_ bytes: [UInt8]) {
        do {
            try descriptor?.writeAll(bytes)
        } catch {
            Console.endAfterWriteError(error, path: path)
        }
    }

    /// Writes what is left. The file is whole now and gets its name.
    mutating func close() {
        flush()
        guard let path else { return }
        do {
            if let aside { try aside.takeName() } else { try descriptor?.close() }
            aside = nil
        } catch {
            Console.endAfterWriteError(error, path: path)
        }
    }

    // A file that was not closed is not whole.
    deinit { aside?.remove() }
}

/// A file that will replace another one, or be a new one, when it is whole.
private struct UnfinishedFile {
    let descriptor: FileDescriptor
    private let target: String
    // Its name until then; nil for a file without a name.
    private let path: String?

    private static let permissions: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]

    /// Nil for a path that is not a regular file, or whose folder takes no new file: such a one is written directly.
    init?(replacing path: String) {
        // Of standard output and its like the name stays what it is, whatever it leads to.
        guard !path.hasPrefix("/dev/") else { return nil }
        var state = stat()
        let exists = stat(path, &state) == 0
        guard !exists || state.st_mode & S_IFMT == S_IFREG else { return nil }
        // A link stays; what it leads to is replaced.
        target = exists ? Self.resolved(path) : path
        if let unnamed = Self.openUnnamed(beside: target) {
            (descriptor, self.path) = (unnamed, nil)
        } else {
            let name = Self.otherName(target)
            guard
                let opened = try? FileDescriptor.open(
                    FilePath(name), .writeOnly, options: [.create, .exclusiveCreate], permissions: Self.permissions)
            else { return nil }
            UnfinishedFiles.insert(name)
            (descriptor, self.path) = (opened, name)
        }
        if exists { _ = fchmod(descriptor.rawValue, state.st_mode & 0o7777) }
    }

    private static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    // No file of the user's has this name, nor one of another process.
    private static func otherName(_ target: String) -> String {
        "\(target).\(String(UInt32.random(in: 0...UInt32.max), radix: 36)).new"
    }

    // Only Linux has files without a name, and not on all file systems. Such a file gets its name by way of /proc.
    private static func openUnnamed(beside target: String) -> FileDescriptor? {
        #if os(Linux)
            let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
            // O_TMPFILE, which is no constant that Swift imports.
            let options = FileDescriptor.OpenOptions(rawValue: 0o20_000_000 | O_DIRECTORY)
            let opened = try? FileDescriptor.open(
                FilePath(folder), .writeOnly, options: options, permissions: permissions)
            guard let opened else { return nil }
            if access(link(to: opened), F_OK) == 0 { return opened }
            try? opened.close()
        #endif
        return nil
    }

    private static func link(to descriptor: FileDescriptor) -> String { "/proc/self/fd/\(descriptor.rawValue)" }

    /// Closes the file and gives it its name.
    func takeName() throws {
        if let path {
            try descriptor.close()
            try Self.replace(target, by: path)
        } else {
            try nameUnnamed()
            try descriptor.close()
        }
    }

    // A link replaces no file: then a further name is renamed.
    private func nameUnnamed() throws {
        let link = Self.link(to: descriptor)
        if linkat(AT_FDCWD, link, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 { return }
        guard errno == EEXIST else { throw Errno(rawValue: errno) }
        let name = Self.otherName(target)
        UnfinishedFiles.insert(name)
        guard linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else { throw Errno(rawValue: errno) }
        try Self.replace(target, by: name)
    }

    private static func replace(_ target: String, by name: String) throws {
        guard rename(name, target) == 0 else { throw Errno(rawValue: errno) }
        UnfinishedFiles.forget(name)
    }

    func remove() {
        try? descriptor.close()
        guard let path else { return }
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
