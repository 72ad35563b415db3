import ShuliText

/// Reads documents from files one after the other: a failure of one does not stop the others.
package struct DocumentReader: ~Copyable {
    /// How to read.
    package struct Options: Sendable {
        package var format = InputFormat.auto
        /// Nil to find out, file by file.
        package var encoding: TextEncoding?
        package var idField = "id"
        package var textField = "text"
        package var titleField = "title"
        package var htmlField = "html"
        package var urlField = "url"
        package var dateField = "date"
        /// Longer lines and files are failures.
        package var longest = 1 << 30
        /// Whether records keep all fields as they were written, their text too, to be written again.
        package var keepsSource = false

        package init() {}
    }

    private var chunks: ChunkReader
    private let decoder: ChunkDecoder
    private var waiting: ArraySlice<Result<Record, DocumentFailure>> = []
    // Bytes that are cut into documents at once.
    private static let chunk = 1 << 17

    /// The documents of `paths` in order; "-" is standard input.
    package init(paths: [String], options: Options = Options()) {
        chunks = ChunkReader(paths: paths, options: options, target: Self.chunk)
        decoder = ChunkDecoder(paths: paths, options: options)
    }

    /// The next document or failure; nil when all files are read.
    package mutating func next() -> Result<Record, DocumentFailure>? {
        while waiting.isEmpty {
            guard let chunk = chunks.next() else { return nil }
            var decoded: [Result<Record, DocumentFailure>] = []
            decoder.decode(chunk) { decoded.append($0) }
            waiting = decoded[...]
        }
        return waiting.popFirst()
    }
}
