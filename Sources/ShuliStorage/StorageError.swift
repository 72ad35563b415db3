/// Why a SQLite file could not be opened, read or written.
package struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    package let path: String
    /// The reason, in SQLite's words or in those of the code that reads the file.
    package let message: String
    /// Whether what the file holds is not what was written to it.
    package let isDamage: Bool

    package init(path: String, message: String, isDamage: Bool = false) {
        (self.path, self.message, self.isDamage) = (path, message, isDamage)
    }

    /// The path and the reason.
    package var description: String { "\(path): \(message)" }
}
