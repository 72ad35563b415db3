import ShuliText

/// Reads documents from files one after the other: a failure of one does not stop the others.
public struct DocumentReader: ~Copyable {
    /// How to read.
    public struct Options: Sendable {
        public var format = InputFormat.auto
        /// Nil to find out, file by file.
        public var encoding: TextEncoding?
        public var idField = "id"
        public var textField = "text"
        public var titleField = "title"
        public var htmlField = "html"
        public var urlField = "url"
        public var dateField = "date"
        /// Longer lines and files are failures.
        public var longest = 1 << 30

        public init() {}
    }

    private var chunks: ChunkReader
    private let decoder: ChunkDecoder
    private var waiting: ArraySlice<Result<Document, DocumentFailure>> = []
    // Bytes that are cut into documents at once.
    private static let chunk = 1 << 17

    /// The documents of `paths` in order; "-" is standard input.
    public init(paths: [String], options: Options = Options()) {
        chunks = ChunkReader(paths: paths, options: options, target: Self.chunk)
        decoder = ChunkDecoder(paths: paths, options: options, keepsRecords: true)
    }

    /// The next document or failure; nil when all files are read.
    public mutating func next() -> Result<Document, DocumentFailure>? {
        while waiting.isEmpty {
            guard let chunk = chunks.next() else { return nil }
            var decoded: [Result<Document, DocumentFailure>] = []
            decoder.decode(chunk) { decoded.append($0) }
            waiting = decoded[...]
        }
        return waiting.popFirst()
    }
}
