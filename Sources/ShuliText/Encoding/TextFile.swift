#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Text files that a caller names by path.
package enum TextFile {
    /// The text of a file in any encoding that `TextDecoder` detects.
    ///
    /// - Throws: `ParseError` with the path and the message of the system where the file cannot be read.
    package static func text(at path: String) throws(ParseError) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        while true {
            let count = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { memory in
                let count = read(file, memory.baseAddress, memory.count)
                if count > 0 { bytes.append(contentsOf: memory[..<count]) }
                return count
            }
            if count == 0 { return TextDecoder().decode(bytes).text }
            if count < 0, errno != EINTR { throw failure(path) }
        }
    }

    private static func failure(_ path: String) -> ParseError {
        ParseError(file: path, .unreadable(String(cString: strerror(errno))))
    }
}
