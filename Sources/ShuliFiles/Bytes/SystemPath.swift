import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Paths as text. A file's name may hold any bytes; those that are no UTF-8 are written as `\xC4\xE3`, and a path
/// written so opens the file, unless another one really has that name.
package enum SystemPath {
    /// The text of a path or argument as the system gives it.
    package static func text(_ bytes: UnsafePointer<CChar>) -> String {
        if let text = String(validatingCString: bytes) { return text }
        let raw = UnsafeRawBufferPointer(start: bytes, count: strlen(bytes))
        var text = ""
        var place = 0
        while place < raw.count {
            let length = validLength(raw, place)
            if length > 0 {
                text += String(decoding: raw[place..<(place + length)], as: UTF8.self)
                place += length
            } else {
                let digits = String(raw[place], radix: 16, uppercase: true)
                text += "\\x" + (digits.count < 2 ? "0" : "") + digits
                place += 1
            }
        }
        return text
    }

    /// The arguments of the process, without its name.
    package static var arguments: [String] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { CommandLine.unsafeArgv[$0].map { text($0) } }
    }

    // How many bytes the character at a place has; 0 where there is none.
    private static func validLength(_ raw: UnsafeRawBufferPointer, _ place: Int) -> Int {
        let length =
            switch raw[place] {
            case 0..<0x80: 1
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        guard length > 0, place + length <= raw.count else { return 0 }
        return String(validating: raw[place..<(place + length)], as: UTF8.self) == nil ? 0 : length
    }

    /// The bytes that a path written as above stands for, with a NUL behind them; nil where it has no such byte.
    static func unescaped(_ path: String) -> [CChar]? {
        var bytes: [CChar] = []
        var rest = Array(path.utf8)[...]
        var isEscaped = false
        while let byte = rest.popFirst() {
            if byte == 0x5C, rest.first == 0x78, rest.count >= 3,
                let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16), value > 0x7F
            {
                bytes.append(CChar(bitPattern: value))
                rest = rest.dropFirst(3)
                isEscaped = true
            } else {
                bytes.append(CChar(bitPattern: byte))
            }
        }
        return isEscaped ? bytes + [0] : nil
    }

    /// Opens a file for reading.
    static func open(_ path: String) throws -> FileDescriptor {
        do {
            return try FileDescriptor.open(FilePath(path), .readOnly)
        } catch Errno.noSuchFileOrDirectory {
            guard let bytes = unescaped(path) else { throw Errno.noSuchFileOrDirectory }
            return try bytes.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { throw Errno.noSuchFileOrDirectory }
                return try FileDescriptor.open(base, .readOnly)
            }
        }
    }

    /// What the system says of a file or folder, links followed; nil where it says nothing.
    static func state(_ path: String) -> stat? {
        var state = stat()
        if stat(path, &state) == 0 { return state }
        guard let bytes = unescaped(path), stat(bytes, &state) == 0 else { return nil }
        return state
    }

    /// Whether opening a file anew reads it from its start: not so pipes, and what is open already under another name.
    static func canBeReadTwice(_ path: String) -> Bool {
        guard path != "-", !path.hasPrefix("/dev/"), let state = state(path) else { return false }
        return state.st_mode & S_IFMT == S_IFREG
    }

    /// Whether a file may be read.
    static func isReadable(_ path: String) -> Bool {
        access(path, R_OK) == 0 || unescaped(path).map { access($0, R_OK) == 0 } ?? false
    }

    /// The names in a folder without `.` and `..`; nil where it can't be read.
    static func names(in folder: String) -> [String]? {
        guard let directory = opendir(folder) ?? unescaped(folder).flatMap({ opendir($0) }) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                    text($0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// The system's words for an error.
    static func words(for error: any Error) -> String { (error as? Errno)?.description ?? "\(error)" }
}
