import ShuliText

/// Reads documents from files, one after the other: texts and pages, JSON Lines and JSON, CSV, the files of crawlers.
/// What can't be read is a failure with its place, and reading goes on behind it.
///
/// ```swift
/// var reader = DocumentReader(paths: ["news.jsonl.gz", "pages"])
/// while let next = reader.next() {
///     switch next {
///     case .success(let record): print(record.id, record.text.count)
///     case .failure(let failure): print(failure)
///     }
/// }
/// ```
///
/// Files are read in pieces. What is held is some pieces and the document in hand; a text or page is one document. The
/// cost is linear in the input and in what it inflates to.
public struct DocumentReader: ~Copyable {
    /// How to read.
    public struct Options: Sendable {
        /// How documents are arranged in the files.
        public var format = InputFormat.auto
        /// The encoding of the files; nil to detect it, file by file.
        public var encoding: TextEncoding?
        /// The field with a record's label. Without it the label is the path or the line number.
        public var idField = "id"
        /// The field with a record's text.
        public var textField = "text"
        /// The field with a record's headline.
        public var titleField = "title"
        /// The field with a record's HTML page, which is preferred to its text.
        public var htmlField = "html"
        /// The field with the address that a record came from.
        public var urlField = "url"
        /// The field with a record's date of publication.
        public var dateField = "date"
        /// Longer lines, records and files are failures, in bytes.
        package var longest = 1 << 30
        /// Texts that are longer than some of these are read in sections of about so many bytes, each a record; nil to
        /// read each text in one piece.
        package var sectionLength: Int?
        /// What a section says of the script of its text, where sections depend on what all of them say: then a file is
        /// read twice, and a text that can't be, such as a pipe, is read in one piece. Nil where they do not.
        package var survey: (@Sendable (String) -> ScriptEvidence)?
        /// Whether control characters of the second row (U+0080 to U+009F) and more undecodable characters are read, which
        /// text has that was decoded in the wrong encoding and will be repaired.
        package var readsMisread = false
        /// Whether records keep all fields as they were written, their text too, to be written again.
        package var keepsSource = false

        /// The options of the command line where nothing is set.
        public init() {}
    }

    private var chunks: ChunkReader
    private let decoder: ChunkDecoder
    /// What was met so far that holds no document.
    package private(set) var skipped = SkippedRecords()
    private var waiting: ArraySlice<Result<Record, DocumentFailure>> = []
    // Bytes that are cut into documents at once: two pieces as they are read.
    private static let chunk = 1 << 17

    /// The documents of `paths` in order: of files, of folders with all that is below them, and of standard input for
    /// "-". gzip and Zstandard are recognized by their first bytes.
    public init(paths: [String], options: Options = Options()) {
        let files = InputFile.paths(paths, skipped: &skipped)
        chunks = ChunkReader(paths: files, options: options, target: Self.chunk)
        decoder = ChunkDecoder(paths: files, options: options)
    }

    /// The next document or failure; nil when all files are read.
    public mutating func next() -> Result<Record, DocumentFailure>? {
        while waiting.isEmpty {
            guard let chunk = chunks.next() else { return nil }
            var decoded: [Result<Record, DocumentFailure>] = []
            skipped.add(decoder.decode(chunk) { decoded.append($0) })
            waiting = decoded[...]
        }
        return waiting.popFirst()
    }
}
