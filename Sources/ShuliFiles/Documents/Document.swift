import ShuliText

/// One document on its way through: its text or page, what is known of it, and what is only passed on.
package struct Document: Sendable, Hashable {
    /// What is to be worked on.
    package enum Content: Sendable, Hashable {
        case text(String)
        /// An HTML page, decoded.
        case html(String)
    }

    /// The identifier as JSON: the source of the record's own, else the quoted path or the line's number.
    package let idSource: String
    /// Where it came from, to name it in messages.
    package let origin: Origin
    package let content: Content
    package let title: String?
    /// Fields of the record that were not read as content, in their order.
    package let otherFields: [JSONRecord.Field]
    /// All fields of the record in their order, the content too; empty where the document was no record.
    package let recordFields: [JSONRecord.Field]
    /// What the bytes were read as; nil for a record of JSON Lines in UTF-8.
    package let encoding: TextEncoding?
    /// Offsets of undecodable sequences in the input, in bytes; each is a U+FFFD in the text.
    package let undecodable: [Int]
}

/// Where a document stands: a file, and the line where the file holds several.
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

/// Why a document could not be read.
package struct DocumentFailure: Error, Hashable, Sendable {
    package enum Reason: Error, Hashable, Sendable {
        /// The system's words for why a file can't be opened or read.
        case unreadable(String)
        case empty
        /// So many undecodable, control and private-use characters among so many.
        case notText(strange: Int, characters: Int, encoding: String)
        case notJSON(JSONError)
        /// The record has none of these fields as a string.
        case noText([String])
        /// The decompressor's words for what is wrong.
        case damaged(String)
        /// A line or file that exceeds what fits in memory, in bytes.
        case tooLong(limit: Int)
        /// What is wrong with a record of a format.
        case malformed(String, String)
    }

    package let origin: Origin
    package let reason: Reason

    package init(origin: Origin, reason: Reason) {
        self.origin = origin
        self.reason = reason
    }
}

extension DocumentFailure.Reason: CustomStringConvertible {
    /// What is wrong, in words.
    package var description: String {
        switch self {
        case .unreadable(let words): "can't be read: \(words)"
        case .empty: "is empty"
        case .notText(let strange, let characters, let encoding):
            "is no text: as \(encoding), \(strange) of \(characters) characters are undecodable, controls or private use"
        case .notJSON(let error): "\(error)"
        case .noText(let fields): "the record has no string in \(fields.map { "\"\($0)\"" }.joined(separator: " or "))"
        case .damaged(let words): "damaged: \(words)"
        case .tooLong(let limit): "longer than \(limit) bytes"
        case .malformed(let format, let words): "\(format): \(words)"
        }
    }
}

extension Document {
    /// The bytes of its text or page, decoded.
    package var byteCount: Int {
        switch content {
        case .text(let text), .html(let text): text.utf8.count
        }
    }
}
