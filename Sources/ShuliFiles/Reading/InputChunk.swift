/// Some records of the input that stand one after the other: what one task works on at once.
package struct InputChunk: Sendable {
    /// A place between two records of the input.
    package struct Place: Hashable, Sendable {
        /// The file's number among those of the input.
        package var file = 0
        /// Inflated bytes of the file before it.
        package var offset = 0
        /// The number of the line or record that follows, from 1.
        package var line = 1

        package init(file: Int = 0, offset: Int = 0, line: Int = 1) {
            (self.file, self.offset, self.line) = (file, offset, line)
        }
    }

    package enum Content: Sendable {
        /// Lines, records of JSON Lines, CSV or WARC, whole ones.
        case bytes([UInt8], InputFormat)
        /// Whole files, which the task reads itself.
        case files
        case failure(DocumentFailure)
    }

    /// From 0, in the order of the input.
    package let number: Int
    /// The path of the file, the first one's of several.
    package let path: String
    package let start: Place
    package let end: Place
    /// How many documents and failures it holds.
    package let records: Int
    package let content: Content
    /// The fields' names, of CSV.
    package let header: CSVHeader?
}
