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
        /// Longer lines and files are failures.
        public var longest = 1 << 30

        public init() {}
    }

    private let options: Options
    private var paths: ArraySlice<String>
    private var lines: ByteLines?
    private var path = ""
    private var format = InputFormat.auto

    /// The documents of `paths` in order; "-" is standard input.
    public init(paths: [String], options: Options = Options()) {
        self.options = options
        self.paths = paths[...]
    }

    /// The next document or failure; nil when all files are read.
    public mutating func next() -> Result<Document, DocumentFailure>? {
        while true {
            if lines != nil {
                if let document = nextLine() { return document }
                lines = nil
            }
            guard let path = paths.popFirst() else { return nil }
            self.path = path
            do throws(ByteStream.Failure) {
                if let document = try open() { return document }
            } catch {
                return failure(error)
            }
        }
    }

    private func failure(_ failure: ByteStream.Failure, line: Int? = nil) -> Result<Document, DocumentFailure> {
        let reason: DocumentFailure.Reason =
            switch failure {
            case .system(let words): .unreadable(words)
            case .damaged(let words): .damaged(words)
            }
        return self.failure(reason, line: line)
    }

    private func failure(_ reason: DocumentFailure.Reason, line: Int? = nil) -> Result<Document, DocumentFailure> {
        .failure(DocumentFailure(origin: Origin(file: path, line: line), reason: reason))
    }

    // Opens the next file: its document, or nil where its lines are documents.
    private mutating func open() throws(ByteStream.Failure) -> Result<Document, DocumentFailure>? {
        var stream = try ByteStream.open(path)
        let head = try stream.next()
        format = options.format
        if format == .auto { format = InputFormat(path: path) ?? InputFormat(sniffing: head) }
        if format == .jsonl || format == .lines {
            lines = ByteLines(stream, head: head)
            return nil
        }
        guard let rest = try stream.all(limit: options.longest - head.count) else {
            return failure(.tooLong(limit: options.longest))
        }
        let bytes = head + rest
        return bytes.isEmpty ? failure(.empty) : whole(bytes)
    }

    // A file that is one document.
    private func whole(_ bytes: [UInt8]) -> Result<Document, DocumentFailure> {
        let declared = format == .html ? TextEncoding(declaredInHTML: bytes) : nil
        let decoded = TextDecoder(encoding: options.encoding).decode(bytes, declared: declared)
        if let reason = Self.notText(decoded) { return failure(reason) }
        return .success(
            Document(
                idSource: Self.quoted(path), origin: Origin(file: path),
                content: format == .html ? .html(decoded.text) : .text(decoded.text), title: nil, otherFields: [],
                recordFields: [], encoding: decoded.encoding, undecodable: decoded.undecodable))
    }

    private mutating func nextLine() -> Result<Document, DocumentFailure>? {
        while true {
            let line: ByteLines.Line?
            do throws(ByteStream.Failure) {
                line = try lines?.next(limit: options.longest)
            } catch {
                let number = lines?.number ?? 0
                lines = nil
                return failure(error, line: number + 1)
            }
            let number = lines?.number ?? 0
            switch line {
            case nil: return nil
            case .tooLong: return failure(.tooLong(limit: options.longest), line: number)
            case .bytes(let bytes):
                // A line of white space is no record of JSON Lines; between texts it is an empty text.
                if format == .jsonl, bytes.allSatisfy({ $0 <= 0x20 }) { continue }
                return format == .jsonl ? record(bytes, number) : single(bytes, number)
            }
        }
    }

    private func single(_ bytes: [UInt8], _ number: Int) -> Result<Document, DocumentFailure> {
        let decoded = TextDecoder(encoding: options.encoding).decode(bytes)
        if let reason = Self.notText(decoded) { return failure(reason, line: number) }
        return .success(
            Document(
                idSource: "\(number)", origin: Origin(file: path, line: number), content: .text(decoded.text),
                title: nil,
                otherFields: [], recordFields: [], encoding: decoded.encoding, undecodable: decoded.undecodable))
    }

    private func record(_ bytes: [UInt8], _ number: Int) -> Result<Document, DocumentFailure> {
        let decoded = TextDecoder(encoding: options.encoding).decode(bytes)
        let record: JSONRecord
        do throws(JSONError) {
            record = try JSONRecord(parsing: decoded.text.utf8)
        } catch {
            return failure(.notJSON(error), line: number)
        }
        let content: Document.Content
        if let html = record[options.htmlField]?.string, !html.isEmpty {
            content = .html(html)
        } else if let text = record[options.textField]?.string {
            content = .text(text)
        } else {
            return failure(.noText([options.textField, options.htmlField]), line: number)
        }
        let read: Set<String> = [options.idField, options.textField, options.htmlField]
        return .success(
            Document(
                idSource: record[options.idField]?.source ?? "\(number)", origin: Origin(file: path, line: number),
                content: content, title: record[options.titleField]?.string,
                otherFields: record.fields.filter { !read.contains($0.key) }, recordFields: record.fields,
                encoding: decoded.encoding, undecodable: decoded.undecodable))
    }

    // Where more than one character in twenty had to be replaced or is a control or private-use character, the bytes
    // were no text. (Random bytes make hardly any error in GB18030, which has a place for nearly every pair.)
    private static func notText(_ decoded: DecodedText) -> DocumentFailure.Reason? {
        var characters = 0
        var strange = 0
        for scalar in decoded.text.unicodeScalars {
            characters += 1
            switch scalar.value {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B: break
            case 0...0x1F, 0x7F...0x9F, 0xE000...0xF8FF, 0xFFFD, 0xF0000...0x10FFFF: strange += 1
            default: break
            }
        }
        guard strange > 2, strange * 20 > characters else { return nil }
        return .notText(strange: strange, characters: characters, encoding: decoded.encoding.name)
    }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.value(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
