/// The place where a document was found: a file, and the line where the file holds several.
package struct Origin: Hashable, Sendable, CustomStringConvertible {
    /// The path; "-" for standard input.
    package let file: String
    /// From 1; nil where the file is one document.
    package let line: Int?

    package init(file: String, line: Int? = nil) {
        self.file = file
        self.line = line
    }

    package var description: String { line.map { "\(file):\($0)" } ?? file }
}
