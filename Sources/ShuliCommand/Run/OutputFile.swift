import SystemPackage

/// A buffered writer to standard output or a file.
struct OutputFile: ~Copyable {
    private let descriptor: FileDescriptor
    private let path: String?
    private var buffer: [UInt8] = []

    /// Opens a file, replacing what was there; nil or "-" is standard output.
    init(_ path: String?) {
        if let path, path != "-" {
            do {
                descriptor = try FileDescriptor.open(
                    FilePath(path), .writeOnly, options: [.create, .truncate],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead])
            } catch {
                Console.endAfterWriteError(error, path: path)
            }
            self.path = path
        } else {
            descriptor = .standardOutput
            self.path = nil
        }
    }

    mutating func write(_ bytes: [UInt8]) {
        buffer += bytes
        if buffer.count >= 1 << 16 { flush() }
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

    consuming func close() {
        flush()
        guard let path else { return }
        do {
            try descriptor.close()
        } catch {
            Console.endAfterWriteError(error, path: path)
        }
    }
}
