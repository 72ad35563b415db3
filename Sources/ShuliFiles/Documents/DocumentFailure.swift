import ShuliText

/// Why a document could not be read, and where. The reader goes on behind it.
public struct DocumentFailure: Error, Hashable, Sendable {
    package enum Reason: Error, Hashable, Sendable {
        /// The system's words for why a file can't be opened or read.
        case unreadable(String)
        case memory
        case empty
        /// So many undecodable, control and private-use characters among so many; text that was decoded in the wrong encoding
        /// before has such, too.
        case notText(strange: Int, characters: Int, encoding: String, damage: Mojibake.Damage?)
        /// A kind of file that holds no document in a form that is read.
        case unsupported(UnsupportedKind)
        case notJSON(JSONError)
        /// The record has none of the fields `wanted` as a string; those that it has as strings are `found`.
        case noText(wanted: [String], found: [String])
        case damaged(StreamDamage)
        /// A line or file that exceeds what fits in memory, in bytes.
        case tooLong(limit: Int)
        /// What is wrong with a record of a format.
        case malformed(FormatFault)
    }

    package let origin: Origin
    package let reason: Reason
    /// Where what was lost begins, in bytes of the file once it is inflated; nil where the line says it.
    package let offset: Int?

    package init(origin: Origin, reason: Reason, offset: Int? = nil) {
        self.origin = origin
        self.reason = reason
        self.offset = offset
    }

    /// The path of the file; "-" for standard input.
    public var file: String { origin.file }

    /// The line, or the number of the record in a WARC file, from 1; nil where the file is one document.
    public var line: Int? { origin.line }
}

extension DocumentFailure: CustomStringConvertible {
    /// Place and reason in English, on one line.
    public var description: String { "\(origin): \(words)" }

    /// The reason, with the offset where there is one.
    package var words: String { "\(reason)" + (offset.map { ", at byte \($0 + 1)" } ?? "") }
}

extension DocumentFailure.Reason: CustomStringConvertible {
    /// What is wrong, in words.
    package var description: String {
        switch self {
        case .unreadable(let words): "can't be read: \(words)"
        case .memory: "can't be read: out of memory"
        case .empty: "is empty"
        case .notText(_, _, _, let damage?): "\(damage)"
        case .notText(let strange, let characters, let encoding, nil):
            "is no text: as \(encoding), \(strange) of \(characters) characters are undecodable, controls or private use"
        case .unsupported(let kind): "is \(kind), which is not read"
        case .notJSON(let error): "\(error)"
        case .noText(let wanted, let found):
            "the record has no string in \(wanted.map { "\"\($0)\"" }.joined(separator: " or "))"
                + (found.isEmpty ? "" : ", but in \(found.map { "\"\($0)\"" }.joined(separator: ", "))")
        case .damaged(let damage): "damaged: \(damage)"
        case .tooLong(let limit): "longer than \(limit) bytes"
        case .malformed(let fault): "\(fault)"
        }
    }
}
