import ShuliText

/// Consecutive records of the input: what one task works on at once.
package struct InputChunk: Sendable {
    /// A place between two records of the input.
    package struct Place: Hashable, Sendable {
        /// The file's number among those of the input.
        package var file = 0
        /// Bytes of the file before it, inflated and as UTF-8, and one for each stretch that could not be inflated.
        package var offset = 0
        /// The number of the line or record that follows, from 1.
        package var line = 1

        package init(file: Int = 0, offset: Int = 0, line: Int = 1) {
            (self.file, self.offset, self.line) = (file, offset, line)
        }
    }

    package enum Content: Sendable {
        /// Lines, records of JSON, CSV or WARC, whole ones.
        case bytes([UInt8], InputFormat)
        /// A file that is one document, with what is damaged in it.
        case whole([UInt8], InputFormat, damage: StreamDamage?)
        /// A part of a long text.
        case section([UInt8], TextSection)
        /// Files that are one document each, which the task reads itself.
        case files
        case failure(DocumentFailure)
    }

    /// From 0, in the order of the input.
    package let number: Int
    /// The path of the file, the first one's of several.
    package let path: String
    package let start: Place
    package let end: Place
    /// How many documents, failures and entries without a document it holds; `files` may have a failure more each.
    package let records: Int
    package let content: Content
    /// The fields' names, of CSV.
    package let header: CSVHeader?
    /// What the lines are decoded from.
    package let encoding: LineEncoding
}
