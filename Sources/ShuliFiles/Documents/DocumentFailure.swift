import ShuliText

/// Why a document could not be read, and where. The reader goes on behind it.
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
