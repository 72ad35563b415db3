/// What SQLite has to say about a file that can't be opened, read or written.
public struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// SQLite's words.
    public let words: String

    public init(path: String, words: String) { (self.path, self.words) = (path, words) }

    public var description: String { "\(path): \(words)" }
}
