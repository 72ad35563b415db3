/// Why an index in a file could not be opened, read or written. Each case names the file.
public enum DuplicateIndexError: Error, Hashable, Sendable, CustomStringConvertible {
    /// SQLite could not open, read or write the file, for the reason in `message`.
    case storage(path: String, message: String)
    /// The file is a database, but no index of this program.
    case notAnIndex(path: String)
    /// The index was written by another version of this program, whose files have this number.
    case otherVersion(path: String, version: Int)
    /// The index has as many texts as it can hold.
    case full(path: String)
    /// The file was changed or cut off after it was written; `detail` says where that was noticed.
    case damaged(path: String, detail: String)

    /// The path of the file and what is wrong with it, in English.
    public var description: String {
        switch self {
        case .storage(let path, let message): "\(path): \(message)"
        case .notAnIndex(let path): "\(path): a database, but no index of republished articles"
        case .otherVersion(let path, let version):
            "\(path): an index of version \(version), which this program can't read"
        case .full(let path): "\(path): the index holds no more texts"
        case .damaged(let path, let detail): "\(path): the index is damaged (\(detail))"
        }
    }
}
