/// Some records of the input that stand one after the other: what one task works on at once.
public struct InputChunk: Sendable {
    /// A place between two records of the input.
    public struct Place: Hashable, Sendable {
        /// The file's number among those of the input.
        public var file = 0
        /// Inflated bytes of the file before it.
        public var offset = 0
        /// The number of the line or record that follows, from 1.
        public var line = 1

        public init(file: Int = 0, offset: Int = 0, line: Int = 1) {
            (self.file, self.offset, self.line) = (file, offset, line)
        }
    }

    enum Content: Sendable {
        /// Lines, records of JSON Lines, CSV or WARC, whole ones.
        case bytes([UInt8], InputFormat)
        /// Whole files, which the task reads itself.
        case files
        case failure(DocumentFailure)
    }

    /// From 0, in the order of the input.
    public let number: Int
    /// The path of the file, the first one's of several.
    public let path: String
    public let start: Place
    public let end: Place
    /// How many documents and failures it holds.
    public let records: Int
    let content: Content
    /// The fields' names, of CSV.
    let header: CSVHeader?
}
