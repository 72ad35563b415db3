import ShuliStorage

/// Why an index on disk could not be opened, read or written.
public struct DuplicateIndexError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened.
    public enum Reason: Hashable, Sendable {
        /// SQLite's words.
        case storage(String)
        /// The file is a database, but no index of this program.
        case notAnIndex
        /// The index was written by another version of the program, of this number.
        case otherVersion(Int)
    }

    /// The index file.
    public let path: String
    public let reason: Reason

    public var description: String {
        switch reason {
        case .storage(let words): "\(path): \(words)"
        case .notAnIndex: "\(path): a database, but no index of republished articles"
        case .otherVersion(let version): "\(path): an index of version \(version), which this program can't read"
        }
    }
}

extension DuplicateIndexError {
    /// Runs `body`; what SQLite says becomes an error of the index.
    static func wrapping<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as StorageError {
            throw DuplicateIndexError(path: error.path, reason: .storage(error.words))
        }
    }
}
