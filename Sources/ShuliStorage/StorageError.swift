/// What SQLite has to say about a file that can't be opened, read or written.
package struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    package let path: String
    /// SQLite's words.
    package let words: String

    package init(path: String, words: String) { (self.path, self.words) = (path, words) }

    package var description: String { "\(path): \(words)" }
}
